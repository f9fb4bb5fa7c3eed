import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { ByMail, NoticeKind } from './contract.ts'

type Tables = Db<'notifications' | 'org'>

/** Those who were not told under this key before. */
export async function insertTold(db: Tables, people: readonly string[], dedupe: string, at: Date): Promise<Set<string>> {
  const rows = await db
    .insertInto('notifications.told')
    .values(people.map((personId) => ({ personId, dedupe, at })))
    .onConflict((already) => already.doNothing())
    .returning('personId')
    .execute()
  return new Set(rows.map(({ personId }) => personId))
}

export type NewNotification = {
  personId: string
  kind: NoticeKind
  title: string
  detail: string
  link: string
  caseId: string | null
  byId: string | null
  thread: string
  inProduct: boolean
  at: Date
  mailAt: Date | null
}

/** One row a person. What stands unread already is renewed instead; a mail that has gone about it is not sent again. */
export function upsertNotifications(db: Tables, rows: readonly NewNotification[]) {
  return db
    .insertInto('notifications.notification')
    .values([...rows])
    .onConflict((standing) =>
      standing
        .columns(['personId', 'thread'])
        .where('readAt', 'is', null)
        .doUpdateSet(({ ref }) => ({
          kind: ref('excluded.kind'),
          title: ref('excluded.title'),
          detail: ref('excluded.detail'),
          link: ref('excluded.link'),
          byId: ref('excluded.byId'),
          at: sql<Date>`greatest(notification.at, excluded.at)`,
          times: sql<number>`notification.times + 1`,
          inProduct: sql<boolean>`notification.in_product or excluded.in_product`,
          mailAt: sql<Date | null>`case when notification.mailed_at is null then coalesce(notification.mail_at, excluded.mail_at) end`,
        })),
    )
    .execute()
}

/** What these people chose for one kind. */
export function selectChosen(db: Tables, people: readonly string[], kind: NoticeKind) {
  return db
    .selectFrom('notifications.preference')
    .select(['personId', 'inProduct', 'byMail'])
    .where('personId', 'in', people)
    .where('kind', '=', kind)
    .$narrowType<{ byMail: ByMail }>()
    .execute()
}

export function selectPreferences(db: Tables, personId: string) {
  return db
    .selectFrom('notifications.preference')
    .select(['kind', 'inProduct', 'byMail'])
    .where('personId', '=', personId)
    .$narrowType<{ byMail: ByMail }>()
    .execute()
}

export function upsertPreference(db: Tables, row: { personId: string; kind: NoticeKind; inProduct: boolean; byMail: ByMail }) {
  return db
    .insertInto('notifications.preference')
    .values(row)
    .onConflict((old) => old.columns(['personId', 'kind']).doUpdateSet({ inProduct: row.inProduct, byMail: row.byMail }))
    .execute()
}

type Listing = { personId: string; unread?: boolean; after?: (string | number | null)[]; limit: number }

/** Newest first, `limit` + 1 rows. */
export function selectNotifications(db: Tables, { personId, unread, after, limit }: Listing) {
  let query = db
    .selectFrom('notifications.notification as n')
    .leftJoin('org.person as p', 'p.id', 'n.byId')
    .select(['n.id', 'n.kind', 'n.title', 'n.detail', 'n.link', 'n.caseId', 'n.at', 'n.readAt', 'n.times', 'n.byId', 'p.name as byName'])
    .where('n.personId', '=', personId)
    .where('n.inProduct', '=', true)
    .$narrowType<{ kind: NoticeKind }>()
  if (unread !== undefined) query = query.where('n.readAt', unread ? 'is' : 'is not', null)
  if (after) query = query.where(sql<boolean>`(n.at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  return query
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** Counts no further than `most`. */
export async function countUnread(db: Tables, personId: string, most: number): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*)::int as many from (
    select 1 from notifications.notification where person_id = ${personId} and read_at is null and in_product limit ${most}) unread`.execute(
    db,
  )
  return rows[0]?.many ?? 0
}

/** Marks one of this person's; undefined when they have no such. */
export function updateRead(db: Tables, { id, personId, readAt }: { id: string; personId: string; readAt: Date | null }) {
  return db
    .updateTable('notifications.notification')
    .set({ readAt, mailAt: null })
    .where('id', '=', id)
    .where('personId', '=', personId)
    .where('inProduct', '=', true)
    .returning('id')
    .executeTakeFirst()
}

/** Does the same thing stand unread a second time (told again after it was read)? */
export const existsStanding = async (db: Tables, personId: string, id: string): Promise<boolean> =>
  (await db
    .selectFrom('notifications.notification as n')
    .innerJoin('notifications.notification as other', (join) =>
      join.onRef('other.personId', '=', 'n.personId').onRef('other.thread', '=', 'n.thread').onRef('other.id', '<>', 'n.id'),
    )
    .select('other.id')
    .where('n.id', '=', id)
    .where('n.personId', '=', personId)
    .where('other.readAt', 'is', null)
    .executeTakeFirst()) !== undefined

/** Marks all that stand unread up to a moment, or only those of one case. Answers how many. */
export async function updateAllRead(
  db: Tables,
  { personId, until, caseId, link, now }: { personId: string; until: Date; caseId?: string; link?: string; now: Date },
) {
  let query = db
    .updateTable('notifications.notification')
    .set({ readAt: now, mailAt: null })
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    .where('inProduct', '=', true)
    .where('at', '<=', until)
  if (caseId) query = query.where('caseId', '=', caseId)
  if (link) query = query.where('link', '=', link)
  const { numUpdatedRows } = await query.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What is to be mailed now, by person and in the order it happened. */
export function lockDueMails(db: Tables, now: Date, limit: number) {
  return db
    .selectFrom('notifications.notification')
    .select(['id', 'personId', 'title', 'detail', 'link', 'at', 'times'])
    .where('mailAt', '<=', now)
    .orderBy('personId')
    .orderBy('at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Mailed, or too old to be: either way never again. Who wants mail only has read it with the mail. */
export function updateMailed(db: Tables, ids: readonly string[], mailedAt: Date | null, now: Date) {
  return db
    .updateTable('notifications.notification')
    .set({ mailAt: null, mailedAt, readAt: sql<Date | null>`case when in_product then read_at else ${now}::timestamptz end` })
    .where('id', 'in', ids)
    .execute()
}

/** Read long ago, or never read and older still. */
export async function deleteOld(db: Tables, readBefore: Date, before: Date) {
  await db.deleteFrom('notifications.notification').where('at', '<', readBefore).where('readAt', 'is not', null).execute()
  await db.deleteFrom('notifications.notification').where('at', '<', before).execute()
  await db.deleteFrom('notifications.told').where('at', '<', before).execute()
}
