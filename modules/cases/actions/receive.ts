import type { z } from 'zod'
import { contactFacts } from '#channels'
import { type MessageFacts, messageFacts, type messageReceived, setSeenBy } from '#conversations'
import { availablePeople, findPerson, poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { readSetting } from '#platform/settings.ts'
import { Channel } from '../contract/shapes.ts'
import { firstResponded } from '../events.ts'
import { type Case, updateCase } from '../queries/case.ts'
import type { Intake } from '../queries/intake.ts'
import { afterMessage } from '../rules/reopen.ts'
import { isOnlyThanks } from '../rules/thanks.ts'
import { casePolicy } from '../settings.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { about } from './change.ts'
import { answerMet, customerWaits, nearestColumns, unsnoozeClock } from './clocks.ts'
import { lockCurrent } from './find.ts'
import { readIntake } from './intake.ts'
import { hearThirdParty, join } from './join.ts'
import { moveCase } from './move.ts'
import { peopleOf } from './open.ts'
import { type Arrival, desk, type Place, placeByRules } from './place.ts'
import { keepConversationSight } from './sight.ts'
import { reopen } from './status.ts'
import { leadsOfCase, tell, words } from './tell.ts'
import { type Giving, handedOver, handOn, isDone } from './who.ts'
import { lineOf, writeCase } from './write.ts'

export type Received = z.output<typeof messageReceived.facts>

/** Every inbound contact belongs to a case: the one its conversation belongs to now, else a new one. */
export async function receiveMessage(ctx: Ctx, received: Received) {
  const message = await messageFacts(ctx, received.messageId)
  if (!message) return
  const found = await lockCurrent(ctx, received.conversationId)
  if (!found) return openFrom(ctx, received, message, null)
  const { messageId, conversationId, at, automatic } = received
  if (message.withThirdParty) return hearThirdParty(ctx, found, { messageId, conversationId, at, automatic }, message)
  const { reopenDays } = await readSetting(ctx, casePolicy)
  const said = { at, automatic, onlyThanks: onlyThanks(message) }
  const deed = afterMessage({ ...found, doneAt: found.lastResolvedAt ?? found.closedAt }, said, reopenDays)
  if (deed === 'followUp') return openFrom(ctx, received, message, found)
  const thanks = deed === 'join' && isDone(found) && said.onlyThanks
  if (!(await join(ctx, found, { messageId, conversationId, at, direction: message.direction, thanks }, message))) return
  if (deed === 'reopen') return reopenFor(ctx, found, received, message)
  if (isDone(found)) return noteArrival(ctx, found, received, message)
  return goOn(ctx, found, received, message)
}

const onlyThanks = (message: MessageFacts) => message.attachments.length === 0 && isOnlyThanks(message.visibleText, [message.from.name])

/** What a message of the customer changes on the row, whatever else it does. */
const arrival = (found: Case, { at }: Received, message: MessageFacts) => ({
  lastInAt: at,
  lastAt: at > found.lastAt ? at : found.lastAt,
  preview: lineOf(message.visibleText) || found.preview,
})

async function noteArrival(ctx: Ctx, found: Case, received: Received, message: MessageFacts) {
  await updateCase(ctx.db, found.id, arrival(found, received, message))
}

/** The matter was open: the customer waits for the next answer, and nothing sleeps or waits for them any longer. */
async function goOn(ctx: Ctx, found: Case, received: Received, message: MessageFacts) {
  const { automatic, at, answeredInContact, loggedBy } = received
  const change = arrival(found, received, message)
  if (automatic || found.isSpam) return updateCase(ctx.db, found.id, change)
  if (found.snoozedUntil) await unsnoozeClock(ctx, found.id)
  const answeredBy = answeredInContact ? loggedBy : null
  if (answeredBy) await answerMet(ctx, found, at)
  else await customerWaits(ctx, found, at)
  const first = answeredBy !== null && found.firstResponseAt === null
  const columns = { ...change, unread: found.handlerId !== loggedBy, snoozedUntil: null, ...(first ? { firstResponseAt: at } : {}) }
  if (first) emit(ctx, firstResponded, { caseId: found.id, personId: answeredBy, at }, await about(ctx, found))
  if (found.category === 'waiting_customer') await moveCase(ctx, found, { to: 'active', change: columns })
  else await updateCase(ctx.db, found.id, { ...columns, ...(await nearestColumns(ctx, found.id)) })
  await tell(ctx, found, { to: [found.handlerId], kind: 'customer_replied', title: words('customerAgain'), byId: loggedBy })
}

/** Done, and the customer says more than thanks. Whoever worked on it goes on when they take cases; else it waits in the pool. */
async function reopenFor(ctx: Ctx, found: Case, received: Received, message: MessageFacts) {
  const back = await backToPool(ctx, found)
  const change = { ...arrival(found, received, message), unread: true, snoozedUntil: null, ...(back ? handedOver(ctx, found, back) : {}) }
  await reopen(ctx, found, { by: 'customer', reason: '', at: received.at, waits: !received.answeredInContact, change })
  if (back) await handOn(ctx, found, back)
  await tell(ctx, found, {
    to: back || !found.handlerId ? await leadsOfCase(ctx, found) : [found.handlerId],
    kind: 'customer_replied',
    title: words('reopenedBy'),
  })
}

/** To the pool, when whoever worked on it takes no cases now; they stay accountable. */
async function backToPool(ctx: Ctx, { handlerId, ownerId, unitId }: Case): Promise<Giving | null> {
  const handler = handlerId ? await findPerson(ctx, handlerId) : undefined
  if (!handler || (await isAccepting(ctx, handler.id))) return null
  return {
    handlerId: null,
    ownerId,
    unitId,
    why: because('offShift', { name: handler.name, unit: (await poolOf(ctx, unitId))?.name ?? '' }),
  }
}

const isAccepting = async (ctx: Ctx, id: string) => (await availablePeople(ctx)).some((one) => one.id === id)

/** A new case out of a message; `former`: the matter it continues, which was done too long ago to be opened again. */
async function openFrom(ctx: Ctx, received: Received, message: MessageFacts, former: Case | null) {
  const { customerId, channel: said, at, automatic, answeredInContact, loggedBy, messageId, conversationId } = received
  const contact = message.contactId ? await contactFacts(ctx, message.contactId) : undefined
  const intake = await readIntake(ctx, { typeCode: former?.typeCode ?? contact?.topic ?? null, customerId })
  const channel = Channel.catch('other').parse(said)
  const subject = subjectFrom(message)
  const severity = intake.type?.severity ?? 4
  const answeredBy = answeredInContact ? loggedBy : null
  const arriving = { channel, severity, said: `${subject}\n${message.visibleText}`, unitId: contact?.unitId ?? former?.unitId ?? null }
  const placed = await placeFor(ctx, intake, arriving, { former, answeredBy })
  const messages = [{ messageId, conversationId, at, direction: message.direction }]
  const written = await writeCase(ctx, {
    ...{
      intake,
      channel,
      subject,
      preview: message.visibleText,
      severity,
      customerId,
      at,
      messages,
      automatic,
      answeredBy,
      ...placed,
    },
    followUpOfId: former?.id ?? null,
    writtenBy: loggedBy,
    byPerson: loggedBy !== null,
  })
  if (former) await keepConversationSight(ctx, conversationId)
  else await setSeenBy(ctx, conversationId, { units: placed.units, people: peopleOf(placed) })
  return written
}

const subjectFrom = ({ subject, visibleText }: MessageFacts) =>
  (subject.trim() || lineOf(visibleText).slice(0, 80) || text.vi.noSubject).slice(0, 300)

/** Whoever answered on the spot has it; what continues a matter goes to whoever worked on it while they take cases; else the rules decide. */
async function placeFor(
  ctx: Ctx,
  intake: Intake,
  arrival: Arrival,
  from: { former: Case | null; answeredBy: string | null },
): Promise<Place> {
  const { former, answeredBy } = from
  const same = answeredBy ?? (former?.handlerId && (await isAccepting(ctx, former.handlerId)) ? former.handlerId : null)
  const person = same ? await findPerson(ctx, same) : undefined
  const unitId = answeredBy ? person?.unitId : (former?.unitId ?? person?.unitId)
  if (person && unitId) {
    const why = answeredBy
      ? because('answered', { name: person.name })
      : because('sameHandler', { name: person.name, code: former?.code ?? '' })
    return { ...desk(person.id, unitId), why }
  }
  const { rule: _1, person: _2, ...place } = await placeByRules(ctx, intake, arrival)
  return place
}
