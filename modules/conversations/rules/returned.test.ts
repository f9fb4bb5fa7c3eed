import { expect, test } from 'vitest'
import { returnedTo } from './returned.ts'

test.each([
  ['hanh@example.vn 5.1.1 smtp; 550 5.1.1 User unknown', 'hanh@example.vn', 'unknownAddress'],
  ['550 5.1.1 <hanh@example.vn>: Recipient address rejected: User unknown', '', 'unknownAddress'],
  ['hanh@exampel.vn 5.1.2 smtp; 550 Host unknown', 'hanh@exampel.vn', 'unknownDomain'],
  ['hanh@example.vn 5.2.2 smtp; 552 5.2.2 Over quota', 'hanh@example.vn', 'full'],
  ['hanh@example.vn 5.0.0 x-unix; mailbox is full', 'hanh@example.vn', 'full'],
  ['hanh@example.vn 5.2.1 smtp; 550 account disabled', 'hanh@example.vn', 'closed'],
  ['552 5.3.4 Message size exceeds fixed limit', '', 'tooLarge'],
  ['hanh@example.vn 5.7.1 smtp; 550 5.7.1 This looks like spam', 'hanh@example.vn', 'refused'],
  ['550 5.7.26 Unauthenticated', '', 'refused'],
  ['550 5.7.1 No such user here', '', 'unknownAddress'],
  ['hanh@example.vn 4.4.7 smtp; delivery time expired', 'hanh@example.vn', 'unreachable'],
  ['connect ETIMEDOUT 203.0.113.5:25, connection timed out', '', 'unreachable'],
  ['554 Transaction failed, see 192.5.1.1', '', 'other'],
  ['returned', '', 'other'],
])('%s', (detail, address, reason) => {
  expect(returnedTo(detail)).toMatchObject([{ address, reason }])
})

test('each of several addresses has its own reason, and a server that names one says it of all', () => {
  expect(returnedTo('a@example.vn 5.1.1 smtp; 550 User unknown; b@example.vn 5.2.2 smtp; 552 full')).toEqual([
    { address: 'a@example.vn', reason: 'unknownAddress', said: '5.1.1 smtp; 550 User unknown' },
    { address: 'b@example.vn', reason: 'full', said: '5.2.2 smtp; 552 full' },
  ])
  expect(returnedTo('a@example.vn')).toEqual([{ address: 'a@example.vn', reason: 'other', said: '' }])
  expect(returnedTo('')).toEqual([])
})
