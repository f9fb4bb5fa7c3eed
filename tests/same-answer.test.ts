import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openCase } from '#cases/contract'
import { furnishCases } from '../modules/cases/actions/furnish.ts'
import { openHouse } from './house.ts'

test('an answer asked for again under its key is the first one to the byte', async () => {
  const house = await openHouse()
  await house.does(furnishCases)
  const linh = await house.person('support_officer', { unitId: await house.unit('Nhóm miền Bắc') })
  const { id } = await linh.asks(openCase, { subject: 'Nồi chiên bị tắt', text: 'Nồi chiên hay tự tắt ạ', handlerId: linh.id })
  const dueAt = new Date(Date.now() + 3_600_000)
  const promises = async () => {
    const answer = await linh.fetches(`/api/v1/cases/${id}/promises`, {
      method: 'POST',
      body: JSON.stringify({ dueAt, title: 'Gọi lại' }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'mot-lan' },
    })
    return { status: answer.status, body: await answer.text() }
  }
  const first = await promises()
  // A longer name before a shorter one: jsonb would turn them round.
  expect(first).toEqual({ status: 201, body: expect.stringMatching(/^\{"clockId":"[^"]+","dueAt":"[^"]+"\}$/) })
  expect(await promises()).toEqual(first)
})

test('a case asked for again under its key is opened once, also by many at once; another body under that key is refused', async () => {
  const house = await openHouse()
  await house.does(furnishCases)
  const linh = await house.person('support_officer', { unitId: await house.unit('Nhóm miền Bắc') })
  const opens = async (subject: string) => {
    const answer = await linh.fetches('/api/v1/cases', {
      method: 'POST',
      body: JSON.stringify({ subject, text: 'Quạt không quay ạ', from: { name: 'Trần Thu Hà', mail: 'ha.tran@khach.example' } }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'mot-phieu' },
    })
    return { status: answer.status, body: await answer.text() }
  }
  const twins = await Promise.all(Array.from({ length: 12 }, () => opens('Quạt không quay')))
  const made = twins.filter(({ status }) => status === 201)
  expect(made.length).toBeGreaterThan(0)
  expect(new Set(made.map(({ body }) => body)).size).toBe(1)
  expect(twins.filter(({ status }) => status !== 201 && status !== 409)).toEqual([])
  expect(await opens('Quạt không quay')).toEqual(made[0])
  expect(await opens('Quạt kêu to')).toMatchObject({ status: 422, body: expect.stringContaining('house.sameKeyOther') })
  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(house.house.db)).rows[0]?.n
  expect(await count('cases.case')).toBe(1)
  expect(await count('conversations.message')).toBe(1)
  expect((await sql`select from customers.identity where value = 'ha.tran@khach.example'`.execute(house.house.db)).rows).toHaveLength(1)
})
