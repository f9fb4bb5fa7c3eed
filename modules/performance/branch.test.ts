import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { furnishCases } from '#cases'
import { openCase, resolveCase } from '#cases/contract'
import * as org from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { catchUp } from './actions/facts.ts'

/** A Wednesday, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const admin = await house.person('administrator')
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })

test('how long it took is counted in the hours of the branch, as its clocks are', async () => {
  const branch = await admin.asks(org.addBranch, { code: 'DN', name: 'Đà Nẵng' })
  const afternoon: [number, number][] = [[780, 1020]]
  const week = { 1: afternoon, 2: afternoon, 3: afternoon, 4: afternoon, 5: afternoon, 6: [], 7: [] }
  const hours = await admin.asks(org.addCalendar, { name: 'Cửa hàng Đà Nẵng', roundClock: false, week })
  await admin.asks(org.setUses, { uses: [{ calendarId: hours.id, channel: null, severity: null, branchId: branch.id }] })
  const unit = { name: 'Nhóm Đà Nẵng', kind: 'team' as const, parentId: house.rootUnit, branchId: branch.id }
  const team = await admin.asks(org.addUnit, unit)
  const { id } = await diep.asks(openCase, { channel: 'mail', subject: 'Nồi không nóng', handlerId: null, unitId: team.id })
  house.setNow(new Date(MORNING.getTime() + 4 * 3_600_000))
  await diep.asks(resolveCase, { id })
  await house.settled()
  while ((await house.does(catchUp)) > 0);
  const { rows } = await sql<{
    seconds: number
  }>`select business_seconds as seconds from performance.case_span where case_id = ${id}`.execute(house.house.db)
  expect(rows).toEqual([{ seconds: 3_600 }])
})
