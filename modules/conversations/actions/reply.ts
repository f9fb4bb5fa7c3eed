import type { z } from 'zod'
import { sendReply } from '#channels'
import { customerMail, findCustomer } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { claimFiles } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import type { Party, startConversation as Start, writeReply as WriteReply } from '../contract.ts'
import { type Next, replyScheduled, replySent } from '../events.ts'
import { deleteDraft } from '../queries/drafts.ts'
import { selectAnswerSince, selectHeard, selectSaidSince } from '../queries/read.ts'
import {
  insertMessage,
  insertParticipants,
  insertThread,
  lockConversation,
  type NewAttachment,
  type NewMessage,
  touchConversation,
} from '../queries/write.ts'
import { leavesAt, replyBody, replySubject, sendsMail, withForwarded } from '../rules/reply.ts'
import { kindOf } from '../rules/thread.ts'
import { text } from '../text.ts'
import { seen, signatureFor, whomToAnswer } from './read.ts'

type Reply = z.output<typeof WriteReply.input>

/** Answers in a conversation. Whoever comes second is told who was first, and may send all the same. */
export async function writeReply(ctx: Ctx, input: Partial<Reply> & Pick<Reply, 'id' | 'text'>) {
  const conversation = await seen(ctx, input.id, 'conversations.reply')
  await lockConversation(ctx.db, input.id)
  if (input.lastMessageId && !input.anyway) await refuseUnseen(ctx, input.id, input.lastMessageId, input.next)
  const heard = await selectHeard(ctx.db, input.id)
  const whom = await whomToAnswer(ctx, conversation, heard)
  const to = input.to ?? whom.to
  // Named by the writer, those are all; else the customer is never dropped.
  const cc = input.cc ?? (input.replyAll ? whom.allCc : input.to ? [] : whom.cc)
  const by = input.by ?? (sendsMail(conversation.channel) && to.length > 0 ? 'mail' : 'log')
  const files = await attachmentsOf(ctx, input.fileIds ?? [], input.id)
  const about = { customerId: conversation.customerId, ownId: input.id, units: conversation.seenByUnits, people: conversation.seenByPeople }
  const thread = {
    id: input.id,
    subject: replySubject(conversation.subject),
    references: heard.flatMap(({ messageId }) => messageId ?? []),
  }
  const written = { text: input.text, to, cc, files, next: input.next ?? 'nothing', sendAt: input.sendAt }
  const message = by === 'mail' ? await mailed(ctx, thread, written) : logged(ctx, conversation, written)
  await insertMessage(ctx.db, message)
  await finish(ctx, message, { next: written.next, isFirst: heard.every(({ direction }) => direction !== 'in'), about })
  return replyOf(message)
}

async function finish(ctx: Ctx, message: NewMessage, { next, isFirst, about }: { next: Next; isFirst: boolean; about: object }) {
  const { conversationId, to, cc, at } = message
  await insertParticipants(
    ctx.db,
    conversationId,
    [...to, ...cc].map((one) => ({ ...one, role: 'cc' as const })),
  )
  await touchConversation(ctx.db, conversationId, at)
  await deleteDraft(ctx.db, { conversationId, personId: ctx.me.id, mode: 'reply' })
  announce(ctx, message, { next, isFirst, about })
}

/** Written to leave later, it answers nobody yet. */
function announce(ctx: Ctx, message: NewMessage, { next, isFirst, about }: { next: Next; isFirst: boolean; about: object }) {
  const { id: messageId, conversationId, at } = message
  const { sendAt } = replyOf(message)
  const said = { messageId, conversationId, personId: ctx.me.id, at, isFirst }
  if (sendAt) emit(ctx, replyScheduled, { ...said, sendAt }, about)
  else emit(ctx, replySent, { ...said, next }, about)
}

/** A colleague's answer the writer has not seen; and where the matter is to be done with this reply, what the customer wrote meanwhile. */
async function refuseUnseen(ctx: Ctx, conversationId: string, lastMessageId: string, next: Next | undefined) {
  const first = await selectAnswerSince(ctx.db, conversationId, lastMessageId, ctx.me.id)
  const said = next === 'done' && !first ? await selectSaidSince(ctx.db, conversationId, lastMessageId) : undefined
  if (said) {
    const refusal = text.refusal(409, 'customerWroteMeanwhile', hourOf(said.at))
    refusal.facts = { at: said.at.toISOString(), messageId: said.id }
    throw refusal
  }
  if (!first) return
  const refusal = text.refusal(409, 'answeredMeanwhile', first.name, hourOf(first.at))
  refusal.facts = { who: first.name, at: first.at.toISOString(), messageId: first.id }
  throw refusal
}

const hourOf = (at: Date) =>
  at.toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hour12: false })

/** Files of a message, claimed for its conversation: whoever sees that may open them. */
export async function attachmentsOf(ctx: Ctx, fileIds: readonly string[], conversationId: string): Promise<NewAttachment[]> {
  const files = await claimFiles(ctx, [...new Set(fileIds)], { room: 'conversations', subjectId: conversationId })
  return files.map(({ id, name, mime, size }) => ({ fileId: id, name, mime, size, contentId: null, inline: false }))
}

