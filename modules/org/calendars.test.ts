import { expect, test, vi } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { addWorkingMinutes, calendarFor, furnish, isOpen, nextOpening } from './index.ts'
import { compensatoryDays, publicHolidays } from './rules/holidays.ts'

const house = await openHouse({ at: new Date('2026-11-24T02:00:00Z') })
const admin = await house.person('administrator')
const linh = await house.person('support_officer')
const { calendars } = await house.does((ctx) => furnish(ctx, 'Mây Lành'))
const vn = (local: string) => new Date(`${local}+07:00`)
const calendar = (wanted = {}) => house.does((ctx) => calendarFor(ctx, wanted))

test('public holidays are those the law and the Prime Minister set', () => {
  expect(publicHolidays(2026).map(({ day }) => day)).toEqual(
    '2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-26 2026-04-30 2026-05-01 2026-09-01 2026-09-02 2026-11-24'.split(
      ' ',
    ),
  )
  expect(publicHolidays(2027).map(({ day }) => day)).toEqual(
    '2027-01-01 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-04-16 2027-04-30 2027-05-01 2027-09-02 2027-09-03 2027-11-24'.split(
      ' ',
    ),
  )
  const office = (weekday: number) => weekday <= 5
  expect(compensatoryDays(publicHolidays(2027), office).map(({ day }) => day)).toEqual(['2027-02-10', '2027-02-11', '2027-05-03'])
  expect(compensatoryDays(publicHolidays(2026), office)).toEqual([{ day: '2026-04-27', name: 'Nghỉ bù Giỗ Tổ Hùng Vương' }])
})

test('a new house has office hours, the hotline’s own and round the clock for S1, and today is a holiday', async () => {
  const office = await calendar({ channel: 'mail', severity: 3 })
  expect(isOpen(office, vn('2026-11-24T09:00:00'))).toBe(false)
  expect(nextOpening(office, vn('2026-11-24T09:00:00'))).toEqual(vn('2026-11-25T08:00:00'))
  const hotline = await calendar({ channel: 'phone', severity: 3 })
  expect(isOpen(hotline, vn('2026-11-29T19:59:00'))).toBe(true)
  expect((await calendar({ channel: 'phone', severity: 1 })).roundClock).toBe(true)
  expect(addWorkingMinutes(office, vn('2027-02-04T16:30:00'), 60)).toEqual(vn('2027-02-11T08:30:00'))
})

test('the year is planned once; what somebody set stays', async () => {
  expect(await admin.asks(contract.planYear, { year: 2027 })).toEqual({ added: [] })
  const own = await admin.asks(contract.setDay, { calendarId: null, day: '2028-01-01', kind: 'holiday', name: 'Nghỉ chung' })
  const { added } = await admin.asks(contract.planYear, { year: 2028 })
  expect(added.map(({ day }) => day)).not.toContain('2028-01-01')
  expect(added.length).toBeGreaterThan(10)
  const { days } = await linh.asks(contract.listCalendars, {})
  expect(days.find(({ id }) => id === own.id)?.name).toBe('Nghỉ chung')
})

test('a swapped day is worked, a calendar’s own day wins over the company’s, and clocks are told', async () => {
  const before = await calendar()
  await admin.asks(contract.setDay, { calendarId: null, day: '2026-11-29', kind: 'swap_working', name: 'Làm bù' })
  const after = await calendar()
  expect(after).not.toBe(before)
  expect(isOpen(after, vn('2026-11-29T15:00:00'))).toBe(true)
  expect(await calendar()).toBe(after)
  const sunday = await calendar({ channel: 'phone' })
  expect(['12:30', '19:30', '20:30'].map((at) => isOpen(sunday, vn(`2026-11-29T${at}:00`)))).toEqual([true, true, false])
  const own = await admin.asks(contract.setDay, {
    calendarId: calendars.hotline,
    day: '2026-11-24',
    kind: 'swap_working',
    name: 'Trực lễ',
    intervals: [[540, 600]],
  })
  const hotline = await calendar({ channel: 'phone' })
  expect(isOpen(hotline, vn('2026-11-24T09:30:00'))).toBe(true)
  expect(isOpen(hotline, vn('2026-11-24T10:30:00'))).toBe(false)
  expect(hotline.version).toBeGreaterThan(1)
  await admin.asks(contract.removeDay, { id: own.id })
  expect(isOpen(await calendar({ channel: 'phone' }), vn('2026-11-24T09:30:00'))).toBe(false)
  expect((await house.names()).filter((name) => name === 'org.calendarChanged').length).toBeGreaterThan(3)
})

