import { type SqlBool, sql, type Updateable } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { DB } from '#platform/database.gen.ts'
import { kept, listed } from '#platform/steady.ts'
import type { Category, Channel, Tier } from '../contract/shapes.ts'
import type { Why } from '../events.ts'
import { isOpen, type Tables, visibleTo } from './sight.ts'

type DueKind = 'first_response' | 'next_response' | 'resolution' | 'promise' | 'follow_up' | 'snooze'
type DueState = 'running' | 'paused' | 'breached'
type Narrow = {
  category: Category
  channel: Channel
  tier: Tier
  dueKind: DueKind | null
  dueState: DueState | null
  assignedWhy: Why | null
}

const cases = (db: Tables) =>
  db
    .selectFrom('cases.case as c')
    .selectAll('c')
    .select(sql<string | null>`(select t.code from cases.type t where t.id = c.type_id)`.as('typeCode'))
    .$narrowType<Narrow>()

/** A whole row of a case, with the code of its type. */
export type Case = NonNullable<Awaited<ReturnType<typeof selectCase>>>

/** Whoever may see it: asked by the house itself, or after `visibleTo` was asked elsewhere. */
export const selectCase = (db: Tables, id: string) => cases(db).where('c.id', '=', id).executeTakeFirst()
export const selectCases = (db: Tables, ids: readonly string[]) => cases(db).where('c.id', 'in', ids).execute()

/** One at a time may change a case. */
export const lockCase = (db: Tables, id: string) => cases(db).where('c.id', '=', id).forUpdate('c').executeTakeFirst()
/** Many, always in the same order, so that two never wait for each other. */
export const lockCases = (db: Tables, ids: readonly string[]) => cases(db).where('c.id', 'in', ids).orderBy('c.id').forUpdate('c').execute()

export const isVisible = async (db: Tables, id: string, me: Me, permission: string) =>
  (await db.selectFrom('cases.case as c').select('c.id').where('c.id', '=', id).where(visibleTo(me, permission)).executeTakeFirst()) !==
  undefined

/** Those of the ids this person may see. */
export async function selectVisibleIds(db: Tables, ids: readonly string[], me: Me, permission = 'cases.read'): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('cases.case as c')
    .select('c.id')
    .where('c.id', 'in', [...new Set(ids)])
    .where(visibleTo(me, permission))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export type CaseChange = Omit<Updateable<DB['cases.case']>, 'id' | 'version' | 'assignedWhy'> & { assignedWhy?: Why | null }

