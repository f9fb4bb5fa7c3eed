import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as channels from '#channels/contract'
import { changeUnit } from '#org'
import { declareLeave } from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { resolveCase } from './index.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000)
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const team = await house.unit('Nhóm miền Bắc')
const lead = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', unitId: team, availability: 'off' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
const an = await house.person('support_officer', { name: 'Trần Bảo An', unitId: team, availability: 'off' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
await house.does((ctx) =>
  changeUnit(ctx, { id: team, name: 'Nhóm miền Bắc', kind: 'team', parentId: house.rootUnit, leadId: lead.id, takesNew: true }),
)

const told = async (personId: string) =>
  (
    await sql<{
      kind: string
      title: string
    }>`select kind, title from notifications.notification where person_id = ${personId} order by id`.execute(house.house.db)
  ).rows
const opens = (who: typeof linh, subject: string, rest: object = {}) =>
  who.asks(contract.openCase, { subject, text: `${subject} ạ`, ...rest })

test('of many who take one case at once, one wins and the others are told who', async () => {
  const { id } = await opens(linh, 'Phiếu trong hồ', { handlerId: null })
  const people = [linh, an, lead, diep]
  const answers = await Promise.allSettled(Array.from({ length: 24 }, (_, place) => people[place % 4]?.asks(contract.takeCase, { id })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]))
  const { handler } = await diep.asks(contract.getCase, { id })
  const others = refused.filter(({ code }) => code === 'cases.takenBy')
  expect(others.length).toBeGreaterThan(10)
  for (const one of others) {
    expect(one.message).toContain(handler?.name)
    expect(one.body.facts).toMatchObject({ id: handler?.id, name: handler?.name })
  }
})

test('who takes what somebody above took out of their sight is told who has it; who never could see it is told of nothing', async () => {
  const { id } = await opens(linh, 'Phiếu trong hồ của nhóm', { handlerId: null })
  const far = await house.person('support_officer', { unitId: await house.unit('Nhóm miền Nam') })
  await diep.asks(contract.takeCase, { id })
  await expect(linh.asks(contract.getCase, { id })).rejects.toMatchObject({ status: 404 })
  await expect(linh.asks(contract.takeCase, { id })).rejects.toMatchObject({
    status: 409,
    code: 'cases.takenBy',
    message: expect.stringContaining('Phạm Ngọc Diệp'),
  })
  await expect(far.asks(contract.takeCase, { id })).rejects.toMatchObject({ status: 404 })
})

test('who decides upon what somebody else has changed meanwhile is told who and when', async () => {
  const { id } = await opens(linh, 'Hai người cùng sửa')
  const { version } = await linh.asks(contract.getCase, { id })
  await lead.asks(contract.setSeverity, { id, version, severity: 2 })
  await expect(linh.asks(contract.assignCase, { id, version, handlerId: an.id })).rejects.toMatchObject({
    status: 409,
    code: 'cases.changedMeanwhile',
    message: expect.stringContaining('Nguyễn Minh Tuấn'),
    body: { facts: { by: lead.id, what: 'cases.severityChanged' } },
  })
  await expect(linh.asks(contract.setSeverity, { id, severity: 4, reason: 'Khách nói không gấp' })).rejects.toMatchObject({ status: 403 })
  const done = await linh.asks(contract.assignCase, { id, handlerId: an.id, note: 'Nhờ An gọi giúp chị ấy' })
  expect(done.undo).not.toBeNull()
  await house.settled()
  expect(await an.asks(contract.getCase, { id })).toMatchObject({
    handler: { id: an.id },
    owner: { id: linh.id },
    assignedWhy: { vi: 'Đỗ Thùy Linh giao' },
  })
  expect((await an.asks(contract.caseThread, { id })).items[0]).toMatchObject({ direction: 'note', text: 'Nhờ An gọi giúp chị ấy' })
  expect(await told(an.id)).toContainEqual({ kind: 'assigned', title: 'Đỗ Thùy Linh giao phiếu cho anh/chị' })
  expect(await told(diep.id)).toContainEqual({ kind: 'escalated', title: 'Có phiếu nghiêm trọng' })
})

test('the same key opens one case, another body is refused, hand-logged and answered on the spot is the logger’s', async () => {
  const body = {
    subject: 'Gọi tới hỏi bảo hành',
    channel: 'phone' as const,
    from: { name: 'Bác Tám', phone: '0912 345 678' },
    text: 'Hỏi còn bảo hành không',
    answered: true,
  }
  const [one, two] = [await an.asks(contract.openCase, body, { key: 'k1' }), await an.asks(contract.openCase, body, { key: 'k1' })]
  expect(two).toEqual(one)
  await expect(an.asks(contract.openCase, { ...body, subject: 'Khác' }, { key: 'k1' })).rejects.toMatchObject({ status: 422 })
  expect(await an.asks(contract.getCase, { id: one.id })).toMatchObject({
    handler: { id: an.id },
    status: { category: 'active' },
    due: { kind: 'resolution' },
  })
  expect((await an.asks(contract.openCase, { ...body, subject: 'Gọi lại' })).customerId).toBe(one.customerId)
  const called = { channel: 'phone' as const, from: { name: 'Cô Chín', phone: '0987 654 321' }, subject: 'Hỏi lõi lọc', answered: true }
  await an.asks(channels.logContact, { ...called, text: 'Lõi số 3 thay khi nào?' })
  await house.settled()
  const { items } = await an.asks(contract.listQueue, { view: 'mine' })
  expect(items.find(({ subject }) => subject === called.subject)).toMatchObject({ unread: false, preview: 'Lõi số 3 thay khi nào?' })
  await expect(an.asks(contract.openCase, { subject: 'x', at: later(600) })).rejects.toMatchObject({ code: 'cases.wrongMoment' })
  await expect(an.asks(contract.openCase, { subject: 'x', from: { name: 'Bác Tám', phone: '123' } })).rejects.toMatchObject({
    ...{ status: 422, code: 'house.invalid' },
    body: { issues: [{ path: ['from', 'phone'], message: expect.stringContaining('không phải số điện thoại') }] },
  })
  await expect(an.asks(contract.openCase, { subject: 'x', type: 'khong_co' })).rejects.toMatchObject({ code: 'cases.unknownType' })
})

test('the state table decides: resolve, reopen, close, cancel; a parent waits for its children', async () => {
  const parent = await opens(linh, 'Phiếu cha', { handlerId: linh.id })
  const child = await opens(linh, 'Phiếu con', { handlerId: linh.id, parentId: parent.id })
  await expect(linh.asks(contract.resolveCase, { id: parent.id })).rejects.toMatchObject({ code: 'cases.childrenOpen' })
  await linh.asks(contract.cancelCase, { id: child.id, reason: 'Trùng' })
  await linh.asks(contract.setStatus, { id: parent.id, category: 'waiting_internal' })
  await expect(linh.asks(contract.setStatus, { id: parent.id, category: 'resolved' })).rejects.toMatchObject({ code: 'cases.noSuchMove' })
  await linh.asks(contract.resolveCase, { id: parent.id, note: 'Đã hướng dẫn' })
  await expect(linh.asks(contract.closeCase, { id: parent.id })).rejects.toMatchObject({ status: 403 })
  const detail = await linh.asks(contract.getCase, { id: parent.id })
  expect(detail.actions.find(({ action }) => action === 'reopen')).toMatchObject({ may: true, to: 'active' })
  expect(detail.actions.find(({ action }) => action === 'close')).toMatchObject({ may: false, whyNot: { vi: expect.any(String) } })
  expect(detail.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true)
  await linh.asks(contract.reopenCase, { id: parent.id, reason: 'Khách gọi lại' })
  expect(await linh.asks(contract.getCase, { id: parent.id })).toMatchObject({ status: { category: 'active' }, reopenedCount: 1 })
  await house.does((ctx) => resolveCase(ctx, { id: parent.id }))
  await lead.asks(contract.closeCase, { id: parent.id })
  expect((await house.names()).filter((name) => name === 'cases.caseResolved').length).toBeGreaterThan(1)
})

test('late climbs: the lead is warned, the tier goes up, those above are told; a snooze comes back', async () => {
  const { id } = await opens(linh, 'Sẽ trễ', { handlerId: linh.id, severity: 2 })
  const { climbLadder } = await import('../clocks/actions/ladder.ts')
  house.setNow(later(120 + 115))
  await house.does(climbLadder)
  await house.settled()
  expect(await told(lead.id)).toContainEqual({ kind: 'clock_warning', title: 'Sắp tới hạn' })
  house.setNow(new Date(MORNING.getTime() + 8 * 3_600_000))
  await house.does(climbLadder)
  await house.settled()
  const raised = await linh.asks(contract.getCase, { id })
  expect(raised).toMatchObject({ handler: { id: linh.id }, owner: { id: linh.id }, due: { state: 'breached' }, group: 'now' })
  expect(['L2', 'L3']).toContain(raised.tier)
  const byHand = await linh.asks(contract.raiseTier, { id, reason: 'Khách dọa kiện', tried: 'Đã gọi hai lần', asked: 'Chị quyết giúp em' })
  expect(byHand.code).toMatch(/^PH-/)
  expect((await diep.asks(contract.getCase, { id })).owner.id).toBe(linh.id)

  const other = await opens(linh, 'Hẹn lại', { handlerId: linh.id })
  const until = new Date(house.house.clock().getTime() + 3_600_000)
  await linh.asks(contract.snoozeCase, { id: other.id, until, reason: 'Chờ hàng về' })
  const mine = async (state: 'open' | 'snoozed') =>
    (await linh.asks(contract.listQueue, { view: 'mine', state, limit: 100 })).items.map((row) => row.id)
  expect(await mine('open')).not.toContain(other.id)
  expect(await mine('snoozed')).toContain(other.id)
  house.setNow(new Date(until.getTime() + 1000))
  await house.does(climbLadder)
  await house.settled()
  expect(await mine('open')).toContain(other.id)
  house.setNow(later(120))
})

test('who leaves leaves nothing unowned: it waits in the pool, the lead answers for it', async () => {
  const gone = await house.person('support_officer', { name: 'Bùi Sắp Nghỉ', unitId: team, availability: 'off' })
  const boss = await house.person('administrator', { availability: 'off' })
  const { id } = await opens(gone, 'Việc của người sắp nghỉ', { handlerId: gone.id })
  await boss.asks(declareLeave, { id: gone.id })
  await house.settled()
  expect(await linh.asks(contract.getCase, { id })).toMatchObject({
    handler: null,
    owner: { id: lead.id },
    assignedWhy: { vi: 'Bùi Sắp Nghỉ đã nghỉ việc, phiếu về Nhóm miền Bắc' },
  })
})
