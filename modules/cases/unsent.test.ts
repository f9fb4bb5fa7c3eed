import { expect, test } from 'vitest'
import * as conversations from '#conversations/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const MORNING = new Date('2026-11-24T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const far = await house.person('support_officer', { name: 'Lê Phương Nam', unitId: south })
const manager = await house.person('care_manager', { availability: 'off' })

async function begun(subject: string, text: string) {
  const { id, code } = await linh.asks(contract.openCase, { subject, text: subject, from: { name: 'Cô Ba' }, handlerId: linh.id })
  const [conversation] = (await linh.asks(contract.getCase, { id })).conversations
  const conversationId = conversation?.id ?? ''
  await linh.asks(conversations.saveDraft, { id: conversationId, mode: 'reply', text, version: 0 })
  return { id, code, conversationId }
}

test('what I began and did not send stands in one list, mine alone, with its case while I may see it and without it afterwards', async () => {
  expect(await linh.asks(contract.listUnsent, {})).toEqual([])
  const first = await begun('Hỏi giá lọc nước', 'Dạ lọc nước bên em')
  house.setNow(new Date(MORNING.getTime() + 60_000))
  const second = await begun('Máy giặt rung', 'Dạ máy giặt chị kê lại')
  expect(await linh.asks(contract.listUnsent, {})).toMatchObject([
    { text: 'Dạ máy giặt chị kê lại', mode: 'reply', case: { code: second.code, subject: 'Máy giặt rung' } },
    { text: 'Dạ lọc nước bên em', case: { code: first.code } },
  ])
  expect(await far.asks(contract.listUnsent, {})).toEqual([])
  await manager.asks(contract.assignCase, { id: second.id, handlerId: far.id, ownerId: far.id })
  await house.settled()
  await expect(linh.asks(contract.getCase, { id: second.id })).rejects.toMatchObject({ status: 404 })
  const [gone, kept] = await linh.asks(contract.listUnsent, {})
  expect([gone?.text, gone?.case, kept?.case?.code]).toEqual(['Dạ máy giặt chị kê lại', null, first.code])

  await linh.asks(conversations.discardDraft, { id: second.conversationId, mode: 'reply' })
  expect((await linh.asks(contract.listUnsent, {})).map(({ text }) => text)).toEqual(['Dạ lọc nước bên em'])
  await expect(linh.asks(conversations.discardDraft, { id: second.conversationId, mode: 'reply' })).rejects.toMatchObject({ status: 404 })
  await linh.asks(conversations.writeReply, { id: first.conversationId, text: 'Dạ lọc nước bên em còn ạ' })
  expect(await linh.asks(contract.listUnsent, {})).toEqual([])
})
