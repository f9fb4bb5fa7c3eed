import { existsSync, renameSync } from 'node:fs'
import pg from 'pg'
import type { Ctx, Storage } from './context.ts'
import { schemasOf } from './migrate.ts'
import { DatabaseTrouble } from './postgres.ts'
import { anchorPath } from './seal.ts'

const KEY = 'platform.underway'
/** Whoever plays notices within moments that its house is gone; so long its farewell is waited for. */
const FAREWELL_MS = 15_000

/**
 * An empty house begins to be filled with what ends whole or is nothing (the sample company). Belongs into the very transaction that writes
 * the first of it: then the note stands in no house that has somebody of its own. Fails when another filling is under way.
 */
export async function beginFilling({ db, now, me }: Ctx): Promise<void> {
  await db.insertInto('platform.setting').values({ key: KEY, value: 'true', version: 1, changedAt: now, changedBy: me.id }).execute()
}

/** The filling is whole: from now on it is a house like any other. */
export async function endFilling({ db }: Ctx): Promise<void> {
  await db.deleteFrom('platform.setting').where('key', '=', KEY).execute()
}

/** Is it being filled at this moment, or was it left half filled? */
export async function isBeingFilled({ db }: Pick<Ctx, 'db'>): Promise<boolean> {
  return (await db.selectFrom('platform.setting').select('key').where('key', '=', KEY).executeTakeFirst()) !== undefined
}

type Broken = { url: string; dataDir: string; storage: Storage }

/**
 * Empties a house whose filling was broken off: its schemas, its files; the anchor of its chain is laid aside. Answers whether there was one.
 * To be called before the migrations, while nobody is connected. Throws DatabaseTrouble when somebody still is.
 */
export async function emptyBrokenOff({ url, dataDir, storage }: Broken): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'tantam-migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('tantam.migrate'))")
    if (!(await isBrokenOff(client))) return false
    await refuseCompany(client)
    const files = await client.query<{ key: string }>(
      'select key from platform.file union all select thumb_key from platform.file where thumb_key is not null',
    )
    await client.query(`begin; drop schema if exists ${schemasOf().join(', ')} cascade; drop table public.migration; commit`)
    for (const { key } of files.rows) await storage.remove(key)
    if (existsSync(anchorPath(dataDir))) renameSync(anchorPath(dataDir), `${anchorPath(dataDir)}.broken-off`)
    return true
  } finally {
    await client.end()
  }
}

async function isBrokenOff(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('platform.setting') is not null as there")
  if (!rows[0]?.there) return false
  const { rowCount } = await client.query('select from platform.setting where key = $1', [KEY])
  return rowCount !== 0
}

/** Another process may be filling it at this moment. */
async function refuseCompany(client: pg.Client): Promise<void> {
  for (const end = Date.now() + FAREWELL_MS; ; ) {
    const { rowCount } = await client.query(
      "select from pg_stat_activity where datname = current_database() and usesysid is not null and application_name <> 'tantam-migrate'",
    )
    if (rowCount === 0) return
    if (Date.now() > end) break
    await new Promise((next) => setTimeout(next, 250))
  }
  throw new DatabaseTrouble(
    'Công ty mẫu đang được dựng trong cơ sở dữ liệu này, hoặc lần dựng trước bị ngắt mà còn tiến trình khác đang kết nối. Đợi dựng xong, hoặc dừng các tiến trình kia, rồi chạy lại.',
    'The sample company is being built in this database, or that was broken off and another process is still connected. Wait until it is built, or stop the others, then start again.',
  )
}
