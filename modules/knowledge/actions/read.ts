import type { z } from 'zod'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type { listReplies as ListReplies, ReplyChannel, ReplyScope, SavedReply } from '../contract.ts'
import * as queries from '../queries.ts'

export async function listReplies(ctx: Ctx, { after, ...wanted }: z.output<typeof ListReplies.input>) {
  const rows = await queries.selectReplies(ctx.db, ctx.me, { ...wanted, after: decodeCursor(after, 2) })
  const { items, next } = cutPage(rows, wanted.limit, ({ used, id }) => [-used, id])
  return { next, items: items.map((row) => shown(ctx, row)) }
}

/** The replies whoever acts may use on a channel, most used first. */
export async function repliesFor(ctx: Ctx, { q, channel, limit = 50 }: { q?: string; channel?: ReplyChannel; limit?: number } = {}) {
  const rows = await queries.selectReplies(ctx.db, ctx.me, { q, channel, archived: false, limit })
  return rows.slice(0, limit).map((row) => shown(ctx, row))
}

function shown(ctx: Ctx, { ownerId, ...row }: queries.ReplyRow): SavedReply {
  return { ...row, mayChange: mayKeep(ctx, { scope: row.scope, unitId: row.unitId, ownerId }) }
}

/** How far one may save and change: for oneself, for one's unit, for everybody. Nobody touches what a colleague saved for themselves. */
export function mayKeep(
  ctx: Ctx,
  { scope, unitId, ownerId }: { scope: ReplyScope; unitId: string | null; ownerId: string | null },
): boolean {
  const reach = scopeOf(ctx.me, 'knowledge.write')
  if (!reach) return false
  if (scope === 'own') return ownerId === ctx.me.id
  if (reach === 'all') return true
  const units = reach === 'unit' ? ctx.me.unitIds : reach === 'team' ? ctx.me.teamIds : []
  return scope === 'unit' && unitId !== null && units.includes(unitId)
}
