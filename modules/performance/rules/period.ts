import { daysLater } from './ages.ts'

/** Days are `YYYY-MM-DD` of Hồ Chí Minh City; `until` is the first day that no longer counts. */
export type Days = { from: string; until: string }
export type Asked = {
  period: 'today' | 'week' | 'month' | 'last_month' | 'last_7' | 'last_30' | 'last_90' | 'custom'
  from?: string
  until?: string
}

/** The days somebody asked for. A custom period turned round is turned back; without ends it is today. */
export function daysOf({ period, from = undefined, until = undefined }: Asked, today: string): Days {
  const tomorrow = daysLater(today, 1)
  if (period === 'today') return { from: today, until: tomorrow }
  if (period === 'week') return { from: mondayOf(today), until: daysLater(mondayOf(today), 7) }
  if (period === 'month') return { from: firstOf(today), until: monthsLater(firstOf(today), 1) }
  if (period === 'last_month') return { from: monthsLater(firstOf(today), -1), until: firstOf(today) }
  if (period !== 'custom') return { from: daysLater(tomorrow, -Number(period.slice(5))), until: tomorrow }
  const ends = [from ?? until ?? today, until ?? from ?? today].sort()
  return { from: ends[0] ?? today, until: daysLater(ends[1] ?? today, 1) }
}

/** The same period `back` times before: months before months, else the same number of days. */
export function daysBefore(asked: Asked, { from, until }: Days, back = 1): Days {
  if (asked.period === 'month' || asked.period === 'last_month') return { from: monthsLater(from, -back), until: monthsLater(until, -back) }
  const length = daysBetween(from, until)
  return { from: daysLater(from, -length * back), until: daysLater(until, -length * back) }
}

/** Every day of a period. */
export function eachDay({ from, until }: Days): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, until)) }, (_, n) => daysLater(from, n))
}

export const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)

const firstOf = (day: string) => `${day.slice(0, 7)}-01`
const mondayOf = (day: string) => daysLater(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

function monthsLater(first: string, months: number): string {
  const date = new Date(`${first}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}
