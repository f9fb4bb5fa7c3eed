import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'
import { Day } from './shapes.ts'

/** Minutes from midnight, Hồ Chí Minh City: [480, 720] is 08:00–12:00. The end may be 1440. */
export const Interval = z.tuple([z.number().int().min(0).max(1439), z.number().int().min(1).max(1440)])
export const Intervals = z.array(Interval).max(8)
/** 1 = Monday … 7 = Sunday. */
export const Week = z.object({ 1: Intervals, 2: Intervals, 3: Intervals, 4: Intervals, 5: Intervals, 6: Intervals, 7: Intervals })

export const DayKind = z.enum(['holiday', 'compensatory', 'swap_working'])
export const SpecialDay = z.object({
  id: z.uuid(),
  /** null: the whole company; else only this calendar, which then wins over the company's day. */
  calendarId: z.uuid().nullable(),
  day: Day,
  kind: DayKind,
  name: z.string(),
  intervals: Intervals,
})

/** The most specific use wins: severity before branch before channel. */
export const CalendarUse = z.object({
  id: z.uuid(),
  calendarId: z.uuid(),
  channel: z.string().nullable(),
  severity: z.number().int().min(1).max(4).nullable(),
  branchId: z.uuid().nullable(),
})

export const Calendar = z.object({
  id: z.uuid(),
  name: z.string(),
  roundClock: z.boolean(),
  isDefault: z.boolean(),
  version: z.number(),
  week: Week,
  /** Open at this moment. */
  openNow: z.boolean(),
  nextOpening: z.coerce.date().nullable(),
})

export const listCalendars = endpoint('GET /org/calendars', {
  needs: 'org.read',
  says: 'Working calendars, their special days from last year on, and what each is used for.',
  input: z.object({}),
  reply: z.object({ calendars: z.array(Calendar), days: z.array(SpecialDay), uses: z.array(CalendarUse) }),
})

const calendar = { name: typed(80).pipe(z.string().min(1)), roundClock: z.boolean(), isDefault: z.boolean().optional(), week: Week }
export const addCalendar = endpoint('POST /org/calendars', {
  needs: 'org.calendars',
  says: 'Adds a working calendar.',
  status: 201,
  input: z.object(calendar),
  reply: Calendar,
})
export const changeCalendar = endpoint('PUT /org/calendars/:id', {
  needs: 'org.calendars',
  says: 'Changes a calendar; running clocks are dated anew.',
  input: z.object({ ...calendar, id: z.uuid() }),
  reply: Calendar,
})
export const removeCalendar = endpoint('DELETE /org/calendars/:id', {
  needs: 'org.calendars',
  says: 'Removes a calendar that is neither the usual one nor in use.',
  input: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})

export const setDay = endpoint('POST /org/calendar-days', {
  needs: 'org.calendars',
  says: 'A holiday, a compensatory day off, or a working day swapped in; sets the same day again when it exists.',
  status: 201,
  input: z.object({
    calendarId: z.uuid().nullable(),
    day: Day,
    kind: DayKind,
    name: typed(120).pipe(z.string().min(1)),
    intervals: Intervals.optional(),
  }),
  reply: SpecialDay,
})
export const removeDay = endpoint('DELETE /org/calendar-days/:id', {
  needs: 'org.calendars',
  says: 'The day is an ordinary one again.',
  input: z.object({ id: z.uuid() }),
  reply: z.object({ id: z.uuid() }),
})
export const planYear = endpoint('POST /org/calendar-years', {
  needs: 'org.calendars',
  says: 'Puts in the public holidays of a year and the compensatory days for those that fall on a weekly day off; days already set stay.',
  status: 201,
  input: z.object({ year: z.number().int().min(2026).max(2100) }),
  reply: z.object({ added: z.array(SpecialDay) }),
})

export const setUses = endpoint('PUT /org/calendar-uses', {
  needs: 'org.calendars',
  says: 'Which calendar serves which channel, severity and branch.',
  input: z.object({
    uses: z
      .array(
        z.object({
          calendarId: z.uuid(),
          channel: typed(30).nullable(),
          severity: z.number().int().min(1).max(4).nullable(),
          branchId: z.uuid().nullable(),
        }),
      )
      .max(200),
  }),
  reply: z.array(CalendarUse),
})
