import { expect, test } from 'vitest'
import * as contract from './contract.ts'
import { startClock } from './index.ts'
import { openClockHouse, vn } from './samples.ts'

/** What people ask of clocks: promises kept and taken back, targets set. */
const { house, team, linh, lead, head, facts, start, at, told, shown } = await openClockHouse()
const stranger = await house.person('team_lead', { unitId: await house.unit('Nhóm khác') })

test('a promise: made, seen in the day, kept by whoever gave it or their lead, by nobody else', async () => {
  const an = await house.person('support_officer', { unitId: team })
  const promise = async (dueAt: Date) => {
    const one = facts({ responsibleId: an.id, title: 'Gọi lại chị Ngọc' })
    const clock = await house.does((ctx) => startClock(ctx, { ...one, kind: 'promise', dueAt }), an.me)
    return { id: clock?.id ?? '', one }
  }
  const [soon, later, gone] = [await promise(vn('11-25T16:00')), await promise(vn('11-27T16:00')), await promise(vn('11-25T09:30'))]
  await start(facts({ responsibleId: an.id }))
  await house.does(async (ctx) => startClock(ctx, { ...facts({ responsibleId: an.id }), kind: 'follow_up', dueAt: vn('11-26T10:00') }))
  const day = await at(vn('11-25T10:00'), () => an.asks(contract.myDay, {}))
  expect(day.items.map(({ id, group }) => [id, group]).filter(([id]) => [soon.id, later.id, gone.id].includes(String(id)))).toEqual([
    [gone.id, 'overdue'],
    [soon.id, 'promise'],
    [later.id, 'promise'],
  ])
  expect(day.counts).toEqual({ overdue: 1, today: 1, appointment: 1, promise: 2 })

  await expect(stranger.asks(contract.keepPromise, { id: soon.id })).rejects.toMatchObject({ status: 403, code: 'clocks.notYours' })
  await expect(linh.asks(contract.cancelPromise, { id: soon.id, reason: 'không phải' })).rejects.toMatchObject({ status: 403 })
  await an.asks(contract.keepPromise, { id: soon.id })
  await expect(lead.asks(contract.undoPromise, { id: soon.id })).rejects.toMatchObject({ status: 409, code: 'clocks.undoLate' })
  await an.asks(contract.undoPromise, { id: soon.id })
  expect((await shown(soon.one))[0]).toMatchObject({ state: 'running', dueAt: vn('11-25T16:00'), stoppedAt: null })
  await an.asks(contract.keepPromise, { id: soon.id, note: 'Đã gọi, chị đồng ý đổi máy' })
  await lead.asks(contract.cancelPromise, { id: later.id, reason: 'Khách hẹn ngày khác' })
  await expect(an.asks(contract.keepPromise, { id: soon.id })).rejects.toMatchObject({ status: 409, code: 'clocks.alreadyEnded' })
  expect(await told('clockMet', soon.one.subject.id)).toMatchObject([{ inTime: true }, { inTime: true, kind: 'promise' }])
  expect(await told('promiseCancelled', later.one.subject.id)).toMatchObject([{ reason: 'Khách hẹn ngày khác' }])
  expect((await an.asks(contract.myDay, {})).done).toEqual({ met: 1, inTime: 1 })
  expect(await an.asks(contract.myDone, {})).toMatchObject([{ id: soon.id, state: 'met', title: 'Gọi lại chị Ngọc' }])
  await expect(promise(vn('11-25T08:00'))).rejects.toMatchObject({ status: 422, code: 'clocks.duePassed' })
})

test('targets: who may, who was first, kept versions; running clocks keep theirs', async () => {
  await expect(linh.asks(contract.addPolicy, { kind: 'resolution', amount: 1 })).rejects.toMatchObject({ status: 403 })
  const running = facts({ caseType: 'recall' })
  await start(running, ['resolution'])
  const { id } = await head.asks(contract.addPolicy, {
    kind: 'resolution',
    caseType: 'recall',
    amount: 8,
    unit: 'minutes',
    note: 'Thu hồi: 8 phút',
  })
  const fresh = facts({ caseType: 'recall' })
  expect((await start(fresh, ['resolution']))[0]?.dueAt).toEqual(vn('11-25T09:08'))
  expect((await shown(fresh))[0]).toMatchObject({ rule: 'Thu hồi: 8 phút', minutes: 8 })
  expect((await shown(running))[0]?.minutes).toBe(2400)
  await expect(head.asks(contract.addPolicy, { kind: 'resolution', caseType: 'recall', amount: 9 })).rejects.toMatchObject({
    code: 'clocks.samePolicy',
  })
  const change = { id, kind: 'resolution' as const, caseType: 'recall', amount: 1, unit: 'working_days' as const, version: 1 }
  const races = await Promise.allSettled([
    head.asks(contract.changePolicy, change),
    head.asks(contract.changePolicy, { ...change, amount: 2 }),
  ])
  expect(races.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await head.asks(contract.policyHistory, { id })).map(({ version, amount }) => [version, amount]).at(-1)).toEqual([1, 8])
  await head.asks(contract.removePolicy, { id })
  expect((await linh.asks(contract.listPolicies, {})).some((policy) => policy.id === id)).toBe(false)
  expect((await start(facts({ caseType: 'recall' }), ['resolution']))[0]?.dueAt).toEqual(vn('12-01T14:00'))
})
