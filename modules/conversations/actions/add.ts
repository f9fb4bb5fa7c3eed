import type { Ctx } from '#platform/context.ts'
import { claimFiles } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import { leftToCommit } from '#platform/transaction.ts'
import type { Party } from '../contract.ts'
import {
  insertMessage,
  insertParticipants,
  insertThread,
  type NewMessage,
  type SeenBy,
  touchConversation,
  updateSeenBy,
} from '../queries/write.ts'
import { kindOf } from '../rules/thread.ts'
import { text } from '../text.ts'

/** What somebody said, told by a higher room that ties it to its own matter and announces it itself. */
export type Said = {
  /** Into this conversation; left out, a new one is opened. */
  conversationId?: string
  channel: string
  customerId: string | null
  direction: 'in' | 'out'
  subject: string
  text: string
  from: Party
  /** The colleague who said it (out) or wrote it down (in). */
  authorId?: string | null
  at?: Date
  fileIds?: readonly string[]
  seenBy?: SeenBy
  /** Written down together with the answer already given. */
  answered?: boolean
}

/**
 * Writes a message without announcing it. A known mail address in `from` may thread in from then on. One that opens a conversation is answered while it is still
 * on its way: what is asked next in the same transaction comes after it and may refer to it, and COMMIT answers for it.
 */
export async function addMessage(ctx: Ctx, said: Said): Promise<{ conversationId: string; messageId: string }> {
  const conversationId = said.conversationId ?? newId()
  const files = await claimFiles(ctx, said.fileIds ?? [], { room: 'conversations', subjectId: conversationId })
  const attachments = files.map(({ id, name, mime, size }) => ({ fileId: id, name, mime, size, contentId: null, inline: false }))
  const at = said.at ?? ctx.now
  const message: NewMessage = {
    ...{
      id: newId(),
      conversationId,
      direction: said.direction,
      kind: kindOf(said.channel),
      from: said.from,
      to: [],
      cc: [],
      subject: said.subject,
      attachments,
      at,
    },
    ...{ text: said.text, visibleText: said.text, quoted: '', html: null, verified: true },
    authorId: said.direction === 'out' ? (said.authorId ?? ctx.me.id) : null,
    facts: { answered: said.answered ?? false, loggedBy: said.authorId ?? null },
  }
  const people = said.direction === 'in' && said.from.address.includes('@') ? [{ ...said.from, role: 'customer' as const }] : []
  const { channel, customerId, subject, seenBy = { units: [], people: [] } } = said
  const opened = { id: conversationId, channel, customerId, subject, mailbox: '', at, seenBy }
  if (said.conversationId) await goOn(ctx, message, people)
  else leftToCommit(ctx.db, insertThread(ctx.db, opened, message, people))
  return { conversationId, messageId: message.id }
}

async function goOn(ctx: Ctx, message: NewMessage, people: readonly (Party & { role: 'customer' })[]) {
  await insertMessage(ctx.db, message)
  await insertParticipants(ctx.db, message.conversationId, people)
  await touchConversation(ctx.db, message.conversationId, message.at)
}

/** Who may see a conversation from now on; told by the room above whenever its matter changes hands. */
export async function setSeenBy(ctx: Ctx, conversationId: string, seenBy: SeenBy) {
  const { numUpdatedRows } = await updateSeenBy(ctx.db, conversationId, seenBy)
  if (numUpdatedRows === 0n) throw text.refusal(404, 'unknown')
}
