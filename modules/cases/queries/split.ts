import type { Tables } from './sight.ts'

type Direction = 'in' | 'out' | 'note'

/** Who said these messages, and their words. */
export async function selectDirections(db: Tables, ids: readonly string[]): Promise<Map<string, { direction: Direction; said: string }>> {
  const rows = await db
    .selectFrom('conversations.message')
    .select(['id', 'direction', 'visibleText as said'])
    .$narrowType<{ direction: Direction }>()
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
