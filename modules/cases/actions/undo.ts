import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import type { BulkDone } from '../contract/shapes.ts'
import { caseClassified, caseMarkedSpam, caseReopened, caseSnoozed, parentChanged, severityChanged, statusChanged } from '../events.ts'
import { type Case, type CaseChange, isVisible, lockCases, selectCase, updateCase } from '../queries/case.ts'
import { selectCauseCode } from '../queries/status.ts'
import { deleteOldUndos, lockUndo, settleUndo } from '../queries/undo.ts'
import { tiesText } from '../text/ties.ts'
import { because } from '../text/why.ts'
import { about, type Replaced, undoHash } from './change.ts'
import { cancelEverything, nearestColumns, pauseFor, redateFor, resumeFor, reviveFor, snoozeClock, unsnoozeClock } from './clocks.ts'
import { retag } from './ties.ts'
import { give, isDone } from './who.ts'

type Failed = z.output<typeof BulkDone>['failed']

/** A change is taken back by whoever made it. A case somebody changed since is left as it is and named. */
export async function undoChange(ctx: Ctx, { token }: z.output<typeof contract.undoChange.input>) {
  const hash = undoHash(token)
  const kept = await lockUndo(ctx.db, hash)
  if (!kept || kept.byId !== ctx.me.id || kept.usedAt || kept.expiresAt < ctx.now) throw tiesText.refusal(409, 'unknownUndo')
  const { changes } = kept
  const locked = new Map(
    (
      await lockCases(
        ctx.db,
        changes.map(({ caseId }) => caseId),
      )
    ).map((one) => [one.id, one]),
  )
  const done: string[] = []
  const failed: Failed = []
  for (const change of changes) {
    const found = locked.get(change.caseId)
    const isMine =
      found && found.version === change.version && !found.mergedIntoId && (await isVisible(ctx.db, found.id, ctx.me, 'cases.read'))
    if (isMine) {
      await putBack(ctx, found, change, kept.at)
      done.push(found.id)
    } else failed.push(left(change.caseId, found?.code ?? null))
  }
  await settleUndo(ctx.db, hash, ctx.now)
  return { done, failed }
}

const left = (id: string, code: string | null): Failed[number] => ({
  ...{ id, code, reason: 'cases.changedSince' },
  words: { vi: tiesText.vi.changedSince, en: tiesText.en.changedSince },
})

/** One case stands again as it did at `since`, with its tags, clocks and hands. */
async function putBack(ctx: Ctx, found: Case, { before, added = [], removed = [] }: Replaced, since: Date) {
  if (added.length > 0 || removed.length > 0) await retag(ctx, [found], { add: removed, remove: added })
  const { handlerId, ownerId, unitId, assignedWhy: _why, assignedAt: _at, ...columns } = before
  if (handlerId !== undefined || ownerId !== undefined || unitId !== undefined)
    await give(ctx, found, {
      handlerId: handlerId === undefined ? found.handlerId : handlerId,
      ownerId: ownerId ?? found.ownerId,
      unitId: unitId ?? found.unitId,
      why: because('undone', { name: ctx.me.name }),
    })
  if (Object.keys(columns).length > 0) await restore(ctx, found, columns, since)
}

async function restore(ctx: Ctx, before: Case, columns: CaseChange, since: Date) {
  await updateCase(ctx.db, before.id, columns)
  const now = await selectCase(ctx.db, before.id)
  if (!now) return
  await followClocks(ctx, before, now, since)
  await updateCase(ctx.db, now.id, await nearestColumns(ctx, now.id))
  await announce(ctx, before, now)
}

/** Deadlines go back the way they came. */
async function followClocks(ctx: Ctx, before: Case, now: Case, since: Date) {
  if (isDone(before) && !isDone(now)) await reviveFor(ctx, now.id, since)
  if (before.isSpam && !now.isSpam) await reviveFor(ctx, now.id, since)
  if (!before.isSpam && now.isSpam) await cancelEverything(ctx, now, 'spam')
  if (before.category === 'waiting_customer' && now.category !== 'waiting_customer') await resumeFor(ctx, now)
  if (now.category === 'waiting_customer' && before.category !== 'waiting_customer' && !isDone(before)) await pauseFor(ctx, now)
  if (before.severity !== now.severity || before.typeId !== now.typeId) await redateFor(ctx, now)
  if (before.snoozedUntil?.getTime() === now.snoozedUntil?.getTime()) return
  await unsnoozeClock(ctx, now.id)
  if (now.snoozedUntil && now.snoozedUntil > ctx.now) await snoozeClock(ctx, now, now.snoozedUntil)
}

/** What is other than it was is told like any other change; an end taken back counts as opened again by a person, at once. */
async function announce(ctx: Ctx, before: Case, now: Case) {
  const [caseId, whom] = [now.id, await about(ctx, now)]
  if (before.statusId !== now.statusId) {
    const categories = { categoryFrom: before.category, categoryTo: now.category }
    emit(ctx, statusChanged, { caseId, from: before.statusId, to: now.statusId, ...categories, note: '' }, whom)
  }
  if (isDone(before) && !isDone(now)) emit(ctx, caseReopened, { caseId, at: ctx.now, by: 'person', reason: '' }, whom)
  if (before.typeId !== now.typeId || before.causeId !== now.causeId || before.subject !== now.subject)
    emit(ctx, caseClassified, { caseId, typeCode: now.typeCode, causeCode: await selectCauseCode(ctx.db, now.causeId) }, whom)
  if (before.severity !== now.severity) emit(ctx, severityChanged, { caseId, from: before.severity, to: now.severity, reason: '' }, whom)
  if (before.isSpam !== now.isSpam) emit(ctx, caseMarkedSpam, { caseId, spam: now.isSpam }, whom)
  if (before.parentId !== now.parentId)
    emit(ctx, parentChanged, { caseId, parentId: now.parentId, formerParentId: before.parentId }, { ...whom, others: true })
  if (before.snoozedUntil?.getTime() !== now.snoozedUntil?.getTime())
    emit(ctx, caseSnoozed, { caseId, until: now.snoozedUntil, reason: '' }, whom)
}

export const forgetOldUndos = (ctx: Ctx) => deleteOldUndos(ctx.db, ctx.now)
