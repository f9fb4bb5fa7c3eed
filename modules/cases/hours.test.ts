import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { redateStale } from '#clocks'
import * as org from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Wednesday, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const admin = await house.person('administrator')
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })

const afternoon: [number, number][] = [[780, 1020]]
const week = { 1: afternoon, 2: afternoon, 3: afternoon, 4: afternoon, 5: afternoon, 6: [], 7: [] }
const unit = { name: 'Nhóm Đà Nẵng', kind: 'team' as const, parentId: house.rootUnit, takesNew: true }

const firstAnswer = async () => {
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  const { clocks } = await diep.asks(contract.getCase, { id: row?.id ?? '' })
  return clocks.find(({ kind }) => kind === 'first_response')?.dueAt
}
async function acknowledged() {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from platform.outgoing where 'hanh@example.vn' = any(mail_to)`.execute(
    house.house.db,
  )
  return (await simpleParser(rows[0]?.bytes ?? '')).text
}
async function redateAll() {
  while ((await house.does(redateStale)) > 0);
}

test('a branch has its own hours: in what the customer is told, and in what is owed them, until the unit belongs elsewhere', async () => {
  const branch = await admin.asks(org.addBranch, { code: 'DN', name: 'Đà Nẵng' })
  const shop = await admin.asks(org.addCalendar, { name: 'Cửa hàng Đà Nẵng', roundClock: false, week })
  await admin.asks(org.setUses, { uses: [{ calendarId: shop.id, channel: null, severity: null, branchId: branch.id }] })
  const team = await admin.asks(org.addUnit, { ...unit, branchId: branch.id })
  await writes(house, { id: 'm1', text: 'Nồi chiên của chị hay tự tắt.' })
  expect(await acknowledged()).toContain('13:00 hôm nay')
  const there = await firstAnswer()
  expect(there?.getTime()).toBeGreaterThan(MORNING.getTime() + 3 * 86_400_000)
  await admin.asks(org.changeUnit, { ...unit, id: team.id, branchId: null })
  await house.settled()
  await redateAll()
  expect(await firstAnswer()).toEqual(new Date(MORNING.getTime() + 86_400_000))
})
