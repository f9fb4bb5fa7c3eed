import { readTime } from '#web/read.ts'

export type Interval = [from: number, to: number]

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** "08:00–12:00, 13:30–17:30". */
export const hoursAsText = (intervals: readonly Interval[]): string =>
  intervals.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ')

/** What people write: `8-12, 13h30-17h30`; empty is no hours. Undefined: not understood, or out of order. */
export function readHours(typed: string): Interval[] | undefined {
  const parts = typed
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const intervals = parts.map((part): Interval | undefined => {
    const [from, to, more] = part.split(/\s*[-–—→]\s*/)
    const start = minuteOf(from)
    const end = minuteOf(to)
    return start === undefined || end === undefined || more !== undefined ? undefined : [start, end]
  })
  const known = intervals.flatMap((one) => (one ? [one] : []))
  const inOrder = known.every(([from, to], at) => from < to && from >= (known[at - 1]?.[1] ?? 0))
  return known.length === parts.length && inOrder ? known : undefined
}

/** 24:00 is the end of the day. */
function minuteOf(typed: string | undefined): number | undefined {
  if (/^24([:h.]0{0,2})?$/.test(typed?.trim() ?? '')) return 1440
  const read = readTime(typed ?? '')
  if (read === null) return undefined
  const [hour = 0, minute = 0] = read.split(':').map(Number)
  return hour * 60 + minute
}
