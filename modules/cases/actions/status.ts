import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { readSetting } from '#platform/settings.ts'
import type * as contract from '../contract/commands.ts'
import type { Action, Category, Changed } from '../contract/shapes.ts'
import { caseCancelled, caseClosed, caseReopened, caseResolved } from '../events.ts'
import { type Case, lockForClosing } from '../queries/case.ts'
import { selectCause, selectCauseCode, selectDefaultStatus, selectResolution, selectStatus } from '../queries/status.ts'
import { actionTo } from '../rules/moves.ts'
import { casePolicy } from '../settings.ts'
import { text } from '../text.ts'
import { about, changed, inHandsOf, lockFor, type Replaced } from './change.ts'
import { cancelEverything, finishClocks, restartClocks, reviveFor } from './clocks.ts'
import { moveCase, refuseWrongMove } from './move.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

const whereItStood = ({ statusId, category, unread, snoozedUntil }: Case) => ({ statusId, category, unread, snoozedUntil })

const BETWEEN_OPEN: readonly Action[] = ['start', 'wait_customer', 'wait_internal', 'wait_third_party', 'wait_approval']

/** Between open statuses, by the company's own status or by category. */
export async function setStatus(ctx: Ctx, input: Asked<typeof contract.setStatus>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.change')
  const status = input.statusId ? await selectStatus(ctx.db, input.statusId) : undefined
  if (input.statusId && !status) throw text.refusal(422, 'unknownStatus')
  const to: Category = status?.category ?? input.category ?? found.category
  if (to !== found.category) {
    const action = actionTo(to, found.category)
    // Done, reopened, closed and cancelled have routes of their own, which ask for more.
    await refuseWrongMove(ctx, found, action && BETWEEN_OPEN.includes(action) ? action : null, to)
  } else if (!status || status.id === found.statusId) return changed(ctx, found, found.version)
  const version = await moveCase(ctx, found, { to, statusId: status?.id, note: input.note })
  return changed(ctx, found, version, { before: whereItStood(found) })
}

type Resolving = { id: string; version?: number; resolution?: string; cause?: string; note?: string }

/** Done. Rooms above may call it as the house; people are asked for what the settings ask for. */
export async function resolveCase(ctx: Ctx, input: Resolving): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.resolve')
  await refuseWrongMove(ctx, found, 'resolve', 'resolved')
  return finishCase(ctx, found, input)
}

/** Writes the end of a locked case that may be resolved, and how to take it back. */
export async function finishCase(ctx: Ctx, found: Case, { note = '', ...said }: Omit<Resolving, 'id'>): Promise<Changed> {
  const { version, before } = await finish(ctx, found, await endingOf(ctx, said), note)
  return changed(ctx, found, version, { before })
}

/** The end of a locked case that may be resolved. */
export async function finish(ctx: Ctx, found: Case, ending: Ending, note = ''): Promise<Replaced> {
  const ends = await endsOf(ctx, found, ending)
  const first = found.firstResolvedAt === null
  await finishClocks(ctx, found)
  const { causeId, resolutionId } = ends
  const change = {
    ...{ causeId, resolutionId, resolutionNote: note, lastResolvedAt: ctx.now, unread: false, snoozedUntil: null, closedAt: null },
    ...(first ? { firstResolvedAt: ctx.now } : {}),
  }
  const version = await moveCase(ctx, found, { to: 'resolved', statusId: ending.statusId, note, change })
  const { id: caseId, customerId, handlerId, unitId } = found
  const codes = { resolutionCode: ends.resolutionCode, causeCode: ends.causeCode }
  emit(ctx, caseResolved, { caseId, customerId, handlerId, unitId, ...codes, at: ctx.now, first }, await about(ctx, found))
  const { resolutionNote, lastResolvedAt, firstResolvedAt } = found
  const former = { causeId: found.causeId, resolutionId: found.resolutionId, resolutionNote, lastResolvedAt, firstResolvedAt }
  return { caseId, version, before: { ...whereItStood(found), ...former } }
}

export type Ending = Awaited<ReturnType<typeof endingOf>>

