import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { receiveForm, sendAutomatic } from './index.ts'
import { until } from './samples.ts'

const NOW = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ at: NOW })
const admin = await house.person('administrator')
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const board = await house.person('board')
const db = house.house.db

type Row = {
  channel: string
  direction: string
  kind: string
  fromName: string
  customerId: string | null
  authorId: string | null
  at: Date
  facts: { answered?: boolean; loggedBy?: string }
}
const messageOf = (contactId: string) =>
  until(
    async () =>
      (
        await sql<Row>`select v.channel, m.direction, m.kind, m.from_name, v.customer_id, m.author_id, m.at, m.facts from conversations.message m
          join conversations.conversation v on v.id = m.conversation_id where m.contact_id = ${contactId}`.execute(db)
      ).rows[0],
  )

test.each([
  ['phone', 'call'],
  ['counter', 'visit'],
  ['letter', 'letter'],
  ['zalo', 'message'],
  ['facebook', 'message'],
] as const)('a contact by %s, logged by hand: who, when, what was said', async (channel, kind) => {
  const from = { name: 'Bác Năm', phone: '0912 345 468' }
  const at = new Date('2026-11-24T08:15:00Z')
  const { contactId } = await linh.asks(contract.logContact, {
    channel,
    from,
    text: 'Máy giặt kêu to',
    subject: 'Máy giặt',
    at,
    answered: true,
  })
  const message = await messageOf(contactId)
  expect(message).toMatchObject({ channel, kind, direction: 'in', fromName: 'Bác Năm', at, facts: { answered: true, loggedBy: linh.id } })
  // Five contacts of one phone number are five contacts of one customer.
  const known = await sql<{ id: string }>`select distinct customer_id as id from customers.identity where value like '%912345468'`.execute(
    db,
  )
  expect(known.rows).toEqual([{ id: message.customerId }])
})

test('a call of ours is an answer, by whoever made it', async () => {
  const { contactId } = await linh.asks(contract.logContact, {
    channel: 'phone',
    direction: 'out',
    from: { name: 'Chị Hạnh' },
    text: 'Đã gọi lại',
  })
  expect(await messageOf(contactId)).toMatchObject({ direction: 'out', authorId: linh.id })
  expect(await house.names()).toContain('conversations.replySent')
})

test('what cannot be is refused in words; a double click logs once', async () => {
  const said = { channel: 'phone' as const, text: 'Hỏi giá' }
  const asks = (more: object) => linh.asks(contract.logContact, { ...said, ...more })
  await expect(asks({})).rejects.toMatchObject({ code: 'channels.contactNeedsWhoever' })
  await expect(asks({ from: { name: 'A', mail: 'không phải' } })).rejects.toMatchObject({ code: 'channels.wrongAddress' })
  const phoned = (phone: string) => asks({ from: { name: 'A', phone } })
  for (const none of ['123', '0912 345 46', 'chị Lan'])
    await expect(phoned(none)).rejects.toMatchObject({
      ...{ status: 422, code: 'house.invalid' },
      body: { issues: [{ path: ['from', 'phone'], message: expect.stringContaining('không phải số điện thoại') }] },
    })
  for (const told of ['+1 415 555 2671', '1900 1234', '1022', ''])
    expect(await phoned(told)).toMatchObject({ contactId: expect.any(String) })
  await expect(asks({ from: { name: 'A' }, at: new Date('2026-11-26T03:00:00Z') })).rejects.toMatchObject({ code: 'channels.notYet' })
  await expect(asks({ from: { name: 'A' }, fileIds: [newId()] })).rejects.toMatchObject({ status: 404 })
  await expect(board.asks(contract.logContact, { ...said, from: { name: 'A' } })).rejects.toMatchObject({ status: 403 })
  const twice = { ...said, from: { name: 'Chị Tư' } }
  const [one, two] = await Promise.all([0, 1].map(() => linh.asks(contract.logContact, twice, { key: 'hai-lan' }).catch((error) => error)))
  expect(new Set([one.contactId, two.contactId].filter(Boolean)).size).toBe(1)
})

const form = { name: 'Nạn nhân', subject: 'x', text: 'Mời mua hàng tại evil.example', network: '203.0.113.77' }

test('V4: a form filled in with a hundred strangers’ addresses mails twenty of them at most', async () => {
  const told = []
  for (let at = 0; at < 100; at++) {
    const to = `nan-nhan-${at}@example.vn`
    const { contactId } = await house.does((ctx) => receiveForm(ctx, { ...form, email: to }))
    const mail = { to, subject: 'Đã nhận', text: 'Đã nhận', kind: 'acknowledgement' as const, contactId }
    told.push(await house.does((ctx) => sendAutomatic(ctx, { ...mail, about: { room: 'cases', subjectId: newId() } })))
  }
  expect(told.filter((one) => 'outgoingId' in one).length).toBeLessThanOrEqual(20)
  expect(told.at(-1)).toEqual({ skipped: 'networkCap' })
  const network = await sql<{
    network: string
  }>`select distinct facts->>'network' as network from channels.contact where channel = 'form'`.execute(db)
  expect(network.rows).toEqual([{ network: '203.0.113.0' }])
})

test('a closed form takes nothing and says so; who may not change settings cannot close it', async () => {
  await expect(linh.asks(contract.changeChannelSettings, { form: { enabled: false } })).rejects.toMatchObject({ status: 403 })
  await admin.asks(contract.changeChannelSettings, { form: { enabled: false } })
  expect((await admin.asks(contract.readChannelSettings, {})).form).toEqual({ enabled: false })
  await expect(house.does((ctx) => receiveForm(ctx, { ...form, email: 'a@example.vn' }))).rejects.toMatchObject({
    code: 'channels.formClosed',
  })
  await admin.asks(contract.changeChannelSettings, { form: { enabled: true } })
  await house.does((ctx) => receiveForm(ctx, { ...form, email: 'a@example.vn' }))
  const history = await sql<{ n: number }>`select count(*)::int as n from platform.setting_history where key = 'channels.form'`.execute(db)
  expect(history.rows[0]?.n).toBe(2)
})
