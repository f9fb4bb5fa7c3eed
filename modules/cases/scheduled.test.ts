import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { sendDue } from '#platform/outbox.ts'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
let minute = 0
const now = () => new Date(MORNING.getTime() + minute * 60_000)
const wait = (minutes: number) => {
  minute += minutes
  house.setNow(now())
}
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })

const get = (id: string) => diep.asks(contract.getCase, { id })
const lines = async (id: string) => (await diep.asks(contract.caseThread, { id })).lines.map(({ words }) => words.vi)
const timeline = async (id: string) =>
  (await diep.asks(getTimeline, { id, names: ['cases.messageJoined'] })).items.map(({ facts, at }) => [facts.direction, at])
/** Where the case stands, what is owed, and what was said last. */
const standing = async (id: string) => {
  const { status, clocks, unread, due, lastAt, preview, firstResponseAt, handler } = await get(id)
  const owed = clocks.map(({ kind, state, dueAt }) => ({ kind, state, dueAt }))
  return { status, owed, unread, due, lastAt, preview, firstResponseAt, handler }
}

async function arrives(name: string, isGiven = true) {
  wait(1)
  await writes(house, { id: name, from: `${name}@example.vn`, text: 'Máy ép kêu to.' })
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  if (!row) throw new Error('no case')
  if (isGiven) await diep.asks(contract.assignCase, { id: row.id, handlerId: linh.id })
  wait(1)
  const [thread] = (await get(row.id)).conversations
  return { id: row.id, customerId: row.customer?.id ?? '', thread: thread?.id ?? '' }
}

async function schedules(thread: string, minutes: number, next: 'wait' | 'done' | 'nothing' = 'wait') {
  const sendAt = new Date(now().getTime() + minutes * 60_000)
  const { messageId } = await diep.asks(conversations.writeReply, {
    id: thread,
    text: 'Dạ em gọi lại trước 16h ạ.',
    next,
    sendAt,
    anyway: true,
  })
  await house.settled()
  return { messageId, sendAt }
}
async function mailLeaves() {
  await sendDue(house.house, now())
  await house.settled()
}

test('an answer that leaves later answers nobody before it leaves, and then everything', async () => {
  const { id, customerId, thread } = await arrives('later')
  const before = await standing(id)
  const { messageId, sendAt } = await schedules(thread, 1560)
  expect(await standing(id)).toEqual(before)
  expect(await timeline(customerId)).toEqual([['in', expect.anything()]])
  expect((await lines(id))[0]).toMatch(/^Hẹn gửi thư trả lời lúc 12:0\d 25\/11$/)
  const { items } = await diep.asks(contract.caseThread, { id })
  expect(items[0]).toMatchObject({ id: messageId, sendAt, delivery: 'queued' })
  wait(1559)
  await mailLeaves()
  expect(await standing(id)).toMatchObject({
    status: before.status,
    firstResponseAt: null,
    due: { kind: 'first_response', state: 'breached' },
  })
  wait(1)
  await mailLeaves()
  const after = await get(id)
  expect(after).toMatchObject({ status: { category: 'waiting_customer' }, firstResponseAt: sendAt, lastAt: sendAt, unread: false })
  expect(after.clocks.map(({ kind, state }) => [kind, state]).toSorted()).toEqual([
    ['first_response', 'breached'],
    ['resolution', 'paused'],
  ])
  expect(after.offeredPromises).toMatchObject([{ messageId }])
  expect(await timeline(customerId)).toEqual([
    ['out', sendAt],
    ['in', expect.anything()],
  ])
  expect((await diep.asks(contract.caseThread, { id })).items[0]).toMatchObject({
    id: messageId,
    at: sendAt,
    sendAt: null,
    delivery: 'sent',
  })
})

test('a case nobody has becomes the writer’s, and is done, only when the answer leaves', async () => {
  const { id, thread } = await arrives('nobody', false)
  await diep.asks(contract.assignCase, { id, handlerId: null })
  await house.settled()
  await schedules(thread, 30, 'done')
  expect(await get(id)).toMatchObject({ status: { category: 'new' }, handler: null, firstResponseAt: null })
  wait(30)
  await mailLeaves()
  expect(await get(id)).toMatchObject({ status: { category: 'resolved' }, handler: { id: diep.id } })
})

test('taken back before it leaves, it changed nothing, even where the case went on meanwhile', async () => {
  const { id, customerId, thread } = await arrives('back')
  const { messageId } = await schedules(thread, 60)
  wait(5)
  await linh.asks(contract.resolveCase, { id })
  await house.settled()
  const before = await standing(id)
  await diep.asks(conversations.undoReply, { id: messageId })
  await house.settled()
  expect(await standing(id)).toEqual(before)
  expect((await lines(id))[0]).toBe('Bỏ thư trả lời đã hẹn giờ')
  wait(60)
  await mailLeaves()
  expect(await standing(id)).toEqual(before)
  expect(await timeline(customerId)).toEqual([['in', expect.anything()]])
})

test('what the customer says after it was written is not answered by it', async () => {
  const { id, thread } = await arrives('overtaken')
  const { sendAt } = await schedules(thread, 60)
  wait(20)
  await writes(house, { id: 'overtaken-2', from: 'overtaken@example.vn', text: 'Giờ nó bốc khói!', after: ['overtaken'] })
  wait(40)
  await mailLeaves()
  const after = await get(id)
  expect(after).toMatchObject({ firstResponseAt: sendAt, status: { category: 'active' }, unread: true })
  expect(after.clocks.map(({ kind, state }) => [kind, state]).toSorted()).toEqual([
    ['first_response', 'met'],
    ['next_response', 'running'],
    ['resolution', 'running'],
  ])
})

test('an answer written in a case that was merged leaves from the one that lives', async () => {
  const { id, thread } = await arrives('merged')
  const into = await arrives('survivor')
  const { sendAt } = await schedules(thread, 60)
  await diep.asks(contract.mergeCase, { id, intoId: into.id, anyway: true })
  await house.settled()
  expect((await get(into.id)).firstResponseAt).toBeNull()
  wait(60)
  await mailLeaves()
  expect(await get(into.id)).toMatchObject({ firstResponseAt: sendAt, status: { category: 'waiting_customer' } })
})

test('we write first, tomorrow: there is a case to take it back in, and it is answered by nobody yet', async () => {
  const { customerId } = await arrives('first')
  const sendAt = new Date(now().getTime() + 3_600_000)
  await diep.asks(conversations.startConversation, { customerId, subject: 'Mời chị ghé quầy', text: 'Dạ mời chị ghé quầy.', sendAt })
  await house.settled()
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  const id = row?.id ?? ''
  expect(await get(id)).toMatchObject({
    subject: 'Mời chị ghé quầy',
    status: { category: 'new' },
    handler: { id: diep.id },
    firstResponseAt: null,
  })
  wait(60)
  await mailLeaves()
  expect(await get(id)).toMatchObject({ status: { category: 'active' }, firstResponseAt: sendAt })
})
