import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { customersMerged, mergeUndone } from '../events.ts'
import { existsVisible, selectFacts } from '../queries/find.ts'
import * as queries from '../queries/merge.ts'
import { promoteMain, updateCustomer } from '../queries/write.ts'
import { takenOver } from '../rules/merge.ts'
import { text } from '../text.ts'

export async function mergeCustomers(ctx: Ctx, { id, intoId }: { id: string; intoId: string }) {
  if (id === intoId) throw text.refusal(422, 'mergeSelf')
  const { from, into } = await lockPair(ctx, id, intoId)
  if (from.kind !== into.kind) throw text.refusal(422, 'mergeKinds')
  const taken = takenOver(from, into)
  const moved: queries.Moved = {
    identities: await queries.moveIdentities(ctx.db, id, intoId),
    tags: await queries.copyTags(ctx.db, id, intoId),
    access: await queries.copyAccess(ctx.db, id, intoId),
    people: await queries.movePeople(ctx.db, id, intoId),
    filled: Object.fromEntries(Object.entries(taken).map(([field, now]) => [field, { was: valueIn(into, field), now }])),
  }
  const stamp = { changedAt: ctx.now, changedBy: ctx.me.id }
  await updateCustomer(ctx.db, id, { mergedIntoId: intoId, version: from.version + 1, ...stamp })
  await updateCustomer(ctx.db, intoId, { ...taken, version: into.version + 1, ...stamp })
  const mergeId = newId()
  await queries.insertMerge(ctx.db, { id: mergeId, fromId: id, intoId, moved, byId: ctx.me.id, at: ctx.now })
  emit(ctx, customersMerged, { mergeId, fromId: id, intoId }, { customerId: intoId, others: true })
  return { mergeId, code: into.code }
}

/** What was decided after the merge stays: a field filled by it and changed since is not emptied again. */
export async function undoMerge(ctx: Ctx, { id: mergeId }: { id: string }) {
  const merge = await queries.lockMerge(ctx.db, mergeId)
  if (!merge || !(await mayMerge(ctx, merge.intoId))) throw text.refusal(404, 'mergeUnknown')
  if (merge.undoneAt) throw text.refusal(409, 'mergeUndone')
  const { fromId, intoId, moved } = merge
  const [from, into] = ordered(await queries.lockBoth(ctx.db, [fromId, intoId]), fromId, intoId)
  if (into.mergedIntoId) throw text.refusal(409, 'mergeLater', (await selectFacts(ctx.db, [intoId]))[0]?.code ?? '')
  await queries.returnIdentities(ctx.db, fromId, intoId, moved.identities)
  for (const kind of ['phone', 'mail', 'zalo', 'facebook', 'other']) await promoteMain(ctx.db, intoId, kind)
  await queries.dropTags(ctx.db, intoId, moved.tags)
  await queries.dropAccess(ctx.db, intoId, moved.access)
  await queries.returnPeople(ctx.db, fromId, intoId, moved.people)
  const stamp = { changedAt: ctx.now, changedBy: ctx.me.id }
  await updateCustomer(ctx.db, fromId, { mergedIntoId: null, version: from.version + 1, ...stamp })
  await updateCustomer(ctx.db, intoId, { ...emptied(into, moved.filled), version: into.version + 1, ...stamp })
  await queries.closeMerge(ctx.db, mergeId, { undoneAt: ctx.now, undoneBy: ctx.me.id })
  emit(ctx, mergeUndone, { mergeId, fromId, intoId }, { customerId: intoId, others: true })
  return { code: from.code }
}

const mayMerge = (ctx: Ctx, id: string) =>
  existsVisible(ctx.db, id, { me: ctx.me, scope: scopeOf(ctx.me, 'customers.merge'), now: ctx.now })

async function lockPair(ctx: Ctx, fromId: string, intoId: string) {
  const [from, into] = ordered(await queries.lockBoth(ctx.db, [fromId, intoId]), fromId, intoId)
  for (const one of [from, into]) {
    if (one.mergedIntoId) throw text.refusal(409, 'mergedAway', (await selectFacts(ctx.db, [one.id]))[0]?.code ?? '')
    if (!(await mayMerge(ctx, one.id))) throw text.refusal(404, 'unknown')
  }
  return { from, into }
}

type Locked = Awaited<ReturnType<typeof queries.lockBoth>>[number]

function ordered(rows: readonly Locked[], fromId: string, intoId: string): [Locked, Locked] {
  const from = rows.find(({ id }) => id === fromId)
  const into = rows.find(({ id }) => id === intoId)
  if (!from || !into) throw text.refusal(404, 'unknown')
  return [from, into]
}

function emptied(into: Locked, filled: queries.Moved['filled']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filled).flatMap(([field, { was, now }]) =>
      JSON.stringify(valueIn(into, field)) === JSON.stringify(now) ? [[field, was]] : [],
    ),
  )
}

const valueIn = (row: object, field: string): unknown => Object.entries(row).find(([name]) => name === field)?.[1] ?? null
