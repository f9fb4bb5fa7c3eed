import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { configure, initialise, ROLE, resetPassword } from './postgres/cluster.ts'
import { type Holder, hold, release } from './postgres/holder.ts'
import { keep } from './postgres/keeper.ts'
import { type Place, placeFor, scratchPlace } from './postgres/place.ts'
import { until } from './postgres/processes.ts'
import { answers, endWithParent, isCurrent, noted, running, start, stop, urlOf } from './postgres/server.ts'
import { DatabaseTrouble } from './postgres/trouble.ts'

export { DatabaseTrouble } from './postgres/trouble.ts'

/** A database that is there. `url` holds its password and stays the same for the life of the cluster; `stop` may be called twice. */
export type Opened = { url: string; stop(): Promise<void> }

type Options = {
  /** The folder of the house's data; the database lives in `postgres` below it. */
  dataDir: string
  /** For tools (audit, types, bench): use the server of a house that runs already instead of refusing. Their `stop` then leaves it alone. */
  join?: boolean
  /** Where words for the administrator go; the console unless told. */
  say?: (line: string) => void
}

/**
 * Opens PostgreSQL 18 in `DATA_DIR/postgres` and answers how to reach it: made at the first start, adopted when a killed house left it
 * running, started again when it dies under us. It listens on a Unix socket only; `DATA_DIR/postgres.url` (mode 600) has the address for tools.
 * Throws DatabaseTrouble, with words for the administrator, when another process runs it already or it cannot be had.
 */
export async function openEmbedded({ dataDir: given, join: joins = false, say = console.info }: Options): Promise<Opened> {
  const dataDir = resolve(given)
  const place = placeFor(dataDir, say)
  const holder = await holdPatiently(dataDir, joins ? 0 : 3_000)
  if (holder) {
    if (!joins) throw heldBy(holder, dataDir)
    return { url: await urlOfRunning(dataDir), stop: async () => {} }
  }
  try {
    const password = await prepare(place, dataDir)
    const administration = urlOf(place, ROLE, password, 'postgres')
    const server = keep(place, (await adopted(place, administration)) ?? (await start(place, say)), say)
    await createDatabase(administration)
    return { url: urlOf(place, ROLE, password, ROLE), stop: once(() => server.end().finally(() => release(dataDir))) }
  } catch (error) {
    release(dataDir)
    throw error
  }
}

/**
 * A server that is thrown away, for tests and for reading the shape of the schema: nothing of it survives `stop`, nor the death of this
 * process however it comes. `url` is its database `postgres`; databaseIn(url, name) reaches another.
 */
export async function openScratch(): Promise<Opened> {
  const place = scratchPlace()
  const password = freshPassword()
  initialise(place, password, true)
  configure(place, true)
  const pid = await start(place, console.info)
  const letGo = endWithParent(pid, place.home)
  const end = async () => {
    await stop(pid, 5_000)
    rmSync(place.home, { recursive: true, force: true })
    letGo()
  }
  return { url: urlOf(place, ROLE, password, 'postgres'), stop: once(end) }
}

/** The same server, another database. */
export function databaseIn(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** A house that was told to stop, or killed a moment ago, may still be going. */
async function holdPatiently(dataDir: string, patience: number): Promise<Holder | null> {
  let holder = hold(dataDir)
  await until(() => {
    if (holder) holder = hold(dataDir)
    return !holder
  }, patience)
  return holder
}

/** Cluster, password and settings as they must be before a start. A server whose settings changed is stopped, to be started anew. */
async function prepare(place: Place, dataDir: string): Promise<string> {
  const kept = passwordIn(dataDir)
  const password = kept ?? freshPassword()
  const isNew = !existsSync(place.cluster)
  if (isNew) {
    keepUrl(place, dataDir, password)
    initialise(place, password, false)
  }
  const left = running(place)
  const changed = configure(place, false)
  if (left && (changed || !kept || !isCurrent(left, place))) await stop(left)
  if (!isNew && !kept) resetPassword(place, password)
  keepUrl(place, dataDir, password)
  return password
}

/** A server that a killed house left running, if it still answers; one that does not is ended. */
async function adopted(place: Place, url: string): Promise<number | null> {
  const pid = running(place)
  if (!pid) return null
  await until(() => noted(place)?.status !== 'starting', 60_000)
  if (noted(place)?.status === 'ready' && (await answers(url))) return pid
  await stop(pid, 2_000)
  return null
}

async function createDatabase(administration: string): Promise<void> {
  const client = new Client({ connectionString: administration })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ROLE])
    if (!rowCount) await client.query(`create database ${ROLE}`)
  } finally {
    await client.end()
  }
}

const urlFile = (dataDir: string) => join(dataDir, 'postgres.url')
const freshPassword = () => randomBytes(24).toString('base64url')

function passwordIn(dataDir: string): string | null {
  try {
    return new URL(readFileSync(urlFile(dataDir), 'utf8').trim()).password || null
  } catch {
    return null
  }
}

/** Root keeps the file with whom the folder belongs to, so that its owner can still start the house later. */
function keepUrl(place: Place, dataDir: string, password: string): void {
  const file = urlFile(dataDir)
  writeFileSync(file, `${urlOf(place, ROLE, password, ROLE)}\n`, { mode: 0o600 })
  const { uid, gid } = statSync(dataDir)
  if (process.getuid?.() === 0 && uid !== 0) chownSync(file, uid, gid)
}

/** The house that runs may be at its first start: its database is waited for. */
async function urlOfRunning(dataDir: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const url = existsSync(urlFile(dataDir)) ? readFileSync(urlFile(dataDir), 'utf8').trim() : ''
    if (url && (await answers(url))) return url
    await new Promise((next) => setTimeout(next, 500))
  }
  throw new DatabaseTrouble(
    `Cơ sở dữ liệu ở ${dataDir} không trả lời sau 30 giây.`,
    `The database in ${dataDir} did not answer within 30 s.`,
  )
}

function heldBy({ pid, what }: Holder, dataDir: string) {
  return new DatabaseTrouble(
    `Cơ sở dữ liệu ở ${dataDir} đang do tiến trình ${pid} (${what}) dùng. Dừng tiến trình đó trước, hoặc đặt DATA_DIR khác, hoặc chạy thêm tiến trình với DATABASE_URL="$(cat ${urlFile(dataDir)})".`,
    `The database in ${dataDir} is run by process ${pid} (${what}). Stop it first, or set another DATA_DIR, or run a further process with DATABASE_URL="$(cat ${urlFile(dataDir)})".`,
  )
}

function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined
  return () => (ended ??= end())
}
