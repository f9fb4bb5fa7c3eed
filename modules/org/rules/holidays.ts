import { solarOf } from '#platform/lunar.ts'
import { dayNumber, dayOfNumber } from './vietnamDay.ts'

export type Holiday = { day: string; name: string }

/**
 * The five days of Tết and the second day of the National Day are fixed every year by the Prime Minister (Bộ luật Lao động 2019,
 * Điều 112). Days before Tết's first: 2026 and 2027 one, as in most years; the extra National day: 2026 1/9. Others: our guess,
 * a person confirms it on the calendar screen.
 */
const NATIONAL_EXTRA: Record<number, string> = { 2026: '09-01', 2027: '09-03' }

/**
 * Public holidays of a year: 1/1, five days of Tết, Giỗ Tổ (10/3 lunar), 30/4, 1/5, 2/9 with one more day (Điều 112), and from 2026
 * 24/11, Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16, in force since 1 July 2026). In order.
 */
export function publicHolidays(year: number): Holiday[] {
  const tet = dayNumber(solarOf({ day: 1, month: 1, leap: false, year }) ?? '')
  const ancestors = solarOf({ day: 10, month: 3, leap: false, year }) ?? ''
  const days = [
    { day: `${year}-01-01`, name: 'Tết Dương lịch' },
    { day: dayOfNumber(tet - 1), name: 'Tết Nguyên đán (Giao thừa)' },
    ...[0, 1, 2, 3].map((after) => ({ day: dayOfNumber(tet + after), name: `Tết Nguyên đán (mùng ${after + 1})` })),
    { day: ancestors, name: 'Giỗ Tổ Hùng Vương' },
    { day: `${year}-04-30`, name: 'Ngày Chiến thắng' },
    { day: `${year}-05-01`, name: 'Ngày Quốc tế Lao động' },
    { day: `${year}-${NATIONAL_EXTRA[year] ?? '09-01'}`, name: 'Quốc khánh (ngày liền kề)' },
    { day: `${year}-09-02`, name: 'Quốc khánh' },
    { day: `${year}-11-24`, name: 'Ngày Văn hóa Việt Nam' },
  ]
  return days.sort((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * A holiday that falls on a weekly day off is made up for by the next working day (Điều 111 khoản 3).
 * `worksOn` says whether the company works on a day of the week (1 = Monday); `taken` are days off already.
 */
export function compensatoryDays(
  holidays: readonly Holiday[],
  worksOn: (weekday: number) => boolean,
  taken: ReadonlySet<string> = new Set(),
): Holiday[] {
  const off = new Set([...holidays.map(({ day }) => day), ...taken])
  const made: Holiday[] = []
  for (const { day, name } of holidays) {
    if (worksOn(weekdayOfDay(day))) continue
    let next = dayNumber(day) + 1
    while (off.has(dayOfNumber(next)) || !worksOn(weekdayOfDay(dayOfNumber(next)))) {
      next++
      if (next > dayNumber(day) + 60) return made
    }
    off.add(dayOfNumber(next))
    made.push({ day: dayOfNumber(next), name: `Nghỉ bù ${name}` })
  }
  return made
}

const weekdayOfDay = (day: string) => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
