import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract.ts'
import { notificationsRead } from '../events.ts'
import * as queries from '../queries.ts'
import { text } from '../text.ts'

const MOST_COUNTED = 100
const DAY = 86_400_000

export async function listNotifications(ctx: Ctx, { after, limit, unread }: z.output<typeof contract.listNotifications.input>) {
  const rows = await queries.selectNotifications(ctx.db, { personId: ctx.me.id, unread, limit, after: decodeCursor(after, 2) })
  const { items, next } = cutPage(rows, limit, ({ at, id }) => [at, id])
  return {
    next,
    items: items.map(({ byId, byName, ...row }) => ({ ...row, by: byId && byName ? { id: byId, name: byName } : null })),
  }
}

export const countUnread = async (ctx: Ctx) => ({ count: await queries.countUnread(ctx.db, ctx.me.id, MOST_COUNTED) })

export async function readNotification(ctx: Ctx, { id, read }: { id: string; read: boolean }) {
  // Told again after it was read: the newer one stands for both.
  const stands = !read && (await queries.existsStanding(ctx.db, ctx.me.id, id))
  const known = stands || (await queries.updateRead(ctx.db, { id, personId: ctx.me.id, readAt: read ? ctx.now : null }))
  if (!known) throw text.refusal(404, 'unknown')
  announce(ctx, ctx.me.id, 1)
  return { done: true as const }
}

export async function readAllNotifications(ctx: Ctx, { until, link }: { until?: Date; link?: string }) {
  const count = await queries.updateAllRead(ctx.db, { personId: ctx.me.id, link, until: until ?? ctx.now, now: ctx.now })
  if (count > 0) announce(ctx, ctx.me.id, count)
  return { count }
}

/** A colleague (whoever acts, unless told) has opened a case: what was told of it is read. Answers how many that were. */
export async function markRead(ctx: Ctx, { caseId, personId = ctx.me.id }: { caseId: string; personId?: string }): Promise<number> {
  const count = await queries.updateAllRead(ctx.db, { personId, caseId, until: ctx.now, now: ctx.now })
  if (count > 0) announce(ctx, personId, count)
  return count
}

function announce(ctx: Ctx, personId: string, count: number) {
  emit(ctx, notificationsRead, { personId, count }, { people: [personId] })
}

/** Read ones are kept for ninety days, everything for half a year. */
export async function forgetOld(ctx: Ctx) {
  const ago = (days: number) => new Date(ctx.now.getTime() - days * DAY)
  await queries.deleteOld(ctx.db, ago(90), ago(180))
}
