import { spawnSync } from 'node:child_process'
import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { allowed, writeAs } from './account.ts'
import type { Place } from './place.ts'
import { DatabaseTrouble } from './trouble.ts'

/** The role that owns everything, and the database of the house. */
export const ROLE = 'tantam'

/** What the first start makes: an empty cluster. It appears whole or not at all, so a start that was killed half way is simply begun again. */
export function initialise(place: Place, password: string, scratch: boolean): void {
  const half = `${place.cluster}.new`
  const passwordFile = join(place.home, 'password')
  rmSync(half, { recursive: true, force: true })
  writeAs(place.account, passwordFile, password)
  const trouble = [utf8Locale('C.UTF-8'), utf8Locale('en_US.UTF-8'), ['--locale=C']].reduce<string | null>((before, locale) => {
    if (before === '') return before
    rmSync(half, { recursive: true, force: true })
    return initdb(place, half, [...locale, `--pwfile=${passwordFile}`, ...(scratch ? ['--no-sync'] : [])])
  }, null)
  rmSync(passwordFile, { force: true })
  if (trouble)
    throw new DatabaseTrouble(
      `Không tạo được cơ sở dữ liệu ở ${place.home}: ${trouble}`,
      `Cannot make a database in ${place.home}: ${trouble}`,
    )
  renameSync(half, place.cluster)
}

/**
 * Sorting and letter case come from PostgreSQL itself, so no upgrade of the system can spoil an index; Vietnamese order is asked for by
 * `collate "vi-x-icu"`. LC_CTYPE must know UTF-8 all the same: full-text search and trigrams ask it what a letter is.
 */
const utf8Locale = (ctype: string) => ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`]

function initdb({ programs, account }: Place, into: string, more: string[]): string {
  const args = [`--pgdata=${into}`, '--encoding=UTF8', `--username=${ROLE}`, '--auth=scram-sha-256', '--lc-messages=C', ...more]
  const { status, stderr, error } = spawnSync(join(programs, 'initdb'), args, { ...account.ids, cwd: '/', encoding: 'utf8' })
  return status === 0 ? '' : stderr?.trim() || String(error ?? `initdb ${status}`)
}

/** Writes the settings of the house; true when they differ from those a running server has read. */
export function configure({ cluster, home, account }: Place, scratch: boolean): boolean {
  const settings = [...HOUSE, ...(scratch ? SCRATCH : []), `include_if_exists = '${join(home, 'custom.conf')}'`].join('\n')
  const changed = write(account, join(cluster, 'postgresql.conf'), `${settings}\n`)
  return write(account, join(cluster, 'pg_hba.conf'), `${ACCESS.join('\n')}\n`) || changed
}

function write(account: Place['account'], path: string, text: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path, 'utf8') === text) return false
  writeAs(account, path, text)
  return true
}

/** Gives the role a new password while the server is down, such as when `postgres.url` was lost. */
export function resetPassword({ programs, cluster, account }: Place, password: string): void {
  const command = `"$1" --single -D "$2" postgres`
  if (!allowed(account, command, [join(programs, 'postgres'), cluster], `alter role ${ROLE} password '${password}'\n`))
    throw new DatabaseTrouble(
      `Không đặt lại được mật khẩu của cơ sở dữ liệu ở ${cluster}.`,
      `Cannot reset the password of the database in ${cluster}.`,
    )
}

/** For two cores and 24 GiB at most, shared with the house itself. */
const HOUSE = [
  '# Written by the house at every start. Own settings belong in custom.conf beside this cluster; they come last and win.',
  "listen_addresses = ''",
  'max_connections = 100',
  "password_encryption = 'scram-sha-256'",
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
  "datestyle = 'iso, ymd'",
  "lc_messages = 'C'",
  "default_text_search_config = 'pg_catalog.simple'",
  'shared_buffers = 256MB',
  // On few processors a page is read sooner by whoever needs it than by a process that has to be woken for it.
  'io_method = sync',
  'effective_cache_size = 2GB',
  'maintenance_work_mem = 64MB',
  'random_page_cost = 1.1',
  'jit = off',
  'wal_compression = on',
  'max_wal_size = 1GB',
  'checkpoint_timeout = 15min',
  'autovacuum_vacuum_scale_factor = 0.05',
  'autovacuum_analyze_scale_factor = 0.02',
  'track_io_timing = on',
  'logging_collector = on',
  "log_directory = '../log'",
  "log_filename = 'postgresql-%u.log'",
  'log_file_mode = 0600',
  'log_rotation_age = 1d',
  'log_rotation_size = 0',
  'log_truncate_on_rotation = on',
  "log_line_prefix = '%m [%p] '",
  'log_checkpoints = off',
  'log_autovacuum_min_duration = -1',
]

/** Tests throw their database away: what protects it from a power cut only costs time. */
const SCRATCH = [
  'max_connections = 300',
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  'logging_collector = off',
  'max_wal_size = 4GB',
]

const ACCESS = [
  '# Written by the house at every start.',
  'local all all scram-sha-256',
  'local replication all scram-sha-256',
  'host all all 127.0.0.1/32 scram-sha-256',
  'host all all ::1/128 scram-sha-256',
  'host replication all 127.0.0.1/32 scram-sha-256',
  'host replication all ::1/128 scram-sha-256',
]
