import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createKey } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { migrate } from '#platform/migrate.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { grantsOf } from '#platform/permission.ts'
import { openEmbedded } from '#platform/postgres.ts'
import { changeSetting } from '#platform/settings.ts'
import { buildBrowser } from '../../app/build.ts'
import { hireStaff } from '../../app/demo/staff.ts'
import { buildHouse, openLog } from '../../app/open.ts'
import { rooms } from '../../app/rooms.ts'
import { mailSetting } from '../../modules/channels/settings.ts'
import { processesIn, signal } from '../../platform/postgres/processes.ts'
import { atEnd, must, rest, until, witness } from './scenario.ts'
import { openSink, type Sink } from './sink.ts'

const root = join(import.meta.dirname, '../..')

/** What Node is told by `npm start`: its own settings, then the file. */
export const started: string[] = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  .scripts.start.split(' ')
  .slice(1)

export type App = Awaited<ReturnType<typeof startApp>>
export type World = Awaited<ReturnType<typeof openWorld>>
type Wanted = { port?: number; smtpPort?: number; url?: string; env?: Record<string, string> }

/**
 * A company with its staff, an API key of its head of care and a mail server it sends through, on a database of its own.
 * `embedded`: each process started here runs that database itself, as `npm start` does. Otherwise this process runs it and the
 * others are told DATABASE_URL.
 */
export async function openWorld({
  embedded = false,
  at,
  address = 'cskh@maylanh.example',
}: {
  embedded?: boolean
  at?: string
  address?: string
} = {}) {
  const dataDir = at ?? mkdtempSync(join(realpathSync(tmpdir()), 'tantam-hard-'))
  if (!at && !process.env.HARD_KEEP) atEnd(() => rmSync(dataDir, { recursive: true, force: true }))
  atEnd(() => killServer(dataDir))
  // Once and before any process: several that start at once would all build the same files.
  await buildBrowser()
  const secret = randomBytes(32)
  const sink = await openSink()
  const server = await openEmbedded({ dataDir, say: () => {} })
  await migrate(server.url)
  const house = await furnish(server.url, dataDir, secret)
  atEnd(() => house.end())
  const key = await staff(house, sink, address)
  if (embedded) await server.stop()
  else atEnd(() => server.stop())
  const start = (wanted: Wanted = {}) =>
    startApp({
      ...wanted,
      dataDir,
      env: { SECRET_KEY: secret.toString('hex'), ...(embedded ? {} : { DATABASE_URL: server.url }), ...wanted.env },
    })
  return { dataDir, url: server.url, secret, key, sink, house, db: house.db, start, serverProcesses: () => serverProcesses(dataDir) }
}

/** The house in this very process, for what no client may do: no door of it is open. */
const furnish = (url: string, dataDir: string, secret: Buffer) =>
  buildHouse({
    ...{ url, dataDir, secret, rooms, publicUrl: 'http://cskh.maylanh.example', smtpIn: { host: '127.0.0.1', port: 0 } },
    ...{ log: openLog('error'), delivery: 'inline', poolSize: 4 },
  })

/** Everybody of the demo's company, where their mail goes, and a key of the head of care. */
async function staff(house: House, sink: Sink, fromAddress: string): Promise<string> {
  const { people } = await act(house, { me: SYSTEM }, hireStaff)
  const { key } = await act(house, { me: SYSTEM }, async (ctx) => {
    await changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: sink.port, security: 'none', username: '', password: '' })
    await changeSetting(ctx, mailSetting, { fromAddress, fromName: '', signature: '', authservId: '', plusAddressing: false })
    const permissions = Object.keys(grantsOf(rooms, ['care_manager']))
    return createKey(ctx, { name: 'Thử tải', permissions, personId: people.get('NV004') ?? '', expiresAt: null })
  })
  return key
}

/** Processes of the database of this folder. */
function serverProcesses(dataDir: string): number[] {
  try {
    return processesIn(realpathSync(join(dataDir, 'postgres/cluster')))
  } catch {
    return []
  }
}

const killServer = (dataDir: string) => {
  for (const pid of serverProcesses(dataDir)) signal(pid, 'SIGKILL')
}

