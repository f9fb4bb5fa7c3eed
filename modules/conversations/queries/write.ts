import { sql } from 'kysely'
import type { Db, Row } from '#platform/database.ts'
import { kept, listed } from '#platform/steady.ts'
import type { Party } from '../contract.ts'
import type { Delivery, Next, Waits } from '../events.ts'

type Tables = Db<'conversations'>

export type NewMessage = {
  id: string
  conversationId: string
  contactId?: string | null
  direction: 'in' | 'out' | 'note'
  kind: Row<'conversations.message'>['kind']
  authorId?: string | null
  from: Party
  to: Party[]
  cc: Party[]
  subject: string
  /** Everything that was said; `visibleText` is what is new in it. */
  text: string
  visibleText: string
  quoted: string
  html: string | null
  verified: boolean
  messageId?: string | null
  outgoingId?: string | null
  delivery?: Delivery | null
  facts: object
  at: Date
  attachments: NewAttachment[]
}
export type NewAttachment = { fileId: string; name: string; mime: string; size: number; contentId: string | null; inline: boolean }

export type NewConversation = {
  id: string
  channel: string
  customerId: string | null
  subject: string
  mailbox: string
  at: Date
  seenBy: SeenBy
}
export type SeenBy = { units: readonly string[]; people: readonly string[] }

/** A conversation, its first message and whoever wrote it in one statement, others and attachments asked together with it; of a contact that has a message already the database refuses it (23505). */
export async function insertThread(
  db: Tables,
  { at, seenBy, ...conversation }: NewConversation,
  message: NewMessage,
  people: readonly NewParticipant[],
) {
  const { id, channel, customerId, subject, mailbox } = conversation
  const row = messageRow(message)
  const [first, ...others] = participantRows(id, people)
  const opened = kept`
    with opened as (
      insert into conversations.conversation (id, channel, customer_id, subject, mailbox, first_at, last_at, seen_by_units, seen_by_people)
      values (${id}, ${channel}, ${customerId}, ${subject}, ${mailbox}, ${at}, ${at}, ${seenBy.units}, ${seenBy.people})
    ), known as (
      insert into conversations.participant (conversation_id, address, name, role)
      select ${id}::uuid, ${first?.address ?? ''}, ${first?.name ?? ''}, ${first?.role ?? ''} where ${first !== undefined}::boolean
    )
    insert into conversations.message (id, conversation_id, contact_id, direction, kind, author_id, from_name, from_address, recipients, subject, text, html,
      quoted, visible_text, verified, message_id, outgoing_id, delivery, facts, at, search)
    values (${row.id}, ${row.conversationId}, ${row.contactId}, ${row.direction}, ${row.kind}, ${row.authorId}, ${row.fromName}, ${row.fromAddress},
      ${row.recipients}, ${row.subject}, ${row.text}, ${row.html}, ${row.quoted}, ${row.visibleText}, ${row.verified}, ${row.messageId}, ${row.outgoingId},
      ${row.delivery}, ${row.facts}, ${row.at}, conversations.words(${searchedIn(message)}))`.execute(db)
  const more = others.map(({ conversationId, address, name, role }) => [conversationId, address, name, role])
  await Promise.all([
    opened,
    more.length > 0 &&
      kept`insert into conversations.participant (conversation_id, address, name, role) values ${listed(more)}`.execute(db),
    insertAttachments(db, message),
  ])
}

