import { type Insertable, sql, type Updateable } from 'kysely'
import type { DB } from '#platform/database.gen.ts'
import type { RuleCondition } from '../contract/settings.ts'
import type { Category } from '../contract/shapes.ts'
import type { Tables } from './sight.ts'

type Change<Table extends keyof DB> = Omit<Updateable<DB[Table]>, 'id'>
type New<Table extends keyof DB> = Insertable<DB[Table]>

/* Statuses */

export const selectStatuses = (db: Tables) =>
  db.selectFrom('cases.status').selectAll().$narrowType<{ category: Category }>().orderBy('position').orderBy('id').execute()

export const lockStatus = (db: Tables, id: string) =>
  db.selectFrom('cases.status').selectAll().$narrowType<{ category: Category }>().where('id', '=', id).forUpdate().executeTakeFirst()

export const insertStatus = (db: Tables, row: New<'cases.status'>) =>
  db.insertInto('cases.status').values(row).returning('id').executeTakeFirstOrThrow()

export const updateStatus = (db: Tables, id: string, change: Change<'cases.status'>) =>
  db.updateTable('cases.status').set(change).where('id', '=', id).execute()

/** The mark goes to another one. */
export const clearDefault = (db: Tables, category: string, exceptId: string) =>
  db
    .updateTable('cases.status')
    .set({ isDefault: false })
    .where('category', '=', category)
    .where('id', '<>', exceptId)
    .where('isDefault', '=', true)
    .execute()

/** Is any case in this status, and is another one of its category in use? */
export async function selectStatusUse(db: Tables, id: string): Promise<{ used: boolean; others: boolean }> {
  const { rows } = await sql<{ used: boolean; others: boolean }>`
    select exists (select from cases.case c where c.status_id = ${id}) as used,
      exists (select from cases.status o join cases.status s on s.id = ${id} and o.category = s.category
        where o.id <> ${id} and o.archived_at is null) as others`.execute(db)
  return rows[0] ?? { used: false, others: false }
}

/* What has a code */

const CODED = { type: 'cases.type', cause: 'cases.cause', resolution: 'cases.resolution' } as const
export type Coded = keyof typeof CODED

export async function existsCode(db: Tables, what: Coded, code: string): Promise<boolean> {
  return (await db.selectFrom(CODED[what]).select('id').where('code', '=', code).executeTakeFirst()) !== undefined
}

export const selectTypes = (db: Tables) => db.selectFrom('cases.type').selectAll().orderBy('position').orderBy('code').execute()
export const lockType = (db: Tables, id: string) =>
  db.selectFrom('cases.type').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const insertType = (db: Tables, row: New<'cases.type'>) =>
  db.insertInto('cases.type').values(row).returning('id').executeTakeFirstOrThrow()
export const updateType = (db: Tables, id: string, change: Change<'cases.type'>) =>
  db.updateTable('cases.type').set(change).where('id', '=', id).execute()

export const selectResolutions = (db: Tables) => db.selectFrom('cases.resolution').selectAll().orderBy('id').execute()
export const lockResolution = (db: Tables, id: string) =>
  db.selectFrom('cases.resolution').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const insertResolution = (db: Tables, row: New<'cases.resolution'>) =>
  db.insertInto('cases.resolution').values(row).returning('id').executeTakeFirstOrThrow()
export const updateResolution = (db: Tables, id: string, change: Change<'cases.resolution'>) =>
  db.updateTable('cases.resolution').set(change).where('id', '=', id).execute()

/** The tree in reading order: each cause after the one above it. */
export const selectCauses = (db: Tables) =>
  db
    .selectFrom('cases.cause as c')
    .leftJoin('cases.cause as p', 'p.id', 'c.parentId')
    .selectAll('c')
    .select('p.code as parent')
    .orderBy(sql`string_to_array(c.code, '.')`)
    .execute()

export const lockCause = (db: Tables, id: string) =>
  db.selectFrom('cases.cause').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const selectCauseByCode = (db: Tables, code: string) =>
  db.selectFrom('cases.cause').select(['id', 'code', 'archivedAt']).where('code', '=', code).executeTakeFirst()
export const insertCause = (db: Tables, row: New<'cases.cause'>) =>
  db.insertInto('cases.cause').values(row).returning('id').executeTakeFirstOrThrow()
export const updateCause = (db: Tables, id: string, change: Change<'cases.cause'>) =>
  db.updateTable('cases.cause').set(change).where('id', '=', id).execute()

/** This cause and every one below it; a whole branch is changed by one person at a time. */
export async function selectBranch(db: Tables, id: string): Promise<{ id: string; archivedAt: Date | null }[]> {
  await sql`select pg_advisory_xact_lock(hashtext('cases.cause'))`.execute(db)
  const { rows } = await sql<{ id: string; archivedAt: Date | null }>`
    with recursive below as (select id, archived_at from cases.cause where id = ${id}
      union select c.id, c.archived_at from cases.cause c join below b on c.parent_id = b.id)
    select id, archived_at from below`.execute(db)
  return rows
}

/* Assignment rules */

export const selectRules = (db: Tables) =>
  db
    .selectFrom('cases.assignmentRule as r')
    .leftJoin('org.unit as u', 'u.id', 'r.unitId')
    .leftJoin('org.person as p', 'p.id', 'r.personId')
    .selectAll('r')
    .select(['u.name as unitName', 'p.name as personName'])
    .$narrowType<{ condition: RuleCondition; how: 'least_load' | 'round_robin' | 'pool' }>()
    .orderBy('r.position')
    .orderBy('r.id')
    .execute()

/** Rules decide in their order, so one person at a time changes any of them. */
export const lockRules = (db: Tables) =>
  db.selectFrom('cases.assignmentRule').selectAll().orderBy('position').orderBy('id').forUpdate().execute()

type RuleRow = Omit<Insertable<DB['cases.assignmentRule']>, 'id' | 'condition'> & { condition: RuleCondition }
const stored = ({ condition, ...row }: RuleRow) => ({ ...row, condition: JSON.stringify(condition) })

export const insertRule = (db: Tables, row: RuleRow) =>
  db.insertInto('cases.assignmentRule').values(stored(row)).returning('id').executeTakeFirstOrThrow()
export const updateRule = (db: Tables, id: string, row: RuleRow) =>
  db.updateTable('cases.assignmentRule').set(stored(row)).where('id', '=', id).execute()
export const deleteRule = (db: Tables, id: string) => db.deleteFrom('cases.assignmentRule').where('id', '=', id).execute()

export const updateOrder = (db: Tables, ids: readonly string[]) =>
  sql`update cases.assignment_rule r set position = w.place * 10
    from unnest(${[...ids]}::uuid[]) with ordinality as w (id, place) where w.id = r.id`.execute(db)

/** Which of these types there are. */
export async function selectKnownTypes(db: Tables, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await db.selectFrom('cases.type').select('code').where('code', 'in', codes).execute()
  return rows.map(({ code }) => code)
}
