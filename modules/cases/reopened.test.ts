import { expect, test } from 'vitest'
import { listNotifications } from '#notifications/contract'
import { changeUnit } from '#org'
import { type Colleague, openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

const house = await openHouse({ at: new Date('2026-11-24T03:00:00Z') })
await house.does(furnishCases)
const team = await house.unit('Nhóm miền Bắc')
const lead = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', unitId: team, availability: 'off' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team, availability: 'off' })
for (const [id, parentId] of [
  [team, house.rootUnit],
  [house.rootUnit, null],
] as const)
  await house.does((ctx) =>
    changeUnit(ctx, { id, name: id === team ? 'Nhóm miền Bắc' : 'Phòng CSKH', kind: 'team', parentId, leadId: lead.id, takesNew: true }),
  )

const rung = async (who: Colleague, caseId: string) =>
  (await who.asks(listNotifications, {})).items.filter((one) => one.caseId === caseId && one.kind === 'customer_replied')

test('what nobody works on and the customer opens again is told to whoever leads; what they add to it is not', async () => {
  await writes(house, { id: 'p1', text: 'Máy hút bụi hút yếu quá.' })
  const [found] = (await lead.asks(contract.listQueue, { view: 'all', sort: 'newest', limit: 1 })).items
  if (!found) throw new Error('no case')
  expect(found.handler).toBeNull()
  await lead.asks(contract.resolveCase, { id: found.id, resolution: 'answered' })
  await writes(house, { id: 'p2', after: ['p1'], text: 'Cảm ơn em nhiều nhé!' })
  expect(await rung(lead, found.id)).toEqual([])

  await writes(house, { id: 'p3', after: ['p1'], text: 'Nhưng máy lại hỏng rồi em ơi.' })
  expect(await lead.asks(contract.getCase, { id: found.id })).toMatchObject({ status: { category: 'active' }, handler: null, unread: true })
  expect(await rung(lead, found.id)).toMatchObject([{ title: 'Khách nhắn lại, phiếu mở lại', link: `/hop-thu/${found.code}` }])
  expect(await rung(linh, found.id)).toEqual([])

  await writes(house, { id: 'p4', after: ['p1'], text: 'Em xem giúp chị sớm.' })
  expect(await rung(lead, found.id)).toMatchObject([{ times: 1 }])
  await lead.asks(contract.resolveCase, { id: found.id, resolution: 'answered' })
  await writes(house, { id: 'p5', after: ['p1'], text: 'Vẫn chưa được em ạ.' })
  expect(await rung(lead, found.id)).toMatchObject([{ times: 2 }])
})

test('done without a word to the customer and opened again by a colleague, the first answer is owed since the beginning', async () => {
  const opened = await lead.asks(contract.openCase, {
    ...{ subject: 'Bếp từ báo lỗi', text: 'Bếp từ báo lỗi E4', channel: 'mail' as const },
    from: { name: 'Cô Tư', mail: 'tu@example.vn' },
  })
  const owed = async () =>
    (await lead.asks(contract.getCase, { id: opened.id })).clocks.filter(
      ({ kind, stoppedAt }) => kind === 'first_response' && stoppedAt === null,
    )
  const [before] = await owed()
  expect(before).toBeDefined()
  await lead.asks(contract.resolveCase, { id: opened.id, resolution: 'answered' })
  expect(await owed()).toEqual([])
  await lead.asks(contract.reopenCase, { id: opened.id, reason: 'bấm nhầm' })
  expect(await owed()).toMatchObject([{ id: before?.id, dueAt: before?.dueAt, startedAt: before?.startedAt }])
})
