import type { IncomingMessage, Server } from 'node:http'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Me } from './context.ts'
import type { Happening } from './events.ts'
import type { House, WhoIs } from './house.ts'
import { openMissed } from './missed.ts'
import { jsonOf, openPresence, type Presence } from './presence.ts'
import type { Hint, Viewer } from './viewer.ts'

type Note = { from: string; hints?: Hint[]; wake?: string[]; presence?: [subject: string, people: Presence[]] }

const FLUSH_MS = 50
const RECHECK_MS = 4_000
const MOST_BUFFERED = 1_000_000

/** From when on a browser has not heard hints, by this process's clock as its hello told it. */
const Since = z.object({ t: z.literal('since'), at: z.number() })

/** May this viewer know that something changed? By the reach of `<room>.read` and whom the event named. */
export function mayHear(me: Me, { room, units, people }: Hint): boolean {
  if (people?.includes(me.id)) return true
  const reach = me.grants[`${room}.read`]
  if (reach === 'all') return true
  if (!units && people) return false
  if (!units) return reach !== undefined || room === 'org'
  if (reach === 'team') return units.some((unit) => me.teamIds.includes(unit))
  if (reach === 'unit') return units.some((unit) => me.unitIds.includes(unit))
  return false
}

/** What a happening makes stale: its own room, or the one thing of it, and the case and customer it is about. */
export function hintsOf({ name, about }: Pick<Happening, 'name' | 'about'>): Hint[] {
  const who = { units: about.units, people: about.people }
  const own = String(name.split('.')[0])
  const things: Hint[] = [
    ...(about.ownId ? [{ room: own, id: about.ownId, ...who }] : []),
    ...(about.caseId ? [{ room: 'cases', id: about.caseId, ...who }] : []),
    ...(about.customerId ? [{ room: 'customers', id: about.customerId, ...who }] : []),
  ]
  return !about.others && things.some(({ room }) => room === own) ? things : [{ room: own, ...who }, ...things]
}

/** One WebSocket per browser at /api/live, and one NOTIFY channel between processes on connections of its own. */
export async function openLive(house: House, server: Server, whoIs: WhoIs, wake: (queues: string[]) => void) {
  const audience = openAudience()
  const { viewers } = audience
  const outbox: { hints: Hint[]; wake: Set<string>; presence: Map<string, Presence[]> } = {
    hints: [],
    wake: new Set(),
    presence: new Map(),
  }
  const wire = await openWire(house, { hear: (note) => hear(note), rejoined: audience.askAll })
  const presence = openPresence(house, viewers, (subject, people) => outbox.presence.set(subject, people))

  function hear({ from, hints = [], wake: queues = [], presence: there }: Note) {
    if (from === house.origin) return
    audience.hint(hints)
    if (queues.length > 0) wake(queues)
    if (there) presence.elsewhere(from, there[0], there[1])
  }

  const timer = setInterval(() => {
    for (const viewer of viewers) flush(viewer)
    void wire.send({ from: house.origin, hints: outbox.hints.splice(0, 100), wake: [...outbox.wake] })
    outbox.wake.clear()
    for (const [subject, people] of outbox.presence) void wire.send({ from: house.origin, presence: [subject, people] })
    outbox.presence.clear()
  }, FLUSH_MS)
  const recheck = setInterval(() => void recheckAll(viewers, whoIs), RECHECK_MS)

  const sockets = openSockets(house, server, whoIs, (viewer) => {
    viewers.add(viewer)
    viewer.socket.on('close', () => {
      viewers.delete(viewer)
      presence.left(viewer)
    })
    viewer.socket.on('message', (raw) => void (audience.said(viewer, String(raw)) || presence.said(viewer, String(raw))))
    viewer.socket.send(JSON.stringify({ t: 'hello', at: Date.now() }))
  })

  return {
    viewers,
    tell(hints: Hint[], queues: string[]) {
      audience.hint(hints)
      outbox.hints.push(...hints)
      for (const queue of queues) outbox.wake.add(queue)
    },
    async close() {
      clearInterval(timer)
      clearInterval(recheck)
      presence.close()
      for (const { socket } of viewers) socket.close(1012, 'closing')
      sockets.close()
      await wire.close()
    },
  }
}

