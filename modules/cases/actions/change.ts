import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#platform/context.ts'
import type { Changed } from '../contract/shapes.ts'
import { type Case, type CaseChange, isVisible, lockCase } from '../queries/case.ts'
import { insertUndo, selectLastChange } from '../queries/changes.ts'
import { hourOf, text } from '../text.ts'
import { unitsOf } from './sight.ts'

const UNDO_MINUTES = 10

/**
 * Locks a case that this person may change. 404 for what they may not see, 403 for what they may only see, 409 `cases.mergedInto` for what lives
 * on elsewhere, 409 `cases.changedMeanwhile` with facts {by, byName, at, what} when `version` is not the one that stands.
 */
export async function lockFor(ctx: Ctx, { id, version }: { id: string; version?: number }, permission: string): Promise<Case> {
  const found = await lockCase(ctx.db, id)
  if (!found || !(await isVisible(ctx.db, id, ctx.me, 'cases.read'))) throw text.refusal(404, 'unknown')
  if (permission !== 'cases.read' && !(await isVisible(ctx.db, id, ctx.me, permission))) throw text.refusal(403, 'notYours')
  if (found.mergedIntoId) throw await mergedInto(ctx, found.mergedIntoId)
  if (version !== undefined && version !== found.version) throw await changedMeanwhile(ctx, found)
  return found
}

async function mergedInto(ctx: Ctx, id: string) {
  const into = await lockCase(ctx.db, id)
  const refusal = text.refusal(409, 'mergedInto', into?.code ?? '')
  refusal.facts = { id, code: into?.code ?? '' }
  return refusal
}

async function changedMeanwhile(ctx: Ctx, { id, version }: Case) {
  const last = await selectLastChange(ctx.db, id)
  const refusal = text.refusal(409, 'changedMeanwhile', last?.byName ?? '', hourOf(last?.at ?? ctx.now))
  refusal.facts = { by: last?.by, byName: last?.byName, at: last?.at, what: last?.what, version }
  return refusal
}

/** What one change replaced: the former columns of a case, and the tags it added and removed. */
export type Replaced = { caseId: string; version: number; before: CaseChange; added?: string[]; removed?: string[] }

/** Keeps what a change replaced; whoever made it may take it back with this token within ten minutes. */
export async function keepUndo(ctx: Ctx, changes: readonly Replaced[]): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + UNDO_MINUTES * 60_000)
  await insertUndo(ctx.db, { hash: undoHash(token), byId: ctx.me.id, at: ctx.now, expiresAt, changes })
  return token
}

export const undoHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What every change answers; `replaced` makes it one that can be undone. */
export async function changed(
  ctx: Ctx,
  { id, code }: Pick<Case, 'id' | 'code'>,
  version: number,
  replaced?: Omit<Replaced, 'caseId' | 'version'>,
): Promise<Changed> {
  const undo = replaced && ctx.me.via !== 'system' ? await keepUndo(ctx, [{ caseId: id, version, ...replaced }]) : null
  return { id, code, version, undo }
}

/** The case as it is once such a change of hands is written. */
export const inHandsOf = (found: Case, { handlerId = found.handlerId }: Pick<CaseChange, 'handlerId'>): Case => ({ ...found, handlerId })

/** Who a happening of this case is about, and whose screens it makes stale. */
export async function about(ctx: Ctx, found: Case, others: readonly (string | null)[] = []) {
  const people = [found.ownerId, found.handlerId, ...others].filter((one) => one !== null)
  return { caseId: found.id, customerId: found.customerId, units: await unitsOf(ctx, found), people: [...new Set(people)] }
}
