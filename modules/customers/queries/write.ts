import { sql } from 'kysely'
import type { Db, Row } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { Bearing, Owner } from './find.ts'
import { type Sight, visibleTo } from './sight.ts'

type Tables = Db<'customers' | 'org'>
type CustomerRow = Row<'customers.customer'>
export type Columns = Partial<Omit<CustomerRow, 'id' | 'code' | 'kind' | 'preferences' | 'sortName' | 'folded'>> & { preferences?: object }

/** The next KH0001 or DN0001; a number once taken is never given again. */
export async function nextCode(db: Tables, kind: 'person' | 'company'): Promise<string> {
  const [prefix, sequence] = kind === 'person' ? ['KH', 'customers.code_person'] : ['DN', 'customers.code_company']
  const { rows } = await sql<{ number: number }>`select nextval(${sequence}) as number`.execute(db)
  return `${prefix}${String(rows[0]?.number).padStart(4, '0')}`
}

export async function insertCustomer(db: Tables, row: Columns & { id: string; code: string; kind: string; name: string }) {
  await db
    .insertInto('customers.customer')
    .values({ ...row, preferences: JSON.stringify(row.preferences ?? {}) })
    .execute()
}

/** Locks a customer within reach. */
export function lockCustomer(db: Tables, id: string, sight: Sight) {
  return db
    .selectFrom('customers.customer as c')
    .selectAll('c')
    .where('c.id', '=', id)
    .where(visibleTo(sight))
    .forUpdate()
    .executeTakeFirst()
}

export type Held = Owner & { mergedIntoId: string | null; nameless: boolean } & Omit<Bearing, 'id'>

/**
 * Who has these identities now, kept from being merged until the transaction ends (a merge locks both for itself alone); `nameless`: known by a phone (masked)
 * or mail only, while `name` says more.
 */
export async function holdOwners(db: Tables, identities: readonly { kind: string; value: string }[], name: string): Promise<Held[]> {
  if (identities.length === 0) return []
  const asked = identities.map(({ kind, value }) => sql`(i.kind = ${kind} and i.value = ${value})`)
  const { rows } =
    await sql<Held>`${steady}select i.id, i.customer_id, i.kind, i.value, i.verified_at, c.merged_into_id, c.name, c.tier, c.segment, c.language, c.owner_id, c.unit_id,
      case when ${name} in ('', c.name) then false else customers.is_nameless(c.id, c.name) end as nameless
    from customers.identity i join customers.customer c on c.id = i.customer_id
    where i.removed_at is null and (${sql.join(asked, sql` or `)}) order by c.id, i.id for key share of c`.execute(db)
  return rows
}

