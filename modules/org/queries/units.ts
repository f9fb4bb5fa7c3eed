import { sql } from 'kysely'
import { kept } from '#platform/steady.ts'
import type { CareFunction } from '../rules/hats.ts'
import type { Tables } from './people.ts'

const units = (db: Tables) =>
  db
    .selectFrom('org.unit as u')
    .leftJoin('org.person as l', (join) => join.onRef('l.id', '=', 'u.leadId').on('l.leftAt', 'is', null))
    .select(['u.id', 'u.parentId', 'u.kind', 'u.name', 'u.branchId', 'l.id as leadId', 'l.name as leadName', 'u.takesNew'])
    .select(sql<number>`(select count(*)::int from org.person p where p.unit_id = u.id and p.left_at is null)`.as('people'))
    .where('u.closedAt', 'is', null)
    .$narrowType<{ kind: 'company' | 'department' | 'team' }>()

export const selectUnits = (db: Tables) => units(db).orderBy('u.position').orderBy(sql`u.name collate "vi-x-icu"`).execute()
export const selectUnit = (db: Tables, id: string) => units(db).where('u.id', '=', id).executeTakeFirst()

/** Where cases without a rule fall; else the first team, department, company. */
export function selectDefaultUnit(db: Tables) {
  return units(db)
    .orderBy('u.takesNew', 'desc')
    .orderBy(sql`case u.kind when 'team' then 1 when 'department' then 2 else 3 end`)
    .orderBy('u.position')
    .orderBy('u.id')
    .limit(1)
    .executeTakeFirst()
}

export type NewUnit = {
  name: string
  kind: string
  parentId: string | null
  branchId?: string | null
  leadId?: string | null
  takesNew?: boolean
}

export const insertUnit = (db: Tables, unit: NewUnit & { id: string }) => db.insertInto('org.unit').values(unit).execute()
export const updateUnit = (db: Tables, id: string, unit: Partial<NewUnit> & { closedAt?: Date }) =>
  db.updateTable('org.unit').set(unit).where('id', '=', id).execute()
export const clearTakesNew = (db: Tables) => db.updateTable('org.unit').set({ takesNew: false }).where('takesNew', '=', true).execute()

/** One at a time may move units, so that two moves never close a ring. */
export async function lockUnits(db: Tables) {
  await sql`select pg_advisory_xact_lock(hashtext('org.units'))`.execute(db)
}

/** A unit and every open one below it. */
export async function selectUnitsBelow(db: Tables, id: string): Promise<string[]> {
  const { rows } = await kept<{ id: string }>`with recursive below as (
      select id from org.unit where id = ${id}
      union select u.id from org.unit u join below b on u.parent_id = b.id where u.closed_at is null
    ) select id from below`.execute(db)
  return rows.map((row) => row.id)
}

/** What waits in a unit: see `poolOf`. */
export type Pool = { name: string; accountableId: string | null; unitIds: string[] }

export async function selectPool(db: Tables, id: string): Promise<Pool | undefined> {
  const { rows } = await kept<Pool>`with recursive below as (
      select id from org.unit where id = ${id}
      union select u.id from org.unit u join below b on u.parent_id = b.id where u.closed_at is null
    ) select name, org.accountable_for(id) as accountable_id, array(select id from below) as unit_ids from org.unit where id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** A unit and those above it, nearest first. */
export async function selectUnitsAbove(db: Tables, id: string): Promise<{ id: string; leadId: string | null; kind: string }[]> {
  const { rows } = await sql<{ id: string; leadId: string | null; kind: string }>`with recursive above as (
      select id, parent_id, lead_id, kind, 1 as far from org.unit where id = ${id}
      union all select u.id, u.parent_id, u.lead_id, u.kind, far + 1 from org.unit u join above a on u.id = a.parent_id where far < 50
    ) select a.id, a.kind, (select p.id from org.person p where p.id = a.lead_id and p.left_at is null) as lead_id from above a order by far`.execute(
    db,
  )
  return rows
}

const positions = (db: Tables) =>
  db
    .selectFrom('org.position as o')
    .select(['o.id', 'o.unitId', 'o.title', 'o.function', 'o.duties', 'o.grade', 'o.note'])
    .select(sql<boolean>`not exists (select 1 from org.person p where p.position_id = o.id and p.left_at is null)`.as('vacant'))
    .where('o.closedAt', 'is', null)
    .$narrowType<{ grade: 'L1' | 'L2' | 'L3' | null; function: CareFunction | 'direction' | 'other' | null }>()

export const selectPositions = (db: Tables) => positions(db).orderBy('o.title').orderBy('o.id').execute()
export const selectPosition = (db: Tables, id: string) => positions(db).where('o.id', '=', id).executeTakeFirst()

export type NewPosition = { unitId: string; title: string; function: string | null; duties?: string; grade?: string | null; note?: string }
export const insertPosition = (db: Tables, position: NewPosition & { id: string }) =>
  db.insertInto('org.position').values(position).execute()
export const updatePosition = (db: Tables, id: string, position: Partial<NewPosition> & { closedAt?: Date }) =>
  db.updateTable('org.position').set(position).where('id', '=', id).execute()

export const selectBranches = (db: Tables) => db.selectFrom('org.branch').selectAll().orderBy('code').execute()
export const insertBranch = (db: Tables, branch: { id: string; code: string; name: string; address?: string }) =>
  db
    .insertInto('org.branch')
    .values(branch)
    .onConflict((already) => already.column('code').doNothing())
    .returningAll()
    .executeTakeFirst()
export const updateBranch = (db: Tables, id: string, branch: { code: string; name: string; address?: string }) =>
  db.updateTable('org.branch').set(branch).where('id', '=', id).returningAll().executeTakeFirst()
export const selectBranchByCode = (db: Tables, code: string) =>
  db.selectFrom('org.branch').select('id').where('code', '=', code).executeTakeFirst()
