import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'channels' | 'org' | 'platform'>

/** A colleague with this address. */
export function selectColleague(db: Tables, address: string) {
  return db
    .selectFrom('org.person')
    .select('id')
    .where((row) => row.fn<string>('lower', ['mail']), '=', address)
    .where('leftAt', 'is', null)
    .executeTakeFirst()
}

/** Everybody here who wears one of these hats today. */
export async function selectPeopleWith(db: Tables, hats: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('org.person as p')
    .innerJoin('org.personHat as h', 'h.personId', 'p.id')
    .select('p.id')
    .distinct()
    .where('h.hat', 'in', hats)
    .where((row) => row.or([row('h.untilDate', 'is', null), row('h.untilDate', '>=', sql<string>`current_date`)]))
    .where('p.leftAt', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export function selectOutgoing(db: Tables, id: string) {
  return db.selectFrom('platform.outgoing').select(['state', 'attempts']).where('id', '=', id).executeTakeFirst()
}

/** Mail that was tried and waits: how many, and what was said of the one that was tried last. */
export function selectWaiting(db: Tables) {
  return db
    .selectFrom('platform.outgoing')
    .select(['reply', (row) => row.fn.countAll<number>().over().as('many')])
    .where('state', '=', 'deferred')
    .orderBy('notBefore', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function insertAutomatic(
  db: Tables,
  sent: { address: string; matter: string; kind: string; isProven: boolean; network: string | null; at: Date },
) {
  return db.insertInto('channels.automatic').values(sent).execute()
}

/** When automatic mail went to this address since then. */
export function selectAutomatic(db: Tables, address: string, since: Date) {
  return db
    .selectFrom('channels.automatic')
    .select(['at', 'matter', 'isProven'])
    .where('address', '=', address)
    .where('at', '>', since)
    .execute()
}

/** How many unproven addresses one network made us write to since then. */
export async function countFromNetwork(db: Tables, network: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('channels.automatic')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('network', '=', network)
    .where('at', '>', since)
    .executeTakeFirst()
  return Number(row?.many ?? 0)
}

export function deleteAutomatic(db: Tables, before: Date) {
  return db.deleteFrom('channels.automatic').where('at', '<', before).execute()
}

const testMails = (db: Tables, seesAll: boolean) => {
  const query = db.selectFrom('platform.outgoing').where('transport', '=', 'test')
  return seesAll ? query : query.where('room', '<>', 'org')
}

/** What the built-in test mailbox holds, newest first. */
export function selectTestMails(db: Tables, wanted: { after?: readonly [string, string]; limit: number; seesAll: boolean }) {
  let query = testMails(db, wanted.seesAll)
    .select(['id', 'mailTo', 'subject', 'state', 'queuedAt'])
    .orderBy('queuedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
  const { after } = wanted
  if (after) query = query.where((row) => row.eb(row.refTuple('queuedAt', 'id'), '<', row.tuple(new Date(after[0]), after[1])))
  return query.execute()
}

export function selectTestMail(db: Tables, id: string, seesAll: boolean) {
  return testMails(db, seesAll)
    .select(['id', 'mailFrom', 'mailTo', 'subject', 'state', 'queuedAt', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst()
}
