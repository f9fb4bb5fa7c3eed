import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { WorkingCalendar } from '#org'
import { begun, cancelled, ended, type Moving, paused, redated, resumed } from './change.ts'
import { passedLevels, type Step, stretchesOf } from './span.ts'

const office: [number, number][] = [
  [480, 720],
  [810, 1050],
]
const calendar: WorkingCalendar = {
  id: 'c',
  version: 1,
  roundClock: false,
  week: { 1: office, 2: office, 3: office, 4: office, 5: office },
  days: { '2027-01-01': [], '2027-02-05': [], '2027-02-08': [], '2027-02-09': [], '2027-02-10': [], '2027-02-11': [] },
}
const vn = (local: string) => new Date(`${local}:00+07:00`)

/** Waits that are older than the moment they reached us, waits over a night, over Tết, of no length at all. */
test('however often it stood still, its segments tell the same due moment', () => {
  const random = mulberry(11)
  for (let n = 0; n < 200; n++) {
    const counted = n % 3 === 0 ? null : calendar
    let clock: Moving = begun(
      'resolution',
      Math.ceil(random() * 4800),
      new Date(vn('2027-01-25T08:00').getTime() + random() * 864e5),
      counted,
    )
    const steps: Step[] = [{ state: 'running', at: clock.startedAt }]
    let now = clock.startedAt
    for (let turn = 0; turn < 6 && clock.usedMinutes < clock.minutes; turn++) {
      now = new Date(now.getTime() + Math.floor(random() * 2e8) * (turn % 4 === 3 ? 0 : 1))
      if (clock.state === 'running') {
        const still = paused(clock, now, counted)
        clock = still.clock
        steps.push({ state: 'paused', at: still.at })
      } else {
        clock = resumed(clock, now, counted)
        steps.push({ state: 'running', at: now })
      }
    }
    const again = redated(clock, stretchesOf(steps), { minutes: clock.minutes, calendar: counted, now })
    if (clock.state === 'running') expect(again.dueAt).toEqual(clock.dueAt)
    expect(again.usedMinutes).toBeCloseTo(clock.usedMinutes, 6)
  }
})

test('met at its due moment is in time, a millisecond later is late; what never ran out is never late', () => {
  const clock = begun('first_response', 60, vn('2026-11-23T11:30'), calendar)
  expect(clock.dueAt).toEqual(vn('2026-11-23T14:00'))
  expect(ended(clock, clock.dueAt, calendar)).toMatchObject({ inTime: true, clock: { state: 'met', breachedAt: null } })
  const late = ended(clock, new Date(clock.dueAt.getTime() + 1), calendar)
  expect(late).toMatchObject({ inTime: false, clock: { state: 'breached', breachedAt: clock.dueAt } })
  const still = paused(clock, vn('2026-11-23T11:59'), calendar).clock
  expect(ended(still, vn('2027-03-01T09:00'), calendar).inTime).toBe(true)
  expect(cancelled(clock, vn('2026-11-23T11:00'), calendar).at).toEqual(clock.startedAt)
})

test('the ladder counts working time, and what was used before a wait', () => {
  const clock = begun('resolution', 480, vn('2026-11-23T08:00'), calendar)
  const running = resumed(paused(clock, vn('2026-11-23T10:00'), calendar).clock, vn('2026-11-24T08:00'), calendar)
  const reached = (now: string) =>
    passedLevels({ ...running, runningSince: running.runningSince ?? clock.startedAt, calendar }, 0, vn(now)).passed
  expect(running.dueAt).toEqual(vn('2026-11-24T15:30'))
  expect(reached('2026-11-24T09:59')).toEqual([])
  expect(reached('2026-11-24T10:00')).toEqual([50])
  expect(reached('2026-11-24T15:30')).toEqual([50, 80, 100])
  expect(reached('2026-11-25T11:30')).toEqual([50, 80, 100, 150])
})

const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Chatham']

/** The whole corpus as clocks: begun, stood still over a weekend, gone on; in one process for each time zone. */
test('the corpus of deadlines, in four time zones of the machine', () => {
  const code = `import { readFileSync } from 'node:fs'; import { begun, paused, resumed } from './change.ts'; import { promiseIn } from './promise.ts'
    const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [[480, 720], [810, 1050]]]))
    const vectors = JSON.parse(readFileSync('../../org/corpora/clock.json', 'utf8')).filter(({ kind }) => kind === 'sla-due')
    const said = vectors.map(({ holidays, start, minutes, due }) => {
      const calendar = { id: '', version: 1, roundClock: false, week, days: Object.fromEntries(holidays.map((day) => [day, []])) }
      const clock = begun('resolution', minutes, new Date(start), calendar)
      const still = paused(clock, new Date(start), calendar).clock
      return [clock.dueAt.toISOString() === new Date(due).toISOString(), resumed(still, new Date(start), calendar).dueAt.toISOString() === new Date(due).toISOString()]
    })
    const dst = begun('promise', 90, new Date('2027-03-14T06:30:00Z'), null).dueAt.toISOString()
    console.log(JSON.stringify([said, dst, promiseIn('Em gọi lại trước 2h30 sáng mai', new Date('2026-10-31T16:00:00Z'))]))`
  const answers = ZONES.map((TZ) =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
        cwd: import.meta.dirname,
        env: { ...process.env, TZ, NODE_OPTIONS: '' },
      }).toString(),
    ),
  )
  const [first] = answers
  expect(first[0]).toEqual(Array(12).fill([true, true]))
  expect(first[1]).toBe('2027-03-14T08:00:00.000Z')
  expect(first[2]).toMatchObject([{ dueAt: '2026-10-31T19:30:00.000Z' }])
  for (const other of answers) expect(other).toEqual(first)
}, 60_000)

function mulberry(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
