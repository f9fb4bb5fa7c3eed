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
