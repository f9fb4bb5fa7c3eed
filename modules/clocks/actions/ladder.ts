import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { clockReached } from '../events.ts'
import * as queries from '../queries.ts'
import { type Level, passedLevels } from '../rules/span.ts'
import { text } from '../text.ts'
import { aboutOf } from './about.ts'
import { calendarsOf, subjectOf, write } from './change.ts'
import { tellChanged } from './show.ts'
import { remind } from './tell.ts'

/** Few: whoever answers a case meanwhile waits for its clock no longer than this portion takes. */
const AT_ONCE = 20

/** Announces the levels that running clocks have passed, each once and in order; answers how many clocks moved. */
export async function climbLadder(ctx: Ctx): Promise<number> {
  const due = await queries.lockDue(ctx.db, ctx.now, AT_ONCE)
  if (due.length === 0) return 0
  const calendarOf = await calendarsOf(ctx, due)
  const climbed = due.flatMap((clock) => {
    if (!clock.runningSince) return []
    const calendar = calendarOf(clock)
    const { passed, nextAt } = passedLevels({ ...clock, runningSince: clock.runningSince, calendar }, clock.level, ctx.now)
    return { passed, clock: after(clock, passed, nextAt) }
  })
  await write(
    ctx,
    climbed.map(({ clock, passed }) => ({
      clock,
      at: clock.stoppedAt ?? ctx.now,
      told: clock.stoppedAt ? clock.state : null,
      reason: text.vi.taken,
      announce: () => passed.map((level) => announce(ctx, clock, level)),
    })),
  )
  await tellChanged(
    ctx,
    climbed.filter(({ passed }) => passed.includes(100)).map(({ clock }) => clock),
  )
  await remind(ctx, climbed)
  return climbed.length
}

/** A snooze is over at its moment; everything else goes on until it is met. */
function after(clock: queries.Clock, passed: readonly Level[], nextAt: Date | null): queries.Clock {
  const level = passed.at(-1) ?? clock.level
  const breachedAt = passed.includes(100) ? clock.dueAt : clock.breachedAt
  if (clock.kind !== 'snooze' || !passed.includes(100)) return { ...clock, level, breachedAt, nextAt }
  const stopped = { state: 'met' as const, stoppedAt: clock.dueAt, runningSince: null, usedMinutes: clock.minutes, breachedAt: null }
  return { ...clock, ...stopped, level, nextAt: null }
}

function announce(ctx: Ctx, clock: queries.Clock, level: Level) {
  const { id: clockId, kind, responsibleId, dueAt } = clock
  emit(ctx, clockReached, { clockId, kind, subject: subjectOf(clock), level, responsibleId, dueAt }, aboutOf(clock))
}
