import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'performance'>

/** How far a check got. */
export type Checking = { afterId: string | null; checked: number; differing: number; caseIds: string[] }

/** A check begins anew, from the first case. */
export async function beginAnew(db: Tables) {
  await sql`update performance.checking set after_id = null, checked = 0, differing = 0, case_ids = '{}', finished = false`.execute(db)
}

/** The check under way; undefined when there is none, or another process is at it. */
export async function takeChecking(db: Tables): Promise<Checking | undefined> {
  const { rows } = await sql<Checking>`
    select after_id, checked, differing, case_ids from performance.checking where not finished for update skip locked`.execute(db)
  return rows[0]
}

export async function keepChecking(db: Tables, { afterId, checked, differing, caseIds }: Checking, finished: boolean) {
  await sql`update performance.checking set after_id = ${afterId}::uuid, checked = ${checked}, differing = ${differing}, case_ids = ${caseIds}::uuid[],
    finished = ${finished}`.execute(db)
}
