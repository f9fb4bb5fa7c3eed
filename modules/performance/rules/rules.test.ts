import { expect, test } from 'vitest'
import { ageIn, createdBefore, workingDaysBack } from './ages.ts'
import { causeOf, contributions, differences } from './cause.ts'
import { daysBefore, daysOf, eachDay } from './period.ts'
import { median, nearestRank, wilson } from './sum.ts'

const weekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

test('periods of Tuesday 24 November 2026', () => {
  const today = '2026-11-24'
  expect(daysOf({ period: 'today' }, today)).toEqual({ from: today, until: '2026-11-25' })
  expect(daysOf({ period: 'week' }, today)).toEqual({ from: '2026-11-23', until: '2026-11-30' })
  expect(daysOf({ period: 'week' }, '2026-11-29').from).toBe('2026-11-23')
  expect(daysOf({ period: 'month' }, today)).toEqual({ from: '2026-11-01', until: '2026-12-01' })
  expect(daysOf({ period: 'last_month' }, '2026-01-31')).toEqual({ from: '2025-12-01', until: '2026-01-01' })
  expect(daysOf({ period: 'last_7' }, today)).toEqual({ from: '2026-11-18', until: '2026-11-25' })
  expect(eachDay(daysOf({ period: 'last_90' }, today))).toHaveLength(90)
  expect(daysOf({ period: 'custom', from: '2026-11-05', until: '2026-11-01' }, today)).toEqual({ from: '2026-11-01', until: '2026-11-06' })
  expect(daysOf({ period: 'custom' }, today)).toEqual({ from: today, until: '2026-11-25' })
})

test('the same period before: months before months, days before days', () => {
  const march = daysOf({ period: 'month' }, '2026-03-31')
  expect(daysBefore({ period: 'month' }, march)).toEqual({ from: '2026-02-01', until: '2026-03-01' })
  expect(daysBefore({ period: 'month' }, march, 3)).toEqual({ from: '2025-12-01', until: '2026-01-01' })
  expect(daysBefore({ period: 'last_7' }, { from: '2026-11-18', until: '2026-11-25' })).toEqual({ from: '2026-11-11', until: '2026-11-18' })
})

test('age in business days: Friday’s case is one day old on Monday', () => {
  const back = workingDaysBack('2026-11-23', 31, weekday)
  expect([
    ageIn(back, '2026-11-23'),
    ageIn(back, '2026-11-22'),
    ageIn(back, '2026-11-20'),
    ageIn(back, '2026-11-19'),
    ageIn(back, '2025-01-01'),
  ]).toEqual([0, 1, 1, 2, 31])
  expect(createdBefore(back, 2)).toBe('2026-11-20')
  expect(workingDaysBack('2026-11-23', 5, () => false)).toEqual([])
})

test('the boundary and the age agree for every day of a year', () => {
  const back = workingDaysBack('2026-11-22', 40, weekday)
  for (const day of eachDay({ from: '2026-10-01', until: '2026-11-23' }))
    for (const age of [1, 2, 4, 8, 16, 31]) expect(ageIn(back, day) >= age, `${day} ${age}`).toBe(day < (createdBefore(back, age) ?? ''))
})

test('contributions sum to the change, mix included', () => {
  const before = [
    { key: 'X8', numerator: 69, denominator: 100 },
    { key: 'E4', numerator: 60, denominator: 100 },
  ]
  const now = [
    { key: 'X8', numerator: 57, denominator: 150 },
    { key: 'E4', numerator: 52, denominator: 100 },
    { key: 'new', numerator: 1, denominator: 2 },
  ]
  const moved = contributions(now, before)
  const change = 110 / 252 - 129 / 200
  expect([...(moved?.values() ?? [])].reduce((a, b) => a + b, 0)).toBeCloseTo(change, 12)
  expect(causeOf(moved, 0.0005)).toMatchObject({ kind: 'one', key: 'X8', isOffset: false })
})

test('a cause is only named when it is one', () => {
  expect(causeOf(undefined, 0.0005)).toEqual({ kind: 'nothingBefore' })
  expect(contributions([{ key: 'a', numerator: 1, denominator: 1 }], [])).toBeUndefined()
  expect(
    causeOf(
      new Map([
        ['a', 0.1],
        ['b', -0.1],
      ]),
      0.0005,
    ),
  ).toEqual({ kind: 'unchanged' })
  expect(causeOf(new Map(Array.from({ length: 8 }, (_, n) => [`g${n}`, -0.01])), 0.0005)).toMatchObject({ kind: 'spread' })
  expect(
    causeOf(
      new Map([
        ['a', -0.05],
        ['b', 0.01],
      ]),
      0.0005,
    ),
  ).toMatchObject({ kind: 'one', key: 'a', part: -0.05, isOffset: true })
  expect(differences([{ key: 'a', numerator: 5, denominator: 1 }], [{ key: 'b', numerator: 2, denominator: 1 }])).toEqual(
    new Map([
      ['a', 5],
      ['b', -2],
    ]),
  )
})

test('median, nearest rank, Wilson', () => {
  expect([median([]), median([3]), median([1, 2]), median([1, 2, 9])]).toEqual([null, 3, 1.5, 2])
  expect([
    nearestRank([], 0.9),
    nearestRank([5], 0.9),
    nearestRank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9),
    nearestRank([1, 2], 0.9),
  ]).toEqual([null, 5, 9, 2])
  // Newcombe 1998, table I, method 3: 81 of 263 and 15 of 148.
  expect(wilson(81, 263)?.map((bound) => bound.toFixed(4))).toEqual(['0.2553', '0.3662'])
  expect(wilson(15, 148)?.map((bound) => bound.toFixed(4))).toEqual(['0.0624', '0.1605'])
  expect(wilson(0, 0)).toBeNull()
})
