import type { z } from 'zod'
import { failureWords, messageFacts, type replyReturned } from '#conversations'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { answerReturned } from '../events.ts'
import { type Case, type CaseChange, selectLastAnswer, selectSaidAt, updateCase } from '../queries/case.ts'
import { selectMoveAt } from '../queries/changes.ts'
import { selectLastSaid } from '../queries/merge.ts'
import { settleOffered } from '../queries/promises.ts'
import { text } from '../text.ts'
import { about } from './change.ts'
import { nearestColumns, reviveFor, unsnoozeClock } from './clocks.ts'
import { lockCurrent } from './find.ts'
import { moveCase } from './move.ts'
import { reopen } from './status.ts'
import { tell } from './tell.ts'
import { isDone } from './who.ts'

type Returned = z.output<typeof replyReturned.facts>

/** An answer came back: the customer never got it, so they are not waited for, and what it had met is owed as if it had not been written. */
export async function returnAnswer(ctx: Ctx, { messageId, conversationId, personId, at }: Returned) {
  const message = await messageFacts(ctx, messageId)
  // Sent again and gone meanwhile, or never meant for the customer.
  if (message?.waits !== 'returned' || message.withThirdParty) return
  const found = await lockCurrent(ctx, conversationId, messageId)
  const since = found && (await selectSaidAt(ctx.db, found.id, messageId))
  if (!found || !since) return
  emit(ctx, answerReturned, { caseId: found.id, messageId, at }, await about(ctx, found))
  await settleOffered(ctx.db, found.id, messageId, at)
  const before = await selectLastAnswer(ctx.db, found.id)
  const change = { lastOutAt: before?.at ?? null, lastOutBy: before?.authorId ?? null }
  // Somebody answered once more after it: that answer stands, and so does what it did.
  if (before && before.at > since) return updateCase(ctx.db, found.id, change)
  const isFirst = found.firstResponseAt?.getTime() === since.getTime()
  await goOn(ctx, isFirst ? { ...found, firstResponseAt: null } : found, since, {
    ...change,
    ...(isFirst ? { firstResponseAt: null } : {}),
  })
  const to = [found.handlerId ?? found.ownerId].filter((one) => one !== personId)
  await tell(ctx, found, { to, kind: 'mail_failed', title: failureWords('bounced', message.subject) })
}

/** Work goes on; a case that somebody ended otherwise than by this answer stays ended. */
async function goOn(ctx: Ctx, found: Case, since: Date, answer: CaseChange) {
  const isEnded = isDone(found)
  if (isEnded && !(found.category === 'resolved' && (await selectMoveAt(ctx.db, found.id, { to: found.statusId, at: since }))))
    return updateCase(ctx.db, found.id, answer)
  await reviveFor(ctx, found.id, since, ['first_response', 'next_response'])
  if (found.snoozedUntil) await unsnoozeClock(ctx, found.id)
  const change = { ...answer, unread: true, snoozedUntil: null }
  const reason = text.vi.answerReturned
  if (isEnded) {
    const { lastInAt } = (await selectLastSaid(ctx.db, found.id)) ?? {}
    return reopen(ctx, found, { by: 'person', reason, at: ctx.now, waits: Boolean(lastInAt), change })
  }
  if (found.category === 'waiting_customer') return moveCase(ctx, found, { to: 'active', change })
  return updateCase(ctx.db, found.id, { ...change, ...(await nearestColumns(ctx, found.id)) })
}
