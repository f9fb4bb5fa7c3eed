import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import { chainState } from '#platform/seal.ts'
import type { readAudit as ReadAudit } from '../contract/access.ts'
import * as queries from '../queries.ts'
import { dayNumber, dayOfNumber, vnStartOfDay } from '../rules/vietnamDay.ts'

export async function readAudit(ctx: Ctx, { after, limit, fromDay, toDay, ...filter }: z.output<typeof ReadAudit.input>) {
  const rows = await queries.selectEvents(ctx.db, {
    ...filter,
    limit,
    after: decodeCursor(after, 2),
    from: fromDay ? vnStartOfDay(fromDay) : undefined,
    to: toDay ? vnStartOfDay(dayOfNumber(dayNumber(toDay) + 1)) : undefined,
  })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(({ atExact: _, ...row }) => row),
    next: rows.length > limit && last ? encodeCursor([last.atExact, last.id]) : null,
  }
}

/** Read from the chain itself at every look. */
export const auditState = (ctx: Ctx) => chainState(ctx.db)
