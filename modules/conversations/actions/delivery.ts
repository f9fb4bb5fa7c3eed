import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { deliveryChanged, replyReturned, replySent } from '../events.ts'
import { selectOutgoingState } from '../queries/outgoing.ts'
import { selectConversation, selectHeard, selectParticipants } from '../queries/read.ts'
import { lockMessageByOutgoing, touchConversation, updateDelivery, updateLeft, updateWaits } from '../queries/write.ts'
import { arrival } from '../rules/arrival.ts'
import { text } from '../text.ts'

type Message = NonNullable<Awaited<ReturnType<typeof lockMessageByOutgoing>>>

/** The outbox knows best how far a mail got: events may arrive late, so its present state is read, not the event's. */
export async function followDelivery(ctx: Ctx, { outgoingId }: { outgoingId: string }) {
  const message = await lockMessageByOutgoing(ctx.db, outgoingId)
  const mail = await selectOutgoingState(ctx.db, outgoingId)
  if (!message || !mail || message.delivery === 'cancelled') return
  const { id: messageId, conversationId, recipients, delivery: was, deliveryDetail: known } = message
  const participants = await selectParticipants(ctx.db, conversationId)
  const customers = participants.flatMap(({ role, address }) => (role === 'customer' ? [address] : []))
  const whom = { to: addressesOf(recipients.to), cc: addressesOf(recipients.cc), customers }
  const { delivery, detail, missed } = arrival({ state: mail.state, reply: mail.reply ?? '', known: was === 'bounced' ? known : '' }, whom)
  if (delivery === was && (delivery !== 'bounced' || detail === known)) return
  await updateDelivery(ctx.db, messageId, delivery, detail)
  const about = await aboutOf(ctx, conversationId)
  emit(ctx, deliveryChanged, { messageId, conversationId, delivery, missed }, about)
  if (delivery === 'sent' || delivery === 'unknown') await leaves(ctx, message, mail.sentAt ?? ctx.now, about)
  else if (missed) await returns(ctx, message, about)
}

const addressesOf = (parties: readonly { address: string }[] = []) => parties.map(({ address }) => address)

async function aboutOf(ctx: Ctx, conversationId: string) {
  const thread = await selectConversation(ctx.db, conversationId, { me: ctx.me, scope: 'all' })
  const { customerId, seenByUnits: units = [], seenByPeople: people = [] } = thread ?? {}
  return { customerId, ownId: conversationId, units, people }
}

type About = Awaited<ReturnType<typeof aboutOf>>

/** What waited has left: now, and not when it was written, somebody is answered. */
async function leaves(ctx: Ctx, { id: messageId, conversationId, authorId, facts, at: since }: Message, at: Date, about: About) {
  if (!facts.waits || !authorId) return
  await updateLeft(ctx.db, messageId, at)
  await touchConversation(ctx.db, conversationId, at)
  const isFirst = (await selectHeard(ctx.db, conversationId)).every(({ direction }) => direction !== 'in')
  const waited = { why: facts.waits, since }
  emit(ctx, replySent, { messageId, conversationId, personId: authorId, at, next: facts.next ?? 'nothing', isFirst, waited }, about)
}

/** An answer that did not arrive is none. */
async function returns(ctx: Ctx, { id: messageId, conversationId, authorId, kind, facts }: Message, about: About) {
  if (facts.waits || !authorId || kind === 'forward') return
  await updateWaits(ctx.db, messageId, 'returned')
  emit(ctx, replyReturned, { messageId, conversationId, personId: authorId, at: ctx.now }, about)
}

/** What its author is told of a mail that did not arrive, or may not have. `missed`: those it was meant for did not get it, not only a copy. */
export function failureWords(delivery: 'bounced' | 'unknown', subject: string, missed = true): { vi: string; en: string } {
  const key = delivery === 'unknown' ? 'mailUnknown' : missed ? 'mailFailed' : 'copyFailed'
  return { vi: text.vi[key](subject), en: text.en[key](subject) }
}
