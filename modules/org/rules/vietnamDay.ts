const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 13 June 1975, when the clocks of Sài Gòn went back from UTC+8; since then Hồ Chí Minh City is UTC+7 all year. */
const SINCE = Date.UTC(1975, 5, 12, 16)
const OFFSET = 7 * HOUR

/** A day of Hồ Chí Minh City as `YYYY-MM-DD`, whatever time zone the machine has. */
export const vnDay = (at: Date): string => new Date(at.getTime() + vnOffset(at)).toISOString().slice(0, 10)

/** The first instant of a day of Hồ Chí Minh City. The day ends where the next begins: `[from, to)`. */
export function vnStartOfDay(day: string): Date {
  const local = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(local)) throw new RangeError(`not a day: ${day}`)
  return new Date(local - vnOffset(new Date(local - OFFSET)))
}

/** Minutes since midnight in Hồ Chí Minh City, fractional. */
export const vnMinuteOfDay = (at: Date): number => modulo(at.getTime() + vnOffset(at), DAY) / 60_000

/** The offset of Hồ Chí Minh City in milliseconds. Before 1975 it moved with the wars and is asked of the tz database. */
export function vnOffset(at: Date): number {
  if (at.getTime() >= SINCE) return OFFSET
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Ho_Chi_Minh', timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours = '7', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60_000 + Number(seconds) * 1000)
}

/** Days since 1 January 1970 of `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY)
export const dayOfNumber = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** 1 = Monday … 7 = Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (number: number): number => modulo(number + 3, 7) + 1

export const modulo = (a: number, b: number): number => ((a % b) + b) % b
