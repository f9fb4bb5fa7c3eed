import { calendarFor, unitsBelow, vnDay, vnStartOfDay, workingMinutesBetween } from '#org'
import { type Ctx, type Scope, scopeOf } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import { type Filter as Asking, NO_TYPE } from '../contract.ts'
import type { Windows } from '../queries/judged.ts'
import type { Edges, Filter } from '../queries/sums.ts'
import { daysLater, workingDaysBack } from '../rules/ages.ts'
import { type Days, daysBefore, daysOf } from '../rules/period.ts'
import { targets } from '../settings.ts'

/** The filter, and what only lists of cases ask: exactly one line of a table. */
type Given = Asking & { unitAlone?: boolean; nobody?: boolean }

/** A question understood: which instants, whose cases, as far as this person may see. */
export type Asked = {
  scope: Scope
  days: Days
  now: Edges
  /** The same stretch of the period before: a month that is ten days old beside the first ten days of the last. */
  before: Edges
  windows: Windows
  filter: Filter
  /** The same stretch `back` periods before. */
  earlier: (back: number) => Edges
}

export async function readAsked(ctx: Ctx, given: Given): Promise<Asked> {
  const scope = scopeOf(ctx.me, 'performance.read') ?? 'own'
  const days = daysOf(given, vnDay(ctx.now))
  const from = vnStartOfDay(days.from)
  const now = { from, until: new Date(Math.max(from.getTime(), Math.min(vnStartOfDay(days.until).getTime(), ctx.now.getTime()))) }
  const earlier = (back: number): Edges => {
    const then = daysBefore(given, days, back)
    const start = vnStartOfDay(then.from)
    const end = Math.min(vnStartOfDay(then.until).getTime(), start.getTime() + now.until.getTime() - from.getTime())
    return { from: start, until: isWhole(days, now) ? vnStartOfDay(then.until) : new Date(end) }
  }
  const { windowDays } = await readSetting(ctx, targets)
  const perPerson = given.personId !== undefined || given.nobody === true || scope === 'own'
  return {
    scope,
    days,
    now,
    before: earlier(1),
    earlier,
    windows: { now: ctx.now, windowDays, perPerson },
    filter: await filterOf(ctx, given, scope),
  }
}

const isWhole = ({ until }: Days, now: Edges) => vnStartOfDay(until).getTime() === now.until.getTime()

async function filterOf(ctx: Ctx, { channel, typeCode, unitId, unitAlone, personId, nobody }: Given, scope: Scope): Promise<Filter> {
  return {
    channel,
    typeCode: typeCode === NO_TYPE ? '' : typeCode,
    personId,
    nobody,
    unitIds: unitId === undefined ? undefined : [unitId, ...(unitAlone ? [] : await unitsBelow(ctx, unitId))],
    seenPerson: scope === 'own' ? ctx.me.id : undefined,
    seenUnits: scope === 'team' ? ctx.me.teamIds : scope === 'unit' ? ctx.me.unitIds : undefined,
  }
}

/** Working days up to the end of a period on the department's usual calendar, newest first. */
export async function workingDays(ctx: Ctx, until: Date, count: number): Promise<string[]> {
  const calendar = await calendarFor(ctx)
  const isWorking = (day: string) => workingMinutesBetween(calendar, vnStartOfDay(day), vnStartOfDay(daysLater(day, 1))) > 0
  return workingDaysBack(vnDay(new Date(until.getTime() - 1)), count, isWorking, count * 3 + 30)
}
