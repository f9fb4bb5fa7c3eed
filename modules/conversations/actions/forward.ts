import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { claimFiles, fileBytes, storeFile } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import type { forwardMessage as Forward } from '../contract.ts'
import { messageForwarded } from '../events.ts'
import { insertThread } from '../queries/write.ts'
import { forwardedText, forwardSubject } from '../rules/reply.ts'
import { text } from '../text.ts'
import { seenMessage } from './read.ts'
import { attachmentsOf, mailed, replyOf } from './reply.ts'

/** Sends a message on to somebody else. It gets a conversation of its own, so that their answer never reaches the customer's thread. */
export async function forwardMessage(ctx: Ctx, input: z.output<typeof Forward.input>) {
  const from = await seenMessage(ctx, input.id, 'conversations.reply')
  if (from.direction === 'note') throw text.refusal(422, 'cannotForward')
  const id = newId()
  const copies = input.withAttachments ? await copied(ctx, from.attachments, id) : []
  const files = [...copies, ...(await attachmentsOf(ctx, input.fileIds, id))]
  const at = from.at.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
  const forwarded = forwardedText({
    from: { name: from.fromName, address: from.fromAddress },
    at,
    subject: from.subject,
    text: from.visibleText,
  })
  const subject = forwardSubject(from.subject)
  const { to, cc } = input
  const message = await mailed(
    ctx,
    { id, subject, references: [] },
    { text: input.text, to, cc, files, next: 'nothing', forwardOf: from.id, forwarded, kind: 'forward' },
  )
  const seenBy = { units: from.seenByUnits, people: [...new Set([...from.seenByPeople, ctx.me.id])] }
  const people = [...to, ...cc].map((one) => ({ ...one, role: 'cc' as const }))
  await insertThread(
    ctx.db,
    { id, channel: 'mail', customerId: null, subject, mailbox: from.mailbox, at: ctx.now, seenBy },
    message,
    people,
  )
  const facts = {
    messageId: message.id,
    conversationId: id,
    fromMessageId: from.id,
    fromConversationId: from.conversationId,
    personId: ctx.me.id,
    at: ctx.now,
  }
  emit(ctx, messageForwarded, facts, { customerId: from.customerId, ownId: id, ...seenBy })
  return { ...replyOf(message), conversationId: id }
}

/** A file belongs to one conversation, so the forwarded one gets its own copy. */
async function copied(ctx: Ctx, attachments: readonly { id: string; name: string }[], conversationId: string) {
  const copies = []
  for (const { id, name } of attachments) {
    const file = await storeFile(ctx, { name, bytes: await fileBytes(ctx, id) })
    await claimFiles(ctx, [file.id], { room: 'conversations', subjectId: conversationId })
    copies.push({ fileId: file.id, name: file.name, mime: file.mime, size: file.size, contentId: null, inline: false })
  }
  return copies
}
