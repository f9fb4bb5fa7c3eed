import { expect, test } from 'vitest'
import { viewOf } from './views.ts'

test.each([
  ['mine', {}],
  ['mine', { severity: '1', sort: 'newest' }],
  ['all', { view: 'all', severity: '1' }],
  ['all', { view: 'all', due: 'overdue', channel: 'mail', q: 'nồi' }],
  ['closed', { view: 'all', state: 'closed', type: 'complaint' }],
  ['overdue', { due: 'overdue', tag: 'vip' }],
  ['team', { view: 'team', due: 'overdue' }],
])('the queue %s keeps its tab with conditions added', (id, search: Record<string, string>) => {
  expect(viewOf(search)?.id).toBe(id)
})
