import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { setDay } from '#org'
import * as contract from './contract.ts'
import {
  cancelClocks,
  climbLadder,
  meetClock,
  nearestOf,
  pauseClocks,
  redateClocks,
  redateStale,
  resumeClocks,
  reviveClocks,
  startClock,
} from './index.ts'
import { NINE, openClockHouse, vn } from './samples.ts'

const { house, team, linh, head, facts, start, at, told, shown } = await openClockHouse()
const minh = await house.person('support_officer', { unitId: team })

/** The house beats by itself too: what another holds is waited for. */
const climb = (now: Date) =>
  at(now, () =>
    vi.waitFor(async () => {
      while (await house.does(climbLadder));
      const left = await sql`select 1 from clocks.clock where next_at <= ${now}`.execute(house.house.db)
      expect(left.rows).toEqual([])
    }, 20_000),
  )
const redateAll = () =>
  vi.waitFor(async () => {
    while (await house.does(redateStale));
    expect((await sql`select 1 from clocks.clock where stale`.execute(house.house.db)).rows).toEqual([])
  }, 20_000)

test('severity, channel and calendar decide; S1 counts day and night, a day of work is the company’s own', async () => {
  const [first, resolution] = await start(facts())
  expect(first).toMatchObject({ kind: 'first_response', state: 'running', dueAt: vn('11-25T14:00') })
  expect(resolution).toMatchObject({ kind: 'resolution', dueAt: vn('12-01T14:00') })
  const [phone] = await start(facts({ channel: 'phone' }), ['first_response'], vn('11-28T19:00'))
  expect(phone?.dueAt).toEqual(vn('11-29T11:00'))
  const [urgent] = await start(facts({ severity: 1 }), ['first_response'], vn('11-28T23:50'))
  expect(urgent?.dueAt).toEqual(vn('11-29T00:20'))
})

test('a clock that is open goes on when it is started again, and two at once make one', async () => {
  const one = facts()
  const [first] = await start(one, ['first_response'])
  const again = await Promise.all([1, 2, 3, 4].map(() => at(vn('11-25T10:00'), () => start(one, ['first_response']))))
  expect(again.map(([same]) => same?.id)).toEqual(Array(4).fill(first?.id))
  expect(await shown(one)).toHaveLength(1)
})

test('stands still only while the customer is waited for; a first answer is owed whatever the case waits for', async () => {
  const one = facts()
  await start(one)
  await house.does((ctx) => pauseClocks(ctx, one.subject, 'waiting_customer', vn('11-25T11:00')))
  const nearest = await house.does((ctx) => nearestOf(ctx, one.subject))
  expect(nearest).toMatchObject({ kind: 'first_response', state: 'running', dueAt: vn('11-25T14:00') })
  await house.does((ctx) => resumeClocks(ctx, one.subject, vn('11-26T11:00')))
  const [, resolution] = await shown(one)
  // A working day later than without the wait.
  expect(resolution).toMatchObject({
    kind: 'resolution',
    dueAt: vn('12-02T14:00'),
    minutes: 2400,
    rule: '5 ngày làm việc',
    calendar: 'Giờ hành chính',
  })
  expect(resolution?.pauses).toEqual([{ from: vn('11-25T11:00'), to: vn('11-26T11:00'), reason: 'waiting_customer' }])
  await house.does((ctx) => meetClock(ctx, one.subject, 'first_response', vn('11-25T14:00')))
  await house.does((ctx) => meetClock(ctx, one.subject, 'resolution', vn('12-02T14:01')))
  const [late, met] = await shown(one).then((all) => all.toSorted((a, b) => a.kind.localeCompare(b.kind)).reverse())
  expect(met).toMatchObject({ kind: 'first_response', state: 'met', breachedAt: null, stoppedAt: vn('11-25T14:00') })
  expect(late).toMatchObject({ kind: 'resolution', state: 'breached', breachedAt: vn('12-02T14:00') })
  expect((await told('clockMet', one.subject.id)).map(({ inTime }) => inTime)).toEqual([true, false])
  expect(await house.does((ctx) => nearestOf(ctx, one.subject))).toBeNull()
})

