import {
  cancelClocks,
  meetClock,
  type Nearest,
  nearestOf,
  pauseClocks,
  redateClocks,
  resumeClocks,
  reviveClocks,
  startClock,
  startClocks,
  startFirstClocks,
} from '#clocks'
import type { Ctx } from '#platform/context.ts'
import { type Case, selectTierOf } from '../queries/case.ts'
import { selectOwed } from '../queries/merge.ts'
import { linkOf } from './find.ts'

/** The deadline that bites first, as the row of a case keeps it. */
export type Due = Nearest
export const dueColumns = (due: Due | null) => ({
  dueAt: due?.dueAt ?? null,
  dueKind: due?.kind ?? null,
  dueState: due?.state ?? null,
  dueStartedAt: due?.startedAt ?? null,
})

const subjectOf = (id: string) => ({ room: 'cases', id })

/** What decides the deadlines of a case that is about to be written. */
export type Beginning = {
  id: string
  title: string
  link: string
  typeCode: string | null
  tier: string | null
  severity: number
  channel: string
  customerId: string | null
  unitId: string
  handlerId: string | null
  /** When the customer began to wait. */
  at: Date
  answeredBy?: string | null
  automatic?: boolean
  outbound?: boolean
}

/** A case begins: the first answer is owed unless a machine wrote or we wrote first; met at once when it was given on the spot. Else the clocks may still be on their way. */
export async function beginClocks(ctx: Ctx, beginning: Beginning): Promise<Due | null> {
  const { id, title, link, typeCode, tier, severity, channel, customerId, unitId, handlerId, at, answeredBy } = beginning
  const facts = {
    subject: subjectOf(id),
    title,
    link,
    severity,
    tier,
    channel,
    customerId,
    unitId,
    responsibleId: handlerId,
    caseType: typeCode,
  }
  const owed = !beginning.automatic && !beginning.outbound
  const started = await startFirstClocks(ctx, facts, owed ? ['first_response', 'resolution'] : ['resolution'], at)
  if (!owed || !answeredBy) return started[0] ?? null
  return meetClock(ctx, facts.subject, 'first_response', at)
}

const factsOf = async (ctx: Ctx, found: Case) => ({
  subject: subjectOf(found.id),
  title: found.subject,
  link: linkOf(found.code),
  severity: found.severity,
  caseType: found.typeCode,
  channel: found.channel,
  customerId: found.customerId,
  unitId: found.unitId,
  responsibleId: found.handlerId,
  tier: found.customerId ? await selectTierOf(ctx.db, found.customerId) : null,
})

/** A colleague answered in public. */
export async function answerMet(ctx: Ctx, { id }: Pick<Case, 'id'>, at: Date): Promise<Due | null> {
  await meetClock(ctx, subjectOf(id), 'first_response', at)
  return meetClock(ctx, subjectOf(id), 'next_response', at)
}

/**
 * An answer left that was written before the customer spoke last: it is a first answer like any other, but to what they said since, the next one is still owed.
 */
export async function answerOvertaken(ctx: Ctx, found: Case, at: Date): Promise<void> {
  await meetClock(ctx, subjectOf(found.id), 'first_response', at)
  if (found.lastInAt) await customerWaits(ctx, { ...found, firstResponseAt: at }, found.lastInAt)
}

/** The customer waits for an answer since `at`, for the first one still or for the next; one who waits already waits since then. */
export async function customerWaits(ctx: Ctx, found: Case, at: Date): Promise<void> {
  // Of the other kind, too: after a merge the first answer may be owed at a case whose first response is known from the other.
  if ((await selectOwed(ctx.db, found.id)).length > 0) return
  await startClocks(ctx, await factsOf(ctx, found), [found.firstResponseAt ? 'next_response' : 'first_response'], at)
}

/** The customer is waited for: what is not owed meanwhile stands still. */
export const pauseFor = (ctx: Ctx, { id }: Pick<Case, 'id'>) => pauseClocks(ctx, subjectOf(id), 'waiting_customer')
export const resumeFor = (ctx: Ctx, { id }: Pick<Case, 'id'>) => resumeClocks(ctx, subjectOf(id))

/** The matter is done: nobody waits for an answer any longer. A promise stays owed. */
export async function finishClocks(ctx: Ctx, { id }: Pick<Case, 'id'>, at = ctx.now): Promise<Due | null> {
  await meetClock(ctx, subjectOf(id), 'resolution', at)
  return cancelClocks(ctx, subjectOf(id), { reason: 'resolved', kinds: ['first_response', 'next_response', 'snooze'], at })
}

/** Spam, cancelled, closed: nothing is owed. */
export const cancelEverything = (ctx: Ctx, { id }: Pick<Case, 'id'>, reason: string) => cancelClocks(ctx, subjectOf(id), { reason })

/** Open again since `at`; `waits`: the customer waits for an answer. */
export async function restartClocks(ctx: Ctx, found: Case, { at, waits }: { at: Date; waits: boolean }): Promise<void> {
  const answer = found.firstResponseAt ? ('next_response' as const) : ('first_response' as const)
  await startClocks(ctx, await factsOf(ctx, found), waits ? [answer, 'resolution'] : ['resolution'], at)
}

/** Severity or type is other than it was: counted anew from the beginning. */
export const redateFor = (ctx: Ctx, { id, severity, typeCode, subject }: Case) =>
  redateClocks(ctx, subjectOf(id), { severity, caseType: typeCode, title: subject })

/** Other hands, another unit: its calendar counts from now on. */
export const handClocksTo = (ctx: Ctx, id: string, { responsibleId, unitId }: { responsibleId: string | null; unitId: string }) =>
  redateClocks(ctx, subjectOf(id), { responsibleId, unitId })

export const snoozeClock = async (ctx: Ctx, found: Case, until: Date) =>
  startClock(ctx, { ...(await factsOf(ctx, found)), kind: 'snooze', dueAt: until })
export const unsnoozeClock = (ctx: Ctx, id: string) => cancelClocks(ctx, subjectOf(id), { reason: 'awake', kinds: ['snooze'] })

type Promised = { kind: 'promise' | 'follow_up'; dueAt: Date; title: string; responsibleId: string }

/** A promise to the customer, or an appointment. */
export async function promiseClock(ctx: Ctx, found: Case, promised: Promised): Promise<{ clockId: string; dueAt: Date }> {
  const clock = await startClock(ctx, { ...(await factsOf(ctx, found)), ...promised })
  if (!clock) throw new Error('a promise needs no target')
  return { clockId: clock.id, dueAt: clock.dueAt }
}

/** The columns of what bites first now. */
export const nearestColumns = async (ctx: Ctx, id: string) => dueColumns(await nearestOf(ctx, subjectOf(id)))

/** What ended since then goes on as if it had not: an answer was taken back or came back, a change undone. */
export async function reviveFor(ctx: Ctx, id: string, since: Date, kinds?: Parameters<typeof reviveClocks>[3]): Promise<void> {
  await reviveClocks(ctx, subjectOf(id), since, kinds)
  // The customer wrote again meanwhile: they wait for the first answer still, not for two.
  if ((await selectOwed(ctx.db, id)).length > 1) await cancelClocks(ctx, subjectOf(id), { reason: 'undone', kinds: ['next_response'] })
}
