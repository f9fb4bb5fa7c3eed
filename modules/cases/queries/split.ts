import { sql } from 'kysely'
import type { Tables } from './sight.ts'

type Direction = 'in' | 'out' | 'note'

/** Who said these messages, and their words. What was said with a third party counts as said among ourselves: no customer waits for it. */
export async function selectDirections(db: Tables, ids: readonly string[]): Promise<Map<string, { direction: Direction; said: string }>> {
  const rows = await db
    .selectFrom('conversations.message as m')
    .select(['m.id', 'm.visibleText as said'])
    .select(sql<Direction>`case when conversations.with_third_party(m.conversation_id) then 'note' else m.direction end`.as('direction'))
    .where('m.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