test('done while it stood still: in time, and its due moment is as if it had gone on', async () => {
  const one = facts()
  await start(one, ['resolution'])
  await house.does((ctx) => pauseClocks(ctx, one.subject, 'waiting_customer', vn('11-25T10:00')))
  await house.does((ctx) => meetClock(ctx, one.subject, 'resolution', vn('12-20T10:00')))
  expect(await told('clockMet', one.subject.id)).toMatchObject([{ inTime: true, dueAt: vn('12-25T16:00').toISOString() }])
})

test('the ladder: each level once and in order, whoever asks at once; whoever is responsible is reminded', async () => {
  const many = Array.from({ length: 30 }, () => facts())
  for (const one of many) await start(one, ['first_response'])
  const together = (now: Date) => at(now, () => Promise.all(Array.from({ length: 6 }, () => house.does(climbLadder))))
  for (const now of [
    '11-25T10:59',
    '11-25T11:00',
    '11-25T13:11',
    '11-25T13:12',
    '11-25T14:00',
    '11-25T15:59',
    '11-25T16:00',
    '11-26T09:00',
  ])
    await together(vn(now)).then(() => climb(vn(now)))
  for (const { subject } of many) {
    const levels = (await told('clockReached', subject.id)).map(({ level }) => level)
    expect(levels).toEqual([50, 80, 100, 150])
  }
  const [one] = many
  expect(await told('clockChanged', one?.subject.id ?? '')).toMatchObject([{ nearest: { kind: 'first_response', state: 'breached' } }])
  await house.settled()
  const notices = await sql<{ personId: string; detail: string; times: number }>`
    select person_id, detail, times from notifications.notification where link = ${one?.link ?? ''} order by times`.execute(house.house.db)
  expect(notices.rows).toEqual([
    { personId: linh.id, times: 4, detail: 'Trả lời lần đầu: quá hạn từ 14:00 25/11, đã trễ thêm nửa thời gian' },
  ])
})

test('two processes at once announce each level once', async () => {
  const many = Array.from({ length: 40 }, () => facts())
  for (const one of many) await start(one, ['first_response'])
  const code = `import { act } from '#platform/act.ts'; import { SYSTEM } from '#platform/context.ts'; import { climbLadder } from '#clocks'
    import { buildHouse, openLog } from '../../app/open.ts'; import { rooms } from '../../app/rooms.ts'
    const house = await buildHouse({ url: process.env.AT, dataDir: process.env.DIR, publicUrl: 'http://x.example', secret: Buffer.alloc(32, 7),
      smtpIn: { host: '127.0.0.1', port: 0 }, rooms, log: openLog('silent'), clock: () => new Date(process.env.NOW), poolSize: 4 })
    for (let n = 0; n < 30; n++) await act(house, { me: SYSTEM }, climbLadder)
    process.exit(0)`
  const env = {
    ...process.env,
    AT: house.house.url,
    DIR: house.house.settings.dataDir,
    NOW: vn('11-25T14:00').toISOString(),
    NODE_OPTIONS: '',
  }
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', code], { cwd: import.meta.dirname, env })
  await Promise.all([run(), run()])
  await climb(vn('11-25T14:00'))
  for (const { subject } of many) expect((await told('clockReached', subject.id)).map(({ level }) => level)).toEqual([50, 80, 100])
}, 120_000)

test('levels that passed while nobody was running are announced at the next beat, in order', async () => {
  const one = facts()
  await start(one, ['first_response'], vn('11-23T09:00'))
  await climb(NINE)
  expect((await told('clockReached', one.subject.id)).map(({ level }) => level)).toEqual([50, 80, 100, 150])
})

