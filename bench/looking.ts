import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import { atEnd, must, rest } from '../tests/hard/scenario.ts'
import { percentile } from './clients.ts'
import { ms, part, sized, tell, verdict } from './measure.ts'
import { lookers } from './people.ts'
import { openWorld, post, type World } from './world.ts'

const PEOPLE = sized(200, 40)
const SECONDS = sized(60, 10)
/** A busy department: so many messages come in a second, all day. */
const A_SECOND = 2

type App = Awaited<ReturnType<World['start']>>
/** `changed`: what it was hinted of since it last asked. */
type Browser = { key: string; askedAt: number; timer: NodeJS.Timeout | undefined; seen: Set<string>; changed: Set<string> }
/** `busy`: how often the house said "ask again" and was asked again. */
type Seen = { hint: number[]; screen: number[]; wrong: string[]; busy: number }

/** All of the queue now and then, the counts of its tabs every few seconds: as web/live.ts and modules/cases/ui/mend.ts do. */
const FEW_MS = 600
const WHOLE_MS = 60_000
const COUNTS_MS = 3_000

/** What one browser with the inbox open does: a hint comes, it asks for what has changed of its queue, at most every 0.6 s. */
function look(app: App, key: string, sentAt: Map<string, number>, seen: Seen): Promise<void> {
  const browser: Browser = { key, askedAt: 0, timer: undefined, seen: new Set(), changed: new Set() }
  const hinted = new Set<string>()
  const again = asker(app, browser, sentAt, seen)
  const socket = new WebSocket(`${app.address.replace('http', 'ws')}/api/live`, { headers: { authorization: `Bearer ${key}` } })
  atEnd(() => {
    clearTimeout(browser.timer)
    socket.terminate()
  })
  socket.on('message', (raw) => {
    const said = JSON.parse(String(raw)) as { t: string; room?: string; id?: string }
    if (said.t !== 'stale' || said.room !== 'cases') return
    if (said.id) browser.changed.add(said.id)
    const heardAt = performance.now()
    // The hint may be here before the sender has its answer: who it was about is looked up a little later.
    if (said.id && !hinted.has(said.id)) {
      const id = said.id
      setTimeout(() => {
        const sent = sentAt.get(id)
        if (sent === undefined || hinted.has(id)) return
        hinted.add(id)
        seen.hint.push(heardAt - sent)
      }, 3_000)
    }
    browser.timer ??= setTimeout(again, Math.max(0, browser.askedAt + FEW_MS - Date.now()))
  })
  return new Promise((ready, fail) => socket.once('open', () => ready()).once('error', fail))
}

/** Asks the house again for this browser, and notes what it has on screen then. */
function asker(app: App, browser: Browser, sentAt: Map<string, number>, seen: Seen): () => void {
  // As people do, they began at different moments.
  let nextWhole = Date.now() + WHOLE_MS * Math.random()
  let counted = Date.now() - COUNTS_MS * Math.random()
  const ask = (path: string) => fetch(`${app.address}/api/v1${path}`, { headers: { authorization: `Bearer ${browser.key}` } })
  const note = (id: string) => {
    const sent = sentAt.get(id)
    if (sent === undefined || browser.seen.has(id)) return
    browser.seen.add(id)
    seen.screen.push(performance.now() - sent)
  }
  const count = async () => {
    if (Date.now() - counted < COUNTS_MS) return
    counted = Date.now()
    await (await ask('/cases/counts')).arrayBuffer()
  }
  const refetch = async () => {
    browser.timer = undefined
    browser.askedAt = Date.now()
    const ids = [...browser.changed]
    browser.changed.clear()
    const isWhole = ids.length === 0 || ids.length > 20 || Date.now() > nextWhole
    if (isWhole) nextWhole = Date.now() + WHOLE_MS * (0.7 + Math.random() * 0.6)
    const answer = await ask(`/cases?view=team&sort=newest&limit=50${isWhole ? '' : `&ids=${ids.join(',')}`}`)
    if (answer.status === 503 || answer.status === 429) {
      seen.busy++
      for (const id of ids) browser.changed.add(id)
      browser.timer ??= setTimeout(again, 1_000)
    } else if (!answer.ok) seen.wrong.push(`${answer.status} ${await answer.text()}`)
    else for (const { id } of ((await answer.json()) as { items: { id: string }[] }).items) note(id)
    await count()
  }
  const again = () => void refetch().catch((error) => seen.wrong.push(String(error)))
  return again
}

await part(`${PEOPLE} people looking: a new message on screen`, async () => {
  const world = await openWorld()
  const app = await world.start()
  const keys = await lookers(world, PEOPLE)
  const sentAt = new Map<string, number>()
  const seen: Seen = { hint: [], screen: [], wrong: [], busy: 0 }
  for (let from = 0; from < keys.length; from += 10)
    await Promise.all(keys.slice(from, from + 10).map((key) => look(app, key, sentAt, seen)))
  await rest(2_000)
  const writing: Promise<void>[] = []
  for (let sent = 0; sent < SECONDS * A_SECOND; sent++) {
    // A writer that fails is told of below, when all are waited for, not in the middle of everything.
    const one = write(app, world.key, sent, { sentAt, seen })
    one.catch(() => undefined)
    writing.push(one)
    await rest(1_000 / A_SECOND)
  }
  await Promise.all(writing)
  await rest(5_000)
  must(seen.wrong.length === 0, `answers nobody should get: ${seen.wrong.slice(0, 3).join(' | ')}`)
  must(seen.screen.length > 0, 'nobody saw anything')
  if (seen.busy > 0) tell(`${seen.busy} times the house was too busy and was asked again`)
  const p99 = percentile(seen.screen, 0.99)
  tell(
    `${PEOPLE} browsers, ${A_SECOND} new messages a second for ${SECONDS} s: the hint reaches a browser in ${ms(percentile(seen.hint, 0.5))} (median), ${ms(percentile(seen.hint, 0.99))} (p99, ${seen.hint.length} hints)`,
  )
  tell(
    `From sending to standing in the answer that fills the screen: ${ms(percentile(seen.screen, 0.5))} (median), ${ms(percentile(seen.screen, 0.95))} (p95), **${ms(p99)} (p99)** of ${seen.screen.length}; at most 1 s: ${verdict(p99 <= 1_000)}`,
  )
})

async function write(app: App, key: string, place: number, { sentAt, seen }: { sentAt: Map<string, number>; seen: Seen }) {
  const began = performance.now()
  const body = {
    channel: 'form',
    subject: `Máy lọc nước rò ${place}`,
    text: 'Máy lọc nước nhà chị lại rò nước.',
    from: { name: 'Trần Thị Hoa', mail: `khach${place % 50}@khach.example` },
  }
  const once = randomUUID()
  let answered = await post(app.address, key, '/cases', body, once)
  for (let patience = 20; answered.status === 503 && patience > 0; patience--) {
    seen.busy++
    await rest(250)
    answered = await post(app.address, key, '/cases', body, once)
  }
  must(answered.status === 201, `creating a case was answered ${answered.status}`)
  sentAt.set(String(answered.body.id), began)
}
