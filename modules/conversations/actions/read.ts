import { mailIdentity, ourAddresses } from '#channels'
import { calledOf, customerMail } from '#customers'
import { companyOf } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type { Conversation, Message, Party } from '../contract.ts'
import { type MessageFacts, toFacts, toMessage } from '../facts.ts'
import * as queries from '../queries/read.ts'
import { type Heard, recipientsOf, sendsMail, signatureOf } from '../rules/reply.ts'
import { text } from '../text.ts'

/** The conversation, when this person's permission reaches it; else a 404 that tells nothing. */
export async function seen(ctx: Ctx, id: string, permission = 'conversations.read') {
  const conversation = await queries.selectConversation(ctx.db, id, { me: ctx.me, scope: scopeOf(ctx.me, permission) })
  if (!conversation) throw text.refusal(404, 'unknown')
  return conversation
}

/** One message of a conversation this person's permission reaches. */
export async function seenMessage(ctx: Ctx, id: string, permission = 'conversations.read') {
  const message = await queries.selectMessage(ctx.db, id, { me: ctx.me, scope: scopeOf(ctx.me, permission) })
  if (!message) throw text.refusal(404, 'unknownMessage')
  return message
}

export async function maySee(ctx: Ctx, id: string): Promise<boolean> {
  const scope = scopeOf(ctx.me, 'conversations.read')
  return (await queries.selectConversation(ctx.db, id, { me: ctx.me, scope })) !== undefined
}

export async function readConversation(ctx: Ctx, { id }: { id: string }): Promise<Conversation> {
  const conversation = await seen(ctx, id)
  const heard = await queries.selectHeard(ctx.db, id)
  const whom = await whomToAnswer(ctx, conversation, heard)
  const { channel, subject, customerId, firstAt, lastAt, withThirdParty } = conversation
  const customerName = conversation.customerName ?? heard.find(({ direction }) => direction === 'in')?.fromName ?? ''
  const { honorific, selfWord, ...called } = calledIn(conversation, customerName)
  return {
    ...{ id, subject, customerId, withThirdParty, firstAt, lastAt, ...whom },
    channel: channel as Conversation['channel'],
    ...{ customerName, called, honorific, selfWord },
    sends: sendsMail(channel) && whom.to.length > 0,
    signature: await signatureFor(ctx),
    lastMessageId: heard[0]?.id ?? null,
  }
}

type Addressed = { kind: string | null; contactName: string | null; honorific: string | null; selfWord: string | null }

const calledIn = ({ kind, contactName, honorific, selfWord }: Addressed, name: string) =>
  calledOf({
    kind: kind === 'company' ? 'company' : 'person',
    ...{ name, contactName: contactName ?? '', honorific: honorific ?? '', selfWord: selfWord ?? '' },
  })

type HeardRow = Awaited<ReturnType<typeof queries.selectHeard>>[number]

/** Whom a reply in this conversation goes to, and whom a reply to all. */
export async function whomToAnswer(
  ctx: Ctx,
  conversation: { id: string; customerId: string | null; customerName: string | null },
  rows: HeardRow[],
) {
  const heard = rows.map(
    (row): Heard => ({
      direction: row.direction,
      from: { name: row.fromName, address: row.fromAddress },
      to: row.recipients.to ?? [],
      cc: row.recipients.cc ?? [],
      verified: row.verified,
    }),
  )
  const main = await mainParty(ctx, conversation)
  const participants = await queries.selectParticipants(ctx.db, conversation.id)
  return recipientsOf(heard, { own: new Set((await ourAddresses(ctx)).keys()), main, participants })
}

async function mainParty(
  ctx: Ctx,
  { customerId, customerName }: { customerId: string | null; customerName: string | null },
): Promise<Party | undefined> {
  const address = customerId ? await customerMail(ctx, customerId) : undefined
  return address ? { name: customerName ?? '', address } : undefined
}

export async function signatureFor(ctx: Ctx): Promise<string> {
  const person = await queries.selectSignature(ctx.db, ctx.me.id)
  if (!person) return ''
  const { signature } = await mailIdentity(ctx)
  return signatureOf(person, signature.trim() || (await companyOf(ctx)))
}

export async function listConversations(ctx: Ctx, { customerId, after, limit }: { customerId: string; after?: string; limit: number }) {
  const sight = { me: ctx.me, scope: scopeOf(ctx.me, 'conversations.read') }
  const rows = await queries.selectConversationsOf(ctx.db, customerId, sight, cursorOf(after), limit)
  const { items, next } = cutPage(rows, limit, ({ lastAt, id }) => [lastAt, id])
  return { items: items.map((row) => ({ ...row, channel: row.channel as Conversation['channel'] })), next }
}

export async function listMessages(ctx: Ctx, { id, after, limit }: { id: string; after?: string; limit: number }) {
  await seen(ctx, id)
  const rows = await queries.selectMessages(ctx.db, id, cursorOf(after), limit)
  const { items, next } = cutPage(rows, limit, ({ at, id }) => [at, id])
  return { items: items.map(toMessage), next }
}

function cursorOf(after: string | undefined): [string, string] | undefined {
  const values = decodeCursor(after, 2)
  return values && [String(values[0]), String(values[1])]
}

/** Messages for a thread of a higher room, oldest first. Whoever asks has checked who may see them. */
export async function messagesOf(ctx: Ctx, { messageIds }: { messageIds: readonly string[] }): Promise<Message[]> {
  if (messageIds.length === 0) return []
  return (await queries.selectMessagesByIds(ctx.db, messageIds)).map(toMessage)
}

/** The newest messages of a conversation, newest first. Whoever asks has checked who may see them. */
export async function lastMessages(ctx: Ctx, conversationId: string, many = 20): Promise<Message[]> {
  return (await queries.selectMessages(ctx.db, conversationId, undefined, many)).slice(0, many).map(toMessage)
}

export async function messageFacts(ctx: Ctx, id: string): Promise<MessageFacts | undefined> {
  const [row] = await queries.selectMessagesByIds(ctx.db, [id])
  return row && toFacts(row)
}

/** A conversation's own facts, for higher rooms; undefined when there is none. */
export async function conversationFacts(ctx: Ctx, id: string) {
  const found = await queries.selectConversation(ctx.db, id, { me: ctx.me, scope: 'all' })
  if (!found) return undefined
  const { channel, subject, customerId, mailbox, seenByUnits, seenByPeople, firstAt, lastAt, withThirdParty } = found
  return { id, channel, subject, customerId, withThirdParty, mailbox, seenByUnits, seenByPeople, firstAt, lastAt }
}
