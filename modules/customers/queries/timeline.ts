import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'platform' | 'org'>
type Wanted = { ids: readonly string[]; names?: readonly string[]; after?: [string, string]; limit: number }

/** What happened with these customers, newest first. */
export async function selectEvents(db: Tables, { ids, names, after, limit }: Wanted) {
  return db
    .selectFrom('platform.event as e')
    .leftJoin('org.person as p', 'p.id', 'e.byId')
    .select(['e.id', 'e.name', 'e.at', 'e.byId', 'e.caseId', sql<Record<string, unknown>>`e.facts`.as('facts')])
    .select(sql<string>`coalesce(p.name, '')`.as('byName'))
    .where('e.customerId', 'in', ids)
    .$if(names !== undefined, (rows) => rows.where('e.name', 'in', names ?? []))
    .$if(after !== undefined, (rows) => rows.where(sql<boolean>`(e.at, e.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()
}
