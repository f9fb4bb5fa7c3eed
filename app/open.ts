import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastifyStatic from '@fastify/static'
import { pino } from 'pino'
import type { Identity } from '#org'
import type { Log } from '#platform/context.ts'
import { connect, openPool, refuseStandby } from '#platform/database.ts'
import type { Happening } from '#platform/events.ts'
import { forgetUnclaimed, openStorage } from '#platform/files.ts'
import type { House, WhoIs } from '#platform/house.ts'
import { closerOf } from '#platform/http/closing.ts'
import { text } from '#platform/http/errors.ts'
import { turnIdempotencyDays } from '#platform/http/idempotency.ts'
import { openHttp } from '#platform/http.ts'
import { openBoss, runRooms } from '#platform/jobs.ts'
import { hintsOf, openLive } from '#platform/live.ts'
import { emptyOldMail, openSender } from '#platform/outbox.ts'
import { every, type Room, ticker } from '#platform/room.ts'
import { anchorChain, sealEvents } from '#platform/seal.ts'
import { mountIdentity } from './doors.ts'
import { unopened } from './reachable.ts'

export type Parts = {
  url: string
  publicUrl: string
  dataDir: string
  secret: Buffer
  filesUrl?: string
  smtpIn: { host: string; port: number }
  rooms: Record<string, Room>
  log: Log
  clock?: () => Date
  delivery?: House['delivery']
  poolSize?: number
  /** A commit need not reach the disk before the next: what is lost in a crash is made again (the demo player). */
  hasty?: boolean
}

/** What the platform itself does with the clock; a room like any other, without a folder. */
const keeping: Room = {
  tickers: [ticker('platform.seal', 1_000, sealEvents)],
  jobs: [
    every('*/30 * * * *', 'platform.days', turnIdempotencyDays),
    every('20 3 * * *', 'platform.files', forgetUnclaimed),
    every('25 3 * * *', 'platform.mail', emptyOldMail),
    every('*/10 * * * *', 'platform.anchor', (ctx) => anchorChain(ctx.db, dataDirOf(ctx.house as House))),
  ],
}
const dataDirOf = (house: House) => house.settings.dataDir

/** A house whose doors are still shut: database, storage, rooms. Nothing runs in it yet. */
export async function buildHouse(parts: Parts): Promise<House> {
  const pools = {
    looking: openPool(parts.url, parts.poolSize ?? 10),
    acting: openPool(parts.url, parts.poolSize ?? 10, {
      pipeline: false,
      ...(parts.hasty ? { options: '-c synchronous_commit=off' } : {}),
    }),
  }
  const db = connect(pools.looking)
  await refuseStandby(db)
  return {
    origin: randomUUID(),
    url: parts.url,
    pools,
    db,
    end: async () => {
      await Promise.all([db.destroy(), pools.acting.end()])
    },
    rooms: { platform: keeping, ...parts.rooms },
    delivery: parts.delivery ?? 'queue',
    afterCommit: [],
    clock: parts.clock ?? (() => new Date()),
    publicUrl: parts.publicUrl,
    secret: parts.secret,
    storage: openStorage(parts.dataDir, parts.filesUrl),
    log: parts.log,
    settings: { smtpIn: parts.smtpIn, dataDir: parts.dataDir },
    draining: false,
    resting: false,
  }
}

export type Opened = { house: House; address: string; close: (patienceMs?: number) => Promise<void> }

type Doors = { whoIs: WhoIs; identity?: Identity; host: string; port: number; dist?: string; trustedProxies?: number; services?: boolean }

/** Opens every door: HTTP, live, workers, tickers, mail sender, the rooms' services. */
export async function openDoors(
  house: House,
  { whoIs, identity, host, port, dist, trustedProxies, services = true }: Doors,
): Promise<Opened> {
  const boss = await openBoss(house.url, house.log)
  house.boss = boss
  const work = await runRooms(house, boss)
  const http = await openHttp(house, { whoIs, trustedProxies, isHttps: house.publicUrl.startsWith('https:') })
  if (identity) mountIdentity(http, house, identity)
  const closeHttp = closerOf(http)
  if (dist) await serveBrowser(http, dist)
  const live = await openLive(house, http.server, whoIs, work.wake)
  house.afterCommit.push((happened: Happening[]) => {
    const queues = work.queuesOf(happened)
    work.wake(queues)
    live.tell(happened.flatMap(hintsOf), queues)
  })
  const stopSender = services ? openSender(house) : async () => {}
  const stops: (() => Promise<void>)[] = []
  try {
    for (const { start } of services ? Object.values(house.rooms).flatMap(({ services: all = [] }) => all) : [])
      stops.push(await start(house))
    await http.listen({ host, port })
  } catch (error) {
    throw unopened(error, { host, port, smtpIn: house.settings.smtpIn })
  }
  const bound = http.server.address() as AddressInfo
  return {
    house,
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: async (patienceMs = 0) => {
      house.draining = true
      await new Promise((done) => setTimeout(done, patienceMs))
      // First whoever asks is answered to the end, only then is the work put down that their answers may cause.
      await live.close()
      await Promise.all([closeHttp(), ...stops.map((stop) => stop())])
      await stopSender()
      await work.stop()
      await boss.stop({ graceful: true, timeout: 15_000 })
      await anchorChain(house.db, house.settings.dataDir).catch((error) =>
        house.log.warn({ error: String(error) }, 'the chain was not anchored'),
      )
      await house.end()
    },
  }
}

/** The browser bundle; every path that is no file and no API is the application itself. */
async function serveBrowser(http: Awaited<ReturnType<typeof openHttp>>, dist: string) {
  await http.register(fastifyStatic, {
    root: dist,
    index: false,
    wildcard: false,
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
    decorateReply: true,
  })
  const asks = async (
    _request: unknown,
    reply: { header(name: string, value: string): unknown; sendFile(name: string, options?: object): unknown },
  ) => {
    reply.header('cache-control', 'no-cache')
    return reply.sendFile('index.html', { maxAge: 0, immutable: false, cacheControl: false })
  }
  http.get('/', asks as never)
  http.get('/*', asks as never)
  // What begins with /api and is not there is a mistake of the caller, not a screen.
  http.all('/api/*', () => {
    throw refused()
  })
}

const refused = () => text.refusal(404, 'notFound')

/** One line of JSON a fact, on standard output. */
export function openLog(level: string): Log {
  const out = pino.destination({ fd: 1, sync: false, maxLength: 1_000_000 })
  // A log that cannot be written (its disk is full) costs lines, never the house.
  out.on('error', () => undefined)
  return pino({ level, redact: ['*.password', '*.token', '*.secret', 'password', 'token', 'secret'] }, out)
}
