import { vnStartOfDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Targets } from '../contract.ts'
import { type By, type Edges, selectSums } from '../queries/sums.ts'
import type { Counted } from '../rules/judge.ts'
import { type Figure, figureOf, NOTHING, ratio, type Sum } from '../rules/sum.ts'
import { type Asked, workingDays } from './asked.ts'

type Tiled = Exclude<keyof Targets, 'windowDays'>

/** The tiles in the order they stand, with how they are read. */
export const TILES: Record<Tiled, { unit: 'percent' | 'count' | 'seconds'; direction: 'up' | 'down' }> = {
  csat: { unit: 'percent', direction: 'up' },
  fcr: { unit: 'percent', direction: 'up' },
  resolved: { unit: 'percent', direction: 'up' },
  backlog: { unit: 'count', direction: 'down' },
  resolution_time: { unit: 'seconds', direction: 'down' },
  first_response: { unit: 'seconds', direction: 'down' },
  first_response_on_time: { unit: 'percent', direction: 'up' },
  repeat_contact: { unit: 'percent', direction: 'down' },
  reopen: { unit: 'percent', direction: 'down' },
  survey_response: { unit: 'percent', direction: 'up' },
}
export const TILED: readonly Tiled[] = [
  'csat',
  'survey_response',
  'first_response',
  'first_response_on_time',
  'reopen',
  'fcr',
  'resolved',
  'backlog',
  'resolution_time',
  'repeat_contact',
]

/** One figure for each period. */
export async function figuresOf(ctx: Ctx, { windows, filter }: Asked, metric: Counted, periods: readonly Edges[]): Promise<Figure[]> {
  const sums = await selectSums(ctx.db, metric, periods, windows, filter)
  return periods.map((_, place) => figureOf(metric, sums.find(({ k }) => k === place + 1) ?? NOTHING))
}

/** A tile's figure with its companions of kpi.md: gross FCR, cohort and clearance, overdue and days of backlog. */
export async function tileFigures(ctx: Ctx, asked: Asked, metric: Tiled, periods: readonly Edges[]): Promise<Figure[]> {
  const own = await figuresOf(ctx, asked, metric, periods)
  if (metric === 'fcr') return combined(own, await figuresOf(ctx, asked, 'fcr_gross', periods), ({ value }) => ({ gross: value }))
  if (metric === 'resolved')
    return combined(own, await figuresOf(ctx, asked, 'resolved_cohort', periods), ({ value, denominator }, { numerator }) => ({
      cohort: value,
      clearance: ratio(numerator, denominator),
    }))
  if (metric !== 'backlog') return own
  const overdue = await figuresOf(ctx, asked, 'backlog_overdue', periods)
  const waiting = await figuresOf(ctx, asked, 'backlog_waiting', periods)
  const days = await backlogDays(ctx, asked, own[0]?.value ?? 0)
  return own.map((figure, place) => ({
    ...figure,
    more: {
      ...figure.more,
      overdue: overdue[place]?.value ?? null,
      waiting: waiting[place]?.value ?? null,
      ...(place === 0 ? { days } : {}),
    },
  }))
}

const combined = (own: Figure[], others: Figure[], more: (other: Figure, own: Figure) => Figure['more']) =>
  own.map((figure, place) => {
    const other = others[place]
    return other ? { ...figure, more: { ...figure.more, ...more(other, figure) } } : figure
  })

/** Backlog ÷ cases resolved per working day over the last 20 working days; null when nothing was resolved in them. */
export async function backlogDays(ctx: Ctx, asked: Asked, open: number): Promise<number | null> {
  const days = await workingDays(ctx, asked.now.until, 20)
  const first = days.at(-1)
  if (!first) return null
  const [done] = await figuresOf(ctx, asked, 'resolution_time', [{ from: vnStartOfDay(first), until: asked.now.until }])
  return ratio(open * days.length, done?.denominator ?? 0)
}

/** Sums of each group now and before, by the group's key. */
export async function groupSums(ctx: Ctx, { windows, filter, now, before }: Asked, metric: Counted, by: By) {
  const rows = await selectSums(ctx.db, metric, [now, before], { ...windows, perPerson: windows.perPerson || by === 'person' }, filter, by)
  const of = (place: number) => new Map<string, Sum>(rows.filter(({ k }) => k === place).map(({ key, ...sum }) => [key, sum]))
  return { now: of(1), before: of(2) }
}
