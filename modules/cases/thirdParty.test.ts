import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import { trackingLink } from './actions/tracking.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000)
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const MAKER = 'hang2@nsx.example'

const get = (id: string) => linh.asks(contract.getCase, { id })
const clock = ({ clocks }: Awaited<ReturnType<typeof get>>, kind: string) => clocks.find((one) => one.kind === kind)
const messageIdOf = async (to: string) =>
  (
    await sql<{
      messageId: string
    }>`select message_id from platform.outgoing where ${to} = any(mail_to) order by id desc limit 1`.execute(house.house.db)
  ).rows[0]?.messageId ?? ''
const told = async (customerId: string) =>
  (await diep.asks(getTimeline, { id: customerId, names: ['cases.messageJoined'] })).items
    .map(({ facts }) => facts.direction)
    .filter((one) => one !== 'note')
const notices = async () =>
  (
    await sql<{ title: string }>`select title from notifications.notification where person_id = ${linh.id} order by id desc`.execute(
      house.house.db,
    )
  ).rows.map(({ title }) => title)

async function arrives(mail: { id: string; from: string; text: string; subject?: string }) {
  await writes(house, mail)
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  if (!row) throw new Error('no case')
  await diep.asks(contract.assignCase, { id: row.id, handlerId: linh.id })
  return row
}

let start = 0
/** The customer's question, passed on to the maker, who has answered. */
async function forwarded(id: string, from: string) {
  start += 1
  house.setNow(later(start / 10))
  const row = await arrives({ id, from, text: 'Máy rửa bát báo lỗi E4.', subject: `Lỗi E4 ${id}` })
  const [message] = (await linh.asks(contract.caseThread, { id: row.id })).items
  house.setNow(later(10))
  const sent = await linh.asks(conversations.forwardMessage, {
    id: message?.id ?? '',
    to: [{ name: 'Hãng', address: MAKER }],
    text: 'Nhờ hãng xem.',
  })
  await house.settled()
  house.setNow(later(20))
  await writes(house, {
    id: `${id}-maker`,
    from: MAKER,
    subject: `Re: Fwd: Lỗi E4 ${id}`,
    text: 'Lỗi E4 là cảm biến nước.',
    answers: await messageIdOf(MAKER),
  })
  return { ...row, aside: sent.conversationId, customerId: row.customer?.id ?? '' }
}

test('what a third party says is told to the handler, and neither moves the customer’s clock nor stands in their history', async () => {
  const { id, customerId, lastInAt } = await forwarded('tp1', 'mai@example.vn')
  const found = await get(id)
  expect(found.conversations).toMatchObject([
    { messages: 2, withThirdParty: true, who: 'Nguyễn Thị Hạnh' },
    { messages: 1, withThirdParty: false, who: null },
  ])
  expect(found).toMatchObject({ unread: true, lastInAt, preview: 'Máy rửa bát báo lỗi E4.', previewBy: 'customer' })
  expect((await notices())[0]).toContain('trả lời thư đã chuyển tiếp')
  expect(await told(customerId)).toEqual(['in'])

  await linh.asks(contract.resolveCase, { id })
  await writes(house, { id: 'tp1-late', from: MAKER, text: 'Đã gửi cảm biến.', answers: await messageIdOf(MAKER) })
  expect(await get(id), 'a maker reopens nothing').toMatchObject({ status: { category: 'resolved' }, reopenedCount: 0 })
})

test('answering a third party answers nobody else: clocks, first response, status and the tracking page stay', async () => {
  const { id, aside, customerId } = await forwarded('tp2', 'lan@example.vn')
  const before = await get(id)
  house.setNow(later(30))
  await linh.asks(conversations.writeReply, { id: aside, text: 'Dạ cảm ơn hãng, em báo lại trước 16h.', next: 'wait' })
  await house.settled()
  const after = await get(id)
  expect(after).toMatchObject({ firstResponseAt: null, status: before.status, offeredPromises: [] })
  expect(clock(after, 'first_response')).toMatchObject({ state: 'running', dueAt: clock(before, 'first_response')?.dueAt })
  expect(clock(after, 'resolution')).toMatchObject({ state: 'running' })
  expect(await told(customerId)).toEqual(['in'])
  const { rows } = await sql<{
    name: string
  }>`select name from platform.event where case_id = ${id} and name = 'cases.firstResponded'`.execute(house.house.db)
  expect(rows).toEqual([])
  const link = await house.does((ctx) => trackingLink(ctx, { caseId: id, address: 'lan@example.vn' }))
  const page = await (await house.visitor.fetches(new URL(link).pathname)).text()
  expect(page).not.toContain('Trả lời đầu tiên sau')
  expect(page).not.toContain('cảm ơn hãng')

  await linh.asks(conversations.writeReply, { id: before.conversations[1]?.id ?? '', text: 'Dạ là cảm biến nước ạ.', next: 'wait' })
  await house.settled()
  expect(await get(id), 'the customer was answered').toMatchObject({ firstResponseAt: later(30), status: { category: 'waiting_customer' } })
})

test('taking back what was said to a third party leaves the answer to the customer as it stands', async () => {
  const { id, aside, ...row } = await forwarded('tp3', 'hoa@example.vn')
  const own = (await get(id)).conversations.find((one) => one.id !== aside)?.id ?? ''
  house.setNow(later(30))
  await linh.asks(conversations.writeReply, { id: own, text: 'Dạ em hỏi hãng ạ.', next: 'wait' })
  await house.settled()
  house.setNow(later(40))
  const { messageId } = await linh.asks(conversations.writeReply, { id: aside, text: 'Hãng gửi lại giúp em.', next: 'wait' })
  await house.settled()
  await linh.asks(conversations.undoReply, { id: messageId })
  await house.settled()
  const found = await get(id)
  expect(found).toMatchObject({ firstResponseAt: later(30), status: { category: 'waiting_customer' }, unread: false })
  expect(clock(found, 'first_response')).toMatchObject({ state: 'met' })
  expect(await told(row.customerId)).toEqual(['out', 'in'])
})

test('after cases of two customers were merged, each one’s late mail stands in their own history', async () => {
  house.setNow(later(60))
  const one = await arrives({ id: 'k1', from: 'k1@example.vn', text: 'Chồng em gửi.', subject: 'Bếp từ của nhà K1' })
  house.setNow(later(62))
  const two = await arrives({ id: 'k2', from: 'k2@example.vn', text: 'Vợ em gửi.', subject: 'Bếp từ của nhà K2' })
  await linh.asks(contract.mergeCase, { id: one.id, intoId: two.id, anyway: true })
  house.setNow(later(65))
  await writes(house, { id: 'k1-late', from: 'k1@example.vn', text: 'Em gửi thêm ảnh.', after: ['k1'] })
  expect((await linh.asks(contract.caseThread, { id: two.id })).items).toHaveLength(3)
  expect((await get(two.id)).conversations.map(({ withThirdParty, who }) => [withThirdParty, who])).toEqual([
    [false, one.customer?.name],
    [false, null],
  ])
  expect(await told(two.customer?.id ?? '')).toEqual(['in'])
  expect(await told(one.customer?.id ?? '')).toEqual(['in', 'in'])
})
