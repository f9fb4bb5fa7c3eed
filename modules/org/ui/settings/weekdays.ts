import { useText } from '#web/kit.tsx'
import { calendarWords } from '../../text/calendars.ts'

/** Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** "Thứ Hai" … by number. */
export function useWeekdays(): Record<(typeof WEEKDAYS)[number], string> {
  const t = useText(calendarWords)
  return { 1: t.weekday1, 2: t.weekday2, 3: t.weekday3, 4: t.weekday4, 5: t.weekday5, 6: t.weekday6, 7: t.weekday7 }
}
