import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { deliveryChanged } from '../events.ts'
import { selectOutgoingState } from '../queries/outgoing.ts'
import { selectConversation } from '../queries/read.ts'
import { lockMessageByOutgoing, updateDelivery } from '../queries/write.ts'
import { text } from '../text.ts'

/** The outbox knows best how far a mail got: events may arrive late, so its present state is read, not the event's. */
export async function followDelivery(ctx: Ctx, { outgoingId }: { outgoingId: string }) {
  const message = await lockMessageByOutgoing(ctx.db, outgoingId)
  const mail = await selectOutgoingState(ctx.db, outgoingId)
  if (!message || !mail || message.delivery === 'cancelled' || message.delivery === mail.state) return
  await updateDelivery(ctx.db, message.id, mail.state, mail.reply ?? '')
  const thread = await selectConversation(ctx.db, message.conversationId, { me: ctx.me, scope: 'all' })
  const { id: messageId, conversationId } = message
  const about = {
    customerId: thread?.customerId,
    ownId: conversationId,
    units: thread?.seenByUnits ?? [],
    people: thread?.seenByPeople ?? [],
  }
  emit(ctx, deliveryChanged, { messageId, conversationId, delivery: mail.state }, about)
}

/** What its author is told of a mail that did not arrive, or may not have. */
export const failureWords = (delivery: 'bounced' | 'unknown', subject: string): { vi: string; en: string } =>
  delivery === 'bounced'
    ? { vi: text.vi.mailFailed(subject), en: text.en.mailFailed(subject) }
    : { vi: text.vi.mailUnknown(subject), en: text.en.mailUnknown(subject) }
