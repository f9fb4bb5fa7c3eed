import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
let minute = 0
const wait = (minutes: number) => {
  minute += minutes
  house.setNow(new Date(MORNING.getTime() + minute * 60_000))
}
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })

type Who = typeof linh
const get = (id: string) => linh.asks(contract.getCase, { id })
const answered = async (who: Who, id: string, next: 'wait' | 'nothing' | 'done') => {
  const thread = (await get(id)).conversations[0]?.id ?? ''
  const { messageId } = await who.asks(conversations.writeReply, { id: thread, text: 'Dạ em xem ạ.', next, anyway: true })
  await house.settled()
  return messageId
}
const takesBack = async (who: Who, messageId: string) => {
  await who.asks(conversations.undoReply, { id: messageId })
  await house.settled()
}
/** What a second look compares: where the case stands, what is owed, whether it is new to its handler. */
const standing = ({ status, clocks, unread, due, lastAt, preview, firstResponseAt }: Awaited<ReturnType<typeof get>>) => ({
  ...{ status, unread, due, lastAt, preview, firstResponseAt },
  clocks: clocks.map(({ kind, state, dueAt }) => ({ kind, state, dueAt })),
})

async function arrives(id: string) {
  wait(1)
  await writes(house, { id, from: `${id}@example.vn`, text: 'Máy ép kêu to.' })
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  if (!row) throw new Error('no case')
  await diep.asks(contract.assignCase, { id: row.id, handlerId: linh.id })
  wait(1)
  return { id: row.id, customerId: row.customer?.id ?? '' }
}

test.each(['wait', 'nothing'] as const)('a second reply (%s) taken back leaves the case waiting as it did', async (next) => {
  const { id } = await arrives(`second-${next}`)
  await answered(linh, id, 'wait')
  const before = standing(await get(id))
  expect(before.status.category).toBe('waiting_customer')
  for (const who of [linh, diep]) {
    wait(1)
    await takesBack(who, await answered(who, id, next))
    expect(standing(await get(id))).toEqual(before)
  }
})

test('a second reply that ended the case, taken back, leaves it waiting for the customer', async () => {
  const { id } = await arrives('second-done')
  await answered(linh, id, 'wait')
  const before = standing(await get(id))
  wait(1)
  await takesBack(linh, await answered(linh, id, 'done'))
  const after = standing(await get(id))
  expect(after).toMatchObject({ status: before.status, unread: false, firstResponseAt: before.firstResponseAt })
  expect(after.clocks.map(({ kind, state }) => [kind, state])).toEqual(before.clocks.map(({ kind, state }) => [kind, state]))
})

test('a first reply taken back leaves a case that nobody has answered', async () => {
  const { id } = await arrives('first')
  const before = standing(await get(id))
  await takesBack(linh, await answered(linh, id, 'wait'))
  expect(standing(await get(id))).toMatchObject({ status: { category: 'new' }, firstResponseAt: null, clocks: before.clocks })
})

test('whoever was answered once more meanwhile stays answered', async () => {
  const { id } = await arrives('twice')
  const messageId = await answered(linh, id, 'wait')
  wait(0.1)
  await answered(diep, id, 'wait')
  const before = standing(await get(id))
  await takesBack(linh, messageId)
  expect(standing(await get(id))).toMatchObject({ status: before.status, clocks: before.clocks })
})

test('a reply that was taken back stands in no history', async () => {
  const { id, customerId } = await arrives('history')
  const told = async (who: Who) =>
    (await who.asks(getTimeline, { id: customerId, names: ['cases.messageJoined'] })).items.map(({ facts }) => facts.direction)
  const messageId = await answered(linh, id, 'wait')
  for (const who of [linh, diep]) expect(await told(who)).toEqual(['out', 'in'])
  await takesBack(linh, messageId)
  for (const who of [linh, diep]) expect(await told(who)).toEqual(['in'])
})