type Thread = { id: string; subject: string; references: string[] }
type Written = {
  text: string
  to: Party[]
  cc: Party[]
  files: NewAttachment[]
  next: Next
  sendAt?: Date
  forwardOf?: string
  /** The words of the message sent on. */
  forwarded?: string
  kind?: 'message' | 'forward'
}

/** Queues the mail and describes the message that carries it. */
export async function mailed(
  ctx: Ctx,
  thread: Thread,
  { text: typed, to, cc, files, next, sendAt, forwardOf, forwarded, kind }: Written,
): Promise<NewMessage> {
  if (to.length === 0) throw text.refusal(422, 'noAddress')
  const leaves = leavesAt(ctx.now, sendAt)
  if (!leaves) throw text.refusal(422, 'wrongTime')
  const id = newId()
  const body = replyBody(
    typed,
    await signatureFor(ctx),
    files.map(({ fileId, name }) => ({ id: fileId, name })),
    forwarded,
  )
  const { outgoingId, internetMessageId } = await sendReply(ctx, {
    ...{ conversationId: thread.id, messageId: id, subject: thread.subject, html: body.html, text: body.text, notBefore: leaves.notBefore },
    to: to.map(({ address }) => address),
    cc: cc.map(({ address }) => address),
    files: files.map(({ fileId }) => ({ fileId, contentId: body.inline.includes(fileId) ? fileId : undefined })),
    inReplyTo: thread.references[0],
    references: thread.references.slice(0, 20).reverse(),
  })
  const moments = { undoUntil: leaves.undoUntil.toISOString(), sendAt: leaves.sendAt?.toISOString() ?? null }
  const facts = { ...moments, next, typed, forwardOf, forwarded, waits: leaves.sendAt ? 'later' : undefined }
  return {
    ...outMessage(ctx, {
      id,
      conversationId: thread.id,
      kind: kind ?? 'message',
      text: withForwarded(typed, forwarded),
      to,
      cc,
      subject: thread.subject,
      facts,
    }),
    ...{ messageId: internetMessageId, outgoingId, delivery: 'queued' },
    attachments: files.map((file) => ({
      ...file,
      inline: body.inline.includes(file.fileId),
      contentId: body.inline.includes(file.fileId) ? file.fileId : null,
    })),
  }
}

/** Where the channel cannot send, a reply is what a colleague said, noted down. */
function logged(
  ctx: Ctx,
  conversation: { id: string; channel: string; subject: string },
  { text: typed, files, next }: Written,
): NewMessage {
  const { id: conversationId, channel, subject } = conversation
  return {
    ...outMessage(ctx, {
      id: newId(),
      conversationId,
      kind: kindOf(channel),
      text: typed,
      to: [],
      cc: [],
      subject,
      facts: { next, typed },
    }),
    attachments: files,
  }
}

function outMessage(
  ctx: Ctx,
  said: {
    id: string
    conversationId: string
    kind: NewMessage['kind']
    text: string
    to: Party[]
    cc: Party[]
    subject: string
    facts: object
  },
): Omit<NewMessage, 'attachments'> {
  const { text: typed, ...rest } = said
  const own = { direction: 'out' as const, authorId: ctx.me.id, from: { name: ctx.me.name, address: '' }, verified: true }
  return { ...rest, ...own, text: typed, visibleText: typed, quoted: '', html: null, at: ctx.now }
}

/** What the writer is told. */
export function replyOf({ id, delivery, facts }: NewMessage) {
  const { undoUntil, sendAt } = facts as { undoUntil?: string; sendAt?: string | null }
  return {
    messageId: id,
    delivery: delivery ?? null,
    undoUntil: undoUntil ? new Date(undoUntil) : null,
    sendAt: sendAt ? new Date(sendAt) : null,
  }
}

type Opening = z.output<typeof Start.input>

/** Writes first: a conversation of its own, its first message a mail of ours. */
export async function startConversation(ctx: Ctx, input: Partial<Opening> & Pick<Opening, 'customerId' | 'subject' | 'text'>) {
  const customer = await findCustomer(ctx, input.customerId)
  if (!customer) throw text.refusal(404, 'noCustomer')
  const main = await customerMail(ctx, customer.id)
  const to = input.to ?? (main ? [{ name: customer.name, address: main }] : [])
  const cc = input.cc ?? []
  const id = newId()
  const files = await attachmentsOf(ctx, input.fileIds ?? [], id)
  const message = await mailed(
    ctx,
    { id, subject: input.subject, references: [] },
    { text: input.text, to, cc, files, next: 'nothing', sendAt: input.sendAt },
  )
  const seenBy = { units: [...ctx.me.teamIds], people: [ctx.me.id] }
  const conversation = { id, channel: 'mail', customerId: customer.id, subject: input.subject, mailbox: '', at: ctx.now, seenBy }
  const people = [...to.map((one) => ({ ...one, role: 'customer' as const })), ...cc.map((one) => ({ ...one, role: 'cc' as const }))]
  await insertThread(ctx.db, conversation, message, people)
  announce(ctx, message, { next: 'nothing', isFirst: true, about: { customerId: customer.id, ...seenBy } })
  const { messageId, undoUntil } = replyOf(message)
  return { conversationId: id, messageId, undoUntil }
}