/** A real process of the product, started as `npm start` starts it, ready to serve. */
async function startApp({ dataDir, port, smtpPort, env = {} }: Wanted & { dataDir: string }) {
  const places = { port: port ?? (await freePort()), smtpPort: smtpPort ?? (await freePort()) }
  // Beside the folder of the house: on a full disk it must still be possible to read what went wrong.
  const log = `${dataDir}-app-${places.port}.log`
  atEnd(() => process.env.HARD_KEEP || rmSync(log, { force: true }))
  const output = openSync(log, 'a')
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, started, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: {
      ...{ PATH, HOME, TMPDIR, LOG_LEVEL: 'warn', HOST: '127.0.0.1', DATA_DIR: dataDir },
      ...{ PORT: String(places.port), SMTP_IN_PORT: String(places.smtpPort), ...env },
    },
  })
  closeSync(output)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  atEnd(async () => {
    child.kill('SIGKILL')
    await ended
  })
  witness(() => faultsIn(log))
  const address = `http://127.0.0.1:${places.port}`
  await ready(child, address, () => readFileSync(log, 'utf8').slice(-3_000))
  return {
    ...places,
    address,
    child,
    ended,
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    words: () => readFileSync(log, 'utf8'),
    /** kill -9 of the process; `withServer`: of its database as well, the whole tree. */
    async kill({ withServer = false } = {}) {
      child.kill('SIGKILL')
      if (withServer) killServer(dataDir)
      await ended
    },
    /** What Ctrl-C and a service manager do. Answers how long it took, in ms. */
    async stop(how: 'SIGTERM' | 'SIGINT' = 'SIGTERM') {
      const began = performance.now()
      child.kill(how)
      await Promise.race([ended, rest(60_000)])
      must(!(child.exitCode === null && child.signalCode === null), 'the process did not end within 60 s of being told to')
      must(child.exitCode === 0, `told to stop, the process ended with ${child.exitCode ?? child.signalCode}`)
      return performance.now() - began
    },
  }
}

/** The failures that a process has logged: each kind once, bugs first. */
function faultsIn(log: string): string {
  const kinds = new Map<string, string>()
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    if (!/"level":[56]0/.test(line)) continue
    const { msg, error } = readFault(line)
    kinds.set(`${msg} ${String(error).split('\n')[0]}`, line.slice(0, 1_500))
  }
  const found = [...kinds].sort(([one], [other]) => Number(/crash/.test(other)) - Number(/crash/.test(one)))
  return found
    .slice(0, 5)
    .map(([kind, line], at) => (at === 0 ? `${kind}\n${line}` : kind))
    .join('\n')
}

/** A line that a full disk cut short says at least what stands in it. */
function readFault(line: string): { msg: string; error?: string } {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: 'cut short:', error: /"error":"(.{0,200})/.exec(line)?.[1] ?? line.slice(0, 200) }
  }
}

async function ready(child: ChildProcess, address: string, words: () => string) {
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`the process ended at its start with ${child.exitCode}:\n${words()}`)
      const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
      return answer?.ok
    },
    `ready at ${address}`,
    180_000,
  )
}

/** Whether this house answers that it takes writes. */
export const isReady = (address: string) =>
  fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  )

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => found(typeof place === 'object' && place ? place.port : 0))
    })
  })
}

/**
 * Waits until the queue is empty and no mail is due; what lay with a killed process is taken over in about three minutes. Thousands of replies leave one
 * after the other, and the sink lets each wait a tenth of a second before it greets.
 */
export async function settled({ db }: Pick<World, 'db'>, ms = 1_800_000) {
  const open = sql<{ jobs: number; mails: number; dead: number }>`select
    (select count(*)::int from pgboss.job where name like '%.reactions' and state in ('created', 'retry', 'active')) as jobs,
    (select count(*)::int from platform.outgoing where state in ('queued', 'sending', 'deferred')) as mails,
    (select count(*)::int from pgboss.job where name like '%.reactions.dead') as dead`
  const look = async () => (await open.execute(db).catch(() => undefined))?.rows[0]
  let last: Awaited<ReturnType<typeof look>>
  const words = () => `${last?.jobs} jobs and ${last?.mails} mails are still open`
  await until(
    async () => {
      last = await look()
      return last && last.jobs === 0 && last.mails === 0
    },
    'the house settles',
    ms,
  ).catch((error) => {
    throw new Error(`${error.message}: ${words()}`)
  })
  must(last?.dead === 0, `${last?.dead} reactions were given up`)
}
