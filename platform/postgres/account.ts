import { spawnSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import { DatabaseTrouble } from './trouble.ts'

/** Under whom PostgreSQL runs. `ids` is empty for an ordinary user (the same one), and set for root, under whom PostgreSQL refuses to run. */
export type Account = { name: string; ids: { uid?: number; gid?: number } }

const NAME = 'tantam'

/** The account for the database whose home is there; as root, the owner of what exists already, else the system user `tantam`, made when absent. */
export function accountFor(home: string): Account {
  const owner = statOf(home)
  const self = process.getuid?.() ?? 0
  if (self !== 0) {
    if (owner && owner.uid !== self) throw notYours(home, owner.uid)
    return { name: String(self), ids: {} }
  }
  if (owner && owner.uid !== 0) return { name: String(owner.uid), ids: { uid: owner.uid, gid: owner.gid } }
  return known(NAME) ?? made() ?? known('postgres') ?? known('nobody') ?? nobody()
}

/** What `sh` answers for that account: true when it succeeded. `given` are $1, $2…; `input` is its standard input. */
export function allowed(account: Account, script: string, given: string[], input?: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', script, 'sh', ...given], { ...account.ids, cwd: '/', input, stdio: ['pipe', 'ignore', 'ignore'] })
      .status === 0
  )
}

/** Writes a file as that account, so that root never follows a link laid by a lesser user. */
export function writeAs(account: Account, path: string, text: string): void {
  if (!allowed(account, 'umask 077 && cat > "$1.new" && mv "$1.new" "$1"', [path], text))
    throw new DatabaseTrouble(
      `Không ghi được ${path}: kiểm tra dung lượng đĩa và quyền.`,
      `Cannot write ${path}: check disk space and permissions.`,
    )
}

function known(name: string): Account | null {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid && gid ? { name, ids: { uid, gid } } : null
}

function made(): Account | null {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', NAME])
  return known(NAME)
}

function idOf(which: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : null
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

function notYours(home: string, uid: number) {
  return new DatabaseTrouble(
    `Cơ sở dữ liệu ở ${home} thuộc về người dùng hệ thống số ${uid} (thường vì lần trước chạy bằng root). Chạy lại bằng người đó, hoặc bằng root, hoặc đặt DATA_DIR khác.`,
    `The database in ${home} belongs to system user ${uid} (usually because it was first started as root). Start it as that user, as root, or set another DATA_DIR.`,
  )
}

function nobody(): never {
  throw new DatabaseTrouble(
    'PostgreSQL không chạy dưới quyền root và máy này không tạo được người dùng riêng. Tạo một người dùng thường rồi chạy lại bằng người đó.',
    'PostgreSQL does not run as root and no system user could be made here. Make an ordinary user and start as that one.',
  )
}
