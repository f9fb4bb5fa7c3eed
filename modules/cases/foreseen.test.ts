import { expect, test } from 'vitest'
import * as org from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const house = await openHouse()
await house.does(furnishCases)
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
await house.person('support_officer', { name: 'Lê Thị Mai', unitId: south })

const calls = await diep.asks(contract.addRule, { name: 'Gọi đến', unitId: north, condition: { channels: ['phone'] } })
const robots = await diep.asks(contract.addRule, { name: 'Robot', unitId: south, condition: { channels: ['phone'], words: ['robot'] } })
const first = [robots.id, calls.id]
const { rules } = await diep.asks(contract.readCaseSettings, {})
await diep.asks(contract.orderRules, { ids: [...first, ...rules.map(({ id }) => id).filter((id) => !first.includes(id))] })

const handlerOf = async (subject: string) => {
  const { id } = await diep.asks(contract.openCase, { channel: 'phone', subject })
  return (await diep.asks(contract.getCase, { id })).handler?.name ?? null
}

test('desks foreseen from the cases before are asked again when this one goes elsewhere', async () => {
  for (let time = 0; time < 3; time++) expect(await handlerOf('Nồi không nóng')).toBe('Đỗ Thùy Linh')
  expect(await handlerOf('Robot không chạy')).toBe('Lê Thị Mai')
  expect(await handlerOf('Nồi không nóng')).toBe('Đỗ Thùy Linh')
})

test('desks foreseen are as they are now, not as they were', async () => {
  for (let time = 0; time < 3; time++) await handlerOf('Nồi không nóng')
  await linh.asks(org.declareAvailability, { availability: 'off' })
  expect(await handlerOf('Nồi không nóng')).toBe(null)
  await linh.asks(org.declareAvailability, { availability: 'accepting' })
  expect(await handlerOf('Nồi không nóng')).toBe('Đỗ Thùy Linh')
})
