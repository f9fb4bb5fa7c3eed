import type { z } from 'zod'
import { clocksOf } from '#clocks'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import type { CaseDetail } from '../contract/page.ts'
import { Action } from '../contract/shapes.ts'
import { type DetailRow, selectDetail } from '../queries/page.ts'
import { hindrance, type Standing, targetOf } from '../rules/moves.ts'
import { reopensUntil } from '../rules/reopen.ts'
import { casePolicy } from '../settings.ts'
import { text } from '../text.ts'
import { toRow } from './queue.ts'

/** The page of a case: its row, its ties and what may be done in one statement, its clocks in another. */
export async function getCase(ctx: Ctx, { id }: { id: string }): Promise<z.input<typeof CaseDetail>> {
  const row = await selectDetail(ctx.db, id, ctx.me)
  if (!row) throw text.refusal(404, 'unknown')
  const { reopenDays } = await readSetting(ctx, casePolicy)
  const { conversations, participants, parent, children, followUpOf, followUps, goesOnIn, links, mergedInto, merges } = row
  const { cause, resolution, resolutionNote, createdBy, isTest, firstResponseAt, firstResolvedAt, closedAt, category } = row
  const isDone = category === 'resolved' || category === 'closed'
  return {
    ...toRow(ctx, row),
    ...{ conversations, participants, parent, children, followUpOf, followUps, goesOnIn, links, mergedInto, merges },
    offeredPromises: offered(ctx, row),
    ...{ cause, resolution, resolutionNote, createdBy, isTest, firstResponseAt, firstResolvedAt, closedAt },
    clocks: await clocksOf(ctx, { room: 'cases', id: row.id }),
    reopensUntil: isDone ? reopensUntil(row.lastResolvedAt ?? closedAt, reopenDays) : null,
    actions: actionsOf(ctx, row),
    may: mayOf(ctx, row),
  }
}

/** A word that can still be kept: its moment is ahead, and the case is not over. */
const offered = ({ now }: Ctx, { category, mergedInto, offeredPromises }: DetailRow) =>
  mergedInto || category === 'closed' || category === 'cancelled' ? [] : offeredPromises.filter(({ dueAt }) => new Date(dueAt) > now)

/** Each action of the state table, and in words why not. */
function actionsOf(ctx: Ctx, row: DetailRow) {
  const standing: Standing = {
    category: row.category,
    handler: row.handlerId === ctx.me.id || row.mayAssign,
    lead: row.mayLead,
    house: false,
    openChildren: row.openChildren,
    doneAt: row.lastResolvedAt ?? row.closedAt,
    now: ctx.now,
  }
  return Action.options.map((action) => {
    const to = targetOf(action, row.category)
    const why = row.mergedInto ? 'noSuchMove' : !row.mayChange ? 'notYoursToMove' : hindrance(action, standing)
    return { action, to, may: why === null, whyNot: why === null ? null : whyNot(why, row) }
  })
}

function whyNot(why: NonNullable<ReturnType<typeof hindrance>>, { openChildren, statusName, statusNameEn }: DetailRow) {
  if (why === 'childrenOpen') return { vi: text.vi.childrenOpen(openChildren), en: text.en.childrenOpen(openChildren) }
  if (why === 'noSuchMove') return { vi: text.vi.notFromHere(statusName), en: text.en.notFromHere(statusNameEn) }
  return { vi: text.vi[why], en: text.en[why] }
}

function mayOf(ctx: Ctx, row: DetailRow) {
  const lives = row.mergedInto === null
  const isOpen = !['resolved', 'closed', 'cancelled'].includes(row.category)
  return {
    reply: lives && row.mayChange && scopeOf(ctx.me, 'conversations.reply') !== undefined,
    note: lives && scopeOf(ctx.me, 'conversations.note') !== undefined,
    assign: lives && row.mayAssign,
    take: lives && isOpen && row.handlerId === null && row.mayTake,
    merge: lives && row.mayMerge,
    lowerSeverity: lives && row.mayLead,
    classify: lives && row.mayChange,
  }
}
