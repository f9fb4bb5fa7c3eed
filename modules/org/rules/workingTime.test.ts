import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { vnDay, vnMinuteOfDay, vnOffset, vnStartOfDay } from './vietnamDay.ts'
import { addWorkingMinutes, type Interval, isOpen, nextOpening, type WorkingCalendar, workingMinutesBetween } from './workingTime.ts'

type Vector = Record<string, string> & { kind: string; holidays?: string[]; minutes?: number }
const vectors: Vector[] = JSON.parse(readFileSync(new URL('../corpora/clock.json', import.meta.url), 'utf8'))
const of = (kind: string) => vectors.filter((vector) => vector.kind === kind)

const office: readonly Interval[] = [
  [480, 720],
  [810, 1050],
]
const morning: readonly Interval[] = [[480, 720]]
const calendar = (given: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  id: 'c',
  version: 1,
  roundClock: false,
  week: { 1: office, 2: office, 3: office, 4: office, 5: office },
  days: {},
  ...given,
})
const vn = (local: string) => new Date(`${local}+07:00`)

test('the deadlines of the corpus', () => {
  expect(of('sla-due')).toHaveLength(12)
  for (const { start = '', due = '', minutes = 0, holidays = [] } of of('sla-due')) {
    const days = Object.fromEntries(holidays.map((day) => [day, []]))
    expect(addWorkingMinutes(calendar({ days }), new Date(start), minutes).toISOString(), `${start} + ${minutes}`).toBe(
      new Date(due).toISOString(),
    )
    expect(workingMinutesBetween(calendar({ days }), new Date(start), new Date(due))).toBe(minutes)
  }
})

test('the days of the corpus begin and end in Hồ Chí Minh City', () => {
  for (const { local = '', utc = '' } of of('local->utc')) {
    const at = new Date(utc)
    expect(vnDay(at)).toBe(local.slice(0, 10))
    expect(vnMinuteOfDay(at)).toBeCloseTo((Date.parse(`${local}Z`) - Date.parse(`${local.slice(0, 10)}T00:00:00Z`)) / 60_000)
  }
  for (const { day = '', from_utc = '', to_utc_exclusive = '' } of of('report day')) {
    expect(vnStartOfDay(day)).toEqual(new Date(from_utc))
    expect(vnDay(new Date(new Date(to_utc_exclusive).getTime() - 1))).toBe(day)
    expect(vnDay(new Date(to_utc_exclusive))).not.toBe(day)
  }
  expect(vnOffset(new Date('1970-01-01T00:00:00Z'))).toBe(8 * 3_600_000)
  expect(vnOffset(new Date('1980-01-01T00:00:00Z'))).toBe(7 * 3_600_000)
})

test('Saturday halves, swap days and compensatory days', () => {
  const days = { '2026-08-22': office, '2026-08-31': [], '2026-09-01': [], '2026-09-02': [] }
  const halves = calendar({ week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: morning }, days })
  expect(addWorkingMinutes(halves, vn('2026-11-27T17:00:00'), 60)).toEqual(vn('2026-11-28T08:30:00'))
  expect(addWorkingMinutes(halves, vn('2026-11-28T11:30:00'), 60)).toEqual(vn('2026-11-30T08:30:00'))
  expect(isOpen(halves, vn('2026-08-22T15:00:00'))).toBe(true)
  expect(isOpen(halves, vn('2026-08-15T15:00:00'))).toBe(false)
  expect(nextOpening(halves, vn('2026-08-29T12:00:00'))).toEqual(vn('2026-09-03T08:00:00'))
})

test('the end of an interval is closed, its beginning is open', () => {
  expect(isOpen(calendar(), vn('2026-11-24T08:00:00'))).toBe(true)
  expect(isOpen(calendar(), vn('2026-11-24T12:00:00'))).toBe(false)
  expect(nextOpening(calendar(), vn('2026-11-24T12:00:00'))).toEqual(vn('2026-11-24T13:30:00'))
  expect(nextOpening(calendar(), vn('2026-11-24T09:17:03'))).toEqual(vn('2026-11-24T09:17:03'))
  expect(nextOpening(calendar(), vn('2026-11-27T17:30:00'))).toEqual(vn('2026-11-30T08:00:00'))
})

