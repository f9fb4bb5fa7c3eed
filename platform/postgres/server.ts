import { spawn } from 'node:child_process'
import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { allowed } from './account.ts'
import type { Place } from './place.ts'
import { isAlive, processesIn, signal, until, worksIn } from './processes.ts'
import { DatabaseTrouble } from './trouble.ts'

/** The port is only the socket's name: nothing listens on the network unless custom.conf says so. */
export const PORT = 5432

/** How a database of that place is reached. */
export const urlOf = ({ sockets }: Place, role: string, password: string, database: string) =>
  `postgres://${role}:${password}@localhost:${PORT}/${database}?host=${encodeURIComponent(sockets)}`

type Note = { pid: number; status: string }

/** What postmaster.pid says: its first line is the server's number, its eighth the state. */
export function noted({ cluster }: Place): Note | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

/** The server that runs there now, ours for certain: it lives and works in this very cluster. Whoever else has the noted number is a stranger. */
export function running(place: Place): number | null {
  const note = noted(place)
  return note && isAlive(note.pid) && worksIn(note.pid, place.cluster) ? note.pid : null
}

/** Whether the running server is of these very programs. */
export function isCurrent(pid: number, { programs }: Place): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === join(programs, 'postgres')
  } catch {
    return false
  }
}

/** Starts the server and waits until it takes connections. Answers its process number. What keeps a dead server's memory busy is ended first. */
export async function start(place: Place, say: (line: string) => void): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await launch(place, say)
    if (typeof outcome === 'number') return outcome
    if (attempt >= 40 || !/pre-existing shared memory block|lock file ".*" already exists/.test(outcome))
      throw wouldNotStart(place, outcome)
    for (const pid of processesIn(place.cluster)) signal(pid, attempt < 10 ? 'SIGQUIT' : 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function launch(place: Place, say: (line: string) => void): Promise<number | string> {
  makeFolders(place)
  const log = join(place.logs, 'start.log')
  const output = openSync(log, constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600)
  const args = ['-D', place.cluster, '-p', String(PORT), '-k', place.sockets]
  const child = spawn(join(place.programs, 'postgres'), args, {
    ...place.account.ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: surroundings(place),
  })
  closeSync(output)
  child.unref()
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  const { pid } = child
  if (pid === undefined) return `cannot run ${place.programs}/postgres`
  const isReady = () => ended || (noted(place)?.pid === pid && noted(place)?.status === 'ready')
  for (let waited = 0; !(await until(isReady, 5_000)); waited += 5) {
    if (waited >= 600) return `not ready after ${waited} s\n${tail(place)}`
    say(`PostgreSQL đang khôi phục sau lần dừng đột ngột… · PostgreSQL is recovering from a sudden stop… (${waited + 5} s)`)
  }
  if (!ended) return pid
  // Its last words are written down by another process, which may be slower than its end.
  await until(() => new RegExp(`\\[${pid}\\] (FATAL|PANIC)`).test(tail(place)), 2_000)
  return tail(place)
}

/**
 * PostgreSQL takes a stale postmaster.pid for a living server when a stranger has its number by now; the variable that pg_ctl uses names
 * a number that is not to be minded. Its check of shared memory, which guards the data, stays in force.
 */
function surroundings(place: Place): NodeJS.ProcessEnv {
  const note = noted(place)
  return { PATH: process.env.PATH, ...(note ? { PG_GRANDPARENT_PID: String(note.pid) } : {}) }
}

/** Fast: sessions are ended, everything is written. After `patience` (ms) less politely; what was committed is safe in each case. */
export async function stop(pid: number, patience = 30_000): Promise<void> {
  for (const how of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!signal(pid, how) || (await until(() => !isAlive(pid), patience))) return
  }
}

/**
 * A watchman who stops the server and removes its home when this process dies, however it dies: the pipe between them closes.
 * The answer dismisses him.
 */
export function endWithParent(pid: number, home: string): () => void {
  const orders =
    'read -r _; kill -INT "$1"; n=0; while [ -e "$2/cluster/postmaster.pid" ] && kill -0 "$1" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; kill -KILL "$1" 2>/dev/null; rm -rf "$2"'
  const watchman = spawn('/bin/sh', ['-c', orders, 'sh', String(pid), home], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchman.unref()
  if (watchman.stdin instanceof Socket) watchman.stdin.unref()
  return () => watchman.kill('SIGKILL')
}

/** Whether a server answers there within three seconds. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The folders of logs and sockets, entered by nobody else: a stranger's socket there could ask for our password. */
function makeFolders({ logs, sockets, account }: Place): void {
  const made = allowed(account, 'umask 077 && mkdir -p "$1" "$2"', [logs, sockets])
  const { uid, mode } = lstatSync(sockets, { throwIfNoEntry: false }) ?? { uid: -1, mode: 0 }
  if (made && uid === (account.ids.uid ?? process.getuid?.()) && (mode & 0o022) === 0) return
  throw new DatabaseTrouble(
    `Không tạo được thư mục ${sockets} cho riêng cơ sở dữ liệu.`,
    `Cannot make ${sockets} as a folder of the database alone.`,
  )
}

function wouldNotStart({ logs }: Place, words: string) {
  const last = words.split('\n').slice(-12).join('\n')
  return new DatabaseTrouble(
    `PostgreSQL không khởi động được. Nhật ký ở ${logs}:\n${last}`,
    `PostgreSQL would not start; its log is in ${logs}.`,
  )
}

/** The last words of a server that would not start: those before its log opened, and those of the newest log. */
function tail({ logs }: Place): string {
  const files = readdirSync(logs).map((name) => join(logs, name))
  const newest = files.filter((file) => !file.endsWith('start.log')).sort((a, b) => lstatSync(b).mtimeMs - lstatSync(a).mtimeMs)[0]
  return [join(logs, 'start.log'), newest]
    .flatMap((file) => (file ? readFileSync(file, 'utf8').trim().split('\n').slice(-12) : []))
    .join('\n')
}
