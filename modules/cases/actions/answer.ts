import type { z } from 'zod'
import {
  type MessageFacts,
  messageFacts,
  type messageForwarded,
  type noteWritten,
  type replyScheduled,
  type replySent,
  setSeenBy,
} from '#conversations'
import { findPerson } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { readSetting } from '#platform/settings.ts'
import { Channel } from '../contract/shapes.ts'
import { answerScheduled, caseAssigned, firstResponded } from '../events.ts'
import { type Case, insertCaseMessages, selectCase, updateCase } from '../queries/case.ts'
import { casePolicy } from '../settings.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { about } from './change.ts'
import { answerMet, answerOvertaken, nearestColumns } from './clocks.ts'
import { lockCurrent } from './find.ts'
import { readIntake } from './intake.ts'
import { answerThirdParty, join } from './join.ts'
import { offerPromise } from './later.ts'
import { moveCase } from './move.ts'
import { ownerOf, peopleOf } from './open.ts'
import { keepConversationSight } from './sight.ts'
import { finishCase } from './status.ts'
import { tell, wordsOf } from './tell.ts'
import { bringIn, handedOver, handOn, isDone } from './who.ts'
import { lineOf, writeCase } from './write.ts'

type Sent = z.output<typeof replySent.facts>
type Scheduled = z.output<typeof replyScheduled.facts>
type Noted = z.output<typeof noteWritten.facts>
type Forwarded = z.output<typeof messageForwarded.facts>

/** A colleague answered: what was owed is met, the case is theirs if it was nobody's, and goes where the writer said. */
export async function answerCase(ctx: Ctx, sent: Sent) {
  const message = await messageFacts(ctx, sent.messageId)
  // Taken back within the seconds it had: nobody was answered.
  if (!message) return
  const found = await lockCurrent(ctx, sent.conversationId, sent.waited ? sent.messageId : undefined)
  if (!found && sent.isFirst) return openOutbound(ctx, sent, message)
  // What the customer said first has not been taken up yet: this is tried again after it.
  if (!found) throw new Error(`message ${sent.messageId} answers what has no case yet`)
  const { messageId, conversationId, at } = sent
  const said = { messageId, conversationId, at, direction: 'out' as const, waited: sent.waited !== null }
  // Come back before it was counted.
  if (message.waits) return insertCaseMessages(ctx.db, found.id, [{ messageId, conversationId, at }])
  if (message.withThirdParty) return answerThirdParty(ctx, found, said, message)
  if (!(await join(ctx, found, said, message))) return
  const columns = { ...answered(found, sent), preview: lineOf(message.visibleText) }
  if (isDone(found)) return updateCase(ctx.db, found.id, columns)
  if (isOvertaken(found, sent)) await answerOvertaken(ctx, found, at)
  else await answerMet(ctx, found, at)
  const held = await takeOver(ctx, found, sent.personId)
  await moveOn(ctx, { ...found, ...held }, sent, { ...columns, ...held })
  if (!found.firstResponseAt) emit(ctx, firstResponded, { caseId: found.id, personId: sent.personId, at }, await about(ctx, found))
  await offerPromise(ctx, found.id, { id: messageId, said: message.visibleText, at })
}

const answered = (found: Case, sent: Sent) => ({
  lastOutAt: sent.at,
  lastOutBy: sent.personId,
  lastAt: new Date(Math.max(sent.at.getTime(), found.lastAt.getTime())),
  ...(isOvertaken(found, sent) ? {} : { unread: false }),
  ...(found.firstResponseAt ? {} : { firstResponseAt: sent.at }),
})

/** Written for later, and the customer has spoken since: to that it is no answer. */
const isOvertaken = ({ lastInAt }: Case, { waited }: Sent) => waited?.why === 'later' && lastInAt !== null && lastInAt > waited.since

/** An answer that leaves later is seen in the case, and that is all: what is owed stays owed until it has left. */
export async function scheduleAnswer(ctx: Ctx, scheduled: Scheduled) {
  const { messageId, conversationId, personId, at, sendAt, isFirst } = scheduled
  const message = await messageFacts(ctx, messageId)
  // Taken back already, or gone already.
  if (message?.waits !== 'later') return
  const current = await lockCurrent(ctx, conversationId)
  if (!current && !isFirst) throw new Error(`message ${messageId} will answer what has no case yet`)
  const caseId = current?.id ?? (await openOutbound(ctx, { ...scheduled, waited: { why: 'later', since: at } }, message))
  if (!caseId) return
  await insertCaseMessages(ctx.db, caseId, [{ messageId, conversationId, at }])
  const found = current ?? (await selectCase(ctx.db, caseId))
  if (found) emit(ctx, answerScheduled, { caseId, messageId, personId, sendAt, at }, await about(ctx, found))
}

