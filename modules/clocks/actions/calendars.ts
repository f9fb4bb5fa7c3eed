import type { z } from 'zod'
import type { calendarChanged } from '#org'
import type { Ctx } from '#platform/context.ts'
import * as queries from '../queries.ts'
import { text } from '../text.ts'
import { dated, write } from './change.ts'
import { tellChanged } from './show.ts'
import { forgetTargets } from './targets.ts'

const AT_ONCE = 200

/** Working time is other than it was: what it counts for is marked, and dated anew a little later in small portions. */
export function markForRedating(ctx: Ctx, { calendarId }: z.output<typeof calendarChanged.facts>) {
  forgetTargets(ctx)
  return queries.markStale(ctx.db, calendarId)
}

/** Dates a portion of the marked clocks anew; answers how many. A span once set is kept, only the calendar is another. */
export async function redateStale(ctx: Ctx): Promise<number> {
  const before = await queries.lockStale(ctx.db, AT_ONCE)
  if (before.length === 0) return 0
  const after = await dated(ctx, before, { keepSpan: true })
  const differs = (clock: queries.Clock, place: number) => before[place]?.dueAt.getTime() !== clock.dueAt.getTime()
  const told = (clock: queries.Clock, place: number) => (differs(clock, place) ? 'redated' : null)
  await write(
    ctx,
    after.map((clock, place) => ({ clock, at: ctx.now, told: told(clock, place), reason: text.vi.calendarChanged })),
  )
  await tellChanged(ctx, after.filter(differs))
  return after.length
}
