import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { addCustomer, getTimeline, mergeCustomers } from '#customers/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const north = await house.unit('Nhóm miền Bắc')
const south = await house.unit('Nhóm miền Nam')
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const khang = await house.person('support_officer', { name: 'Bùi Văn Khang', unitId: south, availability: 'off' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const qa = await house.person('qa_officer', { name: 'Tạ Bích Ngọc', availability: 'off' })

type Who = typeof linh
const opens = (who: Who, subject: string, rest: object = {}) =>
  who.asks(contract.openCase, { subject, text: `${subject} ạ`, handlerId: who.id, ...rest })
const get = (who: Who, id: string) => who.asks(contract.getCase, { id })
const said = async (who: Who, id: string) => (await who.asks(contract.caseThread, { id })).items.map(({ text }) => text)

test('a merged case lives on in the other: messages, tags, deadlines, and a late reply arrives there', async () => {
  await writes(house, { id: 'first', text: 'Nồi chiên sáng nay hay tự tắt.' })
  const [from] = (await diep.asks(contract.listQueue, { view: 'all', sort: 'newest', limit: 1 })).items
  if (!from) throw new Error('no case')
  await diep.asks(contract.assignCase, { id: from.id, handlerId: linh.id })
  await linh.asks(contract.tagCase, { id: from.id, add: ['nồi chiên'] })
  house.setNow(new Date(MORNING.getTime() + 60_000))
  const into = await opens(linh, 'Chị Hạnh gọi về nồi chiên', { channel: 'phone', answered: true })
  const before = await get(linh, into.id)
  const { mergeId } = await linh.asks(contract.mergeCase, { id: from.id, intoId: into.id })

  const merged = await get(linh, into.id)
  expect(await said(linh, into.id)).toEqual(['Chị Hạnh gọi về nồi chiên ạ', 'Nồi chiên sáng nay hay tự tắt.'])
  expect(merged.tags).toEqual(['nồi chiên'])
  expect(merged.createdAt).toEqual(from.createdAt)
  expect(merged.customer?.name).toBe('Nguyễn Thị Hạnh')
  expect(merged.clocks.some(({ kind, state }) => kind === 'next_response' && state === 'running')).toBe(true)
  expect(merged.merges).toMatchObject([{ id: mergeId, from: { code: from.code } }])
  expect((await get(linh, from.id)).mergedInto).toMatchObject({ code: merged.code })
  await expect(linh.asks(contract.setSeverity, { id: from.id, severity: 2 })).rejects.toMatchObject({ code: 'cases.mergedInto' })

  house.setNow(new Date(MORNING.getTime() + 120_000))
  await writes(house, { id: 'late', text: 'Chị gửi thêm: mua tháng 8.', after: ['first'] })
  expect(await said(linh, into.id)).toContain('Chị gửi thêm: mua tháng 8.')
  expect((await diep.asks(contract.listQueue, { view: 'all', state: 'any' })).items).toHaveLength(1)

  await linh.asks(contract.undoMerge, { id: mergeId })
  const [back, survivor] = [await get(linh, from.id), await get(linh, into.id)]
  expect(await said(linh, from.id)).toEqual(['Nồi chiên sáng nay hay tự tắt.'])
  expect(back).toMatchObject({ mergedInto: null, tags: ['nồi chiên'], preview: 'Nồi chiên sáng nay hay tự tắt.' })
  expect(back.clocks.some(({ kind, state }) => kind === 'first_response' && state === 'running')).toBe(true)
  expect(survivor).toMatchObject({ tags: [], createdAt: before.createdAt, merges: [] })
  expect(await said(linh, into.id)).toContain('Chị gửi thêm: mua tháng 8.')
  await expect(linh.asks(contract.undoMerge, { id: mergeId })).rejects.toMatchObject({ code: 'cases.mergeUndone' })
  const { items } = await diep.asks(getTimeline, { id: from.customer?.id ?? '', names: ['cases.caseMerged', 'cases.mergeUndone'] })
  expect(items.map(({ name }) => name)).toEqual(['cases.mergeUndone', 'cases.caseMerged'])
})

const owed = ({ clocks }: Awaited<ReturnType<typeof get>>) =>
  clocks.filter(({ kind, stoppedAt }) => ['first_response', 'next_response'].includes(kind) && !stoppedAt).map(({ kind }) => kind)

test('one waiting customer is one answer owed: merged with what was answered, written to again, answered and taken back', async () => {
  house.setNow(new Date(MORNING.getTime() + 3_600_000))
  await writes(house, { id: 'twin-1', from: 'tuan@example.vn', text: 'Máy lọc kêu to.' })
  await writes(house, { id: 'twin-2', from: 'tuan@example.vn', text: 'Máy lọc lại kêu.', subject: 'Gửi lại' })
  const { items } = await diep.asks(contract.listQueue, { view: 'all', sort: 'newest', limit: 2 })
  const [into, from] = items.map(({ id }) => ({ id }))
  if (!into || !from) throw new Error('no cases')
  for (const { id } of [into, from]) await diep.asks(contract.assignCase, { id, handlerId: linh.id })
  const thread = (await get(linh, from.id)).conversations[0]?.id ?? ''
  await linh.asks(conversations.writeReply, { id: thread, text: 'Dạ em kiểm tra ạ.' })
  await house.settled()
  await linh.asks(contract.mergeCase, { id: from.id, intoId: into.id })
  expect(owed(await get(linh, into.id))).toEqual(['first_response'])
  await writes(house, { id: 'twin-3', from: 'tuan@example.vn', text: 'Có ai xem chưa?', after: ['twin-1'] })
  expect(owed(await get(linh, into.id))).toEqual(['first_response'])

  const own = (await get(linh, into.id)).conversations.find(({ id }) => id !== thread)?.id ?? ''
  const { messageId } = await linh.asks(conversations.writeReply, { id: own, text: 'Dạ chiều nay kỹ thuật qua ạ.' })
  await house.settled()
  expect(owed(await get(linh, into.id))).toEqual([])
  await writes(house, { id: 'twin-4', from: 'tuan@example.vn', text: 'Mấy giờ ạ?', after: ['twin-2'] })
  expect(owed(await get(linh, into.id))).toEqual(['next_response'])
  await linh.asks(conversations.undoReply, { id: messageId })
  await house.settled()
  expect(owed(await get(linh, into.id))).toEqual(['first_response'])
})

test('a split tells the customer’s timeline of a new case, not of what they said before', async () => {
  house.setNow(new Date(MORNING.getTime() + 7_200_000))
  await writes(house, { id: 'split-1', from: 'mai@example.vn', text: 'Nồi hỏng, với lại xuất giúp hóa đơn.' })
  const [found] = (await diep.asks(contract.listQueue, { view: 'all', sort: 'newest', limit: 1 })).items
  await writes(house, { id: 'split-2', from: 'mai@example.vn', text: 'Hóa đơn công ty nhé.', after: ['split-1'] })
  const [second] = (await diep.asks(contract.caseThread, { id: found?.id ?? '' })).items
  const told = async (name: string) =>
    (await diep.asks(getTimeline, { id: found?.customer?.id ?? '' })).items.filter((event) => event.name === name)
  const split = { id: found?.id ?? '', messageIds: [second?.id ?? ''], subject: 'Hóa đơn' }
  const moved = await diep.asks(contract.splitCase, split)
  await diep.asks(contract.splitCase, { ...split, id: moved.id, move: false })
  expect(await told('cases.messageJoined')).toHaveLength(2)
  expect(await told('cases.caseOpened')).toHaveLength(3)
})

test('of two customers a merge is asked about once more', async () => {
  const of = (name: string, mail: string) =>
    linh.asks(contract.openCase, { subject: name, text: name, from: { name, mail }, handlerId: linh.id })
  const [lan, lan2, cuc] = [
    await of('Cô Lan', 'lan@hai.example'),
    await of('Cô Lan', 'lan@hai.example'),
    await of('Cô Cúc', 'cuc@hai.example'),
  ]
  const refused = linh.asks(contract.mergeCase, { id: lan.id, intoId: cuc.id })
  await expect(refused).rejects.toMatchObject({
    status: 409,
    code: 'cases.mergeOtherCustomer',
    message: expect.stringMatching(/Cô Lan.*Cô Cúc/),
  })
  expect((await get(linh, lan.id)).mergedInto).toBeNull()
  await linh.asks(contract.mergeCase, { id: lan.id, intoId: cuc.id, anyway: true })
  await linh.asks(contract.mergeCase, { id: lan2.id, intoId: (await of('Cô Lan', 'lan@hai.example')).id })
})

test('merging asks for both cases; two people merging each other at once get one answer each', async () => {
  const [mine, theirs] = [await opens(linh, 'Của miền Bắc'), await opens(khang, 'Của miền Nam')]
  await expect(linh.asks(contract.mergeCase, { id: mine.id, intoId: theirs.id })).rejects.toMatchObject({ status: 404 })
  await expect(linh.asks(contract.mergeCase, { id: theirs.id, intoId: mine.id })).rejects.toMatchObject({ status: 404 })
  await expect(diep.asks(contract.mergeCase, { id: mine.id, intoId: mine.id })).rejects.toMatchObject({ code: 'cases.mergeSelf' })
  const both = await Promise.allSettled([
    diep.asks(contract.mergeCase, { id: mine.id, intoId: theirs.id }),
    diep.asks(contract.mergeCase, { id: theirs.id, intoId: mine.id }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a second matter becomes a case of its own; cases are linked both ways and parents make no ring', async () => {
  const first = await opens(linh, 'Hai chuyện một lúc')
  const own = (await get(linh, first.id)).conversations[0]?.id ?? ''
  await linh.asks(conversations.writeNote, { id: own, text: 'Khách còn hỏi hóa đơn', mentions: [] })
  await house.settled()
  const [note, opening] = (await linh.asks(contract.caseThread, { id: first.id })).items
  await expect(
    linh.asks(contract.splitCase, { id: first.id, messageIds: [note?.id ?? '', opening?.id ?? ''], subject: 'Hóa đơn' }),
  ).rejects.toMatchObject({ code: 'cases.splitAll' })
  const second = await linh.asks(contract.splitCase, { id: first.id, messageIds: [opening?.id ?? ''], subject: 'Hóa đơn' })
  expect(await said(linh, second.id)).toEqual(['Hai chuyện một lúc ạ'])
  expect(await said(linh, first.id)).toEqual(['Khách còn hỏi hóa đơn'])

  await linh.asks(contract.linkCase, { id: first.id, toId: second.id })
  await linh.asks(contract.linkCase, { id: second.id, toId: first.id })
  for (const [one, two] of [
    [first, second],
    [second, first],
  ] as const)
    expect((await get(linh, one.id)).links).toMatchObject([{ kind: 'related', case: { id: two.id } }])
  await linh.asks(contract.unlinkCase, { id: second.id, toId: first.id })
  expect((await get(linh, first.id)).links).toEqual([])

  await linh.asks(contract.setParent, { id: second.id, parentId: first.id })
  await expect(linh.asks(contract.setParent, { id: first.id, parentId: second.id })).rejects.toMatchObject({ code: 'cases.parentRing' })
  await expect(linh.asks(contract.resolveCase, { id: first.id })).rejects.toMatchObject({ code: 'cases.childrenOpen' })
})

test('one thing to many cases: each is done or refused as it would be alone, and one token takes it all back', async () => {
  const mine = [await opens(linh, 'Một'), await opens(linh, 'Hai')]
  const theirs = await opens(khang, 'Ba')
  const ids = [...mine.map(({ id }) => id), theirs.id]
  const tagged = await linh.asks(contract.bulkChange, { ids, change: { what: 'tag', add: ['lô L2609'] } })
  expect(tagged.done).toEqual(mine.map(({ id }) => id))
  expect(tagged.failed).toMatchObject([{ id: theirs.id, code: null, reason: 'cases.unknown' }])

  await linh.asks(contract.resolveCase, { id: mine[1]?.id ?? '' })
  const resolved = await linh.asks(contract.bulkChange, {
    ids: mine.map(({ id }) => id),
    change: { what: 'resolve', resolution: 'answered' },
  })
  expect(resolved.done).toEqual([mine[0]?.id])
  expect(resolved.failed).toMatchObject([{ id: mine[1]?.id, reason: 'cases.noSuchMove' }])
  await linh.asks(contract.undoChange, { token: resolved.undo ?? '' })
  expect((await get(linh, mine[0]?.id ?? '')).status.category).toBe('new')

  const given = await diep.asks(contract.bulkChange, { ids, change: { what: 'assign', handlerId: khang.id } })
  expect(given.done).toHaveLength(3)
  await khang.asks(contract.tagCase, { id: mine[0]?.id ?? '', add: ['sửa sau'] })
  await expect(linh.asks(contract.undoChange, { token: given.undo ?? '' })).rejects.toMatchObject({ code: 'cases.unknownUndo' })
  const undone = await diep.asks(contract.undoChange, { token: given.undo ?? '' })
  expect(undone.done).toEqual([mine[1]?.id])
  expect(undone.failed).toMatchObject([{ id: mine[0]?.id, reason: 'cases.changedSince' }])
  await expect(diep.asks(contract.undoChange, { token: given.undo ?? '' })).rejects.toMatchObject({ code: 'cases.unknownUndo' })
  await expect(qa.asks(contract.bulkChange, { ids, change: { what: 'tag', add: ['x'] } })).rejects.toMatchObject({ status: 403 })
})

test('a case opened for a customer who was merged away is that of whom they live on in, and stands in that history', async () => {
  const [away, stays] = await Promise.all(['Chị Lựu, máy cũ', 'Chị Lựu'].map((name) => linh.asks(addCustomer, { name })))
  if (!away || !stays) throw new Error('two customers were added')
  await diep.asks(mergeCustomers, { id: away.id, intoId: stays.id })
  const opened = await opens(linh, 'Quạt cây kêu to', { customerId: away.id })
  expect(opened.customerId).toBe(stays.id)
  expect((await get(linh, opened.id)).customer).toMatchObject({ id: stays.id, name: 'Chị Lựu' })
  const { items } = await linh.asks(getTimeline, { id: stays.id })
  expect(items.some((item) => JSON.stringify(item).includes(opened.code))).toBe(true)
})