test('a day off dates running clocks anew; what was announced too early is announced again', async () => {
  const one = facts()
  await start(one)
  await climb(vn('11-25T11:30'))
  await at(vn('11-25T11:40'), () =>
    house.does((ctx) => setDay(ctx, { calendarId: null, day: '2026-11-25', kind: 'holiday', name: 'Mất điện' })),
  )
  await house.settled()
  await at(vn('11-25T11:45'), redateAll)
  const [first, resolution] = await shown(one)
  expect([first?.dueAt, resolution?.dueAt]).toEqual([vn('11-26T12:00'), vn('12-02T12:00')])
  expect(first?.level).toBe(0)
  expect(await told('clockChanged', one.subject.id)).toMatchObject([{ nearest: { dueAt: vn('11-26T12:00').toISOString() } }])
  await climb(vn('11-26T10:00'))
  expect((await told('clockReached', one.subject.id)).map(({ level }) => level)).toEqual([50, 50])
  await house.does((ctx) =>
    setDay(ctx, {
      calendarId: null,
      day: '2026-11-25',
      kind: 'swap_working',
      name: 'Làm bình thường',
      intervals: [
        [480, 720],
        [780, 1020],
      ],
    }),
  )
  await house.settled()
  await redateAll()
  expect((await shown(one))[0]?.dueAt).toEqual(vn('11-25T14:00'))
})

test('another severity counts from the beginning; other hands take the clock over and change no date', async () => {
  const one = facts()
  await start(one)
  const nearest = await at(vn('11-25T10:00'), () => house.does((ctx) => redateClocks(ctx, one.subject, { severity: 2 })))
  expect(nearest).toMatchObject({ kind: 'first_response', dueAt: vn('11-25T11:00') })
  await house.does((ctx) => redateClocks(ctx, one.subject, { responsibleId: minh.id, title: 'Nồi nguội' }))
  expect(await shown(one)).toMatchObject([
    { dueAt: vn('11-25T11:00'), title: 'Nồi nguội', responsible: { id: minh.id } },
    { dueAt: vn('11-28T09:00'), responsible: { id: minh.id } },
  ])
})

test('taken back within minutes, a clock goes on as if it had never stopped', async () => {
  const one = facts()
  const [, before] = await start(one)
  await house.does((ctx) => meetClock(ctx, one.subject, 'resolution', vn('11-25T10:00')))
  await house.does((ctx) => cancelClocks(ctx, one.subject, { reason: 'resolved', at: vn('11-25T10:00') }))
  expect(await house.does((ctx) => nearestOf(ctx, one.subject))).toBeNull()
  await house.does((ctx) => reviveClocks(ctx, one.subject, vn('11-25T10:00')))
  const [first, resolution] = await shown(one)
  expect(first).toMatchObject({ state: 'running', dueAt: vn('11-25T14:00') })
  expect(resolution).toMatchObject({ state: 'running', dueAt: before?.dueAt, stoppedAt: null })
})

test('a snooze ends by itself, at its moment', async () => {
  const one = facts()
  await house.does((ctx) => startClock(ctx, { ...one, kind: 'snooze', dueAt: vn('11-25T10:00') }))
  await climb(vn('11-25T10:05'))
  expect(await told('clockReached', one.subject.id)).toMatchObject([{ level: 100, kind: 'snooze' }])
  expect(await shown(one)).toMatchObject([{ state: 'met', stoppedAt: vn('11-25T10:00') }])
})

test('the ladder says when somebody is reminded; whoever saw an older one is refused', async () => {
  const { steps, version } = await head.asks(contract.getLadder, {})
  const quiet = steps.map((step) => ({ ...step, responsible: step.level >= 100 }))
  await head.asks(contract.changeLadder, { steps: quiet, version })
  await expect(head.asks(contract.changeLadder, { steps: quiet, version })).rejects.toMatchObject({ status: 409 })
  const one = facts()
  await start(one, ['first_response'])
  for (const now of ['11-25T11:00', '11-25T13:30']) await climb(vn(now))
  const notices = await sql`select 1 from notifications.notification where link = ${one.link}`.execute(house.house.db)
  expect(notices.rows).toEqual([])
  expect(await told('clockReached', one.subject.id)).toHaveLength(2)
})

test('what happened to a clock is never rewritten', async () => {
  await expect(sql`update clocks.segment set state = 'met'`.execute(house.house.db)).rejects.toThrow()
  await expect(sql`truncate clocks.segment`.execute(house.house.db)).rejects.toThrow()
})
