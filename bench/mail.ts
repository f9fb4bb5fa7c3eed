import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { letter } from '../tests/hard/load.ts'
import { must, rest, until } from '../tests/hard/scenario.ts'
import { percentile } from './clients.ts'
import { ms, part, sized, tell, verdict } from './measure.ts'
import { sendOver } from './smtp.ts'
import { openWorld } from './world.ts'

const A_SECOND = 20
const SECONDS = sized(60, 10)

await part(`${A_SECOND} mails a second from SMTP to case`, async () => {
  const world = await openWorld()
  const app = await world.start()
  const sentAt = new Map<string, number>()
  const taken: number[] = []
  const sending: Promise<void>[] = []
  const began = performance.now()
  for (let sent = 0; sent < SECONDS * A_SECOND; sent++) {
    const subject = `Thư ${randomUUID()}`
    const raw = letter({ id: `${randomUUID()}@khach.example`, subject, from: `khach${sent % 400}@khach.example` })
    sending.push(
      (async () => {
        const at = Date.now()
        sentAt.set(subject, at)
        await sendOver(app.smtpPort, raw)
        taken.push(Date.now() - at)
      })(),
    )
    sending.at(-1)?.catch(() => undefined)
    await rest(Math.max(0, began + ((sent + 1) * 1_000) / A_SECOND - performance.now()))
  }
  const offered = sending.length / ((performance.now() - began) / 1_000)
  await Promise.all(sending)
  const counted = sql<{ cases: number }>`select count(*)::int as cases from cases.case where subject like 'Thư %'`
  const atTheEnd = (await counted.execute(world.db)).rows[0]?.cases ?? 0
  const all = await until(
    async () => ((await counted.execute(world.db)).rows[0]?.cases ?? 0) >= sending.length,
    'every mail is a case',
    300_000,
  )
  must(all, 'every mail is a case')
  const behind = (performance.now() - began) / 1_000 - SECONDS
  const { rows } = await sql<{
    subject: string
    at: Date
  }>`select c.subject, to_timestamp((('x' || left(replace(e.id::text, '-', ''), 12))::bit(48)::bigint) / 1000.0) as at
    from cases.case c join platform.event e on e.case_id = c.id and e.name = 'cases.caseOpened' where c.subject like 'Thư %'`.execute(
    world.db,
  )
  const took = rows.map(({ subject, at }) => at.getTime() - (sentAt.get(subject) ?? 0))
  must(took.length >= sending.length, `${took.length} cases of ${sending.length} mails`)
  tell(
    `${sending.length} mails offered at ${offered.toFixed(1)} a second: each taken (raw, durable) in ${ms(percentile(taken, 0.5))} median, ${ms(percentile(taken, 0.99))} p99`,
  )
  tell(
    `A case from each: ${ms(percentile(took, 0.5))} median, ${ms(percentile(took, 0.95))} p95, ${ms(percentile(took, 0.99))} p99 from the moment of sending; ${atTheEnd} stood when the last mail was taken, all ${behind.toFixed(1)} s after the end`,
  )
  tell(`**20 mails a second sustained: ${verdict(offered >= 19.5 && behind < 10)}**`)
})
