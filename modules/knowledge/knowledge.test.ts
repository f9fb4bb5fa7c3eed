import { expect, test } from 'vitest'
import { fillReply, repliesFor, seeds } from '#knowledge'
import { leftOpen } from '#knowledge/contract'
import { houseSetUp } from '#org'
import { readAudit } from '#org/contract'
import { newId } from '#platform/id.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'

const house = await openHouse()
const team = await house.unit('CSKH miền Nam')
const linh = await house.person('support_officer', { unitId: team })
const lead = await house.person('team_lead', { unitId: team })
const north = await house.person('support_officer', { unitId: await house.unit('CSKH miền Bắc') })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })

const shown = async (who: typeof linh, q: string) => (await who.asks(contract.listReplies, { q })).items.map(({ title }) => title)

test('a new house begins with words that leave nothing wrong to send', async () => {
  await house.happens(houseSetUp, { personId: newId() })
  await house.settled()
  await house.happens(houseSetUp, { personId: newId() })
  await house.settled()
  const { items } = await linh.asks(contract.listReplies, {})
  expect(items).toHaveLength(seeds.length)
  const facts = {
    language: 'vi' as const,
    customer: { name: 'Nguyễn Thị Lan', honorific: 'chị' },
    case: { code: 'PH-000123', link: 'https://x' },
  }
  const known = { ...facts, me: { name: 'Đỗ Thùy Linh' }, company: { name: 'Mây Lành', hotline: '1800 0000' } }
  // What stays open is only what a person must say: it has a space or an accent in its braces.
  for (const { body, bodyEn } of items)
    for (const text of [fillReply(body, known), fillReply(bodyEn, { ...known, language: 'en' })])
      expect(
        text.missing.filter((name) => /^[a-z_]+$/.test(name) && !['state', 'when', 'reason', 'cost', 'result'].includes(name)),
      ).toEqual([])
})

test('variables: form of address, given name, capitals, both languages; what nobody knows stays and is named', async () => {
  const { text, missing } = await linh.asks(contract.previewReply, {
    body: '{Danh_xung} {ten}, {danh xưng} {{ho_ten}}: {tu_xung} gửi {ma}, hẹn {giờ}. {toString}',
    customer: { name: 'Nguyễn Thị Lan', honorific: 'chị' },
    case: { code: 'PH-000123' },
  })
  expect(text).toBe('Chị Lan, chị Nguyễn Thị Lan: em gửi PH-000123, hẹn {giờ}. {toString}')
  expect(missing).toEqual(['giờ', 'toString'])
  const nobody = await linh.asks(contract.previewReply, { body: 'Chào {danh_xung} {ten}, {lien_ket}' })
  expect(nobody).toEqual({ text: 'Chào anh/chị {ten}, {lien_ket}', missing: ['ten', 'lien_ket'] })
})

test('for oneself, for a unit, for everybody: as far as one’s right reaches, seen by whom it is for', async () => {
  const reply = { shortcut: 'thu-may', title: 'Thu máy tại nhà', body: 'Dạ {tu_xung} hẹn {danh_xung} ạ.' }
  await linh.asks(contract.addReply, { ...reply, scope: 'own', title: 'Của Linh' })
  await lead.asks(contract.addReply, { ...reply, scope: 'unit', title: 'Của nhóm' })
  await diep.asks(contract.addReply, { ...reply, title: 'Của mọi người' })
  await expect(linh.asks(contract.addReply, { ...reply, scope: 'unit' })).rejects.toMatchObject({ status: 403 })
  await expect(lead.asks(contract.addReply, { ...reply, shortcut: 'khac', scope: 'all' })).rejects.toMatchObject({ status: 403 })
  await expect(diep.asks(contract.addReply, { ...reply, shortcut: 'THU-MAY' })).rejects.toMatchObject({
    status: 409,
    code: 'knowledge.shortcutTaken',
  })
  expect((await shown(linh, 'thu-may')).sort()).toEqual(['Của Linh', 'Của mọi người', 'Của nhóm'].sort())
  expect(await shown(north, 'thu-may')).toEqual(['Của mọi người'])
  expect((await shown(diep, 'thu-may')).includes('Của Linh')).toBe(false)
})

test('changed by one at a time, taken out of use and back, counted when used, in the customer’s language', async () => {
  const { id } = await diep.asks(contract.addReply, {
    shortcut: 'hoan-tien',
    title: 'Hoàn tiền',
    body: 'Chào {danh_xung}',
    bodyEn: 'Dear {full_name}',
  })
  const change = {
    id,
    shortcut: 'hoan-tien',
    title: 'Hoàn tiền',
    body: 'Dạ chào {danh_xung} {ten}',
    bodyEn: 'Dear {full_name}',
    version: 1,
  }
  expect(await diep.asks(contract.changeReply, change)).toEqual({ version: 2 })
  const admin = await house.person('administrator')
  const [told] = (await admin.asks(readAudit, { name: 'knowledge.replyChanged', limit: 1 })).items
  expect(told?.facts).toEqual({ replyId: id, before: { body: 'Chào {danh_xung}' }, after: { body: change.body } })
  await expect(diep.asks(contract.changeReply, change)).rejects.toMatchObject({ status: 409, code: 'knowledge.changedMeanwhile' })
  await expect(linh.asks(contract.changeReply, { ...change, version: 2 })).rejects.toMatchObject({ status: 403 })

  const customer = { name: 'John Smith' }
  expect((await linh.asks(contract.fillSavedReply, { id, customer, language: 'en' })).text).toBe('Dear John Smith')
  expect((await linh.asks(contract.fillSavedReply, { id, customer })).text).toBe('Dạ chào anh/chị Smith')
  const [used] = (await linh.asks(contract.listReplies, {})).items
  expect(used).toMatchObject({ id, used: 2, mayChange: false })
  expect((await house.does((ctx) => repliesFor(ctx, { channel: 'mail' }), linh.me))[0]?.id).toBe(id)

  await diep.asks(contract.archiveReply, { id })
  await expect(linh.asks(contract.fillSavedReply, { id })).rejects.toMatchObject({ status: 404 })
  expect((await diep.asks(contract.listReplies, { archived: true })).items.map((one) => one.id)).toEqual([id])
  await diep.asks(contract.restoreReply, { id })
  expect((await linh.asks(contract.listReplies, { q: 'hoan tien' })).items.map((one) => one.id)).toContain(id)
})

test('whoever is known by an address only has no name to be called by, and what stays open in a text is told', () => {
  const facts = { language: 'vi' as const, customer: { name: 'khach.la@example.com' } }
  const { text, missing } = fillReply('Dạ em chào {danh_xung} {ten}, thợ đến lúc {giờ hẹn}.', facts)
  expect(text).toBe('Dạ em chào anh/chị {ten}, thợ đến lúc {giờ hẹn}.')
  expect(missing).toEqual(['ten', 'giờ hẹn'])
  expect(leftOpen(text)).toEqual(['{ten}', '{giờ hẹn}'])
  expect(leftOpen('Dạ em chào chị Lan.')).toEqual([])
  expect(fillReply('{ten}', { ...facts, customer: { name: 'Nguyễn Thị Lan' } }).text).toBe('Lan')
})