/** How one or many cases end: what was chosen, and what the settings ask for. */
export async function endingOf(ctx: Ctx, { resolution, cause }: { resolution?: string; cause?: string }) {
  const policy = await readSetting(ctx, casePolicy)
  const knownCause = cause ? await selectCause(ctx.db, cause) : undefined
  if (cause && !knownCause) throw text.refusal(422, 'unknownCause')
  const knownResolution = resolution ? await selectResolution(ctx.db, resolution) : undefined
  if (resolution && !knownResolution) throw text.refusal(422, 'unknownResolution')
  return { policy, cause: knownCause, resolution: knownResolution, statusId: (await selectDefaultStatus(ctx.db, 'resolved'))?.id }
}

async function endsOf(ctx: Ctx, found: Case, { policy, cause, resolution }: Ending) {
  const causeId = cause?.id ?? found.causeId
  const isPerson = ctx.me.via !== 'system'
  if (isPerson && policy.causeNeeded && !causeId) throw text.refusal(422, 'causeNeeded')
  if (isPerson && policy.resolutionNeeded && !resolution) throw text.refusal(422, 'resolutionNeeded')
  const causeCode = cause?.code ?? (await selectCauseCode(ctx.db, found.causeId))
  return { causeId, causeCode, resolutionId: resolution?.id ?? null, resolutionCode: resolution?.code ?? null }
}

/** Opened again by a colleague. */
export async function reopenCase(ctx: Ctx, input: Asked<typeof contract.reopenCase>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.resolve')
  await refuseWrongMove(ctx, found, 'reopen', 'active')
  const version = await reopen(ctx, found, { by: 'person', reason: input.reason, at: ctx.now, waits: false })
  return changed(ctx, found, version)
}

type Reopening = { by: 'customer' | 'person'; reason: string; at: Date; waits: boolean; change?: Parameters<typeof moveCase>[2]['change'] }

/** The matter is open again, its deadlines begin anew. `waits`: the customer waits for an answer. */
export async function reopen(ctx: Ctx, found: Case, { by, reason, at, waits, change = {} }: Reopening): Promise<number> {
  const now = inHandsOf(found, change)
  await restartClocks(ctx, now, { at, waits })
  // Done by mistake, or without a word to the customer: the answer that was owed then is owed since then.
  if (by === 'person' && found.lastResolvedAt) await reviveFor(ctx, found.id, found.lastResolvedAt, ['first_response', 'next_response'])
  const columns = { ...change, closedAt: null, reopenedCount: found.reopenedCount + 1 }
  const version = await moveCase(ctx, found, { to: 'active', note: reason, change: columns })
  emit(ctx, caseReopened, { caseId: found.id, at, by, reason }, await about(ctx, now, [found.handlerId]))
  return version
}

export async function closeCase(ctx: Ctx, input: Asked<typeof contract.closeCase>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.resolve')
  await refuseWrongMove(ctx, found, 'close', 'closed')
  const version = await close(ctx, found)
  return changed(ctx, found, version, { before: { ...whereItStood(found), closedAt: found.closedAt } })
}

async function close(ctx: Ctx, found: Case): Promise<number> {
  await cancelEverything(ctx, found, 'closed')
  const version = await moveCase(ctx, found, { to: 'closed', change: { closedAt: ctx.now } })
  emit(ctx, caseClosed, { caseId: found.id, at: ctx.now }, await about(ctx, found))
  return version
}

export async function cancelCase(ctx: Ctx, input: Asked<typeof contract.cancelCase>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.resolve')
  await refuseWrongMove(ctx, found, 'cancel', 'cancelled')
  await cancelEverything(ctx, found, input.reason)
  const change = { closedAt: ctx.now, unread: false, snoozedUntil: null }
  const version = await moveCase(ctx, found, { to: 'cancelled', note: input.reason, change })
  emit(ctx, caseCancelled, { caseId: found.id, reason: input.reason }, await about(ctx, found))
  return changed(ctx, found, version)
}

/** What was resolved long enough ago closes by itself; two hundred at a time. Answers how many. */
export async function closeOld(ctx: Ctx): Promise<number> {
  const { closeDays } = await readSetting(ctx, casePolicy)
  const old = await lockForClosing(ctx.db, new Date(ctx.now.getTime() - closeDays * 86_400_000), 200)
  for (const found of old) await close(ctx, found)
  return old.length
}