/** What nobody worked on belongs to whoever answers it first. */
async function takeOver(ctx: Ctx, found: Case, personId: string) {
  const person = found.handlerId ? undefined : await findPerson(ctx, personId)
  if (!person) return {}
  const giving = {
    handlerId: person.id,
    ownerId: person.id,
    unitId: person.unitId ?? found.unitId,
    why: because('answered', { name: person.name }),
  }
  await handOn(ctx, found, giving)
  const { handlerId, ownerId, unitId, why } = giving
  emit(
    ctx,
    caseAssigned,
    { caseId: found.id, handlerId, formerHandlerId: null, ownerId, unitId, why },
    await about(ctx, found, [handlerId]),
  )
  return handedOver(ctx, found, giving)
}

/** Where a case goes after an answer: done or waiting as the writer said, else at work. */
async function moveOn(ctx: Ctx, found: Case, sent: Sent, change: Parameters<typeof updateCase>[2]) {
  const policy = await readSetting(ctx, casePolicy)
  const isLast = !isOvertaken(found, sent)
  const next = isLast ? sent.next : 'nothing'
  const needsMore = (policy.causeNeeded && !found.causeId) || policy.resolutionNeeded
  const to =
    next === 'wait' || (next === 'nothing' && policy.replyWaits && isLast) ? 'waiting_customer' : found.category === 'new' ? 'active' : null
  if (to && to !== found.category && next !== 'done') return moveCase(ctx, found, { to, change })
  const version = await updateCase(ctx.db, found.id, { ...change, ...(await nearestColumns(ctx, found.id)) })
  if (next === 'done' && !needsMore) await finishCase(ctx, { ...found, version }, {})
}

/** We wrote first: a case of its own, so that the customer's answer has one to come back to. */
async function openOutbound(ctx: Ctx, sent: Omit<Sent, 'next'>, message: MessageFacts) {
  const { messageId, conversationId, at, personId } = sent
  const person = await findPerson(ctx, personId)
  if (!person) return undefined
  const { customerId, visibleText } = message
  const intake = await readIntake(ctx, { typeCode: null, customerId })
  const unitId = person.unitId ?? intake.defaultUnit
  if (!unitId) throw text.refusal(409, 'noUnit')
  const [handlerId, why] = [person.id, because('wroteFirst', { name: person.name })]
  const ownerId = await ownerOf(ctx, unitId, handlerId)
  const isSaid = message.waits === null
  const { id } = await writeCase(ctx, {
    ...{ intake, customerId, unitId, handlerId, ownerId, why, at, severity: 4, outbound: true, byPerson: true },
    channel: Channel.catch('other').parse(message.channel),
    subject: (message.subject || lineOf(visibleText).slice(0, 80) || text.vi.noSubject).slice(0, 300),
    preview: visibleText,
    ...(isSaid ? { answeredBy: person.id } : { writtenBy: person.id }),
    messages: isSaid ? [{ messageId, conversationId, at, direction: 'out' }] : [],
  })
  await setSeenBy(ctx, conversationId, { units: [unitId], people: peopleOf({ ownerId, handlerId }) })
  return id
}

/** A note stays inside; whoever is mentioned may see the case from now on and is told. */
export async function noteCase(ctx: Ctx, { mentioned, personId, ...noted }: Noted) {
  const found = await lockCurrent(ctx, noted.conversationId)
  if (!found) throw new Error(`note ${noted.messageId} stands where no case is yet`)
  if (!(await join(ctx, found, { ...noted, direction: 'note' })) || mentioned.length === 0) return
  await bringIn(ctx, found, mentioned, 'mentioned')
  const author = await findPerson(ctx, personId)
  await tell(ctx, found, { to: mentioned, kind: 'mention', title: wordsOf('mentioned', author?.name ?? ''), byId: personId })
}

/** A message went on to somebody else: what they answer comes back into the same case. To the customer nothing was said. */
export async function forwardCase(ctx: Ctx, { messageId, conversationId, fromConversationId, at }: Forwarded) {
  const found = await lockCurrent(ctx, fromConversationId)
  if (!found) throw new Error(`message ${messageId} was forwarded out of what has no case yet`)
  await join(ctx, found, { messageId, conversationId, at, direction: 'note' })
  await keepConversationSight(ctx, conversationId)
}