test('round the clock, seconds, parts of minutes, nothing and the past', () => {
  const always = calendar({ roundClock: true })
  expect(addWorkingMinutes(always, vn('2027-02-06T23:50:00'), 30)).toEqual(vn('2027-02-07T00:20:00'))
  expect(nextOpening(always, vn('2027-02-06T23:50:00'))).toEqual(vn('2027-02-06T23:50:00'))
  expect(addWorkingMinutes(calendar(), vn('2026-11-24T11:59:30'), 1)).toEqual(vn('2026-11-24T13:30:30'))
  expect(workingMinutesBetween(calendar(), vn('2026-11-24T11:59:30'), vn('2026-11-24T12:30:00'))).toBe(0.5)
  expect(addWorkingMinutes(calendar(), vn('2026-11-24T20:00:00'), 0)).toEqual(vn('2026-11-24T20:00:00'))
  expect(workingMinutesBetween(calendar(), vn('2026-11-25T09:00:00'), vn('2026-11-24T17:00:00'))).toBe(-90)
  expect(workingMinutesBetween(calendar(), vn('1969-12-29T08:00:00'), vn('1970-01-05T08:00:00'))).toBe(5 * 480)
})

test('midnight to midnight', () => {
  const whole: readonly Interval[] = [[0, 1440]]
  const weekend = calendar({ week: { 6: whole, 7: whole } })
  expect(addWorkingMinutes(weekend, vn('2026-11-28T12:00:00'), 720)).toEqual(vn('2026-11-29T00:00:00'))
  expect(addWorkingMinutes(weekend, vn('2026-11-28T12:00:00'), 2160)).toEqual(vn('2026-11-30T00:00:00'))
  expect(addWorkingMinutes(weekend, vn('2026-11-28T12:00:00'), 2161)).toEqual(vn('2026-12-05T00:01:00'))
})

test('a calendar that never opens says so instead of searching', () => {
  expect(() => addWorkingMinutes(calendar({ week: {} }), vn('2026-11-24T08:00:00'), 1)).toThrow('never opens')
  const once = calendar({ week: {}, days: { '2031-05-05': morning } })
  expect(addWorkingMinutes(once, vn('2026-11-24T08:00:00'), 240)).toEqual(vn('2031-05-05T12:00:00'))
  expect(() => addWorkingMinutes(once, vn('2026-11-24T08:00:00'), 241)).toThrow('never opens')
})

test('equal to walking minute by minute, on three hundred random spans', () => {
  const days = { '2027-02-05': [], '2027-02-08': [], '2027-02-09': morning, '2027-02-13': office, '2027-02-14': [[600, 601] as const] }
  const halves = calendar({ week: { 1: office, 2: office, 3: office, 4: office, 5: office, 6: morning }, days })
  const random = mulberry(7)
  for (let n = 0; n < 300; n++) {
    const start = new Date(vn('2027-01-25T00:00:00').getTime() + Math.floor(random() * 30 * 1440) * 60_000)
    const minutes = Math.ceil(random() * 3000)
    expect(addWorkingMinutes(halves, start, minutes)).toEqual(walked(halves, start, minutes))
  }
})

test('a hundred thousand deadlines years ahead end within the time a test has', () => {
  const busy = calendar({
    days: Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [new Date(Date.UTC(2026, 0, 1 + n * 7)).toISOString().slice(0, 10), []]),
    ),
  })
  const from = vn('2026-11-24T09:00:00')
  let last = from
  for (let n = 0; n < 100_000; n++) {
    const due = addWorkingMinutes(busy, from, 480 * 5 * 52 * 20 + n)
    if (due < last) expect(due, `${n} minutes more`).toBe(last)
    last = due
  }
  expect(last.getUTCFullYear()).toBeGreaterThan(2046)
})

test.each(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Chatham'])('the machine’s time zone %s changes nothing', (zone) => {
  const code = `import { addWorkingMinutes } from './workingTime.ts'; import { vnDay, vnStartOfDay, vnOffset } from './vietnamDay.ts'
    const office = [[480, 720], [810, 1050]]; const c = { id: '', version: 1, roundClock: false, week: { 1: office, 2: office, 3: office, 4: office, 5: office }, days: {} }
    const at = new Date('2026-10-31T16:59:59Z')
    console.log(JSON.stringify([addWorkingMinutes(c, at, 5000), addWorkingMinutes(c, new Date('2027-03-14T07:30:00Z'), 7), vnDay(at), vnStartOfDay('2026-11-01'), vnStartOfDay('1970-01-01'), vnOffset(new Date(0))]))`
  const said = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
    cwd: import.meta.dirname,
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
  })
  expect(JSON.parse(said.toString())).toEqual([
    '2026-11-16T04:20:00.000Z',
    '2027-03-15T01:07:00.000Z',
    '2026-10-31',
    '2026-10-31T17:00:00.000Z',
    '1969-12-31T16:00:00.000Z',
    28_800_000,
  ])
})

function walked(given: WorkingCalendar, start: Date, minutes: number): Date {
  let at = start.getTime()
  for (let left = minutes; left > 0; at += 60_000) if (isOpen(given, new Date(at))) left--
  return new Date(at)
}

function mulberry(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
