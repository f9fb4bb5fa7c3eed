import type { Language } from '#platform/text.ts'
import { format } from '#web/kit.tsx'
import type { Metric, Tile } from '../contract.ts'
import { isCount } from '../rules/sum.ts'
import { words } from '../text/screen.ts'

type Measure = Tile['unit']

export const unitOf = (metric: Metric): Measure => {
  if (isCount(metric)) return 'count'
  return metric === 'resolution_time' || metric === 'first_response' ? 'seconds' : 'percent'
}
const LESS_IS_BETTER: readonly Metric[] = [
  'backlog',
  'backlog_overdue',
  'backlog_waiting',
  'resolution_time',
  'first_response',
  'repeat_contact',
  'reopen',
]
/** Of what is open: a share of it that has its own list. */
const SHARE_OF_OPEN: readonly Metric[] = ['backlog_overdue', 'backlog_waiting']
export const isBetterDown = (metric: Metric) => LESS_IS_BETTER.includes(metric)

/** A value and its unit apart: "72,6%", or "6,3" and "giờ". Working time stays in hours: a working day has no fixed length. */
export function shownValue(unit: Measure, value: number | null, language: Language): { value: string; unit?: string } {
  const t = words[language]
  if (value === null) return { value: t.none }
  if (unit === 'percent') return { value: format.percent(value, language) }
  if (unit === 'count') return { value: format.number(value, language), unit: t.cases }
  if (value < 60) return { value: '< 1', unit: t.minute }
  if (value < 3600) return { value: format.number(Math.round(value / 60), language), unit: t.minute }
  return { value: format.number(value / 3600, language, 1), unit: t.hour }
}

/** The same in one piece. */
export function said(unit: Measure, value: number | null, language: Language): string {
  const shown = shownValue(unit, value, language)
  return shown.unit && unit !== 'count' ? `${shown.value} ${shown.unit}` : shown.value
}

/** How far it moved, without its sign: "4,1 điểm", "9", "35 phút". */
export function moved(unit: Measure, change: number, language: Language): string {
  if (unit === 'percent') return format.points(change * 100, language)
  return unit === 'count' ? format.number(Math.abs(change), language) : said('seconds', Math.abs(change), language)
}

/** What is too small to be seen is no change. */
export const leastOf = (unit: Measure) => (unit === 'percent' ? 0.0005 : unit === 'count' ? 0.5 : 30)

export function changeOf(
  { unit, metric, value, before }: { unit: Measure; metric: Metric; value: number | null; before: number | null },
  language: Language,
) {
  if (value === null || before === null || Math.abs(value - before) < leastOf(unit)) return null
  return { words: moved(unit, value - before, language), up: value > before, good: value > before !== isBetterDown(metric) }
}

type Part = 'numerator' | 'denominator' | 'missed' | 'excluded' | 'pending'

/** What a part of a number is called; where the number counts a trouble, being in it is not an achievement. */
export function partWords(metric: Metric, part: Part, language: Language): string {
  const t = words[language]
  if (metric === 'backlog_overdue' && part === 'numerator') return t.partOverdue
  if (metric === 'backlog_overdue' && part === 'missed') return t.partInTime
  if (metric === 'backlog_waiting' && part === 'numerator') return t.partWaiting
  if (metric === 'backlog_waiting' && part === 'missed') return t.partOurs
  const isTrouble = unitOf(metric) === 'percent' && isBetterDown(metric)
  if (part === 'numerator') return isTrouble ? t.partHappened : t.partNumerator
  if (part === 'missed') return isTrouble ? t.partSpared : t.partMissed
  return { denominator: t.partDenominator, excluded: t.partExcluded, pending: t.partPending }[part]
}

/** Whether its cases divide into two kinds: a share, or what of the open ones is overdue or waits. */
export const isDivided = (metric: Metric) => unitOf(metric) === 'percent' || SHARE_OF_OPEN.includes(metric)

export const isBad = (metric: Metric, part: Part): boolean =>
  unitOf(metric) === 'percent' && part === (isBetterDown(metric) ? 'numerator' : 'missed')