test('a change that is rolled back is never remembered', async () => {
  const before = await calendar()
  await house
    .does(async (ctx) => {
      const { setDay } = await import('./actions/calendars.ts')
      await setDay(ctx, { calendarId: null, day: '2026-12-01', kind: 'holiday', name: 'Không có' })
      expect(isOpen(await calendarFor(ctx), vn('2026-12-01T09:00:00'))).toBe(false)
      throw new Error('not after all')
    })
    .catch(vi.fn())
  const after = await calendar()
  expect(isOpen(after, vn('2026-12-01T09:00:00'))).toBe(true)
  expect(after.version).toBe(before.version)
})

test('what cannot be worked with is refused', async () => {
  const week = { 1: [[480, 720]], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } as const
  const wrong = (given: object) =>
    admin.asks(contract.addCalendar, { name: 'Ca đêm', roundClock: false, week: { ...week, ...given } as never })
  await expect(wrong({ 1: [] })).rejects.toMatchObject({ code: 'org.calendarEmpty' })
  await expect(
    wrong({
      1: [
        [480, 720],
        [700, 900],
      ],
    }),
  ).rejects.toMatchObject({ code: 'org.intervalsWrong' })
  await expect(wrong({ 1: [[720, 480]] })).rejects.toMatchObject({ code: 'org.intervalsWrong' })
  await expect(wrong({ 1: [[0, 2000]] })).rejects.toMatchObject({ status: 422 })
  await expect(admin.asks(contract.setDay, { calendarId: null, day: '2026-02-30', kind: 'holiday', name: 'x' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(admin.asks(contract.removeCalendar, { id: calendars.office })).rejects.toMatchObject({ code: 'org.calendarNeedsDefault' })
  await expect(admin.asks(contract.removeCalendar, { id: calendars.hotline })).rejects.toMatchObject({ code: 'org.calendarInUse' })
  await expect(linh.asks(contract.planYear, { year: 2029 })).rejects.toMatchObject({ status: 403 })
})

test('calendars are added, changed, used and removed', async () => {
  const week = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [[0, 1440]], 7: [] } as never
  const made = await admin.asks(contract.addCalendar, { name: 'Cuối tuần', roundClock: false, week })
  const branch = await admin.asks(contract.addBranch, { code: 'DN', name: 'Đà Nẵng' })
  const { uses } = await admin.asks(contract.listCalendars, {})
  const kept = uses.map(({ id: _, ...use }) => use)
  await admin.asks(contract.setUses, { uses: [...kept, { calendarId: made.id, channel: null, severity: null, branchId: branch.id }] })
  expect((await calendar({ channel: 'phone', branchId: branch.id })).id).toBe(made.id)
  expect((await calendar({ channel: 'phone', severity: 1, branchId: branch.id })).roundClock).toBe(true)
  await expect(admin.asks(contract.setUses, { uses: [...kept, ...kept] })).rejects.toMatchObject({ code: 'org.useTwice' })
  await admin.asks(contract.setUses, { uses: kept })
  await admin.asks(contract.removeCalendar, { id: made.id })
  expect((await admin.asks(contract.listCalendars, {})).calendars.map(({ name }) => name)).toEqual([
    'Giờ hành chính',
    'Suốt ngày đêm',
    'Tổng đài',
  ])
})

test('what a calendar, a day off and a unit were before stands in the audit', async () => {
  const told = async (name: string) => (await admin.asks(contract.readAudit, { name, limit: 1 })).items[0]
  const night: [number, number][] = [[1200, 1440]]
  const week = { 1: night, 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
  const made = await admin.asks(contract.addCalendar, { name: 'Ca tối', roundClock: false, week })
  await admin.asks(contract.changeCalendar, { id: made.id, name: 'Ca tối', roundClock: false, week: { ...week, 2: night } })
  expect((await told('org.calendarChanged'))?.facts).toMatchObject({
    calendarId: made.id,
    before: { week: { 1: [[1200, 1440]], 2: [] } },
    after: { week: { 1: [[1200, 1440]], 2: [[1200, 1440]] } },
  })
  await admin.asks(contract.setDay, { calendarId: null, day: '2026-12-24', kind: 'holiday', name: 'Nghỉ cuối năm' })
  expect((await told('org.calendarChanged'))?.facts).toMatchObject({ before: null, after: { day: '2026-12-24', name: 'Nghỉ cuối năm' } })
  const team = await admin.asks(contract.addUnit, { name: 'Nhóm Tối', kind: 'team', parentId: null })
  await admin.asks(contract.changeUnit, { id: team.id, name: 'Nhóm Đêm', kind: 'team', parentId: null })
  expect((await told('org.unitChanged'))?.facts).toMatchObject({ before: { name: 'Nhóm Tối' }, after: { name: 'Nhóm Đêm' } })
})
