import { type Expression, type SqlBool, sql } from 'kysely'
import type { Me, Scope } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { Attachment, Message, Party } from '../contract.ts'
import type { Delivery, Next, Waits } from '../events.ts'
import type { TakesPart } from '../rules/reply.ts'

type Tables = Db<'conversations' | 'org' | 'customers'>

const withThirdParty = sql<boolean>`conversations.with_third_party(c.id)`

/** Whom this person may look at, by how far the permission reaches. */
export type Sight = { me: Me; scope: Scope | undefined }

function visible({ me, scope }: Sight, alias = 'c'): Expression<SqlBool> {
  if (scope === 'all') return sql<SqlBool>`true`
  if (!scope) return sql<SqlBool>`false`
  const units = scope === 'unit' ? me.unitIds : scope === 'team' ? me.teamIds : []
  return sql<SqlBool>`(${sql.ref(`${alias}.seenByPeople`)} @> array[${me.id}::uuid] or ${sql.ref(`${alias}.seenByUnits`)} && ${units}::uuid[])`
}

export function selectConversation(db: Tables, id: string, sight: Sight) {
  return db
    .selectFrom('conversations.conversation as c')
    .leftJoin('customers.customer as k', 'k.id', 'c.customerId')
    .select(['c.id', 'c.channel', 'c.subject', 'c.customerId', 'c.mailbox', 'c.seenByUnits', 'c.seenByPeople', 'c.firstAt', 'c.lastAt'])
    .select([
      'k.name as customerName',
      'k.kind',
      'k.contactName',
      'k.honorific',
      'k.selfWord',
      'k.language',
      withThirdParty.as('withThirdParty'),
    ])
    .where('c.id', '=', id)
    .where(visible(sight))
    .executeTakeFirst()
}

export function selectConversationsOf(db: Tables, customerId: string, sight: Sight, after: [string, string] | undefined, limit: number) {
  return db
    .selectFrom('conversations.conversation as c')
    .select(['c.id', 'c.channel', 'c.subject', 'c.firstAt', 'c.lastAt'])
    .select(
      sql<string>`coalesce((select left(m.visible_text, 200) from conversations.message m where m.conversation_id = c.id and m.direction <> 'note'
        order by m.at desc, m.id desc limit 1), '')`.as('preview'),
    )
    .where('c.customerId', '=', customerId)
    .where(visible(sight))
    .$if(after !== undefined, (rows) => rows.where(sql<SqlBool>`(c.last_at, c.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('c.lastAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** Logged by a colleague, or come from a contact the customer is known by. What claims an address that is not its own is nobody's. */
const sender = sql<{
  id: string
  name: string
} | null>`case when m.direction = 'in' and m.verified and not conversations.with_third_party(c.id) then (
  select jsonb_build_object('id', k.id, 'name', k.name) from customers.customer k where k.id = customers.survivor(c.customer_id)
    and (m.from_address = '' or m.facts ->> 'loggedBy' is not null or exists (select from customers.identity i
      where i.customer_id = k.id and i.removed_at is null and i.value = lower(m.from_address)))) end`

const messages = (db: Tables) =>
  db
    .selectFrom('conversations.message as m')
    .innerJoin('conversations.conversation as c', 'c.id', 'm.conversationId')
    .leftJoin('org.person as p', 'p.id', 'm.authorId')
    .select(['m.id', 'm.conversationId', 'c.channel', 'm.authorId', 'p.name as authorName', 'p.grade as authorGrade'])
    .select([
      'm.fromName',
      'm.fromAddress',
      'm.subject',
      'm.visibleText',
      'm.text',
      'm.quoted',
      'm.html',
      'm.verified',
      'm.deliveryDetail',
      'm.at',
    ])
    .select(['m.contactId', 'm.messageId', 'm.outgoingId', 'c.customerId', 'c.mailbox', 'c.seenByUnits', 'c.seenByPeople'])
    .select([withThirdParty.as('withThirdParty'), sender.as('sender')])
    .select(sql<Message['direction']>`m.direction`.as('direction'))
    .select(sql<Message['kind']>`m.kind`.as('kind'))
    .select(sql<Delivery | null>`m.delivery`.as('delivery'))
    .select(sql<{ to?: Party[]; cc?: Party[] }>`m.recipients`.as('recipients'))
    .select(sql<MessageFactsStored>`m.facts`.as('facts'))
    .select(
      sql<
        Attachment[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', a.file_id, 'name', a.name, 'mime', a.mime, 'size', a.size, 'contentId', a.content_id,
        'inline', a.inline) order by a.position) from conversations.attachment a where a.message_id = m.id), '[]')`.as('attachments'),
    )
    .select(
      sql<
        { id: string; name: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name)) from conversations.mention n
        join org.person q on q.id = n.person_id where n.message_id = m.id), '[]')`.as('mentions'),
    )

/** What a message row remembers beside its columns. */
export type MessageFactsStored = {
  automatic?: boolean
  answered?: boolean
  loggedBy?: string | null
  undoUntil?: string
  sendAt?: string | null
  next?: Next
  /** What was typed, without signature: goes back to the draft on undo. */
  typed?: string
  forwardOf?: string
  forwarded?: string
  /** Answers nobody before it leaves. */
  waits?: Waits
  inReplyTo?: string[]
}

export type MessageRow = Awaited<ReturnType<typeof selectMessagesByIds>>[number]

/** Newest first. A reply that was taken back is no longer there. */
export function selectMessages(db: Tables, conversationId: string, after: [string, string] | undefined, limit: number) {
  return messages(db)
    .where('m.conversationId', '=', conversationId)
    .where(notTakenBack)
    .$if(after !== undefined, (rows) => rows.where(sql<SqlBool>`(m.at, m.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
}

