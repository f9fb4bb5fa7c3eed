import { expect, test } from 'vitest'
import { isToCustomer, whomOf } from './whom.ts'

const ngoc = { name: 'Ngọc', address: 'ngoc@example.vn' }
const chong = { name: 'Chồng', address: 'chong@example.vn' }
const kho = { name: 'Kho', address: 'kho@example.vn' }
const nobody = { to: [], cc: [] }

test('the customer wrote last: they are answered, and all are offered', () => {
  const talk = { to: [ngoc], cc: [], allTo: [ngoc], allCc: [chong], customers: [ngoc] }
  expect(whomOf(talk, nobody)).toEqual({ isOwn: false, shown: { to: [ngoc], cc: [] }, all: { to: [ngoc], cc: [chong] }, alone: null })
  expect(whomOf(talk, { to: [ngoc], cc: [chong] })).toMatchObject({ all: null, alone: nobody })
  expect(whomOf(talk, { to: [kho], cc: [] })).toMatchObject({ all: null, alone: nobody })
  expect([isToCustomer(talk, nobody), isToCustomer(talk, { to: [kho] })]).toEqual([true, false])
})

test('somebody else wrote last: the customer is shown as copied in, and left out only by choice', () => {
  const talk = { to: [chong], cc: [ngoc], allTo: [chong], allCc: [ngoc, kho], customers: [ngoc] }
  expect(whomOf(talk, nobody)).toMatchObject({
    shown: { to: [chong], cc: [ngoc] },
    all: { cc: [ngoc, kho] },
    alone: { to: [chong], cc: [] },
  })
  expect(whomOf(talk, { to: [chong], cc: [] })).toMatchObject({ isOwn: true, all: { cc: [ngoc, kho] }, alone: null })
  expect(isToCustomer(talk, nobody)).toBe(false)
})
