import type { z } from 'zod'
import { cancelClocks } from '#clocks'
import { customerCards } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type * as contract from '../contract/commands.ts'
import { caseMerged, mergeUndone } from '../events.ts'
import { type Case, type CaseChange, isVisible, lockCases, selectCase, selectCaseMessages, updateCase } from '../queries/case.ts'
import * as queries from '../queries/merge.ts'
import { tiesText } from '../text/ties.ts'
import { text } from '../text.ts'
import { about, lockFor } from './change.ts'
import { cancelEverything, customerWaits, nearestColumns, reviveFor } from './clocks.ts'
import { keepSight } from './sight.ts'
import { isDone } from './who.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

/** This case lives on in another: what was said, tagged and followed goes there, and so does whatever is said later. */
export async function mergeCase(ctx: Ctx, { id, intoId, anyway }: Asked<typeof contract.mergeCase>) {
  if (id === intoId) throw tiesText.refusal(422, 'mergeSelf')
  // Both at once and always in the same order: two people merging the same two the other way round never wait for each other.
  await lockCases(ctx.db, [id, intoId])
  const from = await lockFor(ctx, { id }, 'cases.merge')
  const into = await lockFor(ctx, { id: intoId }, 'cases.merge')
  if (isDone(into) && !isDone(from)) throw tiesText.refusal(409, 'mergeIntoDone', into.code)
  if (!anyway) await refuseOtherCustomer(ctx, from, into)
  const mergeId = newId()
  const moved = await move(ctx, from, into)
  await queries.insertMerge(ctx.db, { id: mergeId, fromId: from.id, intoId: into.id, moved, byId: ctx.me.id, at: ctx.now })
  await cancelEverything(ctx, from, 'merged')
  const version = await updateCase(ctx.db, from.id, {
    ...{ mergedIntoId: into.id, unread: false, snoozedUntil: null },
    ...(await nearestColumns(ctx, from.id)),
  })
  const survivor = { ...into, customerId: moved.after.customerId }
  await keepSight(ctx, survivor)
  await keepSight(ctx, from)
  emit(ctx, caseMerged, { mergeId, fromId: from.id, intoId: into.id }, await aboutBoth(ctx, from, survivor))
  return { id: from.id, code: from.code, version, undo: null, mergeId, into: { id: into.id, code: into.code } }
}

/** What one customer said would stand in the other's case: seldom meant. */
async function refuseOtherCustomer(ctx: Ctx, from: Case, into: Case) {
  if (!from.customerId || !into.customerId || from.customerId === into.customerId) return
  const cards = await customerCards(ctx, [from.customerId, into.customerId])
  const [one, other] = [cards.get(from.customerId), cards.get(into.customerId)]
  if (one && other && one.id !== other.id) throw tiesText.refusal(409, 'mergeOtherCustomer', called(one), called(other))
}

const called = ({ name, code }: { name: string; code: string }) => `${name} (${code})`

const aboutBoth = async (ctx: Ctx, from: Case, into: Case) => {
  const [first, second] = [await about(ctx, from), await about(ctx, into)]
  return {
    ...second,
    others: true,
    units: [...new Set([...first.units, ...second.units])],
    people: [...new Set([...first.people, ...second.people])],
  }
}

const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))

/** Moves everything and rewrites the survivor: it counts from the earliest moment of both (kpi.md §0, population). */
async function move(ctx: Ctx, from: Case, into: Case): Promise<queries.Moved> {
  const owing = await queries.selectOwing(ctx.db, [from.id, into.id])
  const answerOwed = owing.includes(from.id) && !owing.includes(into.id) && !isDone(into)
  const messages = await selectCaseMessages(ctx.db, from.id)
  const added = await queries.moveMessages(ctx.db, from.id, into.id)
  const tags = await queries.copyTags(ctx.db, from.id, into.id)
  const participants = await queries.copyPeople(ctx.db, from.id, into.id)
  const children = await queries.moveChildren(ctx.db, from.id, into.id)
  const promises = await queries.movePromises(ctx.db, from.id, into.id)
  if (answerOwed) await customerWaits(ctx, into, from.lastInAt ?? from.createdAt)
  const customerId = into.customerId ?? from.customerId
  const [createdAt, firstResponseAt] = [earliest(from.createdAt, into.createdAt), earliest(from.firstResponseAt, into.firstResponseAt)]
  const parentMoved = into.parentId === from.id
  await updateCase(ctx.db, into.id, {
    ...{ customerId, firstResponseAt, createdAt: createdAt ?? into.createdAt },
    ...(await lastSaid(ctx, into)),
    ...(parentMoved ? { parentId: from.parentId } : {}),
    ...(from.unread ? { unread: true } : {}),
    ...(await nearestColumns(ctx, into.id)),
  })
  const after = moments(createdAt ?? into.createdAt, firstResponseAt, customerId)
  const before = moments(into.createdAt, into.firstResponseAt, into.customerId)
  return { messages, added, tags, participants, children, promises, parentMoved, answerOwed, before, after }
}