/** Writes a change of a locked case. Answers the new version. */
export async function updateCase(db: Tables, id: string, { assignedWhy, ...change }: CaseChange): Promise<number> {
  const why = assignedWhy === undefined ? {} : { assignedWhy: assignedWhy && JSON.stringify(assignedWhy) }
  const { version } = await db
    .updateTable('cases.case')
    .set({ ...change, ...why, version: sql`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** Writes what is no change anybody decided upon (a deadline came nearer, somebody read it): the version stays, nobody's work is refused for it. */
export const noteOnCase = (db: Tables, id: string, { assignedWhy: _, ...change }: CaseChange) =>
  db.updateTable('cases.case').set(change).where('id', '=', id).execute()

export type CaseMessage = { messageId: string; conversationId: string; at: Date; thanks?: boolean }
export type NewCase = {
  id: string
  number: number
  subject: string
  preview: string
  channel: Channel
  typeId: string | null
  statusId: string
  category: Category
  severity: number
  customerId: string | null
  unitId: string
  ownerId: string
  handlerId: string | null
  assignedWhy: Why
  assignedAt: Date | null
  parentId: string | null
  followUpOfId: string | null
  isTest: boolean
  unread: boolean
  lastInAt: Date | null
  lastOutAt: Date | null
  lastOutBy: string | null
  lastAt: Date
  dueAt: Date | null
  dueKind: DueKind | null
  dueState: DueState | null
  dueStartedAt: Date | null
  createdAt: Date
  createdBy: string
  firstResponseAt: Date | null
}
type Parts = { messages: readonly CaseMessage[]; tags?: readonly string[]; participants?: readonly { personId: string; why: string }[] }

/** A case with its first message in one statement; more of them, tags and participants are asked together with it. */
export async function insertCase(db: Tables, row: NewCase, { messages, tags = [], participants = [] }: Parts) {
  const [first, ...others] = messages.map(({ messageId, conversationId, at }) => [row.id, messageId, conversationId, at])
  const [, messageId = null, conversationId = null, at = null] = first ?? []
  const opened = kept`
    with opened as (
      insert into cases.case (id, number, subject, preview, channel, type_id, status_id, category, severity, customer_id, unit_id, owner_id, handler_id,
        assigned_why, assigned_at, parent_id, follow_up_of_id, is_test, unread, last_in_at, last_out_at, last_out_by, last_at, due_at, due_kind, due_state,
        due_started_at, created_at, created_by, first_response_at)
      values (${row.id}, ${row.number}, ${row.subject}, ${row.preview}, ${row.channel}, ${row.typeId}, ${row.statusId}, ${row.category}, ${row.severity},
        ${row.customerId}, ${row.unitId}, ${row.ownerId}, ${row.handlerId}, ${JSON.stringify(row.assignedWhy)}, ${row.assignedAt}, ${row.parentId},
        ${row.followUpOfId}, ${row.isTest}, ${row.unread}, ${row.lastInAt}, ${row.lastOutAt}, ${row.lastOutBy}, ${row.lastAt}, ${row.dueAt}, ${row.dueKind},
        ${row.dueState}, ${row.dueStartedAt}, ${row.createdAt}, ${row.createdBy}, ${row.firstResponseAt})
    )
    insert into cases.case_message (case_id, message_id, conversation_id, at)
    select ${row.id}::uuid, ${messageId}::uuid, ${conversationId}::uuid, ${at}::timestamptz where ${first !== undefined}::boolean`.execute(
    db,
  )
  const tagged = [...new Set(tags)].map((tag) => [row.id, tag])
  const followed = participants.map(({ personId, why }) => [row.id, personId, why])
  await Promise.all([
    opened,
    others.length > 0 &&
      kept`insert into cases.case_message (case_id, message_id, conversation_id, at) values ${listed(others)}`.execute(db),
    tagged.length > 0 && kept`insert into cases.tag (case_id, tag) values ${listed(tagged)}`.execute(db),
    followed.length > 0 && kept`insert into cases.participant (case_id, person_id, why) values ${listed(followed)}`.execute(db),
  ])
}

/** Messages that belong to a case from now on; those that already do are left alone. Answers which were new. */
export async function insertCaseMessages(db: Tables, caseId: string, messages: readonly CaseMessage[]): Promise<string[]> {
  if (messages.length === 0) return []
  const rows = await db
    .insertInto('cases.caseMessage')
    .values(messages.map((one) => ({ ...one, caseId })))
    .onConflict((already) => already.columns(['caseId', 'messageId']).doNothing())
    .returning('messageId')
    .execute()
  return rows.map(({ messageId }) => messageId)
}

export const deleteCaseMessages = (db: Tables, caseId: string, messageIds: readonly string[]) =>
  db.deleteFrom('cases.caseMessage').where('caseId', '=', caseId).where('messageId', 'in', messageIds).execute()

/** It was never said: no case has it any longer. Answers when it would have been. */
export const deleteMessage = async (db: Tables, messageId: string): Promise<Date | undefined> =>
  (await db.deleteFrom('cases.caseMessage').where('messageId', '=', messageId).returning('at').execute())[0]?.at

/** It was said later than it was written, in every case that has it. */
export const updateSaidAt = (db: Tables, messageId: string, at: Date) =>
  db.updateTable('cases.caseMessage').set({ at }).where('messageId', '=', messageId).execute()

/** When a message was said, as the case has it; undefined when it has it not. */
export const selectSaidAt = async (db: Tables, caseId: string, messageId: string): Promise<Date | undefined> =>
  (await db.selectFrom('cases.caseMessage').select('at').where('caseId', '=', caseId).where('messageId', '=', messageId).executeTakeFirst())
    ?.at

export const selectCaseMessages = (db: Tables, caseId: string) =>
  db
    .selectFrom('cases.caseMessage')
    .select(['messageId', 'conversationId', 'at', 'thanks'])
    .where('caseId', '=', caseId)
    .orderBy('at')
    .orderBy('messageId')
    .execute()

/** Conversations of a case, the one last spoken in first. */
export async function selectConversationIds(db: Tables, caseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cases.caseMessage')
    .select('conversationId')
    .where('caseId', '=', caseId)
    .groupBy('conversationId')
    .orderBy(sql`max(at)`, 'desc')
    .execute()
  return rows.map(({ conversationId }) => conversationId)
}

/** The case new messages of a conversation belong to: of several the newest tie, one still open before one that is done; of a merged one the survivor. */
export async function selectCurrentCase(db: Tables, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive tied as (
      select x.case_id as tied_id, max(x.at) as at from cases.case_message x where x.conversation_id = ${conversationId} group by x.case_id
    ), living as (
      select t.tied_id, t.at, c.id, c.merged_into_id, c.category, 1 as steps from tied t join cases.case c on c.id = t.tied_id
      union all select l.tied_id, l.at, c.id, c.merged_into_id, c.category, l.steps + 1 from living l join cases.case c on c.id = l.merged_into_id where l.steps < 20
    )
    select id from living where merged_into_id is null
    order by category in ('resolved', 'closed', 'cancelled'), at desc, tied_id desc limit 1`.execute(db)
  return rows[0]?.id
}

/** Two messages of one conversation are taken up one after the other, whichever process has them: the second finds what the first opened. */
export async function lockThread(db: Tables, conversationId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cases.thread ${conversationId}`}, 0))`.execute(db)
}

/** The case a message belongs to, if any. */
export const selectCaseOfMessage = async (db: Tables, messageId: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('cases.caseMessage')
      .select('caseId')
      .where('messageId', '=', messageId)
      .orderBy('caseId', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.caseId

/** The last public answer to the customer of a case that stands: not one taken back, not yet gone, come back. */
export const selectLastAnswer = (db: Tables, caseId: string) =>
  db
    .selectFrom('cases.caseMessage as x')
    .innerJoin('conversations.message as m', 'm.id', 'x.messageId')
    .select(['x.messageId', 'x.conversationId', 'm.at', 'm.authorId'])
    .where('x.caseId', '=', caseId)
    .where('m.direction', '=', 'out')
    .where('m.kind', '<>', 'forward')
    .where(sql<SqlBool>`not conversations.with_third_party(x.conversation_id)`)
    .where(sql<SqlBool>`m.delivery is distinct from 'cancelled' and m.facts ->> 'waits' is null`)
    .orderBy('m.at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The case that a message of the customer opened: it is the first of its messages. */
export const selectCaseOpenedBy = (db: Tables, messageId: string) =>
  cases(db)
    .innerJoin('cases.caseMessage as x', 'x.caseId', 'c.id')
    .where('x.messageId', '=', messageId)
    .where(
      sql<SqlBool>`not exists (select from cases.case_message b where b.case_id = c.id and (b.at, b.message_id) < (x.at, x.message_id))`,
    )
    .executeTakeFirst()

/** The tier of a customer decides deadlines. */
export const selectTierOf = async (db: Tables, customerId: string): Promise<string | null> =>
  (await db.selectFrom('customers.customer').select('tier').where('id', '=', customerId).executeTakeFirst())?.tier ?? null

/** Open work that stands in the name of a person. */
export const lockOpenOf = (db: Tables, personId: string) =>
  cases(db)
    .where(({ or, eb }) => or([eb('c.handlerId', '=', personId), eb('c.ownerId', '=', personId)]))
    .where(isOpen())
    .orderBy('c.id')
    .forUpdate('c')
    .execute()

/** Resolved before this moment and not yet closed; what another process has in hand is left to it. */
export const lockForClosing = (db: Tables, before: Date, limit: number) =>
  cases(db)
    .where('c.category', '=', 'resolved')
    .where('c.lastResolvedAt', '<', before)
    .where('c.mergedIntoId', 'is', null)
    .orderBy('c.lastResolvedAt')
    .limit(limit)
    .forUpdate('c')
    .skipLocked()
    .execute()

/** Cases a conversation belongs to, the newest tie first. */
export async function selectCasesOfConversation(db: Tables, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cases.caseMessage')
    .select('caseId')
    .where('conversationId', '=', conversationId)
    .groupBy('caseId')
    .orderBy(sql`max(at)`, 'desc')
    .orderBy('caseId', 'desc')
    .execute()
  return rows.map(({ caseId }) => caseId)
}

/** The next number of a case, taken before the row is written so that its deadlines can name the code. */
export async function takeNumber(db: Tables): Promise<number> {
  const { rows } = await sql<{ number: number }>`select nextval('cases.code') as number`.execute(db)
  return rows[0]?.number ?? 0
}