/** The row, its words and its attachments. Undefined when this contact already has a message. */
export async function insertMessage(db: Tables, message: NewMessage) {
  const inserted = await db
    .insertInto('conversations.message')
    .values({ ...messageRow(message), search: sql<string>`conversations.words(${searchedIn(message)})` })
    .onConflict((already) => already.column('contactId').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await insertAttachments(db, message)
  return inserted
}

function messageRow(message: NewMessage) {
  const { from, to, cc, facts } = message
  return {
    id: message.id,
    conversationId: message.conversationId,
    contactId: message.contactId ?? null,
    direction: message.direction,
    kind: message.kind,
    authorId: message.authorId ?? null,
    fromName: from.name,
    fromAddress: from.address,
    recipients: JSON.stringify({ to, cc }),
    subject: message.subject,
    text: message.text,
    html: message.html,
    quoted: message.quoted || null,
    visibleText: message.visibleText,
    verified: message.verified,
    messageId: message.messageId ?? null,
    outgoingId: message.outgoingId ?? null,
    delivery: message.delivery ?? null,
    facts: JSON.stringify(facts),
    at: message.at,
  }
}

/** All that a search finds it by. */
const searchedIn = ({ subject, from, text, attachments }: NewMessage) =>
  [subject, from.name, from.address, text, ...attachments.map(({ name }) => name)].join('\n')

async function insertAttachments(db: Tables, { id, attachments }: NewMessage) {
  if (attachments.length === 0) return
  await db
    .insertInto('conversations.attachment')
    .values(attachments.map((attachment, position) => ({ ...attachment, messageId: id, position })))
    .execute()
}

/** A conversation's end moves forward, never back. */
export function touchConversation(db: Tables, id: string, at: Date) {
  return db
    .updateTable('conversations.conversation')
    .set({ lastAt: sql`greatest(last_at, ${at})`, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export type NewParticipant = Party & { role: 'customer' | 'cc' }

/** Addresses that may thread in from now on. One known already keeps its role. */
export async function insertParticipants(db: Tables, conversationId: string, people: readonly NewParticipant[]) {
  const rows = participantRows(conversationId, people)
  if (rows.length === 0) return
  await db
    .insertInto('conversations.participant')
    .values(rows)
    .onConflict((known) => known.columns(['conversationId', 'address']).doNothing())
    .execute()
}

function participantRows(conversationId: string, people: readonly NewParticipant[]) {
  const once = new Map(people.filter(({ address }) => address !== '').map((one) => [one.address, one]))
  return [...once.values()].map(({ name, address, role }) => ({ conversationId, name, address, role }))
}

export function insertMentions(db: Tables, messageId: string, people: readonly string[]) {
  if (people.length === 0) return
  return db
    .insertInto('conversations.mention')
    .values(people.map((personId) => ({ messageId, personId })))
    .execute()
}

export function updateSeenBy(db: Tables, id: string, { units, people }: SeenBy) {
  return db
    .updateTable('conversations.conversation')
    .set({ seenByUnits: [...units], seenByPeople: [...people] })
    .where('id', '=', id)
    .executeTakeFirst()
}

/** One conversation at a time: whoever writes in it first is first. */
export function lockConversation(db: Tables, id: string) {
  return db.selectFrom('conversations.conversation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function lockMessage(db: Tables, id: string) {
  return db.selectFrom('conversations.message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function lockMessageByOutgoing(db: Tables, outgoingId: string) {
  return db
    .selectFrom('conversations.message')
    .select(['id', 'conversationId', 'authorId', 'delivery', 'deliveryDetail', 'kind', 'at'])
    .select(sql<{ to?: Party[]; cc?: Party[] }>`recipients`.as('recipients'))
    .select(sql<{ waits?: Waits; next?: Next }>`facts`.as('facts'))
    .where('outgoingId', '=', outgoingId)
    .forUpdate()
    .executeTakeFirst()
}

export function updateDelivery(db: Tables, id: string, delivery: Delivery, detail: string) {
  return db.updateTable('conversations.message').set({ delivery, deliveryDetail: detail }).where('id', '=', id).execute()
}

/** It answers nobody before it leaves. */
export function updateWaits(db: Tables, id: string, waits: Waits) {
  return db
    .updateTable('conversations.message')
    .set({ facts: sql`facts || jsonb_build_object('waits', ${waits}::text)` })
    .where('id', '=', id)
    .execute()
}

/** It has left: from now on it was said, and at this moment. */
export function updateLeft(db: Tables, id: string, at: Date) {
  return db.updateTable('conversations.message').set({ at, facts: sql`facts - 'waits'` }).where('id', '=', id).execute()
}

/** Which mail carries this message now. */
export function updateOutgoing(
  db: Tables,
  id: string,
  mail: { outgoingId: string; messageId: string; recipients: { to: Party[]; cc: Party[] } },
) {
  return db
    .updateTable('conversations.message')
    .set({
      outgoingId: mail.outgoingId,
      messageId: mail.messageId,
      recipients: JSON.stringify(mail.recipients),
      delivery: 'queued',
      deliveryDetail: '',
    })
    .where('id', '=', id)
    .execute()
}

/** What was read anew from the original. */
export function updateReading(
  db: Tables,
  id: string,
  read: { subject: string; text: string; visibleText: string; quoted: string; html: string | null; fromName: string },
) {
  return db
    .updateTable('conversations.message')
    .set({ ...read, quoted: read.quoted || null, search: sql`conversations.words(${[read.subject, read.fromName, read.text].join('\n')})` })
    .where('id', '=', id)
    .execute()
}
