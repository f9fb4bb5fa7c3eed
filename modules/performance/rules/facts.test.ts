import { expect, test } from 'vitest'
import { hours, LINH, NGAN, sourceOf, TEAM, vn } from '../samples.ts'
import { rowOf, type Step } from './facts.ts'
import { judge } from './judge.ts'
import { keepTimes } from './keep.ts'

const resolved = (at: string, byId = LINH): Step => ({ at: vn(at), kind: 'resolved', byId, unitId: TEAM, counts: true })
const row = (given: Parameters<typeof sourceOf>[2], created = '05/10 08:00') => rowOf(sourceOf('c', vn(created), given), hours)

test('net time stops while waiting for the customer and only then', () => {
  const { spans, waits } = row({
    steps: [
      { at: vn('05/10 09:00'), kind: 'waits' },
      { at: vn('05/10 11:00'), kind: 'goesOn' },
      { at: vn('05/10 14:00'), kind: 'waits' },
      resolved('05/10 16:00'),
    ],
  })
  expect(waits).toHaveLength(2)
  expect(spans).toMatchObject([{ businessSeconds: 7 * 3600, netSeconds: 3 * 3600, calendarSeconds: 8 * 3600 }])
})

test('the time between resolving and reopening counts', () => {
  const { spans } = row({
    steps: [resolved('05/10 09:00'), { at: vn('06/10 09:00'), kind: 'reopened', by: 'customer' }, resolved('06/10 10:00')],
  })
  expect(spans.map(({ netSeconds }) => netSeconds)).toEqual([3600, 10 * 3600])
})

test('a resolution taken back within a minute never happened; later it is a reopening by a colleague', () => {
  const back = (seconds: number): Step => ({ at: vn('05/10 09:00') + seconds * 1000, kind: 'reopened', by: 'person' })
  expect(row({ steps: [resolved('05/10 09:00'), back(8)] }).spans).toMatchObject([{ doneAt: null, how: null }])
  expect(row({ steps: [resolved('05/10 09:00'), back(61)] }).spans).toMatchObject([
    { reopenedBy: 'person', followedAt: null },
    { seq: 1, doneAt: null },
  ])
})

test('a follow-up counts against the resolution it follows, never an earlier one', () => {
  const steps = [resolved('05/10 09:00'), { at: vn('06/10 09:00'), kind: 'reopened', by: 'person' } as const, resolved('06/10 10:00')]
  const { spans } = row({ steps, followUps: [{ at: vn('08/10 08:00'), onlyThanks: false }] })
  expect(spans.map(({ followedAt }) => followedAt)).toEqual([null, vn('08/10 08:00')])
  expect(row({ steps, followUps: [{ at: vn('08/10 08:00'), onlyThanks: true }] }).spans.at(-1)?.followedAt).toBeNull()
})

test('merging ends what is open, and undoing it goes on as if nothing had been', () => {
  const merged: Step = { at: vn('05/10 10:00'), kind: 'merged' }
  expect(row({ steps: [merged], mergedIntoId: 'other' })).toMatchObject({
    excluded: 'merged',
    spans: [{ how: 'merged', doneAt: merged.at }],
  })
  expect(row({ steps: [merged, { at: vn('05/10 10:05'), kind: 'unmerged' }] })).toMatchObject({
    excluded: null,
    spans: [{ how: null, doneAt: null }],
  })
})

test('the survivor of a merge has the earliest creation of all', () => {
  expect(row({ mergedCreatedAt: [vn('01/10 08:00')] }).createdAt).toBe(vn('01/10 08:00'))
})

test('handing over closes one holder and opens the next; the same one again changes nothing', () => {
  const held = (at: string, personId: string | null): Step => ({ at: vn(at), kind: 'held', personId })
  const { holds } = row({
    steps: [held('05/10 08:00', LINH), held('05/10 09:00', LINH), held('05/10 10:00', NGAN), held('05/10 11:00', null)],
  })
  expect(holds).toEqual([
    { personId: LINH, from: vn('05/10 08:00'), until: vn('05/10 10:00') },
    { personId: NGAN, from: vn('05/10 10:00'), until: vn('05/10 11:00') },
  ])
})

