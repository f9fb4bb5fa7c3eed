import type { z } from 'zod'
import { promiseIn } from '#clocks'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import type { Changed } from '../contract/shapes.ts'
import { caseSnoozed, promiseDismissed } from '../events.ts'
import { type Case, noteOnCase, updateCase } from '../queries/case.ts'
import { insertOffered, settleOffered } from '../queries/promises.ts'
import { text } from '../text.ts'
import { about, changed, lockFor } from './change.ts'
import { nearestColumns, promiseClock, snoozeClock, unsnoozeClock } from './clocks.ts'
import { isDone } from './who.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

/** Out of sight until a moment, or back now. */
export async function snoozeCase(ctx: Ctx, { id, until, reason }: Asked<typeof contract.snoozeCase>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  if (until && until <= ctx.now) throw text.refusal(422, 'momentPassed')
  if (until && isDone(found)) throw text.refusal(409, 'doneAlready')
  if (!until && !found.snoozedUntil) return changed(ctx, found, found.version)
  const version = await setSnooze(ctx, found, until, reason)
  return changed(ctx, found, version, { before: { snoozedUntil: found.snoozedUntil } })
}

/** Writes until when a locked case sleeps; null wakes it. */
export async function setSnooze(ctx: Ctx, found: Case, until: Date | null, reason: string): Promise<number> {
  await unsnoozeClock(ctx, found.id)
  if (until) await snoozeClock(ctx, found, until)
  const version = await updateCase(ctx.db, found.id, { snoozedUntil: until, ...(await nearestColumns(ctx, found.id)) })
  emit(ctx, caseSnoozed, { caseId: found.id, until, reason }, await about(ctx, found))
  return version
}

/** A word given to the customer, or an appointment, kept as a clock of its own. */
export async function makePromise(ctx: Ctx, input: Asked<typeof contract.makePromise>) {
  const found = await lockFor(ctx, { id: input.id }, 'cases.change')
  if (input.dueAt <= ctx.now) throw text.refusal(422, 'momentPassed')
  const title = input.title || found.subject
  const clock = await promiseClock(ctx, found, { kind: input.kind, dueAt: input.dueAt, title, responsibleId: found.handlerId ?? ctx.me.id })
  if (input.messageId) await settleOffered(ctx.db, found.id, input.messageId, ctx.now)
  await noteOnCase(ctx.db, found.id, await nearestColumns(ctx, found.id))
  return clock
}

/** What was found in a reply is no promise. */
export async function dismissPromise(ctx: Ctx, { id, messageId }: Asked<typeof contract.dismissPromise>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  if (await settleOffered(ctx.db, id, messageId, ctx.now)) emit(ctx, promiseDismissed, { caseId: id, messageId }, await about(ctx, found))
  return changed(ctx, found, found.version)
}

/** A promise found in a reply is offered as a clock; of several the nearest. */
export async function offerPromise(ctx: Ctx, caseId: string, { id, said, at }: { id: string; said: string; at: Date }) {
  const [first] = promiseIn(said, at).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  if (first) await insertOffered(ctx.db, { messageId: id, caseId, ...first })
}
