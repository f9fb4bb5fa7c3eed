import { expect, test } from 'vitest'
import type { CaseRow } from '../contract/shapes.ts'
import { mended, type Pages } from './mended.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 28, hour))
const row = (id: string, hour: number | null, more: Partial<CaseRow> = {}): CaseRow => ({
  ...{ id, code: id, subject: id, preview: '', previewBy: 'none', channel: 'mail', type: null, severity: 4, tier: 'L1', customer: null },
  status: { id: 's', category: 'new', name: 'Mới', nameEn: 'New' },
  unit: { id: 'u', name: 'Tổ 1' },
  owner: { id: 'o', name: 'Linh' },
  ...{
    handler: null,
    assignedWhy: null,
    tags: [],
    unread: false,
    isSpam: false,
    snoozedUntil: null,
    reopenedCount: 0,
    version: 1,
    group: 'today',
  },
  due: hour === null ? null : { at: at(hour), kind: 'resolution', state: 'running', startedAt: at(0) },
  ...{ createdAt: at(hour ?? 0), lastAt: at(hour ?? 0), lastInAt: null, lastResolvedAt: null },
  ...more,
})
const pages = (...all: [rows: CaseRow[], next: string | null][]): Pages => ({
  pages: all.map(([items, next]) => ({ items, next })),
  pageParams: all.map(() => undefined),
})
const ids = ({ pages }: Pages) => pages.map(({ items }) => items.map(({ id }) => id).join(' '))

test('a new row stands where it belongs, on whichever page that is', () => {
  const shown = pages([[row('a', 1), row('c', 3)], 'x'], [[row('e', 5)], null])
  expect(ids(mended(shown, ['b'], [row('b', 2)], 'due'))).toEqual(['a b c', 'e'])
  expect(ids(mended(shown, ['d'], [row('d', 4)], 'due'))).toEqual(['a c', 'd e'])
  expect(ids(mended(shown, ['f'], [row('f', null)], 'due'))).toEqual(['a c', 'e f'])
})

test('what changed moves, what is no longer in the view leaves, the rest stays as it is', () => {
  const shown = pages([[row('a', 1), row('b', 2), row('c', 3)], null])
  const moved = mended(shown, ['a'], [row('a', 9, { version: 2 })], 'due')
  expect(ids(moved)).toEqual(['b c a'])
  expect(moved.pages[0]?.items[2]?.version).toBe(2)
  expect(ids(mended(shown, ['b'], [], 'due'))).toEqual(['a c'])
  expect(ids(shown)).toEqual(['a b c'])
})

test('behind the last row read so far nothing is put while there is more: its own page brings it', () => {
  expect(ids(mended(pages([[row('a', 1)], 'x']), ['z'], [row('z', 9)], 'due'))).toEqual(['a'])
  expect(ids(mended(pages([[], null]), ['z'], [row('z', 9)], 'due'))).toEqual(['z'])
})

test('each order as the server has it', () => {
  const shown = pages([[row('b', 5), row('a', 3)], null])
  expect(ids(mended(shown, ['n'], [row('n', 4)], 'newest'))).toEqual(['b n a'])
  expect(ids(mended(shown, ['n'], [row('n', 4)], 'updated'))).toEqual(['b n a'])
  const up = pages([[row('a', 3), row('b', 5)], null])
  expect(ids(mended(up, ['n'], [row('n', 4)], 'oldest'))).toEqual(['a n b'])
  expect(ids(mended(up, ['n'], [row('n', 9, { severity: 1 })], 'severity'))).toEqual(['n a b'])
  expect(ids(mended(up, ['0', 'z'], [row('z', 5), row('0', 5)], 'due'))).toEqual(['a 0 b z'])
})
