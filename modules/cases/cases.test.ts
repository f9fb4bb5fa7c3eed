import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as channels from '#channels/contract'
import * as conversations from '#conversations/contract'
import { changeUnit } from '#org'
import { declareLeave } from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { openFollowUp, resolveCase } from './index.ts'
import { writes } from './samples.ts'

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

const newest = async () => (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items[0]
const told = async (personId: string) =>
  (
    await sql<{
      kind: string
      title: string
    }>`select kind, title from notifications.notification where person_id = ${personId} order by id`.execute(house.house.db)
  ).rows
const opens = (who: typeof linh, subject: string, rest: object = {}) =>
  who.asks(contract.openCase, { subject, text: `${subject} ạ`, ...rest })

async function arrived() {
  const found = await newest()
  if (!found) throw new Error('no case')
  return found
}

test('a mail becomes a case with an owner, a handler, the reason, a running clock and an acknowledgement', async () => {
  await writes(house, { id: 'm1', text: 'Nồi chiên của chị hay tự tắt.' })
  const row = await arrived()
  expect(row).toMatchObject({
    code: 'PH-000001',
    subject: 'Nồi chiên bị tắt',
    preview: 'Nồi chiên của chị hay tự tắt.',
    previewBy: 'customer',
    channel: 'mail',
    handler: { id: linh.id },
    owner: { id: linh.id },
    customer: { name: 'Nguyễn Thị Hạnh' },
    unread: true,
    due: { kind: 'first_response', state: 'running' },
  })
  expect(row.assignedWhy?.vi).toContain('Ít việc nhất ở Nhóm miền Bắc')
  const detail = await linh.asks(contract.getCase, { id: 'ph-000001' })
  expect(detail.clocks.map(({ kind }) => kind).sort()).toEqual(['first_response', 'resolution'])
  expect(detail.conversations).toMatchObject([{ channel: 'mail', messages: 1 }])
  const { items, lines } = await linh.asks(contract.caseThread, { id: row.id })
  expect(items).toMatchObject([{ text: 'Nồi chiên của chị hay tự tắt.', thanks: false }])
  expect(lines.map(({ name }) => name)).toEqual(expect.arrayContaining(['cases.caseOpened', 'cases.ackSent']))
  expect((await told(linh.id))[0]).toMatchObject({ kind: 'assigned', title: 'Phiếu mới của anh/chị' })
  const { rows } = await sql<{ subject: string }>`select subject from platform.outgoing where 'hanh@example.vn' = any(mail_to)`.execute(
    house.house.db,
  )
  expect(rows).toHaveLength(1)
})

test('an answer meets the first response, the customer’s next message starts the next, waiting stands still', async () => {
  const row = await arrived()
  const {
    conversations: [thread],
  } = await linh.asks(contract.getCase, { id: row.id })
  house.setNow(later(30))
  await linh.asks(conversations.writeReply, { id: thread?.id ?? '', text: 'Dạ em xem rồi gọi lại chị trước 16h ạ.', next: 'wait' })
  await house.settled()
  const answered = await linh.asks(contract.getCase, { id: row.id })
  expect(answered).toMatchObject({ status: { category: 'waiting_customer' }, unread: false, firstResponseAt: later(30), previewBy: 'you' })
  expect(answered.clocks.find(({ kind }) => kind === 'first_response')).toMatchObject({ state: 'met' })
  expect(answered.clocks.find(({ kind }) => kind === 'resolution')).toMatchObject({ state: 'paused' })
  expect(answered.offeredPromises).toMatchObject([{ quote: expect.stringContaining('gọi lại'), dueAt: new Date('2026-11-24T09:00:00Z') }])
  const promise = await linh.asks(contract.makePromise, {
    id: row.id,
    dueAt: new Date('2026-11-24T09:00:00Z'),
    title: 'Gọi lại chị Hạnh',
    messageId: answered.offeredPromises[0]?.messageId,
  })
  expect(promise.dueAt).toEqual(new Date('2026-11-24T09:00:00Z'))
  house.setNow(later(60))
  await writes(house, { id: 'm2', after: ['m1'], text: 'Chị gửi thêm số máy: NC-55.' })
  const waiting = await linh.asks(contract.getCase, { id: row.id })
  expect(waiting).toMatchObject({ status: { category: 'active' }, unread: true, offeredPromises: [] })
  expect(
    waiting.clocks
      .filter(({ state }) => state === 'running')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['next_response', 'promise', 'resolution'])
})

test('a reply taken back leaves the customer waiting as before', async () => {
  await writes(house, { id: 'u1', from: 'lan@example.vn', subject: 'Hỏi giá lõi lọc', text: 'Lõi lọc giá bao nhiêu?' })
  const row = await arrived()
  const {
    conversations: [thread],
    clocks,
  } = await linh.asks(contract.getCase, { id: row.id })
  const due = clocks.find(({ kind }) => kind === 'first_response')?.dueAt
  const { messageId } = await linh.asks(conversations.writeReply, {
    id: thread?.id ?? '',
    text: 'Dạ 250 nghìn, em gọi lại chị trước 16h ạ.',
    next: 'done',
  })
  await house.settled()
  expect(await linh.asks(contract.getCase, { id: row.id })).toMatchObject({ status: { category: 'resolved' }, previewBy: 'you' })
  await linh.asks(conversations.undoReply, { id: messageId })
  await house.settled()
  const back = await linh.asks(contract.getCase, { id: row.id })
  expect(back).toMatchObject({ firstResponseAt: null, status: { category: 'active' }, due: { kind: 'first_response', at: due } })
  expect(back).toMatchObject({ preview: 'Lõi lọc giá bao nhiêu?', previewBy: 'customer', lastAt: row.lastAt, offeredPromises: [] })
  expect((await linh.asks(contract.caseThread, { id: row.id })).items).toHaveLength(1)
})

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

test('thanks do not reopen; more does; who is off shift gives it to the pool; too late is a new case', async () => {
  house.setNow(later(120))
  await writes(house, { id: 'r1', from: 'minh@example.vn', subject: 'Máy hút bụi yếu', text: 'Máy hút bụi hút yếu quá.' })
  const { id } = await arrived()
  await linh.asks(contract.resolveCase, { id, resolution: 'answered' })
  await writes(house, { id: 'r2', from: 'minh@example.vn', after: ['r1'], text: 'Cảm ơn em nhiều nhé!' })
  const thanked = await linh.asks(contract.getCase, { id })
  expect(thanked).toMatchObject({ status: { category: 'resolved' }, group: 'done', reopenedCount: 0 })
  expect((await linh.asks(contract.caseThread, { id })).items[0]).toMatchObject({ thanks: true })
  await writes(house, { id: 'r3', from: 'minh@example.vn', after: ['r1'], text: 'Nhưng máy lại hỏng rồi em ơi.' })
  expect(await linh.asks(contract.getCase, { id })).toMatchObject({
    status: { category: 'active' },
    reopenedCount: 1,
    handler: { id: linh.id },
    unread: true,
  })

  await linh.asks(contract.resolveCase, { id })
  await sql`update org.person set availability = 'off' where id = ${linh.id}`.execute(house.house.db)
  await writes(house, { id: 'r4', from: 'minh@example.vn', after: ['r1'], text: 'Vẫn chưa được em ạ.' })
  const pooled = await linh.asks(contract.getCase, { id })
  expect(pooled).toMatchObject({ status: { category: 'active' }, handler: null, owner: { id: linh.id }, reopenedCount: 2 })
  expect(pooled.assignedWhy?.vi).toBe('Đỗ Thùy Linh không nhận việc lúc này, phiếu về Nhóm miền Bắc')
  expect(await told(lead.id)).toContainEqual({ kind: 'customer_replied', title: 'Khách nhắn lại, phiếu mở lại' })
  await sql`update org.person set availability = 'accepting' where id = ${linh.id}`.execute(house.house.db)

  await linh.asks(contract.takeCase, { id })
  await linh.asks(contract.resolveCase, { id })
  house.setNow(new Date(MORNING.getTime() + 9 * 86_400_000))
  await writes(house, { id: 'r5', from: 'minh@example.vn', after: ['r1'], text: 'Máy lại hỏng nữa rồi.' })
  const next = await arrived()
  expect(next.id).not.toBe(id)
  expect(await linh.asks(contract.getCase, { id: next.id })).toMatchObject({ followUpOf: { id }, handler: { id: linh.id } })
  await writes(house, { id: 'r6', from: 'minh@example.vn', after: ['r1'], text: 'Em nhận được chưa?' })
  expect((await linh.asks(contract.caseThread, { id: next.id })).items).toHaveLength(2)
  house.setNow(later(120))
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

test('a note brings the mentioned in; a low score opens a follow-up for the lead, not for who was rated', async () => {
  const stranger = await house.person('accountant', { name: 'Vũ Kế Toán', unitId: house.rootUnit })
  const opened = await opens(linh, 'Hoàn tiền', { handlerId: linh.id, from: { name: 'Chị Thu', mail: 'thu@example.vn' } })
  await expect(stranger.asks(contract.getCase, { id: opened.id })).rejects.toMatchObject({ status: 404 })
  await linh.asks(conversations.writeNote, { id: opened.conversationId, text: 'Chị Vũ xem giúp em', mentions: [stranger.id] })
  await house.settled()
  expect(await stranger.asks(contract.getCase, { id: opened.id })).toMatchObject({
    participants: [{ id: stranger.id, why: 'mentioned' }],
    may: { reply: false, note: true },
  })
  expect(await told(stranger.id)).toContainEqual({ kind: 'mention', title: 'Đỗ Thùy Linh nhắc anh/chị' })
  await linh.asks(conversations.writeReply, { id: opened.conversationId, text: 'Dạ em đã hoàn tiền chị nhé.', next: 'done' })
  await house.settled()
  const follow = await house.does((ctx) =>
    openFollowUp(ctx, { ofId: opened.id, subject: 'Khách chấm 2/5', why: { code: 'lowScore', facts: { score: 2, code: opened.code } } }),
  )
  expect(await lead.asks(contract.getCase, { id: follow.id })).toMatchObject({
    handler: { id: lead.id },
    assignedWhy: { vi: `Khách chấm 2/5 cho ${opened.code}` },
    followUpOf: { id: opened.id },
    conversations: [{ id: opened.conversationId }],
  })
  await lead.asks(conversations.writeReply, { id: opened.conversationId, text: 'Chào chị Thu, em là Tuấn, trưởng nhóm.' })
  await house.settled()
  const { items } = await lead.asks(contract.caseThread, { id: follow.id })
  expect(items.map(({ text }) => text)).toEqual(['Chào chị Thu, em là Tuấn, trưởng nhóm.', 'Dạ em đã hoàn tiền chị nhé.'])
  expect((await lead.asks(contract.getCase, { id: opened.id })).status.category).toBe('resolved')
})
