import { expect, test } from 'vitest'
import { type Colleague, openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'

const house = await openHouse()
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const khang = await house.person('technician', { name: 'Bùi Văn Khang' })

const names = async (who: Colleague) => (await who.asks(contract.listFilters, {})).map(({ name }) => name)
const saves = (who: Colleague, name: string, rest: { query?: string; place?: number } = {}) =>
  who.asks(contract.saveFilter, { name, query: 'view=team', ...rest })
const idOf = async (who: Colleague, name: string) => (await who.asks(contract.listFilters, {})).find((one) => one.name === name)?.id ?? ''

test('filters are one’s own: saved, replaced under the same name, put in order, removed and put back where they stood', async () => {
  for (const name of ['Lô lỗi L2609', 'Khách vàng', 'Chờ hàng']) await saves(linh, name)
  await saves(khang, 'Khách vàng', { query: 'view=all' })
  expect(await names(linh)).toEqual(['Lô lỗi L2609', 'Khách vàng', 'Chờ hàng'])
  expect(await saves(linh, '  Khách vàng ', { query: 'customerTier=gold&tag=bảo+hành' })).toHaveLength(3)
  expect(await linh.asks(contract.listFilters, {})).toMatchObject([{}, { name: 'Khách vàng', query: 'customerTier=gold&tag=bảo+hành' }, {}])

  const [first, second, third] = [await idOf(linh, 'Lô lỗi L2609'), await idOf(linh, 'Khách vàng'), await idOf(linh, 'Chờ hàng')]
  const theirs = await idOf(khang, 'Khách vàng')
  await linh.asks(contract.orderFilters, { ids: [third, theirs, first] })
  expect(await names(linh)).toEqual(['Chờ hàng', 'Lô lỗi L2609', 'Khách vàng'])

  await linh.asks(contract.removeFilter, { id: first })
  await expect(linh.asks(contract.removeFilter, { id: first })).rejects.toMatchObject({ status: 404, code: 'cases.unknownFilter' })
  await saves(linh, 'Lô lỗi L2609', { place: 1 })
  expect(await names(linh)).toEqual(['Chờ hàng', 'Lô lỗi L2609', 'Khách vàng'])

  await expect(linh.asks(contract.removeFilter, { id: theirs })).rejects.toMatchObject({ status: 404 })
  expect(await khang.asks(contract.listFilters, {})).toMatchObject([{ id: theirs, query: 'view=all' }])
  for (const id of [third, second]) await linh.asks(contract.removeFilter, { id })
  await saves(linh, 'Mới nhất')
  expect(await names(linh)).toEqual(['Lô lỗi L2609', 'Mới nhất'])
})

test('fifty at most, however many come at once, and a name of eighty letters', async () => {
  const many = await house.person('team_lead')
  for (let n = 0; n < 45; n++) await saves(many, `Lọc ${n}`)
  const at = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => saves(many, `Nữa ${n}`)))
  expect(at.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(await names(many)).toHaveLength(50)
  await expect(saves(many, 'Một nữa')).rejects.toMatchObject({ status: 409, code: 'cases.tooManyFilters' })
  expect(await saves(many, 'Lọc 3', { query: 'view=all' })).toHaveLength(50)

  await expect(saves(linh, 'ơ'.repeat(81))).rejects.toMatchObject({ status: 422 })
  await expect(saves(linh, '   ')).rejects.toMatchObject({ status: 422 })
  await saves(linh, 'ơ'.repeat(80))
  expect((await names(linh)).at(-1)).toBe('ơ'.repeat(80))
})