const moments = (createdAt: Date, firstResponseAt: Date | null, customerId: string | null) => ({
  createdAt: createdAt.toISOString(),
  firstResponseAt: firstResponseAt?.toISOString() ?? null,
  customerId,
})

async function lastSaid(ctx: Ctx, { id, lastAt, preview }: Case): Promise<CaseChange> {
  const said = await queries.selectLastSaid(ctx.db, id)
  if (!said?.lastAt) return {}
  const { lastInAt, lastOutAt, lastOutBy } = said
  return { lastAt: said.lastAt ?? lastAt, lastInAt, lastOutAt, lastOutBy, preview: said.preview ?? preview }
}

/** A merge is taken back: all it moved returns, its deadlines go on; what came since stays with the survivor. */
export async function undoMerge(ctx: Ctx, { id }: Asked<typeof contract.undoMerge>) {
  const merge = await queries.lockMerge(ctx.db, id)
  if (!merge) throw tiesText.refusal(404, 'unknownMerge')
  const [from, into] = await lockBoth(ctx, merge)
  if (merge.undoneAt) throw tiesText.refusal(409, 'mergeUndone')
  if (into.mergedIntoId) throw tiesText.refusal(409, 'laterMergeFirst', (await selectCase(ctx.db, into.mergedIntoId))?.code ?? '')
  await queries.giveBack(ctx.db, merge)
  await queries.settleMerge(ctx.db, id, ctx.now)
  await restoreSurvivor(ctx, into, merge)
  await reviveFor(ctx, from.id, merge.at)
  const version = await updateCase(ctx.db, from.id, {
    ...{ mergedIntoId: null, ...(await lastSaid(ctx, from)) },
    ...(await nearestColumns(ctx, from.id)),
  })
  await keepSight(ctx, from)
  await keepSight(ctx, into)
  emit(ctx, mergeUndone, { mergeId: id, fromId: from.id, intoId: into.id }, await aboutBoth(ctx, from, into))
  return { id: from.id, code: from.code, version, undo: null }
}

/** Both cases of a merge, for somebody who may merge either; 404 for what they may not see. */
async function lockBoth(ctx: Ctx, { fromId, intoId }: { fromId: string; intoId: string }): Promise<[Case, Case]> {
  const locked = await lockCases(ctx.db, [fromId, intoId])
  const from = locked.find(({ id }) => id === fromId)
  const into = locked.find(({ id }) => id === intoId)
  if (!from || !into || !(await isVisible(ctx.db, intoId, ctx.me, 'cases.read'))) throw tiesText.refusal(404, 'unknownMerge')
  for (const one of [fromId, intoId]) if (!(await isVisible(ctx.db, one, ctx.me, 'cases.merge'))) throw text.refusal(403, 'notYours')
  return [from, into]
}

type Merge = { fromId: string; at: Date; moved: queries.Moved }

/** The survivor is what it would have been: only what still stands as the merge left it is put back. */
async function restoreSurvivor(ctx: Ctx, into: Case, { fromId, at, moved }: Merge) {
  const { before, after, answerOwed, parentMoved } = moved
  const wroteSince = into.lastInAt !== null && into.lastInAt > at
  if (answerOwed && !wroteSince)
    await cancelClocks(ctx, { room: 'cases', id: into.id }, { reason: 'mergeUndone', kinds: ['first_response', 'next_response'] })
  const stands = moments(into.createdAt, into.firstResponseAt, into.customerId)
  await updateCase(ctx.db, into.id, {
    ...(stands.createdAt === after.createdAt ? { createdAt: new Date(before.createdAt) } : {}),
    ...(stands.firstResponseAt === after.firstResponseAt
      ? { firstResponseAt: before.firstResponseAt ? new Date(before.firstResponseAt) : null }
      : {}),
    ...(stands.customerId === after.customerId ? { customerId: before.customerId } : {}),
    ...(parentMoved ? { parentId: fromId } : {}),
    ...(await lastSaid(ctx, into)),
    ...(await nearestColumns(ctx, into.id)),
  })
}
