import type { z } from 'zod'
import type { Ctx, HouseParts } from '#platform/context.ts'
import { type Difference, difference } from '#platform/difference.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { addCalendar as AddCalendar, setDay as SetDay, setUses as SetUses } from '../contract/calendars.ts'
import { calendarChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { assemble, calendarOf, hasHours, isOrdered, type Use, type Week } from '../rules/calendar.ts'
import { compensatoryDays, publicHolidays } from '../rules/holidays.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { type Interval, isOpen, nextOpening, type WorkingCalendar } from '../rules/workingTime.ts'
import { text } from '../text.ts'
import { renew, stampsOf } from './stamps.ts'

type CalendarGiven = z.output<typeof AddCalendar.input>
type Known = { stamp: string; all: Map<string, WorkingCalendar>; uses: Use[]; usual: WorkingCalendar }

/** What each open house remembers; `stamp` tells whether it is still so. */
const remembered = new WeakMap<HouseParts, Known>()

/** While no calendar was set up, work counts round the clock. */
const ALWAYS: WorkingCalendar = { id: '00000000-0000-4000-8000-000000000000', version: 0, roundClock: true, week: {}, days: {} }

/**
 * The calendar that counts: the one used for the severity, else the branch, else the channel, else the usual one. Plain data for the pure
 * rules (`addWorkingMinutes`…); the same object as long as nothing changes.
 */
export async function calendarFor(
  ctx: Ctx,
  wanted: { channel?: string; severity?: number; branchId?: string } = {},
): Promise<WorkingCalendar> {
  const { all, uses, usual } = await known(ctx)
  return all.get(calendarOf(uses, wanted) ?? '') ?? usual
}

/** Begins to ask what `calendarFor` will need, together with other questions of the same moment. */
export const readyCalendars = async (ctx: Ctx): Promise<void> => {
  await known(ctx)
}

export async function calendarById(ctx: Ctx, id: string): Promise<WorkingCalendar | undefined> {
  const { all } = await known(ctx)
  return all.get(id) ?? (id === ALWAYS.id ? ALWAYS : undefined)
}

async function known(ctx: Ctx): Promise<Known> {
  const { stamp } = await stampsOf(ctx)
  const already = remembered.get(ctx.house)
  if (already?.stamp === stamp) return already
  const rows = await queries.selectCalendars(ctx.db)
  const weeks = weeksOf(await queries.selectIntervals(ctx.db))
  const days = await queries.selectDays(ctx.db)
  const all = new Map(
    rows.map((row) => [row.id, assemble({ id: row.id, version: row.version, roundClock: row.roundClock }, weeks.get(row.id) ?? {}, days)]),
  )
  const usual = all.get(rows.find(({ isDefault }) => isDefault)?.id ?? '') ?? ALWAYS
  const fresh = { stamp, all, uses: await queries.selectUses(ctx.db), usual }
  remembered.set(ctx.house, fresh)
  return fresh
}

function weeksOf(rows: Awaited<ReturnType<typeof queries.selectIntervals>>): Map<string, Record<number, Interval[]>> {
  const weeks = new Map<string, Record<number, Interval[]>>()
  for (const { calendarId, weekday, fromMinute, toMinute } of rows) {
    const week = weeks.get(calendarId) ?? {}
    week[weekday] = [...(week[weekday] ?? []), [fromMinute, toMinute]]
    weeks.set(calendarId, week)
  }
  return weeks
}

export async function listCalendars(ctx: Ctx) {
  const rows = await queries.selectCalendars(ctx.db)
  const fromDay = `${Number(vnDay(ctx.now).slice(0, 4)) - 1}-01-01`
  const calendars = []
  for (const row of rows) calendars.push(await calendarShown(ctx, row))
  return { calendars, days: await daysShown(ctx, fromDay), uses: await queries.selectUses(ctx.db) }
}

const daysShown = async (ctx: Ctx, fromDay?: string) =>
  (await queries.selectDays(ctx.db, { fromDay })).map((day) => ({ ...day, intervals: day.intervals.map(pair) }))

const pair = ([from, to]: Interval): [number, number] => [from, to]

async function calendarShown(ctx: Ctx, row: { id: string; name: string; roundClock: boolean; isDefault: boolean; version: number }) {
  const calendar = (await calendarById(ctx, row.id)) ?? ALWAYS
  const on = (weekday: number) => (calendar.week[weekday] ?? []).map(pair)
  return {
    ...row,
    week: { 1: on(1), 2: on(2), 3: on(3), 4: on(4), 5: on(5), 6: on(6), 7: on(7) },
    openNow: isOpen(calendar, ctx.now),
    nextOpening: calendar.roundClock || hasHours(calendar.week) ? nextOpening(calendar, ctx.now) : null,
  }
}

export async function addCalendar(ctx: Ctx, given: CalendarGiven) {
  refuseWrong(given)
  if (await queries.selectCalendarByName(ctx.db, given.name)) throw text.refusal(409, 'calendarNameTaken')
  const id = newId()
  if (given.isDefault) await queries.clearDefault(ctx.db)
  await queries.insertCalendar(ctx.db, { id, name: given.name, roundClock: given.roundClock, isDefault: given.isDefault ?? false })
  await queries.replaceIntervals(ctx.db, id, given.week)
  await changed(ctx, id, difference(null, given))
  return calendarShown(ctx, await row(ctx, id))
}

export async function changeCalendar(ctx: Ctx, { id, week, ...given }: CalendarGiven & { id: string }) {
  refuseWrong({ ...given, week })
  const before = await queries.lockCalendar(ctx.db, id)
  if (!before) throw text.refusal(404, 'unknownCalendar')
  const other = await queries.selectCalendarByName(ctx.db, given.name)
  if (other && other.id !== id) throw text.refusal(409, 'calendarNameTaken')
  if (before.isDefault && given.isDefault === false) throw text.refusal(409, 'calendarNeedsDefault')
  if (given.isDefault && !before.isDefault) await queries.clearDefault(ctx.db)
  const shownBefore = await calendarShown(ctx, before)
  await queries.updateCalendar(ctx.db, id, given)
  await queries.replaceIntervals(ctx.db, id, week)
  await changed(ctx, given.isDefault && !before.isDefault ? null : id, difference(shownBefore, { ...given, week }))
  return calendarShown(ctx, await row(ctx, id))
}

export async function removeCalendar(ctx: Ctx, { id }: { id: string }) {
  const calendar = await queries.lockCalendar(ctx.db, id)
  if (!calendar) throw text.refusal(404, 'unknownCalendar')
  if (calendar.isDefault) throw text.refusal(409, 'calendarNeedsDefault')
  if ((await queries.selectUses(ctx.db)).some(({ calendarId }) => calendarId === id)) throw text.refusal(409, 'calendarInUse')
  const before = await calendarShown(ctx, calendar)
  await queries.deleteCalendar(ctx.db, id)
  await changed(ctx, null, difference(before, null))
  return { id }
}

export async function setDay(ctx: Ctx, { intervals = [], ...day }: z.output<typeof SetDay.input>) {
  if (!isOrdered(intervals)) throw text.refusal(422, 'intervalsWrong')
  if (day.calendarId) await row(ctx, day.calendarId)
  const kept = day.kind === 'swap_working' ? intervals : []
  const before = (await queries.selectDays(ctx.db)).find((one) => one.day === day.day && one.calendarId === day.calendarId)
  const id = await queries.upsertDay(ctx.db, { ...day, intervals: kept, id: newId() })
  await queries.touchCalendars(ctx.db, day.calendarId)
  await changed(ctx, day.calendarId, { before: before ?? null, after: { ...day, intervals: kept } })
  return { ...day, intervals: kept, id }
}

export async function removeDay(ctx: Ctx, { id }: { id: string }) {
  const day = await queries.deleteDay(ctx.db, id)
  if (!day) throw text.refusal(404, 'unknownDay')
  await queries.touchCalendars(ctx.db, day.calendarId)
  await changed(ctx, day.calendarId, difference(day, null))
  return { id }
}

/** Public holidays and what makes up for those on a weekly day off of the usual calendar; a day somebody set already stays theirs. */
export async function planYear(ctx: Ctx, { year }: { year: number }) {
  const { usual } = await known(ctx)
  const worksOn = (weekday: number) => usual.roundClock || (usual.week[weekday] ?? []).length > 0
  const holidays = publicHolidays(year)
  const taken = (await queries.selectDays(ctx.db))
    .filter(({ calendarId, kind }) => calendarId === null && kind !== 'swap_working')
    .map(({ day }) => day)
  const fresh = holidays.filter(({ day }) => !taken.includes(day))
  const planned = [
    ...fresh.map((day) => ({ ...day, kind: 'holiday' as const })),
    ...compensatoryDays(fresh, worksOn, new Set([...taken, ...holidays.map(({ day }) => day)])).map((day) => ({
      ...day,
      kind: 'compensatory' as const,
    })),
  ]
  if (planned.length === 0) return { added: [] }
  const rows = planned.map((day) => ({ ...day, id: newId(), calendarId: null, intervals: [] }))
  const added = new Set((await queries.insertDays(ctx.db, rows)).map(({ id }) => id))
  await queries.touchCalendars(ctx.db, null)
  await changed(ctx, null, difference(null, { year, days: planned }))
  return { added: rows.filter(({ id }) => added.has(id)) }
}

export async function setUses(ctx: Ctx, { uses }: z.output<typeof SetUses.input>) {
  const named = uses.map(({ channel, severity, branchId }) => `${channel}/${severity}/${branchId}`)
  if (new Set(named).size !== named.length) throw text.refusal(422, 'useTwice')
  const calendars = new Set((await queries.selectCalendars(ctx.db)).map(({ id }) => id))
  if (uses.some(({ calendarId }) => !calendars.has(calendarId))) throw text.refusal(422, 'unknownCalendar')
  const branches = new Set((await queries.selectBranches(ctx.db)).map(({ id }) => id))
  if (uses.some(({ branchId }) => branchId && !branches.has(branchId))) throw text.refusal(422, 'unknownBranch')
  const before = (await queries.selectUses(ctx.db)).map(({ id: _, ...use }) => use)
  await queries.replaceUses(
    ctx.db,
    uses.map((use) => ({ ...use, id: newId() })),
  )
  await changed(ctx, null, { before: { uses: before }, after: { uses } })
  return queries.selectUses(ctx.db)
}

async function changed(ctx: Ctx, calendarId: string | null, told: Difference) {
  await renew(ctx, 'stamp')
  emit(ctx, calendarChanged, { calendarId, ...told })
}

async function row(ctx: Ctx, id: string) {
  const found = await queries.selectCalendar(ctx.db, id)
  if (!found) throw text.refusal(404, 'unknownCalendar')
  return found
}

function refuseWrong({ roundClock, week }: { roundClock: boolean; week: Week }) {
  if (!Object.values(week).every(isOrdered)) throw text.refusal(422, 'intervalsWrong')
  if (!roundClock && !hasHours(week)) throw text.refusal(422, 'calendarEmpty')
}
