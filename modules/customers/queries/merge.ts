import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'customers' | 'org'>

/** What a merge moved from one customer to the other. */
export type Moved = {
  /** Identities that went over, and whether each was the main one before. */
  identities: { id: string; isMain: boolean }[]
  /** Tags the other did not have. */
  tags: string[]
  /** Fields that were taken over, with what stood there before. */
  filled: Record<string, { was: unknown; now: unknown }>
  /** Grants the other did not have. */
  access: { personId: string | null; unitId: string | null; why: string }[]
  /** People of the company that went over. */
  people: string[]
}

export async function moveIdentities(db: Tables, from: string, into: string): Promise<Moved['identities']> {
  const moved = await db
    .selectFrom('customers.identity')
    .select(['id', 'isMain'])
    .where('customerId', '=', from)
    .where('removedAt', 'is', null)
    .execute()
  await sql`update customers.identity i set customer_id = ${into}, is_main = i.is_main and not exists (
      select 1 from customers.identity o where o.customer_id = ${into} and o.kind = i.kind and o.is_main and o.removed_at is null)
    where i.customer_id = ${from} and i.removed_at is null`.execute(db)
  return moved
}

/** Those still there and not removed since; the rest stays as it was decided. */
export async function returnIdentities(db: Tables, from: string, into: string, moved: Moved['identities']) {
  for (const { id, isMain } of moved)
    await db
      .updateTable('customers.identity')
      .set({ customerId: from, isMain })
      .where('id', '=', id)
      .where('customerId', '=', into)
      .where('removedAt', 'is', null)
      .execute()
}

export async function copyTags(db: Tables, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`insert into customers.tag (customer_id, tag)
    select ${into}, tag from customers.tag where customer_id = ${from} on conflict do nothing returning tag`.execute(db)
  return rows.map(({ tag }) => tag)
}

export async function dropTags(db: Tables, customerId: string, tags: readonly string[]) {
  if (tags.length > 0) await db.deleteFrom('customers.tag').where('customerId', '=', customerId).where('tag', 'in', tags).execute()
}

export async function copyAccess(db: Tables, from: string, into: string): Promise<Moved['access']> {
  const { rows } = await sql<{ personId: string | null; unitId: string | null; why: string }>`
    insert into customers.access (customer_id, person_id, unit_id, why, until_at)
    select ${into}, person_id, unit_id, why, until_at from customers.access where customer_id = ${from}
    on conflict do nothing returning person_id, unit_id, why`.execute(db)
  return rows
}

export async function dropAccess(db: Tables, customerId: string, grants: Moved['access']) {
  for (const { personId, unitId, why } of grants)
    await sql`delete from customers.access where customer_id = ${customerId} and why = ${why}
      and person_id is not distinct from ${personId} and unit_id is not distinct from ${unitId}`.execute(db)
}

export async function movePeople(db: Tables, from: string, into: string): Promise<string[]> {
  const rows = await db.updateTable('customers.customer').set({ companyId: into }).where('companyId', '=', from).returning('id').execute()
  return rows.map(({ id }) => id)
}

export async function returnPeople(db: Tables, from: string, into: string, ids: readonly string[]) {
  if (ids.length > 0)
    await db.updateTable('customers.customer').set({ companyId: from }).where('companyId', '=', into).where('id', 'in', ids).execute()
}

/** Locks both in one order, so that two merges cannot wait for each other. */
export function lockBoth(db: Tables, ids: readonly string[]) {
  return db.selectFrom('customers.customer').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

export async function insertMerge(
  db: Tables,
  { moved, ...row }: { id: string; fromId: string; intoId: string; moved: Moved; byId: string; at: Date },
) {
  await db
    .insertInto('customers.merge')
    .values({ ...row, moved: JSON.stringify(moved) })
    .execute()
}

export const lockMerge = (db: Tables, id: string) =>
  db
    .selectFrom('customers.merge')
    .select(['id', 'fromId', 'intoId', 'undoneAt', sql<Moved>`moved`.as('moved')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function closeMerge(db: Tables, id: string, undone: { undoneAt: Date; undoneBy: string }) {
  await db.updateTable('customers.merge').set(undone).where('id', '=', id).execute()
}

/** Who was merged into this customer and still is, newest first. */
export function selectMerged(db: Tables, intoId: string) {
  return db
    .selectFrom('customers.merge as m')
    .innerJoin('customers.customer as c', 'c.id', 'm.fromId')
    .leftJoin('org.person as p', 'p.id', 'm.byId')
    .select(['m.id as mergeId', 'c.code', 'c.name', 'm.at', sql<string>`coalesce(p.name, '')`.as('by')])
    .where('m.intoId', '=', intoId)
    .where('m.undoneAt', 'is', null)
    .orderBy('m.at', 'desc')
    .execute()
}
