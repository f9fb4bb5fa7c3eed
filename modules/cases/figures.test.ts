import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { openCase } from './index.ts'

const house = await openHouse()
await house.does(furnishCases)
await house.unit('Nhóm Một')
const reader = await house.person('care_manager')

const order = await house.does((ctx) => openCase(ctx, { subject: 'Thiếu phụ kiện đơn ML-108042', text: 'Thiếu ốc' }))
const told = await house.does((ctx) =>
  openCase(ctx, {
    subject: 'Giao trễ',
    text: 'Đơn ML-207311 (HĐ 15/AB–3392) đặt 24.11, máy i-2 năm bảo hành, cỡ 1.200x60; gửi lan.pham@khach.example',
  }),
)
const dashed = await house.does((ctx) =>
  openCase(ctx, { subject: 'Mã −55871 và +66120, xem https://maylanh.example/don/ML-77410?a=1', text: 'Hỏi' }),
)

const found = async (q: string) => (await reader.asks(contract.searchCases, { q, state: 'any' })).items.map((item) => item.case.id)

test.each([
  'ML-108042',
  'ml-108042',
  'ML 108042',
  '108042',
  '-108042',
  'ML/108042',
  'ml-1080',
  'thieu phu kien don ml-108042',
  'Thiếu phụ kiện đơn ML-108042',
])('“%s” finds the order in a subject', async (q) => expect(await found(q)).toEqual([order.id]))

test.each([
  ...[
    'ML-207311',
    'ml 207311',
    '207311',
    '15/AB–3392',
    '15/AB-3392',
    'ab 3392',
    '3392',
    '24.11',
    '24/11',
    'i-2 nam',
    'I-2 năm',
    '1.200x60',
    '1 200x60',
  ],
  ...['lan.pham@khach.example', 'lan.pham', 'khach.example'],
])('“%s” finds what was said', async (q) => expect(await found(q)).toEqual([told.id]))

test.each(['55871', '-55871', '66120', 'ML-77410', '77410', 'maylanh.example/don', 'https://maylanh.example/don/ML-77410?a=1'])(
  '“%s” finds what stands behind a sign or in an address',
  async (q) => expect(await found(q)).toEqual([dashed.id]),
)

test.each(['ML-108043', '8042', 'ML-207311 thieu'])('“%s” finds none', async (q) => expect(await found(q)).toEqual([]))

test('the figures stand between the signs of a match, with the words around them', async () => {
  const { items } = await reader.asks(contract.searchCases, { q: 'ML-207311', state: 'any' })
  expect(items[0]?.excerpt).toContain('Đơn \u{E000}ML\u{E001}-\u{E000}207311\u{E001} (HĐ')
})

test.each(['ML-108042', 'ml 108042', '108042', 'đơn ML/108042'])('the queue narrowed to “%s” shows the order', async (words) =>
  expect((await reader.asks(contract.listQueue, { view: 'all', words })).items.map(({ id }) => id)).toEqual([order.id]),
)

test('what was written before is found after the upgrade, with its sender and its files; what needs no change is left as it is', async () => {
  const { db } = house.house
  await sql`create or replace function conversations.words(given text) returns tsvector language sql immutable strict parallel safe as $$
    select to_tsvector('simple', platform.fold(left(given, 100000))) || to_tsvector('simple', conversations.toned(left(given, 100000))) $$`.execute(
    db,
  )
  const from = { name: 'Đặng Thu Hà', mail: 'thu.ha@khach.example' }
  const old = await house.does((ctx) => openCase(ctx, { subject: 'Đổi hàng ML-330915', text: 'Đơn ML-330916', from }))
  const { rows } = await sql<{ id: string }>`select m.id from conversations.message m join cases.case_message x on x.message_id = m.id
    where x.case_id = ${old.id}`.execute(db)
  const messageId = rows[0]?.id
  await sql`insert into conversations.attachment (message_id, file_id, name, mime, size, position) values
    (${messageId}, gen_random_uuid(), 'HD-440217.pdf', 'application/pdf', 1, 0)`.execute(db)
  const plain = await house.does((ctx) => openCase(ctx, { subject: 'Quạt kêu', text: 'Quạt kêu to quá' }))
  const places = () =>
    sql<{ at: string }>`select m.ctid::text || c.ctid::text as at from cases.case c join cases.case_message x on x.case_id = c.id
      join conversations.message m on m.id = x.message_id where c.id = ${plain.id}`.execute(db)
  const before = (await places()).rows
  expect(await found('330915')).toEqual([])
  for (const file of ['modules/conversations/migrations/2026-11-30-13-*.sql', 'modules/cases/migrations/2026-11-30-14-*.sql'].flatMap(
    (one) => globSync(one),
  ))
    await sql.raw(readFileSync(file, 'utf8')).execute(db)
  for (const q of ['330915', 'ML-330916', '440217', 'HD-440217.pdf', 'thu.ha@khach.example']) expect(await found(q)).toEqual([old.id])
  expect((await places()).rows).toEqual(before)
})
