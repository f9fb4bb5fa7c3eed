import type { WorkingCalendar } from '#org'

export type Asked = { severity?: number | null; caseType?: string | null; tier?: string | null; channel?: string | null }
export type TargetRow = {
  id: string
  kind: string
  caseType: string | null
  severity: number | null
  tier: string | null
  channel: string | null
  amount: number
  unit: 'minutes' | 'working_days'
  workingTime: boolean
  precedence: number
  note: string
}

/** The target that applies: every condition it states holds; the smallest precedence, then the most conditions, then the shortest. */
export function targetFor(targets: readonly TargetRow[], kind: string, asked: Asked): TargetRow | undefined {
  const fits = (stated: string | number | null, is: string | number | null | undefined) => stated === null || stated === is
  return targets
    .filter(
      (one) =>
        one.kind === kind &&
        fits(one.severity, asked.severity) &&
        fits(one.caseType, asked.caseType) &&
        fits(one.tier, asked.tier) &&
        fits(one.channel, asked.channel),
    )
    .toSorted(
      (a, b) =>
        a.precedence - b.precedence || conditions(b) - conditions(a) || minutesOf(a, 480) - minutesOf(b, 480) || a.id.localeCompare(b.id),
    )[0]
}

const conditions = ({ severity, caseType, tier, channel }: TargetRow) =>
  [severity, caseType, tier, channel].filter((stated) => stated !== null).length

const DAY_MINUTES = 1440

/** Minutes of one working day: the longest ordinary day of the company's own calendar (processes.md §0.2: 1 wd = 8 bh). */
export function dayOf(calendar: Pick<WorkingCalendar, 'roundClock' | 'week'>): number {
  if (calendar.roundClock) return DAY_MINUTES
  const days = Object.values(calendar.week).map((intervals) => intervals.reduce((sum, [from, to]) => sum + to - from, 0))
  return Math.max(0, ...days) || 480
}

export const minutesOf = (target: Pick<TargetRow, 'amount' | 'unit'>, dayMinutes: number): number =>
  target.unit === 'minutes' ? target.amount : target.amount * dayMinutes

/** The rule as a clock keeps it: the note somebody wrote, else its span in short (`=4h`, `=30m`, `=5d`; `*`: day and night), for `spanOf`. */
export function ruleOf({ note, amount, unit, workingTime }: Pick<TargetRow, 'note' | 'amount' | 'unit' | 'workingTime'>): string {
  if (note) return note
  const isHours = unit === 'minutes' && amount % 60 === 0
  const short = unit === 'working_days' ? `${amount}d` : isHours ? `${amount / 60}h` : `${amount}m`
  return `=${short}${workingTime ? '' : '*'}`
}

/** What `ruleOf` kept in short; undefined for a note. */
export function spanOf(rule: string): { amount: number; unit: 'minutes' | 'hours' | 'days'; workingTime: boolean } | undefined {
  const [, amount, unit, always] = /^=(\d+)([mhd])(\*?)$/.exec(rule) ?? []
  if (!amount) return undefined
  return { amount: Number(amount), unit: unit === 'd' ? 'days' : unit === 'h' ? 'hours' : 'minutes', workingTime: !always }
}
