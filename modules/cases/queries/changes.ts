import { type SqlBool, sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { Category } from '../contract/shapes.ts'

type Tables = Db<'cases' | 'org' | 'platform'>

/** The last thing anybody did to a case: who, when, what. */
export async function selectLastChange(db: Tables, caseId: string) {
  const { rows } = await sql<{ by: string; byName: string; at: Date; what: string }>`
    select e.by_id as by, p.name as by_name, e.at, e.name as what
    from platform.event e join org.person p on p.id = e.by_id
    where e.case_id = ${caseId} and e.name like 'cases.%' and e.name <> 'cases.messageJoined'
    order by e.at desc, e.id desc limit 1`.execute(db)
  return rows[0]
}

/** The move that brought a case to this status at this very moment, if it was one. */
export async function selectMoveAt(db: Tables, caseId: string, { to, at }: { to: string; at: Date }) {
  const { rows } = await sql<{ from: string; categoryFrom: Category }>`
    select e.facts ->> 'from' as from, e.facts ->> 'categoryFrom' as category_from from platform.event e
    where e.case_id = ${caseId} and e.name = 'cases.statusChanged' and e.at = ${at} and e.facts ->> 'to' = ${to}
    order by e.written_at desc, e.id desc limit 1`.execute(db)
  return rows[0]
}

/** When those of these messages were said that were: not those taken back before they left, nor those that came back. */
export async function selectSaid(db: Db<'conversations'>, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversations.message')
    .select(['id', 'at'])
    .where('id', 'in', ids)
    .where(sql<SqlBool>`delivery is distinct from 'cancelled' and facts ->> 'waits' is null`)
    .execute()
  return new Map(rows.map(({ id, at }) => [id, at]))
}

export const insertUndo = (db: Tables, row: { hash: Buffer; byId: string; at: Date; expiresAt: Date; changes: readonly object[] }) =>
  db
    .insertInto('cases.undo')
    .values({ ...row, changes: JSON.stringify(row.changes) })
    .execute()

/** Who has a case since it was taken out of a pool, and whose pool that was; undefined when it was handed on otherwise. */
export async function selectTaking(db: Tables, caseId: string) {
  const { rows } = await sql<{ handlerId: string; assignedAt: Date | null; formerUnitId: string | null }>`
    select c.handler_id, c.assigned_at, e.facts ->> 'formerUnitId' as former_unit_id
    from cases.case c cross join lateral (
      select facts from platform.event e where e.case_id = c.id and e.name = 'cases.caseAssigned' order by e.at desc, e.id desc limit 1) e
    where c.id = ${caseId} and c.merged_into_id is null and e.facts ->> 'handlerId' = c.handler_id::text and e.facts ->> 'formerHandlerId' is null`.execute(
    db,
  )
  return rows[0]
}
