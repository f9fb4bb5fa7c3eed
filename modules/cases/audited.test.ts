import { expect, test } from 'vitest'
import { readAudit } from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const MORNING = new Date('2026-11-24T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const auditor = await house.person('auditor', { availability: 'off' })
const administrator = await house.person('administrator', { availability: 'off' })
const huong = { name: 'Trần Thu Hường', mail: 'huong@example.vn' }
const { id, code } = await linh.asks(contract.openCase, {
  ...{ subject: 'Bình nóng lạnh rò điện', text: 'Rò điện từ sáng.', from: huong, handlerId: linh.id },
})
await house.settled()

const entry = async (who: typeof linh, name: string) => {
  const [found] = (await who.asks(readAudit, { name, limit: 1 })).items
  if (!found) throw new Error(`no ${name}`)
  return found
}

test('the audit names case, customer and people, with where they open, to those who may see them', async () => {
  const { caseId, customerId, names } = await entry(auditor, 'cases.caseOpened')
  expect(caseId).toBe(id)
  expect(names[id]).toEqual({ label: `${code} · Bình nóng lạnh rò điện`, to: `/hop-thu/${code}` })
  expect(names[customerId ?? '']?.label).toMatch(/^Trần Thu Hường · KH\d+$/)
  expect(names[linh.id]).toMatchObject({ label: 'Đỗ Thùy Linh' })
})

test('who may not see a case reads nothing of what it is called', async () => {
  const found = await entry(administrator, 'cases.caseOpened')
  expect(found.names[id]).toBeUndefined()
  expect(JSON.stringify(found)).not.toMatch(/Bình nóng lạnh|Trần Thu Hường/)
  expect(found.names[linh.id], 'colleagues they know').toMatchObject({ label: 'Đỗ Thùy Linh' })
})
