import { expect, test } from 'vitest'
import type { Action, Category } from '../contract/shapes.ts'
import { hindrance, type Standing, targetOf } from './moves.ts'
import { afterMessage } from './reopen.ts'

const now = new Date('2026-03-20T03:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const standing = (over: Partial<Standing>): Standing => ({
  category: 'active',
  handler: true,
  lead: false,
  house: false,
  openChildren: 0,
  doneAt: null,
  now,
  ...over,
})

test.each<[Action, Category, Category]>([
  ['start', 'new', 'active'],
  ['wait_customer', 'active', 'waiting_customer'],
  ['resolve', 'waiting_customer', 'resolved'],
  ['reopen', 'closed', 'active'],
  ['close', 'resolved', 'closed'],
])('%s leads from %s to %s', (action, from, to) => expect(targetOf(action, from)).toBe(to))

test('what the table does not list is no move', () => {
  expect(hindrance('resolve', standing({ category: 'closed' }))).toBe('noSuchMove')
  expect(hindrance('start', standing({ category: 'active' }))).toBe('noSuchMove')
  expect(hindrance('close', standing({ category: 'active', lead: true }))).toBe('noSuchMove')
})

test('a parent waits for its children', () => {
  expect(hindrance('resolve', standing({ openChildren: 2 }))).toBe('childrenOpen')
})

test('an agent reopens within seven days, a lead within thirty, the house whenever the customer writes', () => {
  const done = (days: number, over: Partial<Standing> = {}) =>
    hindrance('reopen', standing({ category: 'resolved', doneAt: daysAgo(days), ...over }))
  expect(done(6)).toBeNull()
  expect(done(8)).toBe('reopenTooLate')
  expect(done(8, { lead: true })).toBeNull()
  expect(done(31, { lead: true })).toBe('reopenTooLate')
  expect(done(31, { handler: false, house: true })).toBeNull()
})

test('who neither works on it nor leads may not move it; only leads close', () => {
  expect(hindrance('resolve', standing({ handler: false }))).toBe('notYoursToMove')
  expect(hindrance('close', standing({ category: 'resolved' }))).toBe('notYoursToMove')
  expect(hindrance('close', standing({ category: 'resolved', lead: true }))).toBeNull()
})

test('a message reopens what was done lately, continues what was done long ago, and thanks do neither', () => {
  const done = { category: 'resolved' as const, isSpam: false, doneAt: daysAgo(3) }
  const message = { at: now, automatic: false, onlyThanks: false }
  expect(afterMessage(done, message, 7)).toBe('reopen')
  expect(afterMessage(done, message, 2)).toBe('followUp')
  expect(afterMessage(done, message, 0)).toBe('followUp')
  expect(afterMessage(done, { ...message, onlyThanks: true }, 7)).toBe('join')
  expect(afterMessage(done, { ...message, automatic: true }, 7)).toBe('join')
  expect(afterMessage({ ...done, category: 'active' }, message, 7)).toBe('join')
  expect(afterMessage({ ...done, isSpam: true }, message, 7)).toBe('join')
})
