import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { ReplyChannel, ReplyScope } from './contract.ts'

type Tables = Db<'knowledge' | 'org'>
export type Reader = { id: string; teamIds: readonly string[]; unitIds: readonly string[] }

/** For everybody, one's own, and those of the units one belongs to, leads, or stands below. */
const visibleTo = ({ id, teamIds, unitIds }: Reader) => sql<boolean>`(r.scope = 'all' or r.owner_id = ${id} or r.unit_id in (
  with recursive above as (
    select u.id, u.parent_id from org.unit u where u.id = any(${[...teamIds]}::uuid[])
    union select u.id, u.parent_id from org.unit u join above on above.parent_id = u.id
  ) select above.id from above union all select unnest(${[...unitIds]}::uuid[])))`

const replies = (db: Tables, reader: Reader) =>
  db
    .selectFrom('knowledge.savedReply as r')
    .leftJoin('org.unit as u', 'u.id', 'r.unitId')
    .leftJoin('org.person as p', 'p.id', 'r.ownerId')
    .select([
      'r.id',
      'r.shortcut',
      'r.title',
      'r.body',
      'r.bodyEn',
      'r.scope',
      'r.unitId',
      'r.ownerId',
      'r.channels',
      'r.used',
      'r.version',
    ])
    .select(['r.archivedAt', 'r.changedAt', 'u.name as unitName', 'p.name as ownerName'])
    .$narrowType<{ scope: ReplyScope; channels: ReplyChannel[] }>()
    .where(visibleTo(reader))

export type ReplyRow = Awaited<ReturnType<typeof selectReplies>>[number]

export type Listing = {
  q?: string
  channel?: ReplyChannel
  scope?: ReplyScope
  archived: boolean
  after?: (string | number | null)[]
  limit: number
}

/** Most used first, `limit` + 1 rows. */
export function selectReplies(db: Tables, reader: Reader, { q, channel, scope, archived, after, limit }: Listing) {
  let query = replies(db, reader).where('r.archivedAt', archived ? 'is not' : 'is', null)
  if (channel) query = query.where(sql<boolean>`(r.channels = '{}' or ${channel} = any(r.channels))`)
  if (scope) query = query.where('r.scope', '=', scope)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`platform.fold(r.shortcut || ' ' || r.title || ' ' || r.body || ' ' || r.body_en) like platform.fold(${like})`,
    )
  }
  if (after) query = query.where(sql<boolean>`(-r.used, r.id) > (${after[0]}::int, ${after[1]}::uuid)`)
  return query
    .orderBy(sql`-r.used`)
    .orderBy('r.id')
    .limit(limit + 1)
    .execute()
}

export const selectReply = (db: Tables, reader: Reader, id: string) => replies(db, reader).where('r.id', '=', id).executeTakeFirst()

export const lockReply = (db: Tables, reader: Reader, id: string) =>
  replies(db, reader).where('r.id', '=', id).forUpdate('r').executeTakeFirst()

type Written = {
  shortcut: string
  title: string
  body: string
  bodyEn: string
  scope: ReplyScope
  unitId: string | null
  ownerId: string | null
  channels: ReplyChannel[]
}

/** Undefined when the shortcut is taken in the same circle. */
export function insertReply(db: Tables, reply: Written & { id: string; createdBy: string; at: Date }) {
  const { at, ...row } = reply
  return db
    .insertInto('knowledge.savedReply')
    .values({ ...row, createdAt: at, changedAt: at })
    .onConflict((taken) => taken.doNothing())
    .returning('id')
    .executeTakeFirst()
}

/** Somebody else's reply of the same circle with that shortcut. */
export async function isShortcutTaken(
  db: Tables,
  { shortcut, scope, ownerId, unitId }: Omit<Written, 'title' | 'body' | 'bodyEn' | 'channels'>,
  exceptId: string,
) {
  const { rows } = await sql`select 1 from knowledge.saved_reply where lower(shortcut) = lower(${shortcut}) and scope = ${scope}
    and coalesce(owner_id, unit_id) is not distinct from ${ownerId ?? unitId}::uuid and archived_at is null and id <> ${exceptId}`.execute(
    db,
  )
  return rows.length > 0
}

export async function updateReply(
  db: Tables,
  id: string,
  reply: Partial<Written> & { archivedAt?: Date | null },
  now: Date,
): Promise<number> {
  const { version } = await db
    .updateTable('knowledge.savedReply')
    .set({ ...reply, changedAt: now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** A use is no change: who edits meanwhile is not told that somebody was faster. */
export const countUse = (db: Tables, id: string) =>
  db.updateTable('knowledge.savedReply').set({ used: sql<number>`used + 1` }).where('id', '=', id).execute()

export const existsReply = async (db: Tables): Promise<boolean> =>
  (await db.selectFrom('knowledge.savedReply').select('id').limit(1).executeTakeFirst()) !== undefined
