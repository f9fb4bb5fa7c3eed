import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import { findHits } from './actions/search.ts'
import { searchCases } from './contract.ts'
import { openCase } from './index.ts'

const house = await openHouse()
await house.does(furnishCases)
await house.unit('Nhóm Một')
const pipe = await house.does((ctx) => openCase(ctx, { subject: 'Đường ống nước', text: 'Máy rửa bát kêu to' }))
const road = await house.does((ctx) => openCase(ctx, { subject: 'Con đường ướt', text: 'Máy hút mùi' }))

/** As in a house where so many are newer that these are not among those read through. */
const found = async (words: string[], newest = { messages: 0, cases: 0 }) => {
  const begun = `${words.map((word) => `'${word}'`).join(' & ')}:*`
  const asked = { code: null, folded: begun, toned: begun, name: words.join(' '), phone: null, state: 'any' as const, newest }
  return house.does(async (ctx) => (await findHits(ctx, words, asked, 20)).map(({ id, by }) => ({ id, by })))
}

test('of what is old whole words are found, and beginnings where whole words do not fill the page', async () => {
  expect(await found(['duong', 'ong'])).toEqual([{ id: pipe.id, by: 'subject' }])
  expect(await found(['duong', 'uo'])).toEqual([{ id: road.id, by: 'subject' }])
  expect(await found(['ru'])).toEqual([{ id: pipe.id, by: 'message' }])
  expect(await found(['may', 'ho'])).toEqual([])
  expect(await found(['khong', 'on'])).toEqual([])
})

test('one that is new and only begins so hides none that is old', async () => {
  const old = await house.does((ctx) => openCase(ctx, { subject: 'Ống thoát sàn', text: 'Nghẹt' }))
  const young = await house.does((ctx) => openCase(ctx, { subject: 'Ống thoái hóa', text: 'Giòn' }))
  const both = await found(['ong', 'thoa'], { messages: 1, cases: 1 })
  expect(both.map(({ id }) => id).sort()).toEqual([old.id, young.id].sort())
})

test('a customer’s own case stands before later ones in which the words of the name were only said', async () => {
  const from = { name: 'Đặng Thu Hà', mail: 'thuha@khach.example' }
  const hers = await house.does((ctx) => openCase(ctx, { subject: 'Quạt kêu', text: 'Kêu to', from }))
  for (const at of ['sáng', 'chiều'])
    await house.does((ctx) => openCase(ctx, { subject: `Giao trễ buổi ${at}`, text: 'Hẹn thứ hai giao hàng mà chưa thấy' }))
  const reader = await house.person('care_manager')
  const { items } = await reader.asks(searchCases, { q: 'thu ha', state: 'any' })
  expect(items.map(({ by, case: { subject } }) => [by, subject])).toEqual([
    ['customer', 'Quạt kêu'],
    ['message', 'Giao trễ buổi chiều'],
    ['message', 'Giao trễ buổi sáng'],
  ])
  expect(items[0]?.case.id).toBe(hers.id)
})