test('months begin at 17:00Z: one millisecond decides', () => {
  const october = { from: Date.parse('2026-09-30T17:00:00Z'), until: Date.parse('2026-10-31T17:00:00Z'), now: vn('15/11') }
  const options = { windowDays: 7, perPerson: false }
  const created = (iso: string) => judge('fcr_gross', rowOf(sourceOf('c', Date.parse(iso)), hours), october, options).length
  expect([
    created('2026-09-30T16:59:59.999Z'),
    created('2026-09-30T17:00:00Z'),
    created('2026-10-31T16:59:59.999Z'),
    created('2026-10-31T17:00:00Z'),
  ]).toEqual([0, 1, 1, 0])
  const done = (iso: string) =>
    judge(
      'resolved',
      rowOf(
        sourceOf('c', vn('01/10'), { steps: [{ at: Date.parse(iso), kind: 'resolved', byId: LINH, unitId: TEAM, counts: true }] }),
        hours,
      ),
      october,
      options,
    )[0]?.part
  expect([done('2026-10-31T16:59:59.999Z'), done('2026-10-31T17:00:00Z')]).toEqual(['numerator', 'missed'])
})

test('who counts: a person’s resolved rate is over every case they held in the month', () => {
  const shared = row({
    steps: [
      { at: vn('05/10 08:00'), kind: 'held', personId: NGAN },
      { at: vn('06/10 08:00'), kind: 'held', personId: LINH },
      resolved('06/10 09:00'),
    ],
  })
  const month = { from: vn('01/10'), until: vn('01/11'), now: vn('15/11') }
  const said = judge('resolved', shared, month, { windowDays: 7, perPerson: true })
  expect(said.map(({ personId, part }) => [personId, part])).toEqual([
    [NGAN, 'missed'],
    [LINH, 'numerator'],
  ])
  expect(judge('resolved', shared, month, { windowDays: 7, perPerson: false })).toHaveLength(1)
})

test('on the phone first contact needs an answer in the call, no call-back, no escalation, and an end within the hour', () => {
  const month = { from: vn('01/10'), until: vn('01/11'), now: vn('15/11') }
  const first = (given: object) =>
    judge(
      'fcr',
      row({
        channel: 'phone',
        answeredInContact: true,
        steps: [resolved('05/10 08:20')],
        answers: [{ at: vn('05/10 08:00'), byId: LINH }],
        ...given,
      }),
      month,
      { windowDays: 7, perPerson: false },
    )[0]?.part
  expect(first({})).toBe('numerator')
  expect(first({ answeredInContact: false })).toBe('missed')
  expect(first({ steps: [{ at: vn('05/10 08:10'), kind: 'raised' }, resolved('05/10 08:20')] })).toBe('missed')
  expect(
    first({
      answers: [
        { at: vn('05/10 08:00'), byId: LINH },
        { at: vn('05/10 08:10'), byId: LINH },
      ],
    }),
  ).toBe('missed')
  expect(first({ steps: [resolved('05/10 09:01')] })).toBe('missed')
})

test('a calendar that changes later leaves what was counted as it was; a correction of the facts does not', () => {
  const steps = [resolved('05/10 10:00')]
  const given = { firstResponseAt: vn('05/10 09:00'), steps }
  const stored = row(given)
  const holiday = { mark: 'office:2', working: () => 0 }
  const later = rowOf(sourceOf('c', vn('05/10 08:00'), given), holiday)
  expect(keepTimes(stored, later)).toEqual(stored)
  expect(keepTimes(undefined, later).spans[0]?.netSeconds).toBe(0)
  const moved = rowOf(sourceOf('c', vn('05/10 08:00'), { ...given, steps: [resolved('05/10 11:00')] }), holiday)
  expect(keepTimes(stored, moved).spans[0]).toMatchObject({ netSeconds: 0, calendar: 'office:2' })
  const waited = rowOf(
    sourceOf('c', vn('05/10 08:00'), {
      ...given,
      steps: [{ at: vn('05/10 08:30'), kind: 'waits' }, { at: vn('05/10 09:00'), kind: 'goesOn' }, ...steps],
    }),
    holiday,
  )
  expect(keepTimes(stored, waited).spans[0]?.calendar).toBe('office:2')
  const other = rowOf(sourceOf('c', vn('05/10 08:00'), given), { mark: 'roundTheClock:1', working: () => 1 })
  expect(keepTimes(stored, other).spans[0]?.netSeconds).toBe(1)
})
