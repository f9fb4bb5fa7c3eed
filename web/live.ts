import type { Query, QueryFilters } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { queries } from './queries.ts'

const Person = z.object({ id: z.string(), name: z.string(), typing: z.boolean() })
export type Present = z.infer<typeof Person>

const Said = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), at: z.number() }),
  z.object({ t: z.literal('all') }),
  z.object({ t: z.literal('stale'), room: z.string(), id: z.string().optional() }),
  z.object({ t: z.literal('presence'), subject: z.string(), people: z.array(Person) }),
])
type Said = z.infer<typeof Said>
type Saying = { t: 'since'; at: number } | { t: 'here'; subject: string; typing: boolean } | { t: 'gone'; subject: string }

let listening = false
let socket: WebSocket | undefined
let attempt = 0
const between = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('tantam.live')
const present = new Map<string, Present[]>()
/** Subjects of this tab, and as the leader those of the other tabs: said again after every reconnect. */
const here = new Map<string, Map<string, boolean>>()
const tab = Math.random().toString(36).slice(2)
const hearers = new Set<() => void>()

/**
 * One socket a browser: the tab that holds the lock opens it and passes on what it hears. Without locks (plain http inside
 * an office) each tab has its own.
 */
export function listenLive() {
  if (listening) return
  listening = true
  between?.addEventListener('message', ({ data }: MessageEvent<unknown>) => fromOtherTab(data))
  if (navigator.locks && between) void navigator.locks.request('tantam.live', () => new Promise<never>(() => connect()))
  else connect()
}

