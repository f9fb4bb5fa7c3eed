import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { changeCompany } from '#org'
import { markBounced } from '#platform/outbox.ts'
import { openHouse } from '../../tests/house.ts'
import { headerOf, mails, openDropper, openSink, PICTURE, sendsThrough, until } from '../channels/samples.ts'
import * as contract from './contract.ts'
import { addMessage } from './index.ts'

const START = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const sink = await openSink()
const later = (seconds: number) => house.setNow(new Date(START.getTime() + seconds * 1000))

beforeAll(async () => {
  const company = { name: 'Công ty Mây Lành', shortName: 'Mây Lành', taxCode: '', hotline: '1900 6060', mail: 'cskh@maylanh.example' }
  await house.does((ctx) => changeCompany(ctx, { ...company, address: '', language: 'vi', logoFileId: null, hue: null }))
  await sendsThrough(house, sink.port)
})

type Row = { id: string; conversationId: string; delivery: string | null; deliveryDetail: string; messageId: string }
const row = async (where: string) =>
  (
    await sql<Row>`select id, conversation_id, delivery, delivery_detail, message_id from conversations.message
      where id::text = ${where} or text like ${`%${where}%`}`.execute(house.house.db)
  ).rows[0]
const reaches = (id: string, delivery: string) => until(async () => (await row(id))?.delivery === delivery && row(id))
const talk = async (text: string) => {
  await mails(house, { text, subject: text })
  return (await until(() => row(text))).conversationId
}

test('a bounce comes back to the reply it is about; sent to another address it arrives', async () => {
  const id = await talk('Máy không lên nguồn')
  const { messageId } = await diep.asks(contract.writeReply, { id, text: 'Chị thử ổ điện khác giúp em' })
  later(11)
  const sent = await reaches(messageId, 'sent')
  const report = [
    ...[
      'From: MAILER-DAEMON@mx.example.vn',
      'To: cskh@maylanh.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
    ],
    ...[
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'failed',
      '--b',
    ],
    ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.vn', '', 'Final-Recipient: rfc822; hanh@example.vn'],
    ...['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 no such user', '', '--b', 'Content-Type: text/rfc822-headers', ''],
    ...[`Message-ID: ${sent?.messageId}`, '', '--b--', ''],
  ].join('\r\n')
  await mails(house, { raw: report, envelopeFrom: '' })
  expect(await reaches(messageId, 'bounced')).toMatchObject({ deliveryDetail: expect.stringContaining('5.1.1') })
  const before = sink.taken.length
  await diep.asks(contract.resendReply, { id: messageId, to: [{ address: 'hanh.moi@example.vn' }] })
  await reaches(messageId, 'sent')
  expect(sink.taken.slice(before).map(({ to }) => to)).toEqual([['hanh.moi@example.vn']])
  await expect(diep.asks(contract.resendReply, { id: messageId })).rejects.toMatchObject({ code: 'conversations.notResendable' })
})

test('what another server sent back goes out once more to the same address', async () => {
  const id = await talk('Máy kêu to quá')
  const { messageId } = await diep.asks(contract.writeReply, { id, text: 'Dạ em nghe đây ạ' })
  later(22)
  const sent = await reaches(messageId, 'sent')
  const bare = sent?.messageId.replace(/[<>]/g, '') ?? ''
  await house.does((ctx) => markBounced(ctx, bare, 'hanh@example.vn 4.2.2 smtp; 452 Over quota'))
  await reaches(messageId, 'bounced')
  const before = sink.taken.length
  await diep.asks(contract.resendReply, { id: messageId })
  await reaches(messageId, 'sent')
  expect(sink.taken.slice(before).map(({ to }) => to)).toEqual([['hanh@example.vn']])
})

