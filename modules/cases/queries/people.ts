import { sql } from 'kysely'
import type { Tables } from './sight.ts'

export async function insertParticipants(db: Tables, caseId: string, personIds: readonly string[], why: string): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .insertInto('cases.participant')
    .values(personIds.map((personId) => ({ caseId, personId, why })))
    .onConflict((already) => already.columns(['caseId', 'personId']).doNothing())
    .returning('personId')
    .execute()
  return rows.map(({ personId }) => personId)
}

export const deleteParticipant = (db: Tables, caseId: string, personId: string) =>
  db.deleteFrom('cases.participant').where('caseId', '=', caseId).where('personId', '=', personId).returning('personId').executeTakeFirst()

export async function selectParticipantIds(db: Tables, caseId: string): Promise<string[]> {
  const rows = await db.selectFrom('cases.participant').select('personId').where('caseId', '=', caseId).orderBy('personId').execute()
  return rows.map(({ personId }) => personId)
}

/** Who may see a conversation through its cases: their units (of what waits in a pool, every unit below too), and the people who own, handle or follow them. */
export async function selectSeenBy(db: Tables, conversationId: string): Promise<{ units: string[]; people: string[] }> {
  const { rows } = await sql<{ units: string[] | null; people: string[] | null }>`
    with recursive held as (
      select distinct case_id from cases.case_message where conversation_id = ${conversationId}
    ), reached as (
      select c.unit_id as id, c.handler_id is null as waits from cases.case c join held on held.case_id = c.id
      union select u.id, true from org.unit u join reached r on u.parent_id = r.id and r.waits where u.closed_at is null
    )
    select (select array_agg(distinct id) from reached) as units,
      (select array_agg(distinct who) from (
        select c.owner_id as who from cases.case c join held on held.case_id = c.id
        union select c.handler_id from cases.case c join held on held.case_id = c.id where c.handler_id is not null
        union select p.person_id from cases.participant p join held on held.case_id = p.case_id) as everybody) as people`.execute(db)
  return { units: rows[0]?.units ?? [], people: rows[0]?.people ?? [] }
}

/** Colleagues who wear one of these hats now. */
export async function selectWearing(db: Tables, hats: readonly string[], now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('org.personHat as h')
    .innerJoin('org.person as p', 'p.id', 'h.personId')
    .select('p.id')
    .where('h.hat', 'in', hats)
    .where('p.leftAt', 'is', null)
    .where(sql<boolean>`h.from_date <= ${now}::date and (h.until_date is null or h.until_date >= ${now}::date)`)
    .orderBy('h.main', 'desc')
    .orderBy('p.createdAt')
    .orderBy('p.id')
    .execute()
  return [...new Set(rows.map(({ id }) => id))]
}
