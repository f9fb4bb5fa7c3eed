import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { Action, Category } from '../contract/shapes.ts'
import { statusChanged } from '../events.ts'
import { type Case, type CaseChange, isVisible, selectVisibleIds, updateCase } from '../queries/case.ts'
import { countOpenChildren, selectDefaultStatus, selectParentsOfOpen, selectStatus } from '../queries/status.ts'
import { hindrance, type Standing } from '../rules/moves.ts'
import { text } from '../text.ts'
import { about, inHandsOf } from './change.ts'
import { nearestColumns, pauseFor, resumeFor } from './clocks.ts'

/** What decides whether this person may move this case now. */
export async function standingOf(ctx: Ctx, found: Case): Promise<Standing> {
  const mine = found.handlerId === ctx.me.id
  return {
    category: found.category,
    handler: mine || (await isVisible(ctx.db, found.id, ctx.me, 'cases.assign')),
    lead: await isVisible(ctx.db, found.id, ctx.me, 'cases.lowerSeverity'),
    house: ctx.me.via === 'system',
    openChildren: await countOpenChildren(ctx.db, found.id),
    doneAt: found.lastResolvedAt ?? found.closedAt,
    now: ctx.now,
  }
}

/** The same of many locked cases at once. */
export async function standingsOf(ctx: Ctx, cases: readonly Case[]): Promise<(found: Case) => Promise<Standing>> {
  const ids = cases.map(({ id }) => id)
  const assigned = await selectVisibleIds(ctx.db, ids, ctx.me, 'cases.assign')
  const led = await selectVisibleIds(ctx.db, ids, ctx.me, 'cases.lowerSeverity')
  const parents = await selectParentsOfOpen(ctx.db, ids)
  return async (found) => ({
    category: found.category,
    handler: found.handlerId === ctx.me.id || assigned.has(found.id),
    lead: led.has(found.id),
    house: ctx.me.via === 'system',
    // Those below may be done by now, as part of the same change.
    openChildren: parents.has(found.id) ? await countOpenChildren(ctx.db, found.id) : 0,
    doneAt: found.lastResolvedAt ?? found.closedAt,
    now: ctx.now,
  })
}

/** Refuses an action the state table does not allow here, with the reason in words; null: the table has none. */
export async function refuseWrongMove(ctx: Ctx, found: Case, action: Action | null, to: Category, given?: Standing) {
  const standing = given ?? (await standingOf(ctx, found))
  const why = action ? hindrance(action, standing) : 'noSuchMove'
  if (why === null) return
  if (why === 'noSuchMove') {
    const target = await selectDefaultStatus(ctx.db, to)
    const from = await selectStatus(ctx.db, found.statusId)
    throw text.refusal(409, 'noSuchMove', from?.name ?? found.category, target?.name ?? to)
  }
  if (why === 'childrenOpen') throw text.refusal(409, 'childrenOpen', standing.openChildren)
  throw text.refusal(why === 'notYoursToMove' ? 403 : 409, why)
}

type Move = { to: Category; statusId?: string; note?: string; change?: CaseChange }

/** Writes a move that is allowed: its status, the columns that go with it, its clocks standing still only while the customer is waited for. */
export async function moveCase(ctx: Ctx, found: Case, { to, statusId, note = '', change = {} }: Move): Promise<number> {
  const status = statusId ? { id: statusId } : await selectDefaultStatus(ctx.db, to)
  if (!status) throw text.refusal(409, 'noStatus')
  if (to === 'waiting_customer' && found.category !== to) await pauseFor(ctx, found)
  if (found.category === 'waiting_customer' && to !== 'waiting_customer') await resumeFor(ctx, found)
  const version = await updateCase(ctx.db, found.id, {
    ...change,
    statusId: status.id,
    category: to,
    ...(await nearestColumns(ctx, found.id)),
  })
  if (status.id !== found.statusId) {
    const facts = { caseId: found.id, from: found.statusId, to: status.id, categoryFrom: found.category, categoryTo: to, note }
    emit(ctx, statusChanged, facts, await about(ctx, inHandsOf(found, change), [found.handlerId]))
  }
  return version
}
