import { dayNumber, modulo, vnOffset, weekdayOf } from './vietnamDay.ts'

/** Minutes from midnight in Hồ Chí Minh City, `[from, to)`. */
export type Interval = readonly [from: number, to: number]

/**
 * When somebody works, as plain data. `days` says what holds on one day in place of its weekday: `[]` is a day off,
 * anything else a day with hours of its own. Intervals of a day are sorted and do not overlap.
 */
export type WorkingCalendar = {
  id: string
  version: number
  roundClock: boolean
  /** 1 = Monday … 7 = Sunday. */
  week: Readonly<Record<number, readonly Interval[]>>
  days: Readonly<Record<string, readonly Interval[]>>
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Monday, 5 January 1970: the day from which working time is counted. */
const FIRST_MONDAY = 4

/**
 * The earliest instant at or after `start` by which `minutes` of working time have passed; with none to pass, `start` itself.
 * A calendar that never opens again throws: nothing can be due on it.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, start: Date, minutes: number): Date {
  if (!(minutes > 0)) return start
  if (calendar.roundClock) return new Date(start.getTime() + minutes * MINUTE)
  const sums = sumsOf(calendar)
  const target = workedBefore(sums, start) + minutes * MINUTE
  const day = firstDayReaching(sums, target, localDay(start))
  const missing = target - sums.before(day)
  return instantOf(day, afterWorking(sums.intervals(day), missing))
}

/** Working time between two instants in minutes, fractional; negative when `to` lies before `from`. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (calendar.roundClock) return (to.getTime() - from.getTime()) / MINUTE
  const sums = sumsOf(calendar)
  return (workedBefore(sums, to) - workedBefore(sums, from)) / MINUTE
}

/** Is it working time at this instant? The end of an interval is not. */
export function isOpen(calendar: WorkingCalendar, at: Date): boolean {
  if (calendar.roundClock) return true
  const passed = localTime(at)
  return sumsOf(calendar)
    .intervals(localDay(at))
    .some(([from, to]) => from * MINUTE <= passed && passed < to * MINUTE)
}

/** `at` itself when open, else the next moment work begins. Throws on a calendar that never opens again. */
export function nextOpening(calendar: WorkingCalendar, at: Date): Date {
  if (isOpen(calendar, at)) return at
  const sums = sumsOf(calendar)
  const worked = workedBefore(sums, at)
  const day = firstDayReaching(sums, worked + 1, localDay(at))
  const done = worked - sums.before(day)
  return instantOf(day, afterWorking(sums.intervals(day), done + 1) - 1)
}

const localDay = (at: Date) => Math.floor((at.getTime() + vnOffset(at)) / DAY)
const localTime = (at: Date) => modulo(at.getTime() + vnOffset(at), DAY)

function instantOf(day: number, passed: number): Date {
  const local = day * DAY + passed
  return new Date(local - vnOffset(new Date(local - 7 * 3_600_000)))
}

type Sums = {
  intervals: (day: number) => readonly Interval[]
  /** Milliseconds of work from the first Monday to the beginning of the day; negative before it. */
  before: (day: number) => number
  perWeek: number
  lastSpecialDay: number
}

const known = new WeakMap<WorkingCalendar, Sums>()

/**
 * Working time before any day without walking the days: whole weeks are multiplied, special days corrected by running sums.
 * Computed once per calendar object (calendars are data and never change in place).
 */
function sumsOf(calendar: WorkingCalendar): Sums {
  const already = known.get(calendar)
  if (already) return already
  const weekday = [1, 2, 3, 4, 5, 6, 7].map((day) => lengthOf(calendar.week[day] ?? []))
  const untilWeekday = running(weekday)
  const perWeek = untilWeekday[7] ?? 0
  const special = Object.entries(calendar.days)
    .map(([day, intervals]) => ({ day: dayNumber(day), intervals }))
    .sort((a, b) => a.day - b.day)
  const byDay = new Map(special.map(({ day, intervals }) => [day, intervals]))
  const more = special.map(({ day, intervals }) => lengthOf(intervals) - (weekday[weekdayOf(day) - 1] ?? 0))
  const moreUntil = running(more)

  const sums: Sums = {
    intervals: (day) => byDay.get(day) ?? calendar.week[weekdayOf(day)] ?? [],
    before: (day) => ordinary(day) + (moreUntil[countBefore(special, day)] ?? 0),
    perWeek,
    lastSpecialDay: special.at(-1)?.day ?? Number.NEGATIVE_INFINITY,
  }
  function ordinary(day: number) {
    const since = day - FIRST_MONDAY
    return Math.floor(since / 7) * perWeek + (untilWeekday[modulo(since, 7)] ?? 0)
  }
  known.set(calendar, sums)
  return sums
}

const lengthOf = (intervals: readonly Interval[]) => intervals.reduce((sum, [from, to]) => sum + (to - from) * MINUTE, 0)

/** `[0, a, a + b, …]`. */
function running(lengths: readonly number[]): number[] {
  const sums = [0]
  for (const length of lengths) sums.push((sums.at(-1) ?? 0) + length)
  return sums
}

function countBefore(special: readonly { day: number }[], day: number): number {
  let low = 0
  let high = special.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((special[middle]?.day ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low
}

function workedBefore(sums: Sums, at: Date): number {
  const passed = localTime(at)
  const today = sums
    .intervals(localDay(at))
    .reduce((sum, [from, to]) => sum + Math.max(0, Math.min(passed, to * MINUTE) - from * MINUTE), 0)
  return sums.before(localDay(at)) + today
}

/** The first day from `from` on at whose end `target` has been worked: doubling, then halving. */
function firstDayReaching(sums: Sums, target: number, from: number): number {
  const reached = (day: number) => sums.before(day + 1) >= target
  let step = 1
  while (!reached(from + step)) {
    if (sums.perWeek === 0 && from + step > sums.lastSpecialDay) throw new RangeError('this calendar never opens again')
    if (step > 400_000) throw new RangeError('due in more than a thousand years')
    step *= 2
  }
  let low = from
  let high = from + step
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (reached(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** How far into a day its first `missing` milliseconds of work end. */
function afterWorking(intervals: readonly Interval[], missing: number): number {
  let left = missing
  for (const [from, to] of intervals) {
    const length = (to - from) * MINUTE
    if (left <= length) return from * MINUTE + left
    left -= length
  }
  throw new RangeError('more work than the day has')
}