test('a mail that was refused for the customer and taken for a copy has not arrived', async () => {
  const id = await talk('Máy rung lắc')
  const picky = await openSink({
    onRcptTo: ({ address }, _session, done) => done(address === 'hanh@example.vn' ? new Error('no such user') : undefined),
  })
  await sendsThrough(house, picky.port)
  const cc = [{ address: 'chong@example.vn' }]
  const { messageId } = await diep.asks(contract.writeReply, { id, text: 'Dạ em xem ạ', cc })
  later(33)
  expect(await reaches(messageId, 'bounced')).toMatchObject({ deliveryDetail: expect.stringContaining('refused: hanh@example.vn') })
  await sendsThrough(house, sink.port)
})

test('a reply whose fate is unknown says so, before it is tried once more', async () => {
  const id = await talk('Đường dây đứt')
  const dropper = await openDropper()
  await sendsThrough(house, dropper.port)
  const { messageId } = await diep.asks(contract.writeReply, { id, text: 'Dạ em nghe' })
  later(60)
  await until(async () => ['unknown', 'deferred'].includes((await row(messageId))?.delivery ?? ''))
  later(200)
  await reaches(messageId, 'unknown')
  const ids = dropper.taken.map((mail) => /^Message-ID:\s*(<[^>]+>)/im.exec(mail)?.[1])
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  const [message] = (await diep.asks(contract.listMessages, { id })).items.filter(({ direction }) => direction === 'out')
  expect(message).toMatchObject({ delivery: 'unknown', undoUntil: null })
  await sendsThrough(house, sink.port)
})

test('inline pictures stand where they were put, other files follow; the signature is below', async () => {
  const id = await talk('Gửi chị hình với')
  const uploaded = await upload('hướng dẫn.png')
  const other = await upload('bảng giá.png')
  const text = `Chị xem hình:\n![hình](cid:${uploaded})\nBảng giá ở tệp kèm.`
  const { messageId } = await diep.asks(contract.writeReply, { id, text, fileIds: [uploaded, other] })
  later(300)
  const mail = await until(() => sink.taken.find(({ subject }) => subject === 'Re: Gửi chị hình với'))
  const source = mail.bytes.toString('latin1')
  expect(source).toMatch(new RegExp(`^Content-ID: <${uploaded}>`, 'im'))
  expect(source.match(/Content-Disposition: (inline|attachment)/g)?.toSorted()).toEqual([
    'Content-Disposition: attachment',
    'Content-Disposition: inline',
  ])
  expect(mail.text).toContain('Mây Lành')
  expect(headerOf(mail, 'x-tantam-automatic')).toEqual([])
  const message = (await diep.asks(contract.listMessages, { id })).items.find((one) => one.id === messageId)
  expect(message?.attachments.map(({ name, inline }) => [name, inline])).toEqual([
    ['hướng dẫn.png', true],
    ['bảng giá.png', false],
  ])
})

async function upload(name: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(PICTURE)], { type: 'image/png' }), name)
  const answer = await diep.fetches('/api/v1/files', { method: 'POST', body: form })
  const said: unknown = await answer.json()
  const id = JSON.stringify(said).match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0]
  if (!id) throw new Error(`no upload: ${JSON.stringify(said)}`)
  return id
}

test('forwarded, a message goes on in a conversation of its own; the answer never reaches the customer’s thread', async () => {
  const id = await talk('Nhờ kho kiểm tra giúp')
  const { items } = await diep.asks(contract.listMessages, { id })
  const to = [{ name: 'Kho ngoài', address: 'kho@doitac.example' }]
  const { conversationId } = await diep.asks(contract.forwardMessage, { id: items[0]?.id ?? '', to, text: 'Anh xem giúp' })
  expect(conversationId).not.toBe(id)
  later(400)
  const mail = await until(() => sink.taken.find(({ subject }) => subject.startsWith('Fwd: Nhờ kho')))
  expect(mail.to).toEqual(['kho@doitac.example'])
  const places = ['Anh xem giúp', 'Phạm Ngọc Diệp', 'Thư chuyển tiếp', 'Nhờ kho kiểm tra giúp'].map((words) => mail.text.lastIndexOf(words))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect([places[0], mail.text.includes('\n-- \n')]).toEqual([0, false])
  const inReplyTo = headerOf(mail, 'message-id')[0]
  await mails(house, { from: 'Kho <kho@doitac.example>', subject: 'Re: Fwd: Nhờ kho', text: 'Kho trả lời nội bộ', inReplyTo })
  expect((await until(() => row('Kho trả lời nội bộ'))).conversationId).toBe(conversationId)
  expect((await diep.asks(contract.readConversation, { id })).to).toMatchObject([{ address: 'hanh@example.vn' }])
})

