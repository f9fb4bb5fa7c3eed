import { expect, test } from 'vitest'
import { relative } from './format.ts'

const NOW = new Date('2026-11-28T15:20:00Z')
const at = (local: string) => new Date(`${local}:00+07:00`)

test.each([
  ['2026-11-28T22:38', 'trong 18 phút', 'in 18 min'],
  ['2026-11-28T23:50', '23:50 hôm nay', '23:50 today'],
  ['2026-11-29T16:00', '16:00 ngày mai', '16:00 tomorrow'],
  ['2026-11-30T16:00', '16:00 30/11', '16:00 30 Nov'],
  ['2027-01-04T08:00', '08:00 04/01/2027', '08:00 4 Jan 2027'],
  ['2026-11-28T22:15', '5 phút trước', '5 min ago'],
  ['2026-11-27T08:00', 'Hôm qua', 'Yesterday'],
])('%s is %s: what is ahead keeps its hour, however far', (when, vi, en) => {
  expect([relative(at(when), NOW, 'vi'), relative(at(when), NOW, 'en')]).toEqual([vi, en])
})
