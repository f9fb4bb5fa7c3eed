import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { maskedPhone } from '#org'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { recogniseCustomer } from './index.ts'

const house = await openHouse({ at: new Date('2026-11-24T02:00:00Z') })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const db = house.house.db

test.each(['0912 345 468', '+84912345468', '+81 3-1234-5678', '1900 6060', 'hanh@example.vn', ''])(
  '“%s” is masked alike in the database and outside it',
  async (shown) => {
    const { rows } = await sql<{ masked: string }>`select customers.masked(${shown}) as masked`.execute(db)
    expect(rows[0]?.masked).toBe(maskedPhone(shown))
  },
)

test('names that an earlier version left as whole numbers are masked, and may still be told; other names stay', async () => {
  const add = async (value: string, name: string) => {
    const { id } = await linh.asks(contract.addCustomer, { name: 'Ai Đó', identities: [{ kind: 'phone', value }] })
    await sql`update customers.customer set name = ${name} where id = ${id}`.execute(db)
    return id
  }
  const ids = [
    await add('0316 204 518', '0316 204 518'),
    await add('0316 204 519', '+84316204519'),
    await add('0316 204 520', '0316204520'),
    await add('0316 204 521', '0316 204 999'),
    await add('0316 204 522', 'Lê Thị Hoà'),
  ]
  const names = async () => Promise.all(ids.map(async (id) => (await linh.asks(contract.getCustomer, { id })).name))
  await sql.raw(readFileSync(join(import.meta.dirname, 'migrations/2026-11-30-02-masked-names.sql'), 'utf8')).execute(db)
  expect(await names()).toEqual(['0316 ••• 518', '0316 ••• 519', '0316 ••• 520', '0316 204 999', 'Lê Thị Hoà'])
  const identities = [{ kind: 'phone' as const, value: '0316204520' }]
  await house.does((ctx) => recogniseCustomer(ctx, { identities, name: 'Trần Văn Ba' }))
  expect((await names())[2]).toBe('Trần Văn Ba')
})
