import { expect, test } from 'vitest'
import { openHouse } from '../../../../tests/house.ts'
import { chart } from '../../contract.ts'
import { groupsOf, rowsOf } from './columns.ts'

const house = await openHouse()
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const anh = await house.person('issue_officer', { name: 'Ngô Thị Mai Anh', unitId: north })
await house.person('team_lead', { name: 'Vũ Minh Tuấn', unitId: north, hats: ['team_lead', 'support_officer'] })
await house.person('issue_officer', { name: 'Trương Công Danh', unitId: south })
await house.person('returns_officer', { name: 'Lý Gia Hân', unitId: south })
await house.person('loyalty_officer', { name: 'Phan Thị Ngọc Trâm' })
await house.person('board', { name: 'Trần Quốc Bảo' })
const data = await anh.asks(chart, {})

test('people stand under the bar of their own unit, teams first, in the columns that unit fills', () => {
  const groups = groupsOf(data, undefined, false)
  expect(groups.map(({ unit, people }) => [unit?.name, people])).toEqual([
    ['Nhóm miền Bắc', 2],
    ['Nhóm miền Nam', 2],
    ['Phòng CSKH', 1],
  ])
  for (const { unit, columns } of groups)
    for (const { places } of columns) for (const { person } of places) expect(person.unitName, person.name).toBe(unit?.name)
  expect(groups.map(({ columns }) => columns.map(({ of }) => of))).toEqual([['issues', 'support'], ['returns', 'issues'], ['loyalty']])
  expect(groupsOf(data, undefined, true).map(({ columns }) => columns.map(({ of }) => of))[0]).toEqual(['issues'])
})

test('units stand beside each other while their columns have room', () => {
  const groups = groupsOf(data, undefined, false)
  const rows = (room: number) => rowsOf(groups, room).map((row) => row.map(({ columns }) => columns.length))
  expect(rows(6)).toEqual([[2, 2, 1]])
  expect(rows(4)).toEqual([[2, 2], [1]])
  expect(rows(1), 'one wider than the room stands alone').toEqual([[2], [2], [1]])
})
