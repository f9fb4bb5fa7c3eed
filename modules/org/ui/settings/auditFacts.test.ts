import { expect, test } from 'vitest'
import { type Entry, factsOf, nameOf } from './auditFacts.ts'

const LINH = '01a22e01-e465-795f-a734-fd5ac99653ea'
const CASE = '01a22e01-ec9f-7344-aa6b-9b767e89f59d'
const entry: Entry = {
  ...{
    id: CASE,
    at: new Date('2026-11-24T03:00:00Z'),
    name: 'conversations.replySent',
    byId: LINH,
    byName: 'Đỗ Thùy Linh',
    via: 'session',
  },
  ...{ customerId: null, caseId: CASE, names: { [LINH]: { label: 'Đỗ Thùy Linh', to: `/so-do?nguoi=${LINH}` } } },
  facts: {
    ...{ messageId: CASE, personId: LINH, at: '2026-11-24T03:00:00.000Z', sendAt: '2026-11-24T04:30:00.000Z' },
    ...{ isFirst: true, verified: false, next: 'nothing', waited: null, parentId: CASE, subject: { room: 'cases', id: CASE } },
  },
}

test('what an event tells is said in words; what only machines read is left to the technical details', () => {
  expect(factsOf(entry, 'vi')).toEqual([
    { label: 'Người', values: [{ text: 'Đỗ Thùy Linh', to: `/so-do?nguoi=${LINH}` }] },
    { label: 'Hẹn gửi lúc', values: [{ text: '24/11/2026 11:30' }] },
    { label: 'Lần đầu', values: [{ text: 'có' }] },
    { label: 'Đã xác minh người gửi', values: [{ text: 'không' }] },
    { label: 'Sau khi gửi', values: [{ text: 'không đổi gì' }] },
    { label: 'Phiếu cha', values: [{ text: '…7e89f59d' }] },
    { label: 'Về', values: [{ text: '…7e89f59d' }] },
  ])
  expect(factsOf(entry, 'en').map(({ label }) => label)).toContain('First time')
})

test('what the reader may not see is told apart by the end of its id', () => {
  expect(nameOf(CASE, entry.names)).toEqual({ text: '…7e89f59d' })
})
