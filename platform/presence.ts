import { z } from 'zod'
import type { House } from './house.ts'
import { maySee, type Viewer } from './live.ts'

export type Presence = { id: string; name: string; typing: boolean }

const Said = z.object({ t: z.enum(['here', 'gone']), subject: z.string().max(80), typing: z.boolean().default(false) })
const TYPING_MS = 6_000
const ELSEWHERE_MS = 40_000
const REPEAT_MS = 15_000

/** Who is looking at a thing and who is writing in it, over all processes. Told only to those who are there too. */
export function openPresence(house: House, viewers: Set<Viewer>, publish: (subject: string, people: Presence[]) => void) {
  const typing = new Map<string, number>()
  const remote = new Map<string, { people: Presence[]; until: number }>()
  const key = (viewer: Viewer, subject: string) => `${viewer.me.id} ${subject}`

  const locally = (subject: string): Presence[] =>
    [...viewers].filter(({ here }) => here.has(subject)).map((viewer) => ({ id: viewer.me.id, name: viewer.me.name, typing: (typing.get(key(viewer, subject)) ?? 0) > Date.now() }))

  function tell(subject: string) {
    const far = [...remote].filter(([at, { until }]) => at.endsWith(` ${subject}`) && until > Date.now()).flatMap(([, { people }]) => people)
    const people = new Map<string, Presence>()
    for (const one of [...locally(subject), ...far]) people.set(one.id, { ...one, typing: one.typing || (people.get(one.id)?.typing ?? false) })
    for (const viewer of viewers) {
      if (!viewer.here.has(subject) || viewer.socket.readyState !== viewer.socket.OPEN) continue
      const others = [...people.values()].filter(({ id }) => id !== viewer.me.id)
      viewer.socket.send(JSON.stringify({ t: 'presence', subject, people: others }))
    }
  }

  function changed(subject: string) {
    publish(subject, locally(subject))
    tell(subject)
  }

  const repeat = setInterval(() => {
    for (const subject of new Set([...viewers].flatMap(({ here }) => [...here]))) changed(subject)
    for (const [at, { until }] of remote) if (until < Date.now()) remote.delete(at)
    for (const [at, until] of typing) if (until < Date.now()) typing.delete(at)
  }, REPEAT_MS)

  return {
    async said(viewer: Viewer, raw: string) {
      const said = Said.safeParse(jsonOf(raw))
      if (!said.success) return
      const { t, subject } = said.data
      if (t === 'gone') viewer.here.delete(subject)
      else if (!viewer.here.has(subject)) {
        if (viewer.here.size > 20 || !(await maySee(house, viewer.me, subject).catch(() => false))) return
        viewer.here.add(subject)
      }
      typing.set(key(viewer, subject), t === 'here' && said.data.typing ? Date.now() + TYPING_MS : 0)
      changed(subject)
    },
    left(viewer: Viewer) {
      for (const subject of viewer.here) {
        typing.delete(key(viewer, subject))
        changed(subject)
      }
    },
    elsewhere(origin: string, subject: string, people: Presence[]) {
      remote.set(`${origin} ${subject}`, { people, until: Date.now() + ELSEWHERE_MS })
      tell(subject)
    },
    close: () => clearInterval(repeat),
  }
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
