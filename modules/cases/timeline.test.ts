import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const MORNING = new Date('2026-11-24T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const far = await house.person('support_officer', { name: 'Lê Phương Nam', unitId: south })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })

const huong = { name: 'Trần Thu Hường', mail: 'huong@example.vn', phone: '0912 345 678' }
const ofLinh = await linh.asks(contract.openCase, {
  ...{ subject: 'Bình nóng lạnh rò điện', text: 'Rò điện từ sáng.', channel: 'phone', from: huong, handlerId: linh.id },
})
const { customer } = await linh.asks(contract.getCase, { id: ofLinh.id })
const customerId = customer?.id ?? ''
const ofFar = await far.asks(contract.openCase, {
  ...{ subject: 'Hỏi giá nồi cơm', text: 'Giá bao nhiêu?', channel: 'counter', customerId, handlerId: far.id },
})
await linh.asks(conversations.writeReply, { id: ofLinh.conversationId, text: 'Dạ em đã hẹn thợ.', next: 'done' })
await house.settled()

const aboutOf = async (who: typeof linh, name: string) =>
  (await who.asks(getTimeline, { id: customerId, names: [`cases.${name}`] })).items.map(({ about }) => about)
const LINHS = { code: ofLinh.code, subject: 'Bình nóng lạnh rò điện', channel: 'phone' }
const FARS = { code: ofFar.code, subject: 'Hỏi giá nồi cơm', channel: 'counter' }

test('every row of a customer’s history names its case and how it was said', async () => {
  expect(await aboutOf(diep, 'caseOpened')).toEqual([FARS, LINHS])
  expect(await aboutOf(diep, 'caseResolved')).toEqual([LINHS])
  const joined = await aboutOf(diep, 'messageJoined')
  expect(joined).toContainEqual(LINHS)
  expect(joined).toContainEqual(FARS)
  expect(joined).not.toContain(null)
})

test('nobody reads the name of a case they may not see, not even beside what they did themselves', async () => {
  expect(await aboutOf(linh, 'caseOpened')).toEqual([LINHS])
  await diep.asks(contract.assignCase, { id: ofFar.id, handlerId: linh.id, unitId: north })
  await sql`update cases.case set owner_id = ${linh.id} where id = ${ofFar.id}`.execute(house.house.db)
  await sql`delete from cases.participant where case_id = ${ofFar.id}`.execute(house.house.db)
  expect(await aboutOf(far, 'caseOpened')).toEqual([null])
  expect(await aboutOf(linh, 'caseOpened')).toEqual([FARS, LINHS])
})

test('rows without a case name none', async () => {
  const { items } = await diep.asks(getTimeline, { id: customerId })
  const without = items.find(({ name }) => name === 'customers.added')
  expect(without).toMatchObject({ caseId: null, about: null })
})
