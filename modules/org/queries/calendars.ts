import { sql } from 'kysely'
import { kept } from '#platform/steady.ts'
import type { Interval } from '../rules/workingTime.ts'
import type { Tables } from './people.ts'

export type DayKind = 'holiday' | 'compensatory' | 'swap_working'

export const selectCalendars = (db: Tables) =>
  db.selectFrom('org.calendar').selectAll().orderBy('isDefault', 'desc').orderBy('name').execute()
export const selectCalendar = (db: Tables, id: string) => db.selectFrom('org.calendar').selectAll().where('id', '=', id).executeTakeFirst()
export const lockCalendar = (db: Tables, id: string) =>
  db.selectFrom('org.calendar').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const selectCalendarByName = (db: Tables, name: string) =>
  db.selectFrom('org.calendar').select('id').where('name', '=', name).executeTakeFirst()
export const selectIntervals = (db: Tables) =>
  db.selectFrom('org.calendarInterval').selectAll().orderBy('weekday').orderBy('fromMinute').execute()
export const selectUses = (db: Tables) => db.selectFrom('org.calendarUse').selectAll().orderBy('id').execute()

/** Days of one calendar and of the whole company; of every calendar without an id. */
export function selectDays(db: Tables, { fromDay }: { fromDay?: string } = {}) {
  let query = db
    .selectFrom('org.calendarDay')
    .select(['id', 'calendarId', 'day', 'kind', 'name'])
    .select(sql<Interval[]>`intervals`.as('intervals'))
  if (fromDay) query = query.where('day', '>=', fromDay)
  return query.$narrowType<{ kind: DayKind }>().orderBy('day').orderBy('id').execute()
}

export const insertCalendar = (db: Tables, calendar: { id: string; name: string; roundClock: boolean; isDefault: boolean }) =>
  db.insertInto('org.calendar').values(calendar).execute()

export function updateCalendar(db: Tables, id: string, calendar: { name?: string; roundClock?: boolean; isDefault?: boolean }) {
  return db
    .updateTable('org.calendar')
    .set((eb) => ({ ...calendar, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** A day changed: one calendar, or all of them, are other than they were. */
export function touchCalendars(db: Tables, id: string | null) {
  const query = db.updateTable('org.calendar').set((eb) => ({ version: eb('version', '+', 1) }))
  return (id ? query.where('id', '=', id) : query).execute()
}

export const clearDefault = (db: Tables) => db.updateTable('org.calendar').set({ isDefault: false }).where('isDefault', '=', true).execute()
export const deleteCalendar = (db: Tables, id: string) => db.deleteFrom('org.calendar').where('id', '=', id).execute()

export async function replaceIntervals(db: Tables, calendarId: string, week: Readonly<Record<number, readonly Interval[]>>) {
  await db.deleteFrom('org.calendarInterval').where('calendarId', '=', calendarId).execute()
  const rows = Object.entries(week).flatMap(([weekday, intervals]) =>
    intervals.map(([fromMinute, toMinute]) => ({ calendarId, weekday: Number(weekday), fromMinute, toMinute })),
  )
  if (rows.length > 0) await db.insertInto('org.calendarInterval').values(rows).execute()
}

export type NewDay = { id: string; calendarId: string | null; day: string; kind: DayKind; name: string; intervals: readonly Interval[] }

export async function upsertDay(db: Tables, { intervals, ...day }: NewDay): Promise<string> {
  const row = { ...day, intervals: JSON.stringify(intervals) }
  const { id } = await db
    .insertInto('org.calendarDay')
    .values(row)
    .onConflict((already) =>
      already.columns(['calendarId', 'day']).doUpdateSet({ kind: row.kind, name: row.name, intervals: row.intervals }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Leaves days that are set already as they are; answers the ids of the new ones. */
export function insertDays(db: Tables, days: readonly NewDay[]) {
  return db
    .insertInto('org.calendarDay')
    .values(days.map(({ intervals, ...day }) => ({ ...day, intervals: JSON.stringify(intervals) })))
    .onConflict((already) => already.columns(['calendarId', 'day']).doNothing())
    .returning('id')
    .execute()
}

export const deleteDay = (db: Tables, id: string) => db.deleteFrom('org.calendarDay').where('id', '=', id).returningAll().executeTakeFirst()

export async function replaceUses(
  db: Tables,
  uses: readonly { id: string; calendarId: string; channel: string | null; severity: number | null; branchId: string | null }[],
) {
  await db.deleteFrom('org.calendarUse').execute()
  if (uses.length > 0)
    await db
      .insertInto('org.calendarUse')
      .values([...uses])
      .execute()
}

/** `stamp` changes with every change of working time, `pools` with units, leads, hats and who works here; random, so that a rolled-back change is never mistaken for a later one. */
export type Stamps = { stamp: string; pools: string }

export async function selectStamps(db: Tables): Promise<Stamps> {
  const { rows } = await kept<Stamps>`select stamp, pools from org.calendar_stamp`.execute(db)
  const [found] = rows
  if (!found) throw new Error('the calendars have no stamp')
  return found
}
export const renewStamp = (db: Tables, which: keyof Stamps) =>
  db
    .updateTable('org.calendarStamp')
    .set({ [which]: sql<string>`gen_random_uuid()` })
    .execute()