/** The browsers of this process, and what was hinted of late. */
function openAudience() {
  const viewers = new Set<Viewer>()
  const missed = openMissed()
  return {
    viewers,
    hint(hints: readonly Hint[]) {
      missed.note(hints)
      spread(viewers, hints)
    },
    /** A browser whose line stands says from when on it heard nothing. Answers whether that was what it said. */
    said(viewer: Viewer, raw: string): boolean {
      const since = Since.safeParse(jsonOf(raw)).data
      if (!since) return false
      const hints = missed.since(since.at)
      if (hints) spread([viewer], hints)
      else askAll(viewer)
      return true
    },
    askAll() {
      missed.forget()
      for (const viewer of viewers) askAll(viewer)
    },
  }
}

function spread(viewers: Iterable<Viewer>, hints: readonly Hint[]) {
  for (const viewer of viewers)
    for (const hint of hints) if (mayHear(viewer.me, hint)) viewer.pending.set(`${hint.room}:${hint.id ?? ''}`, hint)
}

/** What it missed is not known: it is to ask for everything it shows. */
function askAll({ socket }: Viewer) {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ t: 'all' }))
}

/** At most twenty times a second; a browser that does not read is let go and will reconnect. */
function flush({ socket, pending }: Viewer) {
  if (pending.size === 0 || socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > MOST_BUFFERED) return socket.terminate()
  for (const { room, id } of pending.values()) socket.send(JSON.stringify({ t: 'stale', room, id }))
  pending.clear()
}

/** A revoked colleague stops hearing within five seconds. */
async function recheckAll(viewers: Set<Viewer>, whoIs: WhoIs) {
  for (const viewer of viewers) {
    const me = await whoIs(viewer.headers).catch(() => viewer.me)
    if (me) viewer.me = me
    else viewer.socket.close(4401, 'signed out')
  }
}

function openSockets(house: House, server: Server, whoIs: WhoIs, welcome: (viewer: Viewer) => void) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4_096 })
  server.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/api/live')) return socket.destroy()
    const headers = headersOf(request)
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    if (!isOwnOrigin(house, request)) return refuse('403 Forbidden')
    socket.on('error', () => socket.destroy())
    whoIs(headers).then(
      (me) => {
        if (!me || house.draining) return refuse(me ? '503 Service Unavailable' : '401 Unauthorized')
        sockets.handleUpgrade(request, socket, head, (ws) => {
          ws.on('error', () => ws.terminate())
          welcome({ socket: ws, me, headers, pending: new Map(), here: new Set() })
        })
      },
      () => refuse('503 Service Unavailable'),
    )
  })
  return sockets
}

function isOwnOrigin(house: House, request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  if (!origin) return true
  return origin === new URL(house.publicUrl).origin || origin === `http://${host}`
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'authorization', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value) headers.set(name, value)
  }
  return headers
}

/** LISTEN and NOTIFY on a connection that never writes rows: a NOTIFY inside a writing transaction would serialise every commit. */
async function openWire(house: House, { hear, rejoined }: { hear: (note: Note) => void; rejoined: () => void }) {
  let client: pg.Client | undefined
  let closed = false
  let joins = 0
  async function join() {
    if (closed) return
    joins++
    const fresh = new pg.Client({
      connectionString: house.url,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      application_name: 'tantam-live',
    })
    fresh.on('error', () => undefined)
    fresh.on('end', () => {
      client = undefined
      if (!closed) setTimeout(() => void join(), 500).unref()
    })
    fresh.on('notification', ({ payload }) => hear(JSON.parse(payload ?? '{}') as Note))
    try {
      await fresh.connect()
      await fresh.query('listen tantam_live')
      client = fresh
      if (joins > 1) rejoined()
    } catch {
      // The database is away; 'end' tries again, and whoever joins anew tells the browsers to ask again.
      await fresh.end().catch(() => undefined)
    }
  }
  await join()
  return {
    async send(note: Note) {
      if (!client || !(note.hints?.length || note.wake?.length || note.presence)) return
      const text = JSON.stringify(note)
      const fits =
        text.length < 7_500
          ? text
          : JSON.stringify({
              from: note.from,
              wake: note.wake,
              hints: [...new Set(note.hints?.map(({ room }) => room))].map((room) => ({ room })),
            })
      await client.query('select pg_notify($1, $2)', ['tantam_live', fits]).catch(() => undefined)
    },
    async close() {
      closed = true
      await client?.end().catch(() => undefined)
    },
  }
}