test('notes stay inside, mentions are checked, drafts are one’s own and never overwritten unseen', async () => {
  const id = await talk('Hỏi trả góp')
  await diep.asks(contract.writeNote, { id, text: 'Em xem giúp chị', mentions: [linh.id] })
  const { items } = await diep.asks(contract.listMessages, { id })
  expect(items[0]).toMatchObject({ direction: 'note', mentions: [{ id: linh.id, name: 'Đỗ Thùy Linh' }], delivery: null })
  await expect(diep.asks(contract.writeNote, { id, text: 'x', mentions: [crypto.randomUUID()] })).rejects.toMatchObject({
    code: 'conversations.mentionUnknown',
  })
  await expect(
    diep.asks(contract.forwardMessage, { id: items[0]?.id ?? '', to: [{ address: 'a@b.example' }], text: '' }),
  ).rejects.toMatchObject({
    code: 'conversations.cannotForward',
  })
  await expect(linh.asks(contract.readConversation, { id })).rejects.toMatchObject({ status: 404 })
  const { version } = await diep.asks(contract.saveDraft, { id, mode: 'reply', text: 'Dạ trả góp 0%', version: 0 })
  await expect(diep.asks(contract.saveDraft, { id, mode: 'reply', text: 'cửa sổ khác', version: 0 })).rejects.toMatchObject({
    status: 409,
    body: { facts: { text: 'Dạ trả góp 0%', version } },
  })
  expect(await diep.asks(contract.readDrafts, { id })).toMatchObject([{ text: 'Dạ trả góp 0%', version }])
})

test('a draft stays its writer’s to read when the case goes where they may not see it', async () => {
  const id = await talk('Máy sấy kêu to')
  const seenBy = (people: string[]) =>
    sql`update conversations.conversation set seen_by_people = ${people}::uuid[] where id = ${id}`.execute(house.house.db)
  await seenBy([linh.id])
  const { version } = await linh.asks(contract.saveDraft, { id, mode: 'reply', text: 'Dạ em hẹn thợ chiều nay', version: 0 })
  await seenBy([])
  expect(await linh.asks(contract.readDrafts, { id })).toMatchObject([{ text: 'Dạ em hẹn thợ chiều nay' }])
  expect(await diep.asks(contract.readDrafts, { id })).toEqual([])
  await expect(linh.asks(contract.saveDraft, { id, mode: 'reply', text: 'Thêm chữ', version })).rejects.toMatchObject({ status: 404 })
  await expect(linh.asks(contract.readConversation, { id })).rejects.toMatchObject({ status: 404 })
})

test('what was said on the phone is a message too, and its reply is a line in the log', async () => {
  const from = { name: 'Bác Năm', address: '' }
  const said = { channel: 'phone', customerId: null, direction: 'in' as const, subject: 'Gọi hỏi giờ mở cửa', text: 'Mấy giờ mở cửa' }
  const { conversationId: id } = await house.does((ctx) => addMessage(ctx, { ...said, from, authorId: linh.id }))
  expect(await diep.asks(contract.readConversation, { id })).toMatchObject({ sends: false, channel: 'phone' })
  expect(await diep.asks(contract.writeReply, { id, text: 'Đã báo 8 giờ' })).toMatchObject({ delivery: null, undoUntil: null })
})
