import { expect, test } from 'vitest'
import { daysInLunarMonth, leapMonthOf, lunarOf, lunarWords, nameOfLunarDay, solarOf, yearName } from './lunar.ts'

/** Tết as it was published and kept (2027–2030: as published). */
const TET = `2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14
  2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01
  2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 1968-01-29 1985-01-21`.split(/\s+/)

test('Tết of every year', () => {
  for (const day of TET) {
    const year = Number(day.slice(0, 4))
    expect(solarOf({ day: 1, month: 1, leap: false, year }), String(year)).toBe(day)
    expect(lunarOf(day)).toEqual({ day: 1, month: 1, leap: false, year })
  }
})

test('leap months as published', () => {
  const published = { 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3 }
  for (let year = 2000; year <= 2031; year++) expect(leapMonthOf(year), String(year)).toBe(published[year as keyof typeof published])
  expect(lunarOf('2025-07-25')).toEqual({ day: 1, month: 6, leap: true, year: 2025 })
  expect(lunarOf('1987-08-24')).toMatchObject({ day: 1, month: 7, leap: true })
})

test('days people keep', () => {
  const kept: [string, string, string | undefined][] = [
    ['2026-11-24', '16 tháng 10', undefined],
    ['2026-04-26', 'mùng 10 tháng 3', 'Giỗ Tổ Hùng Vương'],
    ['2027-04-16', 'mùng 10 tháng 3', 'Giỗ Tổ Hùng Vương'],
    ['2026-09-25', '15 tháng 8', 'Tết Trung thu'],
    ['2027-01-18', '11 tháng Chạp', undefined],
    ['2027-01-30', '23 tháng Chạp', 'Ông Công ông Táo'],
    ['2027-02-05', '29 tháng Chạp', 'Giao thừa'],
    ['2024-02-09', '30 tháng Chạp', 'Giao thừa'],
    ['2026-03-03', '15 tháng Giêng', 'Rằm tháng Giêng'],
  ]
  for (const [day, words, name] of kept) {
    expect(lunarWords(lunarOf(day)), day).toBe(words)
    expect(nameOfLunarDay(lunarOf(day))?.vi, day).toBe(name)
  }
  expect(yearName(2026)).toBe('Bính Ngọ')
  expect(yearName(1975)).toBe('Ất Mão')
  expect(yearName(2027)).toBe('Đinh Mùi')
})

test('there and back, every day from 1900 to 2100', () => {
  let last = { day: 0, month: 0, leap: false, year: 0 }
  for (let at = Date.UTC(1900, 1, 1); at < Date.UTC(2100, 0, 1); at += 86_400_000) {
    const solar = new Date(at).toISOString().slice(0, 10)
    const lunar = lunarOf(solar)
    if (solarOf(lunar) !== solar) throw new Error(`${solar} → ${JSON.stringify(lunar)} → ${solarOf(lunar)}`)
    if (last.year && lunar.day !== 1 && lunar.day !== last.day + 1) throw new Error(`${solar} does not follow the day before`)
    last = lunar
  }
}, 60_000)

test('what a year lacks is undefined', () => {
  expect(solarOf({ day: 30, month: 12, leap: false, year: 2026 })).toBeUndefined()
  expect(solarOf({ day: 1, month: 5, leap: true, year: 2026 })).toBeUndefined()
  expect(solarOf({ day: 31, month: 1, leap: false, year: 2026 })).toBeUndefined()
  expect(daysInLunarMonth({ month: 12, leap: false, year: 2026 })).toBe(29)
  expect(daysInLunarMonth({ month: 12, leap: false, year: 2023 })).toBe(30)
})

test('agrees with the Chinese calendar of Intl but in known months, and there by one day', () => {
  const chinese = chineseDays()
  const months = new Set<string>()
  for (const [solar, theirs] of chinese) {
    if (written(solar) === theirs) continue
    const { day, month, year } = lunarOf(solar)
    if (day > 1) expect(written(solar), solar).toBe(theirs.replace(/^\d+/, (theirDay) => String(Number(theirDay) + 1)))
    months.add(`${month}/${year}`)
  }
  // A new moon near midnight of Bắc Kinh; 1/2027 is ICU’s own rounding (23:56 there), Tết is on the same day in both countries.
  const known = [
    '6/2006',
    '1/2007',
    '11/2008',
    '3/2009',
    '7/2012',
    '2/2019',
    '11/2020',
    '1/2027',
    '3/2031',
    '2/2032',
    '8/2034',
    '3/2037',
    '3/2038',
    '11/2039',
  ]
  expect([...months]).toEqual(known)
})

function written(solar: string) {
  const { day, month, leap } = lunarOf(solar)
  return `${day}/${month}${leap ? 'bis' : ''}`
}

function chineseDays() {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', day: 'numeric', month: 'numeric', year: 'numeric' })
  const days = new Map<string, string>()
  for (let at = Date.UTC(2000, 0, 1, 12); at < Date.UTC(2041, 0, 2); at += 86_400_000) {
    const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
    days.set(new Date(at).toISOString().slice(0, 10), `${parts.day}/${parts.month}`)
  }
  return days
}
