import { expect, test } from 'vitest'
import { golden, vn } from '../samples.ts'
import { identityOf } from './identity.ts'
import { type Counted, judge, type Period } from './judge.ts'
import { figureOf, sumOf } from './sum.ts'

const october: Period = { from: vn('01/10'), until: vn('01/11'), now: vn('15/11') }
const rows = golden()

function figure(metric: Counted, period = october) {
  return figureOf(metric, sumOf(rows.flatMap((row) => judge(metric, row, period, { windowDays: 7, perPerson: false }))))
}
const one = (share: number | null | undefined) => (share === null || share === undefined ? null : Math.round(share * 1000) / 10)

test('October: seven created, two excluded, opening one, six resolved, two left', () => {
  expect(figure('resolved_cohort')).toMatchObject({ denominator: 7, excluded: { spam: 1, merged: 1 } })
  expect(figure('resolved')).toMatchObject({ numerator: 6, denominator: 8 })
  expect(figure('backlog', { ...october, until: october.from }).value).toBe(1)
  expect(figure('backlog').value).toBe(2)
  expect(identityOf(rows, october.from, october.until)).toEqual({
    opening: 1,
    created: 9,
    reopened: 0,
    resolved: 6,
    cancelled: 0,
    merged: 1,
    spam: 1,
    closing: 2,
  })
})

test('shares', () => {
  expect(one(figure('resolved').value)).toBe(75)
  expect(one(figure('resolved_cohort').value)).toBe(71.4)
  expect(one(figure('resolved').numerator / figure('resolved_cohort').denominator)).toBe(85.7)
  expect(figure('fcr')).toMatchObject({ numerator: 1, denominator: 5, value: 0.2, excluded: { not_eligible: 2, spam: 1, merged: 1 } })
  expect(figure('csat')).toMatchObject({ numerator: 3, denominator: 5, value: 0.6 })
  expect(figure('csat').more.mean).toBe(19 / 5)
  expect(one(figure('survey_response').value)).toBe(83.3)
  expect(figure('survey_response').denominator).toBe(6)
  expect(one(figure('repeat_contact').value)).toBe(33.3)
  expect(one(figure('reopen').value)).toBe(33.3)
})

test('without looking for reopening and repeat contact FCR would be 60 %', () => {
  const naive = rows.map((row) => ({ ...row, spans: row.spans.map((span) => ({ ...span, reopenedAt: null, followedAt: null })) }))
  const sum = sumOf(naive.flatMap((row) => judge('fcr', row, october, { windowDays: 7, perPerson: false })))
  expect(figureOf('fcr', sum).value).toBe(0.6)
})

test('times', () => {
  const resolution = figure('resolution_time')
  expect((resolution.value ?? 0) / 3600).toBe(17.625)
  expect((resolution.more.mean ?? 0) / 3600).toBeCloseTo(15.5, 2)
  expect((resolution.more.p90 ?? 0) / 3600).toBe(34)
  const response = figure('first_response')
  expect((response.value ?? 0) / 60).toBe(20)
  expect((response.more.mean ?? 0) / 60).toBeCloseTo(25.7, 1)
  expect(figure('first_response_on_time')).toMatchObject({ numerator: 5, denominator: 7 })
})

test('October is final on 7 November, not a minute earlier', () => {
  const last = vn('29/10 15:00') + 7 * 86_400_000
  expect(figure('fcr_gross', { ...october, now: last - 1 })).toMatchObject({ denominator: 6, pending: 1 })
  expect(figure('fcr_gross', { ...october, now: last })).toMatchObject({ denominator: 7, pending: 0 })
})

test('nothing to divide by is null, never 0 % and never 100 %', () => {
  const empty: Period = { from: vn('01/08'), until: vn('01/09'), now: vn('15/11') }
  for (const metric of [
    'fcr',
    'resolved',
    'csat',
    'resolution_time',
    'first_response',
    'repeat_contact',
    'reopen',
    'survey_response',
  ] as const)
    expect(figure(metric, empty).value, metric).toBeNull()
})
