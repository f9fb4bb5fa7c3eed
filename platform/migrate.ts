import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'

const root = join(import.meta.dirname, '..')

/** Plain SQL, each room keeps its own; the date and number in the file name are the order. Safe when several processes start at once. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'tantam-migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('tantam.migrate'))")
    await client.query("set lock_timeout = '5s'")
    await client.query('create table if not exists public.migration (name text primary key, ran_at timestamptz not null default now())')
    const done = new Set((await client.query<{ name: string }>('select name from public.migration')).rows.map((row) => row.name))
    const fresh = migrationFiles().filter((file) => !done.has(basename(file)))
    for (const file of fresh) await apply(client, file)
    return fresh.map((file) => basename(file))
  } finally {
    await client.end()
  }
}

/** Names of every migration this release knows, in order. */
export function migrationFiles() {
  const files = ['platform/migrations/*.sql', 'modules/*/migrations/*.sql'].flatMap((pattern) => globSync(pattern, { cwd: root }))
  return files.map((file) => join(root, file)).sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
}

/** Every schema of the house: those its migrations create, and that of its job queue. */
export function schemasOf(): string[] {
  const created = migrationFiles().flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^create schema (\w+)/gm)])
  return [...created.map(([, name]) => String(name)), 'pgboss']
}

async function apply(client: pg.Client, file: string) {
  try {
    await client.query('begin')
    await client.query(readFileSync(file, 'utf8'))
    await client.query('insert into public.migration (name) values ($1)', [basename(file)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${basename(file)}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
