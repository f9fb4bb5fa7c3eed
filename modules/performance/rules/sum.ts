import { type Counted, isGross, type Judgement } from './judge.ts'

/** What is left of many judgements: the raw material of every figure, the same from SQL and from here. */
export type Sum = {
  numerator: number
  denominator: number
  pending: number
  excluded: Record<string, number>
  /** Σ of values over what is counted, with median (mean of the middle two), 90th percentile (nearest rank). Null when nothing has a value. */
  total: number | null
  median: number | null
  p90: number | null
  /** Answers of 1 or 2 (CSAT). */
  bottom: number
}

export type Figure = {
  value: number | null
  numerator: number
  denominator: number
  excluded: Record<string, number>
  pending: number
  more: Record<string, number | null>
}

export const NOTHING: Sum = { numerator: 0, denominator: 0, pending: 0, excluded: {}, total: null, median: null, p90: null, bottom: 0 }

/** Individual figures below this are "chưa đủ mẫu": kpi.md §0. */
export const ENOUGH = 5
/** Surveys below this show their interval. */
export const SURE = 30

export function sumOf(judgements: readonly Judgement[]): Sum {
  const counted = judgements.filter(({ part }) => part === 'numerator' || part === 'missed')
  const values = counted.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b)
  const excluded: Record<string, number> = {}
  for (const { part, reason } of judgements) if (part === 'excluded' && reason) excluded[reason] = (excluded[reason] ?? 0) + 1
  return {
    numerator: counted.filter(({ part }) => part === 'numerator').length,
    denominator: counted.length,
    pending: judgements.filter(({ part }) => part === 'pending').length,
    excluded,
    total: values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null,
    median: median(values),
    p90: nearestRank(values, 0.9),
    bottom: values.filter((value) => value <= 2).length,
  }
}

/** Of sorted values: the middle one, or the mean of the two in the middle. */
export function median(sorted: readonly number[]): number | null {
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}

/** Of sorted values: the smallest that at least `share` of them do not exceed. */
export function nearestRank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? null
}

export const ratio = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator)

/** Wilson's 95 % interval of a share. */
export function wilson(hits: number, n: number): [number, number] | null {
  if (n === 0) return null
  const z = 1.959963984540054
  const share = hits / n
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/** What is a number of cases and no share of any. */
export const isCount = (metric: Counted) => metric.startsWith('backlog') || isGross(metric)
const TIMES: readonly Counted[] = ['resolution_time', 'first_response']

export function figureOf(metric: Counted, sum: Sum): Figure {
  const { numerator, denominator, excluded, pending } = sum
  const common = { numerator, denominator, excluded, pending }
  if (isCount(metric)) return { ...common, value: numerator, more: {} }
  const mean = sum.total === null ? null : sum.total / denominator
  if (TIMES.includes(metric)) return { ...common, value: sum.median, more: { mean, p90: sum.p90 } }
  const value = ratio(numerator, denominator)
  if (metric === 'resolved') return { ...common, value, more: { strict: ratio(sum.total ?? 0, denominator) } }
  if (metric !== 'csat') return { ...common, value, more: {} }
  const [low, high] = (denominator < SURE && wilson(numerator, denominator)) || [null, null]
  return { ...common, value, more: { mean, low, high, bottom: ratio(sum.bottom, denominator) } }
}
