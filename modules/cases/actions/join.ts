import type { MessageFacts } from '#conversations'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { messageJoined } from '../events.ts'
import { type Case, insertCaseMessages, updateCase, updateSaidAt } from '../queries/case.ts'
import { about } from './change.ts'
import { nearestColumns, unsnoozeClock } from './clocks.ts'
import { leadsOfCase, tell, wordsOf } from './tell.ts'
import { isDone } from './who.ts'

/** `waited`: the case may have it already, as what was not said yet. */
export type Joining = {
  messageId: string
  conversationId: string
  at: Date
  direction: 'in' | 'out' | 'note'
  thanks?: boolean
  waited?: boolean
}
const latest = (one: Date, other: Date) => (one < other ? other : one)
type Whose = Pick<MessageFacts, 'customerId' | 'withThirdParty'>

/**
 * The message belongs to the case from now on; false when it did already. It is told of the customer whose conversation it stands in: after a merge that
 * may be another than the case's, and of what is said with a third party it is nobody.
 */
export async function join(
  ctx: Ctx,
  found: Case,
  { direction, thanks = false, waited, ...message }: Joining,
  whose?: Whose,
): Promise<boolean> {
  const [isNew] = await insertCaseMessages(ctx.db, found.id, [{ ...message, thanks }])
  if (!isNew && !waited) return false
  if (!isNew) await updateSaidAt(ctx.db, message.messageId, message.at)
  const customerId = whose?.withThirdParty ? null : (whose?.customerId ?? found.customerId)
  const joined = { caseId: found.id, ...message, customerId, direction, thanks }
  emit(ctx, messageJoined, joined, { ...(await about(ctx, found)), customerId })
  return true
}

/** Somebody a message was passed on to answers: whoever works on the case is told, and nothing of the customer's moves. */
export async function hearThirdParty(
  ctx: Ctx,
  found: Case,
  said: Omit<Joining, 'direction'> & { automatic: boolean },
  message: MessageFacts,
) {
  const { automatic, ...joining } = said
  if (!(await join(ctx, found, { ...joining, direction: message.direction }, message))) return
  const change = { lastAt: latest(said.at, found.lastAt) }
  if (automatic || found.isSpam) return updateCase(ctx.db, found.id, change)
  if (found.snoozedUntil) await unsnoozeClock(ctx, found.id)
  const woken = isDone(found) ? {} : { unread: true, snoozedUntil: null, ...(await nearestColumns(ctx, found.id)) }
  await updateCase(ctx.db, found.id, { ...change, ...woken })
  const to = found.handlerId ? [found.handlerId] : await leadsOfCase(ctx, found)
  await tell(ctx, found, { to, kind: 'customer_replied', title: wordsOf('thirdPartyAnswered', message.from.name || message.from.address) })
}

/** A colleague wrote to a third party: the customer was not answered, so their deadlines, first response and status stand as they were. */
export async function answerThirdParty(ctx: Ctx, found: Case, said: Joining, message: MessageFacts) {
  if (!(await join(ctx, found, said, message))) return
  await updateCase(ctx.db, found.id, { lastAt: latest(said.at, found.lastAt) })
}
