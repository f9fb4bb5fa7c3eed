import { type Insertable, sql } from 'kysely'
import type { DB } from '#platform/database.gen.ts'
import type { Tables } from './sight.ts'

type Row<Table extends keyof DB> = Omit<Insertable<DB[Table]>, 'id'>

/** Nothing is laid over what a company has already arranged; of two who ask at once the second waits for the first. */
export async function existsAnyStatus(db: Tables): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('cases.furnish'))`.execute(db)
  return (await db.selectFrom('cases.status').select('id').limit(1).executeTakeFirst()) !== undefined
}

export const insertStatuses = (db: Tables, rows: readonly Row<'cases.status'>[]) =>
  db
    .insertInto('cases.status')
    .values([...rows])
    .execute()

export const insertTypes = (db: Tables, rows: readonly Row<'cases.type'>[]) =>
  db
    .insertInto('cases.type')
    .values([...rows])
    .execute()

/** Parents are named by code and stand before their children. */
export const insertCauses = (db: Tables, rows: readonly (Row<'cases.cause'> & { id: string })[]) =>
  db
    .insertInto('cases.cause')
    .values([...rows])
    .execute()

export const insertResolutions = (db: Tables, rows: readonly Row<'cases.resolution'>[]) =>
  db
    .insertInto('cases.resolution')
    .values([...rows])
    .execute()

export const insertRules = (db: Tables, rows: readonly (Row<'cases.assignmentRule'> & { condition: string })[]) =>
  db
    .insertInto('cases.assignmentRule')
    .values([...rows])
    .execute()
