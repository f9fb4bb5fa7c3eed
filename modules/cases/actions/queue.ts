import type { z } from 'zod'
import { vnDay, vnStartOfDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type * as contract from '../contract/queue.ts'
import type { CaseRow } from '../contract/shapes.ts'
import * as queries from '../queries/queue.ts'
import type { ListedRow } from '../queries/rows.ts'
import { groupOf, isLate } from '../rules/group.ts'
import { whyWords } from '../text/why.ts'

/** What "today" means for whoever asks now. */
export function momentsOf(ctx: Ctx): queries.Moments {
  const tomorrow = new Date(vnStartOfDay(vnDay(ctx.now)).getTime() + 30 * 3_600_000)
  return { now: ctx.now, endOfDay: vnStartOfDay(vnDay(tomorrow)) }
}

export async function listQueue(ctx: Ctx, input: z.output<typeof contract.listQueue.input>) {
  const after = decodeCursor(input.after, queries.cursorLength(input.sort))
  const rows = await queries.selectQueue(ctx.db, ctx.me, input, momentsOf(ctx), after)
  const { items, next } = cutPage(rows, input.limit, (row) => queries.cursorOf(input.sort, row))
  return { items: items.map((row) => toRow(ctx, row)), next }
}

const MOST = 999

export async function countQueue(ctx: Ctx) {
  const { mine, team, unassigned, following, all, ...rest } = await queries.selectCounts(ctx.db, ctx.me, momentsOf(ctx))
  const capped = (many: number) => ({ count: Math.min(many, MOST), more: many > MOST })
  return {
    mine: capped(mine),
    team: capped(team),
    unassigned: capped(unassigned),
    following: capped(following),
    all: capped(all),
    mineOverdue: capped(rest.mineOverdue),
    mineUnread: capped(rest.mineUnread),
    mineSnoozed: capped(rest.mineSnoozed),
    mineWaiting: capped(rest.mineWaiting),
  }
}

/** A row as the contract tells it to whoever asks. */
export function toRow(ctx: Ctx, row: ListedRow): CaseRow {
  const { id, code, subject, preview, channel, severity, tier, customer, tags, isSpam, snoozedUntil, reopenedCount, version } = row
  const { createdAt, lastAt, lastInAt, lastResolvedAt, category } = row
  return {
    ...{ id, code, subject, preview, channel, severity, tier, customer, tags, isSpam, snoozedUntil, reopenedCount, version },
    ...{ createdAt, lastAt, lastInAt, lastResolvedAt },
    previewBy: speakerOf(ctx, row),
    type: row.typeCode ? { code: row.typeCode, name: row.typeName ?? '', nameEn: row.typeNameEn ?? '' } : null,
    status: { id: row.statusId, category, name: row.statusName, nameEn: row.statusNameEn },
    unit: { id: row.unitId, name: row.unitName },
    owner: { id: row.ownerId, name: row.ownerName },
    handler: row.handlerId ? { id: row.handlerId, name: row.handlerName ?? '' } : null,
    assignedWhy: whyWords(row.assignedWhy),
    unread: row.unread,
    due: dueOf(row, ctx.now),
    group: groupOf(row, ctx.now, momentsOf(ctx).endOfDay),
  }
}

function speakerOf(ctx: Ctx, { lastInAt, lastOutAt, lastOutBy }: ListedRow): CaseRow['previewBy'] {
  if (!lastInAt && !lastOutAt) return 'none'
  if (lastInAt && (!lastOutAt || lastInAt > lastOutAt)) return 'customer'
  return lastOutBy === ctx.me.id ? 'you' : 'us'
}

function dueOf(row: ListedRow, now: Date): CaseRow['due'] {
  const { dueAt, dueKind, dueState, dueStartedAt } = row
  if (!dueAt || !dueKind || !dueState || !dueStartedAt) return null
  return { at: dueAt, kind: dueKind, state: isLate(row, now) ? 'breached' : dueState, startedAt: dueStartedAt }
}