function connect() {
  const { protocol, host } = location
  const opened = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/live`)
  socket = opened
  opened.onopen = () => {
    attempt = 0
    between?.postMessage({ ask: 'subjects' })
    for (const subject of here.keys()) announce(subject)
  }
  opened.onmessage = ({ data }) => {
    const said = read(String(data))
    if (!said) return
    if (said.t === 'hello') return askSince(opened, said.at)
    hear(said)
    between?.postMessage({ said })
  }
  opened.onclose = ({ code }) => {
    if (socket === opened) socket = undefined
    // 4401: signed out. The next page load opens it again.
    if (code !== 4401) setTimeout(connect, Math.min(30_000, 500 * 2 ** attempt++) * (0.7 + Math.random() * 0.6))
  }
}

function read(data: string): Said | undefined {
  try {
    return Said.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

/** When this page last heard from the house that something changed, or began: by a clock that may be set, and by one that may sleep. */
let heard = { wall: performance.timeOrigin, own: 0 }

/** The line stands from here on; what the house hinted since this page began, or since the last hint on the line before, it says again. */
function askSince(opened: WebSocket, at: number) {
  const silent = Math.max(Date.now() - heard.wall, performance.now() - heard.own, 0)
  const saying: Saying = { t: 'since', at: at - silent }
  opened.send(JSON.stringify(saying))
}

function hear(said: Said) {
  heard = { wall: Date.now(), own: performance.now() }
  if (said.t === 'all') staleAll()
  if (said.t === 'stale') stale(said.room, said.id)
  if (said.t !== 'presence') return
  present.set(said.subject, said.people)
  for (const hearer of hearers) hearer()
}

/** What is on its way may have been read before the line stood: it is asked again once it is here. */
async function askAfter({ queryKey, state, promise }: Query) {
  if (state.fetchStatus === 'fetching') await promise?.catch(() => undefined)
  await queries.invalidateQueries({ queryKey, exact: true })
}

/** Whatever was asked before may have changed without a hint that the house still knows of. */
function staleAll() {
  for (const query of queries.getQueryCache().getAll()) void askAfter(query)
}

/** Asks again; of what has no answer yet the first is awaited, for it may have been read before. */
function invalidate(which: QueryFilters) {
  const first = queries.getQueryCache().findAll({ ...which, fetchStatus: 'fetching' })
  void queries.invalidateQueries(which)
  for (const query of first) if (query.state.data === undefined) void askAfter(query)
}

/** Mends an answer on screen of which only `ids` have changed; `false`: it must be asked for again. */
export type Mender = (query: Query, ids: string[]) => boolean | Promise<boolean>
const menders = new Map<string, Mender>()

/** What is shown of an endpoint is mended by `mend` when a few things have changed, instead of being asked for again whole. */
export const mendWith = (at: string, mend: Mender) => menders.set(at, mend)

/** So many at once are sooner asked for together. */
const MOST_MENDED = 20

type StaleHearer = (ids: ReadonlySet<string> | 'all') => void
const staleHearers = new Map<string, Set<StaleHearer>>()

/** Calls `hearer` whenever hints name things of a room, or all of it; for what is shown of another room. Answers how to stop. */
export function hearStale(room: string, hearer: StaleHearer): () => void {
  const hearers = staleHearers.get(room) ?? new Set()
  staleHearers.set(room, hearers.add(hearer))
  return () => void hearers.delete(hearer)
}

const last = new Map<string, number>()
/** Rooms to be asked again: which things, or all of them. */
const waiting = new Map<string, Set<string> | 'all'>()

/** What a few hints name is asked for sooner than all of a room. */
const WHOLE_MS = 1_000
const FEW_MS = 600

/** Asks a room's visible answers again, at most once in a while; hints in between are one. */
function stale(room: string, id: string | undefined) {
  const before = waiting.get(room)
  waiting.set(room, before === 'all' || id === undefined ? 'all' : (before ?? new Set()).add(id))
  if (before) return
  const wait = Math.max(0, (last.get(room) ?? 0) + (id === undefined ? WHOLE_MS : FEW_MS) - Date.now())
  setTimeout(() => {
    const ids = waiting.get(room) ?? 'all'
    waiting.delete(room)
    last.set(room, Date.now())
    for (const hearer of staleHearers.get(room) ?? []) hearer(ids)
    if (ids === 'all') invalidate({ queryKey: [room] })
    else askAgain(room, ids)
  }, wait)
}

function askAgain(room: string, ids: Set<string>) {
  const mended = new Set<Query>()
  for (const query of ids.size > MOST_MENDED ? [] : queries.getQueryCache().findAll({ queryKey: [room], type: 'active' })) {
    const mend = menders.get(String(query.queryKey[1]))
    if (!mend || query.state.data === undefined || query.state.fetchStatus !== 'idle') continue
    mended.add(query)
    void Promise.resolve(mend(query, [...ids]))
      .catch(() => false)
      .then((done) => (done ? undefined : queries.invalidateQueries({ queryKey: query.queryKey, exact: true })))
  }
  invalidate({
    queryKey: [room],
    predicate: (query) => !mended.has(query) && !isAboutAnother(room, query, ids),
  })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

/** The page of one case need not ask again because another case changed. What was asked for by its code tells its id itself. */
function isAboutAnother(room: string, { queryKey: [, at, input], state }: Query, ids: Set<string>): boolean {
  if (typeof at !== 'string' || !at.startsWith(`GET /${room}/:id`)) return false
  const id = [idIn(input), idIn(state.data)].find((one) => one && UUID.test(one))
  return id !== undefined && !ids.has(id)
}

const idIn = (thing: unknown): string | undefined =>
  typeof thing === 'object' && thing !== null && 'id' in thing && typeof thing.id === 'string' ? thing.id : undefined

const FromTab = z.union([
  z.object({ said: Said }),
  z.object({ ask: z.literal('subjects') }),
  z.object({ tab: z.string(), subject: z.string(), typing: z.boolean().nullable() }),
])

function fromOtherTab(data: unknown) {
  const read = FromTab.safeParse(data).data
  if (!read) return
  if ('said' in read) hear(read.said)
  else if ('tab' in read) note(read.tab, read.subject, read.typing)
  else for (const [subject, tabs] of here) if (tabs.has(tab)) between?.postMessage({ tab, subject, typing: tabs.get(tab) ?? false })
}

/** Who stands where, over all tabs of this browser; the leader tells the server. `null`: gone. */
function note(from: string, subject: string, typing: boolean | null) {
  const tabs = here.get(subject) ?? new Map<string, boolean>()
  if (typing === null) tabs.delete(from)
  else tabs.set(from, typing)
  if (tabs.size > 0) here.set(subject, tabs)
  else here.delete(subject)
  announce(subject)
}

function announce(subject: string) {
  if (socket?.readyState !== WebSocket.OPEN) return
  const tabs = here.get(subject)
  const saying: Saying = tabs ? { t: 'here', subject, typing: [...tabs.values()].some(Boolean) } : { t: 'gone', subject }
  socket.send(JSON.stringify(saying))
}

function stand(subject: string, typing: boolean | null) {
  note(tab, subject, typing)
  between?.postMessage({ tab, subject, typing })
}

/**
 * Says "I am here" for `cases:<id>` and answers who else is, and who is writing. `typing` should be true while words
 * were typed within the last few seconds. Undefined subject: nowhere.
 */
export function usePresence(subject: string | undefined, typing: boolean): Present[] {
  const [people, setPeople] = useState<Present[]>([])
  useEffect(() => {
    if (!subject) return setPeople([])
    const hearer = () => setPeople(present.get(subject) ?? [])
    hearers.add(hearer)
    hearer()
    return () => {
      hearers.delete(hearer)
      stand(subject, null)
    }
  }, [subject])
  useEffect(() => {
    if (!subject) return
    stand(subject, typing)
    const again = setInterval(() => stand(subject, typing), 20_000)
    return () => clearInterval(again)
  }, [subject, typing])
  return people
}
