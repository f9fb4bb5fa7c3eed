import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { changeUnit } from '#org'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { openFollowUp } from './index.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000)
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const team = await house.unit('Nhóm miền Bắc')
const lead = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', unitId: team, availability: 'off' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
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

test('a word that can no longer be kept is not offered: its moment is past, or the case is closed', async () => {
  await writes(house, { id: 'w1', from: 'mai@example.vn', subject: 'Máy ép kêu to', text: 'Máy ép kêu to lắm.' })
  const { id } = await arrived()
  const {
    conversations: [thread],
  } = await linh.asks(contract.getCase, { id })
  await linh.asks(conversations.writeReply, { id: thread?.id ?? '', text: 'Dạ em gọi lại chị trước 16h ạ.', next: 'done' })
  await house.settled()
  const offered = async () => (await linh.asks(contract.getCase, { id })).offeredPromises.length
  expect(await offered()).toBe(1)
  house.setNow(new Date('2026-11-24T09:00:00Z'))
  expect(await offered()).toBe(0)
  house.setNow(later(60))
  expect(await offered()).toBe(1)
  await diep.asks(contract.closeCase, { id })
  expect(await offered()).toBe(0)
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
  const { customer } = await diep.asks(contract.getCase, { id: opened.id })
  const heard = async () =>
    (await diep.asks(getTimeline, { id: customer?.id ?? '' })).items.filter(({ name }) => name === 'cases.messageJoined').length
  const before = await heard()
  expect((await diep.asks(contract.getCase, { id: opened.id })).goesOnIn, 'it would open again').toBeNull()
  const follow = await house.does((ctx) =>
    openFollowUp(ctx, { ofId: opened.id, subject: 'Khách chấm 2/5', why: { code: 'lowScore', facts: { score: 2, code: opened.code } } }),
  )
  expect(await heard(), 'nobody has written anything').toBe(before)
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
  const done = await lead.asks(contract.getCase, { id: opened.id })
  expect([done.status.category, done.goesOnIn?.code]).toEqual(['resolved', follow.code])
})
