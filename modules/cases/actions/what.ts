import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import type { Changed } from '../contract/shapes.ts'
import { caseClassified, caseMarkedSpam, severityChanged } from '../events.ts'
import { type Case, type CaseChange, isVisible, noteOnCase, updateCase } from '../queries/case.ts'
import { selectCause, selectCauseCode, selectType } from '../queries/status.ts'
import { text } from '../text.ts'
import { about, changed, lockFor } from './change.ts'
import { cancelEverything, nearestColumns, redateFor, restartClocks } from './clocks.ts'
import { isDone } from './who.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

/** Type, cause, subject. A worse severity of the new type raises the case's, never lowers it. */
export async function classifyCase(ctx: Ctx, input: Asked<typeof contract.classifyCase>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.change')
  const type = input.type ? await selectType(ctx.db, input.type) : undefined
  if (input.type && !type) throw text.refusal(422, 'unknownType')
  const cause = input.cause ? await selectCause(ctx.db, input.cause) : undefined
  if (input.cause && !cause) throw text.refusal(422, 'unknownCause')
  const severity = type && type.severity < found.severity ? type.severity : found.severity
  const change: CaseChange = {
    ...(input.type === undefined ? {} : { typeId: type?.id ?? null }),
    ...(input.cause === undefined ? {} : { causeId: cause?.id ?? null }),
    ...(input.subject === undefined ? {} : { subject: input.subject }),
    ...(severity === found.severity ? {} : { severity }),
  }
  if (Object.keys(change).length === 0) throw text.refusal(422, 'nothingToDo')
  const version = await updateCase(ctx.db, found.id, change)
  const typeCode = input.type === undefined ? found.typeCode : (type?.code ?? null)
  if (severity !== found.severity || typeCode !== found.typeCode) await dateAnew(ctx, { ...found, severity, typeCode })
  const causeCode = input.cause === undefined ? await selectCauseCode(ctx.db, found.causeId) : (cause?.code ?? null)
  emit(ctx, caseClassified, { caseId: found.id, typeCode, causeCode }, await about(ctx, found))
  if (severity !== found.severity)
    emit(ctx, severityChanged, { caseId: found.id, from: found.severity, to: severity, reason: '' }, await about(ctx, found))
  const { typeId, causeId, subject } = found
  return changed(ctx, found, version, { before: { typeId, causeId, subject, severity: found.severity } })
}

/** Deadlines follow severity and type, counted from where they began (processes.md §0.4 rule 4). */
async function dateAnew(ctx: Ctx, found: Case) {
  if (isDone(found) || found.isSpam) return
  await redateFor(ctx, found)
  await noteOnCase(ctx.db, found.id, await nearestColumns(ctx, found.id))
}

export async function setSeverity(ctx: Ctx, input: Asked<typeof contract.setSeverity>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.change')
  const { severity, reason } = input
  if (severity === found.severity) return changed(ctx, found, found.version)
  if (severity > found.severity) {
    if (!(await isVisible(ctx.db, found.id, ctx.me, 'cases.lowerSeverity'))) throw text.refusal(403, 'lowerNeedsLead')
    if (reason.length < 3) throw text.refusal(422, 'lowerNeedsReason')
  }
  const version = await updateCase(ctx.db, found.id, { severity })
  await dateAnew(ctx, { ...found, severity })
  emit(ctx, severityChanged, { caseId: found.id, from: found.severity, to: severity, reason }, await about(ctx, found))
  return changed(ctx, found, version, { before: { severity: found.severity } })
}

/** Spam leaves the queue and nobody waits for it; brought back, its deadlines count from when it came. */
export async function markSpam(ctx: Ctx, { id, spam }: Asked<typeof contract.markSpam>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  if (found.isSpam === spam) return changed(ctx, found, found.version)
  if (spam) await cancelEverything(ctx, found, 'spam')
  else if (!isDone(found)) await restartClocks(ctx, found, { at: found.createdAt, waits: true })
  const version = await updateCase(ctx.db, id, { isSpam: spam, unread: !spam, ...(await nearestColumns(ctx, id)) })
  emit(ctx, caseMarkedSpam, { caseId: id, spam }, await about(ctx, found))
  return changed(ctx, found, version, { before: { isSpam: found.isSpam, unread: found.unread } })
}
