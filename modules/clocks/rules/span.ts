import { addWorkingMinutes, type WorkingCalendar, workingMinutesBetween } from '#org'

export const LEVELS = [50, 80, 100, 150] as const
export type Level = (typeof LEVELS)[number]
export type Kind = 'first_response' | 'next_response' | 'resolution' | 'promise' | 'follow_up' | 'snooze'

/** Which levels a kind announces. A snooze only ends; an appointment needs no countdown. */
const LEVELS_OF: Record<Kind, readonly Level[]> = {
  first_response: LEVELS,
  next_response: LEVELS,
  resolution: LEVELS,
  promise: LEVELS,
  follow_up: [100, 150],
  snooze: [100],
}

/** Stand still while the customer is waited for. A first answer, a promise and an appointment are owed whatever the case waits for. */
export const PAUSED_KINDS: readonly Kind[] = ['next_response', 'resolution']
/** Targets by policy, in place of a moment somebody named. */
export const TARGET_KINDS = ['first_response', 'next_response', 'resolution'] as const

/** A stretch of running; `to` null: still running. */
export type Stretch = { from: Date; to: Date | null }
export type Step = { state: string; at: Date }

/** The running stretches that the append-only segments tell of. */
export function stretchesOf(steps: readonly Step[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { state, at } of steps) {
    const last = stretches.at(-1)
    if (state === 'running') {
      if (!last || last.to) stretches.push({ from: at, to: null })
    } else if (state !== 'redated' && last && !last.to) last.to = at
  }
  return stretches
}

/** Whole milliseconds: parts of minutes that were added up would else fall a millisecond short. */
const add = (calendar: WorkingCalendar | null, start: Date, minutes: number) => {
  const left = Math.round(Math.max(0, minutes) * 60_000)
  return calendar ? addWorkingMinutes(calendar, start, left / 60_000) : new Date(start.getTime() + left)
}
export const between = (calendar: WorkingCalendar | null, from: Date, to: Date) =>
  calendar ? workingMinutesBetween(calendar, from, to) : (to.getTime() - from.getTime()) / 60_000

/** Minutes run in closed stretches, and since when the open one runs. */
export function usedOf(stretches: readonly Stretch[], calendar: WorkingCalendar | null) {
  let used = 0
  let since: Date | null = null
  for (const { from, to } of stretches) {
    if (to) used += Math.max(0, between(calendar, from, to))
    else since = from
  }
  return { used, since }
}

/** The moment by which `minutes` have run: inside an earlier stretch, or ahead as if the last one went on. */
export function momentOf(stretches: readonly Stretch[], calendar: WorkingCalendar | null, minutes: number): Date {
  let left = minutes
  let last: Stretch | undefined
  for (const stretch of stretches) {
    last = stretch
    if (!stretch.to) break
    const worked = Math.max(0, between(calendar, stretch.from, stretch.to))
    if (worked >= left && worked > 0) break
    left -= worked
  }
  if (!last) throw new RangeError('a clock that never ran is due never')
  return last.to && between(calendar, last.from, last.to) < left ? add(calendar, last.to, left) : add(calendar, last.from, left)
}

export type Running = { kind: Kind; minutes: number; usedMinutes: number; runningSince: Date; calendar: WorkingCalendar | null }

/** When a running clock reaches a level. What had been used up before this stretch was reached at its beginning. */
export function levelMoment({ minutes, usedMinutes, runningSince, calendar }: Running, level: number): Date {
  return add(calendar, runningSince, (minutes * level) / 100 - usedMinutes)
}

/** The first level above `level` that this kind announces, and when; null after the last. */
export function nextLevel(clock: Running, level: number): { level: Level; at: Date } | null {
  const next = LEVELS_OF[clock.kind].find((one) => one > level)
  return next ? { level: next, at: levelMoment(clock, next) } : null
}

/** Levels a clock has passed by `now` above the one it announced, lowest first, and when it must be looked at again. */
export function passedLevels(clock: Running, level: number, now: Date): { passed: Level[]; nextAt: Date | null } {
  const passed: Level[] = []
  let next = nextLevel(clock, level)
  while (next && next.at <= now) {
    passed.push(next.level)
    next = nextLevel(clock, next.level)
  }
  return { passed, nextAt: next?.at ?? null }
}

/** After a new dating: levels that now lie ahead will be announced again, those behind are not announced twice. `used`: minutes run by now. */
export function levelAfterRedating({ kind, minutes }: Pick<Running, 'kind' | 'minutes'>, level: number, used: number): number {
  return LEVELS_OF[kind].filter((one) => one <= level && used >= (minutes * one) / 100 - 1 / 60_000).at(-1) ?? 0
}
