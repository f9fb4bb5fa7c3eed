import { sendReply } from '#channels'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { cancelMail, resendMail } from '#platform/outbox.ts'
import type { Party } from '../contract.ts'
import { deliveryChanged, replyCancelled } from '../events.ts'
import { lockDraft, upsertDraft } from '../queries/drafts.ts'
import { selectParticipants } from '../queries/read.ts'
import { insertParticipants, lockMessage, updateDelivery, updateOutgoing } from '../queries/write.ts'
import { replyBody, withForwarded } from '../rules/reply.ts'
import { text } from '../text.ts'
import { seenMessage, signatureFor } from './read.ts'

/** Takes a reply back while it has not left; what was typed goes back to the draft, unless a newer draft stands there. */
export async function undoReply(ctx: Ctx, { id }: { id: string }) {
  await lockMessage(ctx.db, id)
  const message = await seenMessage(ctx, id, 'conversations.reply')
  if (message.authorId !== ctx.me.id) throw text.refusal(403, 'notYours')
  const { outgoingId, conversationId, delivery, facts, recipients } = message
  if (!outgoingId || delivery !== 'queued' || !(await cancelMail(ctx, outgoingId))) throw text.refusal(409, 'tooLateToUndo')
  await updateDelivery(ctx.db, id, 'cancelled', '')
  const typed = facts.typed === undefined ? message.visibleText : withForwarded(facts.typed, facts.forwarded)
  const key = { conversationId, personId: ctx.me.id, mode: 'reply' as const }
  const draft = await lockDraft(ctx.db, key)
  if (!draft?.text.trim()) {
    const fileIds = message.attachments.map((file) => file.id)
    await upsertDraft(ctx.db, {
      ...key,
      text: typed,
      to: recipients.to ?? [],
      cc: recipients.cc ?? [],
      fileIds,
      over: draft?.version ?? 0,
      at: ctx.now,
    })
  }
  const about = { customerId: message.customerId, ownId: message.conversationId, units: message.seenByUnits, people: message.seenByPeople }
  const [next, scheduled] = [facts.next ?? 'nothing', facts.waits === 'later']
  emit(ctx, replyCancelled, { messageId: id, conversationId, personId: ctx.me.id, at: ctx.now, next, scheduled }, about)
  return { text: typed }
}

const FAILED = ['bounced', 'unknown', 'deferred']

/** Sends again what did not arrive: the same mail under the same Message-ID, or a new one when it goes to another address. */
export async function resendReply(ctx: Ctx, { id, to }: { id: string; to?: Party[] }) {
  await lockMessage(ctx.db, id)
  const message = await seenMessage(ctx, id, 'conversations.reply')
  const { outgoingId, delivery, recipients } = message
  if (!outgoingId || !FAILED.includes(delivery ?? '')) throw text.refusal(409, 'notResendable')
  const was = recipients.to ?? []
  const isElsewhere = to !== undefined && to.map(({ address }) => address).join() !== was.map(({ address }) => address).join()
  if (isElsewhere) await sendElsewhere(ctx, message, to)
  else if (await resendMail(ctx, outgoingId)) await updateDelivery(ctx.db, id, 'queued', '')
  // What another server sent back, or took for a copy alone, may not be there as it was.
  else if (delivery === 'bounced') await sendElsewhere(ctx, message, was)
  else throw text.refusal(409, 'notResendable')
  const about = { customerId: message.customerId, ownId: message.conversationId, units: message.seenByUnits, people: message.seenByPeople }
  emit(ctx, deliveryChanged, { messageId: id, conversationId: message.conversationId, delivery: 'queued' }, about)
  return { messageId: id, delivery: 'queued' as const, undoUntil: null, sendAt: null }
}

async function sendElsewhere(ctx: Ctx, message: Awaited<ReturnType<typeof seenMessage>>, to: Party[]) {
  const { id, conversationId, subject, attachments, facts, recipients } = message
  const body = replyBody(facts.typed ?? message.visibleText, await signatureFor(ctx), attachments, facts.forwarded)
  const cc = recipients.cc ?? []
  // Where the customer was written to, it is the customer who is to be reached.
  const was = new Set(recipients.to?.map(({ address }) => address))
  const isCustomer = (await selectParticipants(ctx.db, conversationId)).some((one) => one.role === 'customer' && was.has(one.address))
  const role = isCustomer ? ('customer' as const) : ('cc' as const)
  const sent = await sendReply(ctx, {
    ...{ conversationId, messageId: id, subject, html: body.html, text: body.text, notBefore: ctx.now, references: [] },
    to: to.map(({ address }) => address),
    cc: cc.map(({ address }) => address),
    files: attachments.map((file) => ({ fileId: file.id, contentId: body.inline.includes(file.id) ? file.id : undefined })),
  })
  await updateOutgoing(ctx.db, id, { outgoingId: sent.outgoingId, messageId: sent.internetMessageId, recipients: { to, cc } })
  await insertParticipants(
    ctx.db,
    conversationId,
    to.map((one) => ({ ...one, role })),
  )
}
