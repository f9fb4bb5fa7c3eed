import type { WorkingCalendar } from '#org'
import { between, type Kind, levelAfterRedating, momentOf, nextLevel, type Stretch, usedOf } from './span.ts'

/** What moves in a clock. */
export type Moving = {
  kind: Kind
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  minutes: number
  usedMinutes: number
  runningSince: Date | null
  startedAt: Date
  dueAt: Date
  level: number
  nextAt: Date | null
  breachedAt: Date | null
  stoppedAt: Date | null
}

type Counted = WorkingCalendar | null

/** A clock that begins to run. */
export function begun(kind: Kind, minutes: number, at: Date, calendar: Counted): Moving {
  const clock = { kind, minutes, usedMinutes: 0, runningSince: at }
  return {
    ...{ ...clock, state: 'running', startedAt: at, level: 0, breachedAt: null, stoppedAt: null },
    dueAt: momentOf([{ from: at, to: null }], calendar, minutes),
    nextAt: nextLevel({ ...clock, calendar }, 0)?.at ?? null,
  }
}

/** Nothing happens before the stretch it belongs to: a message may be older than the moment it reached us. */
const notBefore = (at: Date, since: Date | null) => (since && at < since ? since : at)

const usedBy = ({ usedMinutes, runningSince }: Moving, at: Date, calendar: Counted) =>
  runningSince ? usedMinutes + Math.max(0, between(calendar, runningSince, notBefore(at, runningSince))) : usedMinutes

export function paused<Clock extends Moving>(clock: Clock, given: Date, calendar: Counted): { clock: Clock; at: Date } {
  const at = notBefore(given, clock.runningSince)
  return { at, clock: { ...clock, state: 'paused', usedMinutes: usedBy(clock, at, calendar), runningSince: null, nextAt: null } }
}

export function resumed<Clock extends Moving>(clock: Clock, at: Date, calendar: Counted): Clock {
  const { kind, minutes, usedMinutes, level } = clock
  const nextAt = nextLevel({ kind, minutes, usedMinutes, runningSince: at, calendar }, level)?.at ?? null
  return { ...clock, state: 'running', runningSince: at, dueAt: dueFrom(clock, at, calendar), nextAt }
}

/** The due moment if it went on at `at`; what was late before it stood still stays as late as it was. */
const dueFrom = ({ minutes, usedMinutes, dueAt }: Moving, at: Date, calendar: Counted) =>
  usedMinutes >= minutes ? dueAt : momentOf([{ from: at, to: null }], calendar, minutes - usedMinutes)

/** What it waited for was done. Too late: `breached`, and it says since when. */
export function ended<Clock extends Moving>(clock: Clock, given: Date, calendar: Counted): { clock: Clock; at: Date; inTime: boolean } {
  const at = notBefore(given, clock.runningSince ?? clock.startedAt)
  const dueAt = clock.state === 'paused' ? dueFrom(clock, at, calendar) : clock.dueAt
  const inTime = at <= dueAt
  const stopped = { runningSince: null, nextAt: null, stoppedAt: at, dueAt, usedMinutes: usedBy(clock, at, calendar) }
  return { at, inTime, clock: { ...clock, ...stopped, state: inTime ? 'met' : 'breached', breachedAt: inTime ? null : dueAt } }
}

export function cancelled<Clock extends Moving>(clock: Clock, given: Date, calendar: Counted): { clock: Clock; at: Date } {
  const at = notBefore(given, clock.runningSince ?? clock.startedAt)
  const stopped = { runningSince: null, nextAt: null, stoppedAt: at, usedMinutes: usedBy(clock, at, calendar) }
  return { at, clock: { ...clock, ...stopped, state: 'cancelled' } }
}

/** Dated anew from its whole history, with the span and the calendar that hold now. */
export function redated<Clock extends Moving>(
  clock: Clock,
  stretches: readonly Stretch[],
  { minutes, calendar, now }: { minutes: number; calendar: Counted; now: Date },
): Clock {
  const { used, since } = usedOf(stretches, calendar)
  const dueAt = momentOf(stretches, calendar, minutes)
  const runBy = since ? used + Math.max(0, between(calendar, since, now)) : used
  const level = levelAfterRedating({ kind: clock.kind, minutes }, clock.level, runBy)
  const running = since && { kind: clock.kind, minutes, usedMinutes: used, runningSince: since, calendar }
  return {
    ...clock,
    ...{ minutes, dueAt, level, usedMinutes: used, runningSince: since },
    nextAt: running ? (nextLevel(running, level)?.at ?? null) : null,
    breachedAt: level >= 100 ? dueAt : null,
  }
}

/** An ended clock goes on as if it had never stopped. */
export function revived<Clock extends Moving>(clock: Clock, stretches: readonly Stretch[], calendar: Counted, now: Date): Clock {
  return redated({ ...clock, state: 'running', stoppedAt: null }, stretches, { minutes: clock.minutes, calendar, now })
}
