import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'cases'>

/** One change of a person's filters after the other: how many there are and their order are read before they are written. */
export async function lockFilters(db: Tables, personId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cases.filter ${personId}`}, 0))`.execute(db)
}

export const selectFilters = (db: Tables, personId: string) =>
  db
    .selectFrom('cases.savedFilter')
    .select(['id', 'name', 'query'])
    .where('personId', '=', personId)
    .orderBy('place')
    .orderBy('id')
    .execute()

export const insertFilter = (db: Tables, filter: { personId: string; name: string; query: string; place: number }) =>
  db.insertInto('cases.savedFilter').values(filter).returning('id').executeTakeFirstOrThrow()

export const updateFilterQuery = (db: Tables, id: string, query: string) =>
  db.updateTable('cases.savedFilter').set({ query }).where('id', '=', id).execute()

export const deleteFilter = (db: Tables, personId: string, id: string) =>
  db.deleteFrom('cases.savedFilter').where('id', '=', id).where('personId', '=', personId).executeTakeFirst()

export const updateFilterOrder = (db: Tables, ids: readonly string[]) =>
  sql`update cases.saved_filter f set place = w.place
    from unnest(${[...ids]}::uuid[]) with ordinality as w (id, place) where w.id = f.id`.execute(db)
