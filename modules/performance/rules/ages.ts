/** Buckets of kpi.md KPI-03 in business days; both ends count, the last is open. */
export const BUCKETS: readonly { from: number; to: number | null }[] = [
  { from: 0, to: 1 },
  { from: 2, to: 3 },
  { from: 4, to: 7 },
  { from: 8, to: 15 },
  { from: 16, to: 30 },
  { from: 31, to: null },
]

/**
 * The working days up to and including `day`, newest first, as many as asked for; `isWorking` answers for one day.
 * Gives up after `most` calendar days, so that a calendar that never opens ends.
 */
export function workingDaysBack(day: string, count: number, isWorking: (day: string) => boolean, most = 400): string[] {
  const found: string[] = []
  for (let back = 0; back < most && found.length < count; back++) {
    const one = daysLater(day, -back)
    if (isWorking(one)) found.push(one)
  }
  return found
}

/** Age in business days: working days that began after the day of creation, up to today. `back` as of `workingDaysBack`. */
export function ageIn(back: readonly string[], createdOn: string): number {
  const young = back.findIndex((day) => day <= createdOn)
  return young === -1 ? back.length : young
}

/** Created before this day means at least `age` business days old; undefined when the calendar does not reach that far. Age 0 is everything. */
export const createdBefore = (back: readonly string[], age: number): string | undefined => back[age - 1]

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