/** The customer this one lives on in. */
export async function selectSurvivor(db: Tables, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select customers.survivor(${id}) as id`.execute(db)
  return rows[0]?.id ?? id
}

export async function updateCustomer(db: Tables, id: string, { preferences, ...change }: Columns) {
  await db
    .updateTable('customers.customer')
    .set({ ...change, ...(preferences ? { preferences: JSON.stringify(preferences) } : {}) })
    .where('id', '=', id)
    .execute()
}

/** Whoever was known by a phone or mail only gets the name they now gave. */
export async function nameNameless(db: Tables, id: string, name: string, at: Date) {
  await db
    .updateTable('customers.customer as c')
    .set({ name, changedAt: at, version: sql`version + 1` })
    .where('c.id', '=', id)
    .where(sql<boolean>`customers.is_nameless(c.id, c.name)`)
    .execute()
}

/** Holds these identities until the transaction ends, always in the same order. */
export async function lockIdentities(db: Tables, identities: readonly { kind: string; value: string }[]) {
  for (const name of identities.map(({ kind, value }) => `customers.identity ${kind} ${value}`).sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}

/**
 * As `lockIdentities`, for one who may find that somebody else was first: `letGo` ends it before the transaction does, `keep` holds on until then.
 * Of many who come at once with one new identity each waits for the first alone, and longer than for other locks: it may be writing a whole case.
 */
export async function holdIdentities(db: Tables, identities: readonly { kind: string; value: string }[]) {
  await Promise.all([
    sql`savepoint identities_held`.execute(db),
    sql`set local lock_timeout = '10s'`.execute(db),
    lockIdentities(db, identities),
  ])
  return {
    letGo: () => sql`rollback to savepoint identities_held`.execute(db),
    keep: () => Promise.all([sql`release savepoint identities_held`.execute(db), sql`set local lock_timeout to default`.execute(db)]),
  }
}

export type NewIdentity = {
  id: string
  customerId: string
  kind: string
  value: string
  shown: string
  label: string
  verifiedAt: Date | null
  createdAt: Date
}

/** False when somebody has it. The first of its kind is the main one. */
export async function insertIdentity(db: Tables, row: NewIdentity): Promise<boolean> {
  const made = await db
    .insertInto('customers.identity')
    .values({
      ...row,
      isMain: sql<boolean>`not exists (select 1 from customers.identity i where i.customer_id = ${row.customerId} and i.kind = ${row.kind} and i.is_main and i.removed_at is null)`,
    })
    .onConflict((taken) => taken.columns(['kind', 'value']).where('removedAt', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const lockIdentity = (db: Tables, customerId: string, id: string) =>
  db
    .selectFrom('customers.identity')
    .selectAll()
    .where('id', '=', id)
    .where('customerId', '=', customerId)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export async function updateIdentity(
  db: Tables,
  id: string,
  change: Partial<Pick<Row<'customers.identity'>, 'isMain' | 'label' | 'verifiedAt' | 'removedAt' | 'customerId'>>,
) {
  await db.updateTable('customers.identity').set(change).where('id', '=', id).execute()
}

export async function clearMain(db: Tables, customerId: string, kind: string) {
  await db
    .updateTable('customers.identity')
    .set({ isMain: false })
    .where('customerId', '=', customerId)
    .where('kind', '=', kind)
    .where('isMain', '=', true)
    .execute()
}

/** After the main one went, the next proven or oldest takes its place. */
export async function promoteMain(db: Tables, customerId: string, kind: string) {
  await sql`update customers.identity set is_main = true where id = (select id from customers.identity
    where customer_id = ${customerId} and kind = ${kind} and removed_at is null order by verified_at is null, created_at limit 1)
    and not exists (select 1 from customers.identity where customer_id = ${customerId} and kind = ${kind} and is_main and removed_at is null)`.execute(
    db,
  )
}

export async function replaceTags(db: Tables, customerId: string, tags: readonly string[]) {
  await db.deleteFrom('customers.tag').where('customerId', '=', customerId).execute()
  if (tags.length > 0)
    await db
      .insertInto('customers.tag')
      .values([...new Set(tags)].map((tag) => ({ customerId, tag })))
      .execute()
}

export async function selectTagsOf(db: Tables, customerId: string): Promise<string[]> {
  const rows = await db.selectFrom('customers.tag').select('tag').where('customerId', '=', customerId).orderBy('tag').execute()
  return rows.map(({ tag }) => tag)
}

/** True when it is a new grant. */
export async function insertAccess(
  db: Tables,
  row: { customerId: string; personId: string | null; unitId: string | null; why: string; untilAt: Date | null },
): Promise<boolean> {
  const made = await sql<{ isNew: boolean }>`insert into customers.access (customer_id, person_id, unit_id, why, until_at)
    values (customers.survivor(${row.customerId}), ${row.personId}, ${row.unitId}, ${row.why}, ${row.untilAt})
    on conflict (customer_id, person_id, unit_id, why) do update set until_at = excluded.until_at returning (xmax = 0) as is_new`.execute(
    db,
  )
  return made.rows[0]?.isNew ?? false
}
