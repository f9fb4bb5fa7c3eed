import { expect, test } from 'vitest'
import { excerptOf, wordsOf } from './excerpt.ts'
import { fill } from './fill.ts'
import { groupOf } from './group.ts'

test('variables become words, a capital asks for one, what nobody knows stays', () => {
  const values = { danh_xung: 'chị', ho_ten: 'Nguyễn Thị Hạnh' }
  expect(fill('Kính gửi {danh_xung} {ho_ten}. {Danh_xung} xem {khong_co}', values)).toBe('Kính gửi chị Nguyễn Thị Hạnh. Chị xem {khong_co}')
})

test('an excerpt marks matches where they stand, with marks or without, and never inside a word', () => {
  const marked = (said: string, asked: string) => excerptOf(said, wordsOf(asked)).replaceAll('\u{E000}', '[').replaceAll('\u{E001}', ']')
  expect(marked('Đường dây nóng', 'duong')).toBe('[Đường] dây nóng')
  expect(marked('bảo hành, hành chính', 'hanh')).toBe('bảo [hành], [hành] chính')
  expect(marked('nhành cây', 'hanh')).toBe('nhành cây')
  expect(marked('e\u0302m', 'em')).toBe('[êm]')
  expect(marked(`${'xa '.repeat(100)}bình nóng`, 'binh')).toMatch(/^… .*\[bình\] nóng$/)
})

test('a row stands where its deadline puts it', () => {
  const [now, midnight] = [new Date('2026-11-24T03:00:00Z'), new Date('2026-11-24T17:00:00Z')]
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  const group = (category: 'active' | 'waiting_customer' | 'resolved', dueAt: Date | null, dueState: 'running' | 'paused' | null) =>
    groupOf({ category, dueAt, dueState }, now, midnight)
  expect(group('active', at(-5), 'running')).toBe('now')
  expect(group('active', at(1), 'running')).toBe('now')
  expect(group('active', at(13.9), 'running')).toBe('today')
  expect(group('active', midnight, 'running')).toBe('later')
  expect(group('active', null, null)).toBe('later')
  expect(group('waiting_customer', at(-5), 'paused')).toBe('waiting_customer')
  expect(group('waiting_customer', at(0.5), 'running')).toBe('now')
  expect(group('resolved', at(-5), 'running')).toBe('done')
})
