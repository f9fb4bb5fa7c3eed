import type { z } from 'zod'
import { type deliveryChanged, failureWords, messageFacts } from '#conversations'
import type { Ctx } from '#platform/context.ts'
import { selectCase, selectCaseOfMessage } from '../queries/case.ts'
import { tell } from './tell.ts'

/** A reply that came back, or of which nobody knows whether it arrived: its author is told, and may send it again from the case. */
export async function tellAuthor(ctx: Ctx, { messageId, delivery, missed }: z.output<typeof deliveryChanged.facts>) {
  if (delivery !== 'bounced' && delivery !== 'unknown') return
  const message = await messageFacts(ctx, messageId)
  const caseId = await selectCaseOfMessage(ctx.db, messageId)
  const found = caseId ? await selectCase(ctx.db, caseId) : undefined
  if (!found || !message?.authorId) return
  await tell(ctx, found, { to: [message.authorId], kind: 'mail_failed', title: failureWords(delivery, message.subject, missed) })
}
