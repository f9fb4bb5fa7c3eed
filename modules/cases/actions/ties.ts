import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import type { Changed } from '../contract/shapes.ts'
import { caseLinked, caseTagged, parentChanged } from '../events.ts'
import { type Case, isVisible, selectCase, updateCase } from '../queries/case.ts'
import * as queries from '../queries/ties.ts'
import { tiesText } from '../text/ties.ts'
import { text } from '../text.ts'
import { about, changed, lockFor } from './change.ts'
import { isDone } from './who.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

/** The other end of a tie must be a case this person may see, and one that lives. */
async function other(ctx: Ctx, id: string): Promise<Case> {
  const found = await selectCase(ctx.db, id)
  if (!found || found.mergedIntoId || !(await isVisible(ctx.db, id, ctx.me, 'cases.read'))) throw text.refusal(404, 'unknown')
  return found
}

export async function linkCase(ctx: Ctx, { id, toId, kind }: Asked<typeof contract.linkCase>): Promise<Changed> {
  if (id === toId) throw tiesText.refusal(422, 'linkSelf')
  const found = await lockFor(ctx, { id }, 'cases.change')
  await other(ctx, toId)
  if (!(await queries.insertLink(ctx.db, { fromId: id, toId, kind }))) return changed(ctx, found, found.version)
  const version = await updateCase(ctx.db, id, {})
  emit(ctx, caseLinked, { caseId: id, toId, kind, linked: true }, { ...(await about(ctx, found)), others: true })
  return changed(ctx, found, version)
}

export async function unlinkCase(ctx: Ctx, { id, toId }: Asked<typeof contract.unlinkCase>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  const gone = await queries.deleteLinks(ctx.db, id, toId)
  if (gone.length === 0) return changed(ctx, found, found.version)
  const version = await updateCase(ctx.db, id, {})
  for (const kind of gone) emit(ctx, caseLinked, { caseId: id, toId, kind, linked: false }, { ...(await about(ctx, found)), others: true })
  return changed(ctx, found, version)
}

/** Under another case, or on its own. */
export async function setParent(ctx: Ctx, { id, parentId }: Asked<typeof contract.setParent>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  if (parentId === found.parentId) return changed(ctx, found, found.version)
  if (parentId) {
    const parent = await other(ctx, parentId)
    if (isDone(parent) && !isDone(found)) throw tiesText.refusal(409, 'parentDone', parent.code)
    if (await queries.isBelow(ctx.db, id, parentId)) throw tiesText.refusal(409, 'parentRing')
  }
  const version = await updateCase(ctx.db, id, { parentId })
  emit(ctx, parentChanged, { caseId: id, parentId, formerParentId: found.parentId }, { ...(await about(ctx, found)), others: true })
  return changed(ctx, found, version, { before: { parentId: found.parentId } })
}

export async function tagCase(ctx: Ctx, { id, add, remove }: Asked<typeof contract.tagCase>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  const [one] = await retag(ctx, [found], { add, remove })
  if (!one) return changed(ctx, found, found.version)
  return changed(ctx, found, one.version, { before: {}, added: one.added, removed: one.removed })
}

export type Retagged = { caseId: string; version: number; added: string[]; removed: string[] }

/** Gives and takes tags of locked cases, all at once; answers those that changed. */
export async function retag(
  ctx: Ctx,
  cases: readonly Case[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<Retagged[]> {
  const ids = cases.map(({ id }) => id)
  const removed = await queries.deleteTags(
    ctx.db,
    ids,
    remove.filter((tag) => !add.includes(tag)),
  )
  const added = await queries.insertTags(ctx.db, ids, add)
  const other = cases.filter(({ id }) => [...removed, ...added].some(({ caseId }) => caseId === id))
  const versions = await queries.touchCases(
    ctx.db,
    other.map(({ id }) => id),
  )
  const told: Retagged[] = []
  for (const found of other) {
    const of = (rows: typeof added) => rows.filter(({ caseId }) => caseId === found.id).map(({ tag }) => tag)
    const change = { added: of(added), removed: of(removed) }
    emit(ctx, caseTagged, { caseId: found.id, ...change }, await about(ctx, found))
    told.push({ caseId: found.id, version: versions.get(found.id) ?? found.version, ...change })
  }
  return told
}
