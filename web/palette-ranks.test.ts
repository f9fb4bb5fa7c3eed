import { expect, test } from 'vitest'
import { ranked } from './palette-ranks.ts'

const one = (name: string, more: { detail?: string; hint?: string; titles?: string[] } = {}) => ({ id: name, label: name, name, ...more })
const customers = [one('Chị Nguyễn Thị Bình', { hint: 'KH0002' }), one('Chị Phan Thị Mai', { hint: 'KH0012' })]
const cases = [
  one('Nguyên nhân hỏng nồi', { detail: 'Phan Thị Thu Thảo', hint: 'PH-000003' }),
  one('Máy lọc rò nước', { detail: 'Phan Thị Mai', hint: 'PH-000002' }),
]
const replies = [one('Đã nhận, hẹn giờ gọi lại', { detail: '/hen' })]
const screens = [
  one('Cài đặt Settings', { titles: ['Cài đặt', 'Settings'] }),
  one('Khách hàng Customers', { titles: ['Khách hàng', 'Customers'] }),
]

/** All in the order in which they stand. */
const shown = (typed: string) =>
  ranked([{ items: customers }, { items: cases }, { items: replies }, { items: screens }], typed, 8).flatMap(({ items }) =>
    items.map(({ name }) => name),
  )

test('whoever bears the name stands first, then the cases of that name, then the rest', () => {
  expect(shown('phan thi mai').slice(0, 3)).toEqual(['Chị Phan Thị Mai', 'Chị Nguyễn Thị Bình', 'Máy lọc rò nước'])
  expect(shown('nguyen')[0]).toBe('Chị Nguyễn Thị Bình')
})

test('a code, with or without its zeros, is before everything', () => {
  for (const typed of ['PH-000002', 'ph 2', 'ph-2']) expect(shown(typed)[0]).toBe('Máy lọc rò nước')
  expect(shown('12')[0]).toBe('Chị Phan Thị Mai')
})

test('a screen is before what was found when its title begins so, and a saved reply is found by its title', () => {
  expect(shown('cai dat')[0]).toBe('Cài đặt Settings')
  expect(shown('sett')[0]).toBe('Cài đặt Settings')
  expect(shown('Da nhan, hen')[0]).toBe('Đã nhận, hẹn giờ gọi lại')
})

test('a group shows so many and no more, the best of it', () => {
  const [group] = ranked([{ items: cases }], 'phan thi mai', 1)
  expect(group?.items.map(({ name }) => name)).toEqual(['Máy lọc rò nước'])
})
