import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

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

export const insertUndo = (db: Tables, row: { hash: Buffer; byId: string; at: Date; expiresAt: Date; changes: readonly object[] }) =>
  db
    .insertInto('cases.undo')
    .values({ ...row, changes: JSON.stringify(row.changes) })
    .execute()
