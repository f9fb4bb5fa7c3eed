import { expect, test } from 'vitest'
import * as org from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const house = await openHouse()
await house.does(furnishCases)
const admin = await house.person('administrator')
const unit = { name: 'Nhóm Cần Thơ', kind: 'team' as const, parentId: house.rootUnit, takesNew: true }
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const tuan = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', availability: 'off' })
const thao = await house.person('team_lead', { name: 'Lê Thu Thảo', availability: 'off' })
const team = await admin.asks(org.addUnit, { ...unit, leadId: tuan.id })

/** Nobody there takes cases, so it waits. */
const waiting = async () => {
  const { id } = await diep.asks(contract.openCase, {
    channel: 'phone',
    subject: 'Nồi không vào điện',
    handlerId: null,
    unitId: team.id,
  })
  return (await diep.asks(contract.getCase, { id })).owner?.name
}

test('who answers for what waits is known at once when it changes: another lead, a lead who leaves, and one who comes back', async () => {
  expect(await waiting()).toBe('Nguyễn Minh Tuấn')
  await admin.asks(org.changeUnit, { ...unit, id: team.id, leadId: thao.id })
  expect(await waiting()).toBe('Lê Thu Thảo')
  await admin.asks(org.declareLeave, { id: thao.id })
  const next = await waiting()
  expect(next).not.toBe('Lê Thu Thảo')
  await admin.asks(org.declareReturn, { id: thao.id })
  expect(await waiting()).toBe('Lê Thu Thảo')
})