const notTakenBack = sql<SqlBool>`m.delivery is distinct from 'cancelled'`

export function selectMessagesByIds(db: Tables, ids: readonly string[]) {
  return messages(db)
    .modifyFront(steady)
    .where(sql<SqlBool>`m.id = any((select ${[...ids]}::uuid[])::uuid[])`)
    .where(notTakenBack)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute()
}

/** One message, as its conversation allows. */
export function selectMessage(db: Tables, id: string, sight: Sight) {
  return messages(db).where('m.id', '=', id).where(visible(sight)).executeTakeFirst()
}

/** The newest public words of a conversation, for deciding whom a reply goes to. */
export function selectHeard(db: Tables, conversationId: string) {
  return db
    .selectFrom('conversations.message')
    .select(['id', 'fromName', 'fromAddress', 'verified', 'messageId', 'at', 'authorId', 'kind'])
    .select(sql<Message['direction']>`direction`.as('direction'))
    .select(sql<{ to?: Party[]; cc?: Party[] }>`recipients`.as('recipients'))
    .where('conversationId', '=', conversationId)
    .where(sql<SqlBool>`delivery is distinct from 'cancelled'`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(30)
    .execute()
}

/** A colleague's answer that came after the message somebody has on screen. */
export function selectAnswerSince(db: Tables, conversationId: string, seenId: string, me: string) {
  return db
    .selectFrom('conversations.message as m')
    .innerJoin('org.person as p', 'p.id', 'm.authorId')
    .select(['m.id', 'p.name', 'm.at'])
    .where('m.conversationId', '=', conversationId)
    .where('m.direction', '=', 'out')
    .where('m.kind', '<>', 'automatic')
    .where('m.authorId', '<>', me)
    .where(sql<SqlBool>`m.delivery is distinct from 'cancelled'`)
    .where(since(conversationId, seenId))
    .orderBy('m.at')
    .limit(1)
    .executeTakeFirst()
}

/** What somebody outside wrote first after the message that was seen. */
export function selectSaidSince(db: Tables, conversationId: string, seenId: string) {
  return db
    .selectFrom('conversations.message as m')
    .select(['m.id', 'm.at'])
    .where('m.conversationId', '=', conversationId)
    .where('m.direction', '=', 'in')
    .where(since(conversationId, seenId))
    .orderBy('m.at')
    .limit(1)
    .executeTakeFirst()
}

const since = (conversationId: string, seenId: string) =>
  sql<SqlBool>`(m.at, m.id) > (select s.at, s.id from conversations.message s where s.id = ${seenId} and s.conversation_id = ${conversationId})`

export function selectParticipants(db: Tables, conversationId: string) {
  return db
    .selectFrom('conversations.participant')
    .select(['address', 'name', sql<TakesPart['role']>`role`.as('role')])
    .where('conversationId', '=', conversationId)
    .execute()
}

/** The thread this sender continues by answering a mail of their own. */
export function selectOwnThread(db: Tables, messageIds: readonly string[], address: string) {
  return db
    .selectFrom('conversations.message as m')
    .innerJoin('conversations.participant as p', (on) =>
      on.onRef('p.conversationId', '=', 'm.conversationId').on('p.address', '=', address),
    )
    .select('m.conversationId')
    .where('m.messageId', 'in', messageIds)
    .where('m.direction', '=', 'in')
    .where('m.fromAddress', '=', address)
    .where('m.verified', '=', true)
    .orderBy('m.at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function selectMessageOfContact(db: Tables, contactId: string) {
  return db.selectFrom('conversations.message').select(['id', 'conversationId']).where('contactId', '=', contactId).executeTakeFirst()
}

export function selectSignature(db: Tables, personId: string) {
  return db.selectFrom('org.person').select(['name', 'signature']).where('id', '=', personId).executeTakeFirst()
}

/** Colleagues of these ids who are still here. */
export function selectColleagues(db: Tables, ids: readonly string[]) {
  return db.selectFrom('org.person').select(['id', 'name']).where('id', 'in', ids).where('leftAt', 'is', null).execute()
}
