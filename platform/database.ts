import { CamelCasePlugin, Kysely, PostgresDialect, type Selectable, sql } from 'kysely'
import pg from 'pg'
import type { DB } from './database.gen.ts'
import { keepPlans } from './steady.ts'
import { Refusal } from './text.ts'

type TablesOf<Rooms extends string> = { [Table in keyof DB as Table extends `${Rooms}.${string}` ? Table : never]: DB[Table] }

/** `Db<'returns' | 'customers'>`: the tables of those rooms and no others. */
export type Db<Rooms extends string> = Kysely<TablesOf<Rooms>>
export type Everything = Kysely<DB>
export type Row<Table extends keyof DB> = Selectable<DB[Table]>

/** int8 comes as a number (codes, sizes and đồng stay far below 2^53); date stays the day it is, `YYYY-MM-DD`. */
export const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** A pool whose dying clients never take the process with them. */
export function openPool(url: string, most = 20, extra: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    types,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 15_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    application_name: 'tantam',
    pipeline: true,
    ...extra,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    keepPlans(client)
  })
  return pool
}

/** One for all: it remembers the names it has turned. */
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/** The whole house over one pool. */
export function connect(pool: pg.Pool): Everything {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins,
  })
}

const columns = new Map<string, string>()
/** The column a property is kept in: `openedAt` → `opened_at`. */
export function columnOf(property: string): string {
  const known = columns.get(property)
  if (known) return known
  const column = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  columns.set(property, column)
  return column
}

/** Refuses a server that only reads (a standby), where a write would be lost. */
export async function refuseStandby(db: Everything) {
  const { rows } = await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(db)
  if (rows[0]?.standby) throw new Error('DATABASE_URL: this server is a standby and accepts no writes')
}

/** A keyset cursor: the sort values of the last row, opaque outside. */
export function encodeCursor(values: readonly (string | number | null | Date)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The values of a cursor; a broken or foreign one is refused with 422. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | undefined {
  if (!cursor) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every((v) => v === null || ['string', 'number'].includes(typeof v)))
      return values
  } catch {
    // falls through to the refusal: a cursor that cannot be read is one we did not make
  }
  throw new Refusal(422, 'house.cursor', {
    vi: 'Không đọc được vị trí trang. Hãy mở lại danh sách.',
    en: 'This page position cannot be read. Open the list again.',
  })
}

/** Rows asked for with one more than the page: the page, and its next cursor or null. */
export function cutPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly (string | number | null | Date)[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null }
}
