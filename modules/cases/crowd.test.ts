import { beforeAll, expect, test } from 'vitest'
import { recogniseCustomer } from '#customers'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const house = await openHouse({ at: new Date('2026-11-24T03:00:00Z') })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })

const calls = (mail: string) => (_: unknown, place: number) =>
  linh.asks(contract.openCase, { subject: `Lần ${place}`, text: 'Máy kêu to', from: { name: 'Nguyễn Thị Hạnh', mail } })

/** Connections are opened when they are first needed, slowly on a busy machine: that is not what is tried here. */
beforeAll(() => Promise.allSettled(Array.from({ length: 12 }, (_, place) => calls(`quen${place}@example.vn`)(_, place))))

test('thirty-two cases of one new customer at once are all opened, for one customer', async () => {
  const opened = await Promise.all(Array.from({ length: 32 }, calls('hanh@example.vn')))
  expect(new Set(opened.map(({ id }) => id)).size).toBe(32)
  expect(new Set(opened.map(({ customerId }) => customerId)).size).toBe(1)
})

test('whoever comes while the first is still writing waits for it, longer than for other locks', async () => {
  let others: ReturnType<ReturnType<typeof calls>>[] = []
  const first = await house.does(async (ctx) => {
    const { id } = await recogniseCustomer(ctx, {
      identities: [{ kind: 'mail', value: 'cham@example.vn', verified: true }],
      name: 'Lê Thị Chậm',
    })
    others = Array.from({ length: 6 }, calls('cham@example.vn'))
    await new Promise((done) => setTimeout(done, 3_000))
    return id
  })
  expect(new Set((await Promise.all(others)).map(({ customerId }) => customerId))).toEqual(new Set([first]))
})
