import type { Interval, WorkingCalendar } from './workingTime.ts'

export type Week = Readonly<Record<number, readonly Interval[]>>
export type SpecialDay = { calendarId: string | null; day: string; kind: string; intervals: readonly Interval[] }
export type Use = { calendarId: string; channel: string | null; severity: number | null; branchId: string | null }

/** In order, each with a beginning before its end, none overlapping; two may touch. */
export function isOrdered(intervals: readonly Interval[]): boolean {
  return intervals.every(([from, to], at) => from < to && (at === 0 || (intervals[at - 1]?.[1] ?? 0) <= from))
}

/** Does this week have any hours? */
export const hasHours = (week: Week): boolean => Object.values(week).some((intervals) => intervals.length > 0)

/**
 * A calendar as plain data. A day of the whole company holds for every calendar that has no day of its own then; a swapped working day
 * without hours of its own is worked like a Monday. One of the whole company adds hours and takes none away: who works longer on that
 * weekday anyway, such as the hotline, still does.
 */
export function assemble(
  calendar: { id: string; version: number; roundClock: boolean },
  week: Week,
  days: readonly SpecialDay[],
): WorkingCalendar {
  const shared = days.filter(({ calendarId }) => calendarId === null)
  const own = days.filter(({ calendarId }) => calendarId === calendar.id)
  const intervalsOf = ({ calendarId, day, kind, intervals }: SpecialDay) => {
    if (kind !== 'swap_working') return []
    const worked = intervals.length > 0 ? intervals : (week[1] ?? [])
    return calendarId === null ? together([...worked, ...(week[weekdayOf(day)] ?? [])]) : worked
  }
  return { ...calendar, week, days: Object.fromEntries([...shared, ...own].map((day) => [day.day, intervalsOf(day)])) }
}

/** 1: Monday … 7: Sunday. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Hours that overlap or touch become one. */
function together(intervals: readonly Interval[]): readonly Interval[] {
  const joined: [from: number, to: number][] = []
  for (const [from, to] of intervals.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/**
 * Which calendar serves: a use that names the severity before one that names the branch before one that names the channel; every part
 * a use names must match. None: undefined, the usual calendar serves.
 */
export function calendarOf(uses: readonly Use[], wanted: { channel?: string; severity?: number; branchId?: string }): string | undefined {
  const weight = (use: Use) => (use.severity !== null ? 4 : 0) + (use.branchId !== null ? 2 : 0) + (use.channel !== null ? 1 : 0)
  return uses
    .filter(
      (use) =>
        (use.severity === null || use.severity === wanted.severity) &&
        (use.branchId === null || use.branchId === wanted.branchId) &&
        (use.channel === null || use.channel === wanted.channel),
    )
    .sort((a, b) => weight(b) - weight(a))[0]?.calendarId
}

const office: readonly Interval[] = [
  [8 * 60, 12 * 60],
  [13 * 60, 17 * 60],
]
const morning: readonly Interval[] = [[8 * 60, 12 * 60]]
const hotline: readonly Interval[] = [[8 * 60, 20 * 60]]

/** What a new house begins with: office hours with a Saturday morning, the hotline's own hours, and round the clock for S1. */
export const firstCalendars = {
  office: {
    name: 'Giờ hành chính',
    roundClock: false,
    isDefault: true,
    week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: morning, 7: [] },
  },
  hotline: {
    name: 'Tổng đài',
    roundClock: false,
    isDefault: false,
    week: { 1: hotline, 2: hotline, 3: hotline, 4: hotline, 5: hotline, 6: hotline, 7: hotline },
  },
  always: { name: 'Suốt ngày đêm', roundClock: true, isDefault: false, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } },
} satisfies Record<string, { name: string; roundClock: boolean; isDefault: boolean; week: Week }>
