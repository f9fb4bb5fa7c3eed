import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'cases' | 'channels' | 'conversations' | 'customers' | 'org'>

export type Tracking = { caseId: string | null; contactId: string | null; address: string | null }
type NewTracking = Tracking & { hash: Buffer; createdAt: Date; expiresAt: Date }

/** False: this very link exists already. */
export async function insertTracking(db: Tables, row: NewTracking): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('cases.tracking')
    .values(row)
    .onConflict((already) => already.column('hash').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What a link opens while it is good; of a form whose case has not been written yet, no case. */
export async function selectTracking(db: Tables, hash: Buffer, now: Date): Promise<Tracking | undefined> {
  return db
    .selectFrom('cases.tracking as t')
    .select(['t.contactId', 't.address'])
    .select(
      sql<string | null>`coalesce(t.case_id, (select cm.case_id from conversations.message m
        join cases.case_message cm on cm.message_id = m.id where m.contact_id = t.contact_id order by cm.at limit 1))`.as('caseId'),
    )
    .where('t.hash', '=', hash)
    .where('t.expiresAt', '>', now)
    .executeTakeFirst()
}

/** Open cases, and those last spoken in within the last half year, that this address itself has written in; the newest first. */
export async function selectCasesOfAddress(db: Tables, address: string, code: string | null, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases.case c
    where c.merged_into_id is null and not c.is_spam and c.last_at > ${since} and (${code}::text is null or c.code = ${code})
      and c.id in (select coalesce(k.merged_into_id, k.id) from conversations.participant p
        join cases.case_message cm on cm.conversation_id = p.conversation_id
        join cases.case k on k.id = cm.case_id
        where p.address = ${address} and p.role = 'customer')
    order by c.last_at desc, c.id desc limit 5`.execute(db)
  return rows.map(({ id }) => id)
}

/** Conversations of these cases that this address itself takes part in; the one last spoken in first. */
export async function selectConversationsOfAddress(db: Tables, caseIds: readonly string[], address: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select cm.conversation_id as id from cases.case_message cm
    join conversations.participant p on p.conversation_id = cm.conversation_id and p.address = ${address} and p.role = 'customer'
    where cm.case_id = any(${[...caseIds]}::uuid[]) group by cm.conversation_id order by max(cm.at) desc`.execute(db)
  return rows.map(({ id }) => id)
}

/** The conversation a form opened, if it has. */
export async function selectConversationOfContact(db: Tables, contactId: string): Promise<string | undefined> {
  return (await db.selectFrom('conversations.message').select('conversationId').where('contactId', '=', contactId).executeTakeFirst())
    ?.conversationId
}

/** Cases that went on from this one in the same conversations, itself first. */
export async function selectContinued(db: Tables, caseId: string): Promise<{ id: string; code: string }[]> {
  return db
    .selectFrom('cases.case')
    .select(['id', 'code'])
    .where(({ or, eb }) => or([eb('id', '=', caseId), eb('followUpOfId', '=', caseId)]))
    .where('isSpam', '=', false)
    .orderBy('createdAt')
    .execute()
}

/**
 * Messages a customer may read of these cases within these conversations, the newest first: what was said in public, sent or received, never a note,
 * a mail passed on to others, or a reply that may still be taken back. `ownFormsOnly`: nothing but what was written in forms.
 */
export async function selectPublicMessageIds(
  db: Tables,
  caseIds: readonly string[],
  conversationIds: readonly string[],
  ownFormsOnly: boolean,
): Promise<string[]> {
  const rows = await db
    .selectFrom('cases.caseMessage as cm')
    .innerJoin('conversations.message as m', 'm.id', 'cm.messageId')
    .select(['m.id', 'm.at'])
    .distinct()
    .where('cm.caseId', 'in', caseIds)
    .where('m.conversationId', 'in', conversationIds)
    .where('m.direction', 'in', ownFormsOnly ? ['in'] : ['in', 'out'])
    .where('m.kind', 'not in', ['forward', 'automatic'])
    .where((where) => where.or([where('m.delivery', 'is', null), where('m.delivery', 'not in', ['queued', 'cancelled'])]))
    .$if(ownFormsOnly, (query) => query.innerJoin('channels.contact as k', 'k.id', 'm.contactId').where('k.channel', '=', 'form'))
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

/** The last time somebody answered in this conversation, and whom by mail; no recipient: it was said on the phone or elsewhere. */
export const selectLastAnswer = (db: Tables, conversationId: string) =>
  db
    .selectFrom('conversations.message as m')
    .select(['m.at', sql<string | null>`m.recipients #>> '{to,0,address}'`.as('to'), sql<boolean>`m.delivery is not null`.as('byMail')])
    .where('m.conversationId', '=', conversationId)
    .where('m.direction', '=', 'out')
    .where('m.kind', 'not in', ['forward', 'automatic'])
    .where((where) => where.or([where('m.delivery', 'is', null), where('m.delivery', 'not in', ['queued', 'cancelled', 'bounced'])]))
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What the customer reads about where their case stands. */
export const selectTrackedStatus = (db: Tables, caseId: string) =>
  db
    .selectFrom('cases.case as c')
    .innerJoin('cases.status as s', 's.id', 'c.statusId')
    .leftJoin('org.person as p', 'p.id', 'c.handlerId')
    .select(['c.code', 'c.subject', 'c.category', 'c.createdAt', 'c.firstResponseAt', 'c.lastResolvedAt', 'c.closedAt', 'c.handlerId'])
    .select(['c.dueAt', 'c.dueKind', 'c.dueState', 's.customerName', 's.customerNameEn', 'p.name as handler'])
    .where('c.id', '=', caseId)
    .executeTakeFirst()

/** Links this address has been given since a moment. */
export async function countLinks(db: Tables, address: string, since: Date): Promise<number> {
  const { many } = await db
    .selectFrom('cases.tracking')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('address', '=', address)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return Number(many)
}

export const insertAsk = (db: Tables, row: { id: string; address: string; code: string | null; language: string; at: Date }) =>
  db.insertInto('cases.trackingAsk').values(row).execute()

/** Taken once: whoever asks twice is answered twice, whoever's question is delivered twice is not. */
export const takeAsk = (db: Tables, id: string) => db.deleteFrom('cases.trackingAsk').where('id', '=', id).returningAll().executeTakeFirst()

/** True for the first to say so; a twin waits until the first has been written, and is told false. */
export async function insertFormPost(db: Tables, hash: Buffer, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('cases.formPost')
    .values({ hash, at })
    .onConflict((already) => already.column('hash').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Links nobody can open any more, questions and form posts that are long over. */
export async function deleteOldTracking(db: Tables, now: Date) {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
  await db.deleteFrom('cases.tracking').where('expiresAt', '<', now).execute()
  await db.deleteFrom('cases.trackingAsk').where('at', '<', weekAgo).execute()
  await db.deleteFrom('cases.formPost').where('at', '<', weekAgo).execute()
}
