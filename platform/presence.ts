import { z } from 'zod'
import type { House } from './house.ts'
import { maySee, type Viewer } from './viewer.ts'

export type Presence = { id: string; name: string; typing: boolean }

const Said = z.object({ t: z.enum(['here', 'gone']), subject: z.string().max(80), typing: z.boolean().default(false) })
const TYPING_MS = 6_000
const ELSEWHERE_MS = 40_000
const REPEAT_MS = 15_000
const MOST_WATCHED = 20

type Board = { viewers: Set<Viewer>; typing: Map<string, number>; remote: Map<string, { people: Presence[]; until: number }> }

/** Who is looking at a thing and who is writing in it, over all processes. Told only to those who are there too. */
export function openPresence(house: House, viewers: Set<Viewer>, publish: (subject: string, people: Presence[]) => void) {
  const board: Board = { viewers, typing: new Map(), remote: new Map() }
  const changed = (subject: string) => {
    publish(subject, locally(board, subject))
    tell(board, subject)
  }
  const repeat = setInterval(() => {
    for (const subject of new Set([...viewers].flatMap(({ here }) => [...here]))) changed(subject)
    forget(board)
  }, REPEAT_MS)

  return {
    async said(viewer: Viewer, raw: string) {
      const said = Said.safeParse(jsonOf(raw))
      if (!said.success) return
      const { t, subject, typing } = said.data
      if (t === 'gone') viewer.here.delete(subject)
      else if (!(await enter(house, viewer, subject))) return
      board.typing.set(key(viewer, subject), t === 'here' && typing ? Date.now() + TYPING_MS : 0)
      changed(subject)
    },
    left(viewer: Viewer) {
      for (const subject of viewer.here) {
        board.typing.delete(key(viewer, subject))
        changed(subject)
      }
    },
    elsewhere(origin: string, subject: string, people: Presence[]) {
      board.remote.set(`${origin} ${subject}`, { people, until: Date.now() + ELSEWHERE_MS })
      tell(board, subject)
    },
    close: () => clearInterval(repeat),
  }
}

const key = (viewer: Viewer, subject: string) => `${viewer.me.id} ${subject}`

async function enter(house: House, viewer: Viewer, subject: string): Promise<boolean> {
  if (viewer.here.has(subject)) return true
  if (viewer.here.size > MOST_WATCHED || !(await maySee(house, viewer.me, subject).catch(() => false))) return false
  viewer.here.add(subject)
  return true
}

function locally({ viewers, typing }: Board, subject: string): Presence[] {
  const there = [...viewers].filter(({ here }) => here.has(subject))
  return there.map((viewer) => ({ id: viewer.me.id, name: viewer.me.name, typing: (typing.get(key(viewer, subject)) ?? 0) > Date.now() }))
}

function tell(board: Board, subject: string) {
  const far = [...board.remote]
    .filter(([at, { until }]) => at.endsWith(` ${subject}`) && until > Date.now())
    .flatMap(([, { people }]) => people)
  const people = new Map<string, Presence>()
  for (const one of [...locally(board, subject), ...far])
    people.set(one.id, { ...one, typing: one.typing || (people.get(one.id)?.typing ?? false) })
  for (const { socket, here, me } of board.viewers) {
    if (!here.has(subject) || socket.readyState !== socket.OPEN) continue
    socket.send(JSON.stringify({ t: 'presence', subject, people: [...people.values()].filter(({ id }) => id !== me.id) }))
  }
}

function forget({ remote, typing }: Board) {
  for (const [at, { until }] of remote) if (until < Date.now()) remote.delete(at)
  for (const [at, until] of typing) if (until < Date.now()) typing.delete(at)
}

/** What a browser said; undefined when it is not JSON. */
export function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
