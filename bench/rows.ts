import { type RawBuilder, sql } from 'kysely'
import type { Everything } from '#platform/database.ts'

/**
 * The rows that one request has written, found by the transaction that wrote them, as a script of plain inserts: fresh ids and keys in place of
 * its own, everything else the very same. `:k` and `:client_id` are pgbench's variables.
 */
export async function insertsOf(db: Everything, transactionOf: RawBuilder<{ tx: string }>): Promise<{ inserts: string[]; rows: number }> {
  const tx = (await transactionOf.execute(db)).rows[0]?.tx
  if (!tx) throw new Error('the row whose transaction is wanted is not there')
  const found: { table: string; columns: Column[]; values: (string | null)[] }[] = []
  for (const { name, columns } of await tables(db)) {
    const list = sql.raw(
      columns.map((column) => (column.type === 'bytea' ? `encode("${column.name}", 'hex')` : `"${column.name}"::text`)).join(', '),
    )
    const { rows } = await sql<{
      all: (string | null)[]
    }>`select array[${list}] as all from ${sql.raw(name)} where xmin::text = ${tx}`.execute(db)
    for (const { all } of rows) found.push({ table: name, columns, values: all })
  }
  const fresh = new Map<string, string>()
  for (const { columns, values } of found) {
    const at = columns.findIndex((column) => column.name === 'id' && column.type === 'uuid')
    const id = values[at]
    if (id && !fresh.has(id)) fresh.set(id, idOf(fresh.size))
  }
  const order = [
    'customers.',
    'conversations.conversation',
    'conversations.',
    'cases.case',
    'cases.',
    'clocks.clock',
    'clocks.',
    'platform.',
    'pgboss.',
  ]
  const place = (table: string) => order.findIndex((start) => table === start || (start.endsWith('.') && table.startsWith(start)))
  const inserts = found
    .toSorted((a, b) => place(a.table) - place(b.table))
    .map(({ table, columns, values }) => {
      const given = columns.map((column, index) => givenFor(table, column, values[index] ?? null, fresh))
      return `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${given.join(', ')})`
    })
  return { inserts, rows: found.length }
}

type Column = { name: string; type: string }

/** Ordered by time like a uuid v7: first the count, then the client, then which of the rows. */
const idOf = (place: number) =>
  `(lpad(to_hex(:k::bigint), 12, '0') || '7008' || lpad(to_hex(:client_id::bigint), 4, '0') || '${place.toString(16).padStart(12, '0')}')::uuid`

function givenFor(table: string, { name, type }: Column, value: string | null, fresh: Map<string, string>): string {
  if (value === null) return 'null'
  if (table === 'cases.case' && name === 'number') return `nextval('cases.code')`
  if (table === 'platform.idempotency' && name === 'key') return `'bench ' || :k::bigint || ' ' || :client_id::bigint`
  const id = fresh.get(value)
  if (id) return id
  const text = `'${value.replaceAll("'", "''")}'`.replace(/:(?=[A-Za-z_])/g, ":' || '")
  return type === 'bytea' ? `decode('${value}', 'hex')` : `(${text})::${type}`
}

/** Every table of the house with the columns one gives it; what the database makes itself is left to it. */
async function tables(db: Everything): Promise<{ name: string; columns: Column[] }[]> {
  const { rows } = await sql<{ name: string; columns: Column[] }>`
    select format('%I.%I', n.nspname, c.relname) as name,
      jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p') and not c.relispartition and a.attidentity = '' and a.attgenerated = ''
      and coalesce(pg_get_expr(d.adbin, d.adrelid), '') !~ '(nextval|pg_current_xact_id)'
      and n.nspname in ('org', 'customers', 'conversations', 'clocks', 'cases', 'platform', 'pgboss')
    group by 1 order by 1`.execute(db)
  return rows
}
