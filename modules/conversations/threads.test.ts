import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { changeCompany } from '#org'
import { openHouse } from '../../tests/house.ts'
import { headerOf, mails, openSink, PICTURE, sendsThrough, type Taken, until } from '../channels/samples.ts'
import * as contract from './contract.ts'

const house = await openHouse({ services: true })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const sink = await openSink()

beforeAll(async () => {
  const company = { name: 'Công ty Mây Lành', shortName: 'Mây Lành', taxCode: '', hotline: '1900 6060', mail: 'cskh@maylanh.example' }
  await house.does((ctx) => changeCompany(ctx, { ...company, address: '', language: 'vi', logoFileId: null, hue: null }))
  await sendsThrough(house, sink.port)
})

type Heard = { id: string; conversationId: string; subject: string; verified: boolean; fromAddress: string; text: string }
const heard = async (text: string) =>
  (
    await sql<Heard>`select id, conversation_id, subject, verified, from_address, text from conversations.message
      where direction = 'in' and text like ${`%${text}%`}`.execute(house.house.db)
  ).rows[0]
const hears = (text: string) => until(() => heard(text))
/** Moves ten seconds on, so that replies leave. */
const goesOut = async (marked: string): Promise<Taken> => {
  house.setNow(new Date(Date.now() + 11_000))
  const mail = await until(() => sink.taken.find(({ text, subject }) => `${subject}\n${text}`.includes(marked)))
  house.setNow(undefined)
  return mail
}
const idOf = (mail: Taken) => headerOf(mail, 'message-id')[0] ?? ''

test('a Vietnamese mail with a photo and quoted history becomes a message at once', async () => {
  await mails(house, {
    subject: 'Nồi chiên không dầu bị tắt giữa chừng',
    html: '<p>Nồi chiên của chị hay <b>tự tắt</b>.</p><p><img src="cid:anh1"></p><div class="gmail_quote"><div>Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 Mây Lành &lt;cskh@maylanh.example&gt; đã viết:</div><blockquote>Cảm ơn chị đã mua hàng</blockquote></div>',
    attachments: [{ filename: 'ảnh nồi.png', content: PICTURE, cid: 'anh1' }],
  })
  const { conversationId, id } = await hears('tự tắt')
  const { items } = await diep.asks(contract.listMessages, { id: conversationId })
  const message = items.find((one) => one.id === id)
  expect(message).toMatchObject({ text: 'Nồi chiên của chị hay tự tắt.', verified: true, automatic: false, channel: 'mail' })
  expect(message?.quoted).toContain('Cảm ơn chị đã mua hàng')
  expect(message?.html).toContain('data-cid="anh1"')
  expect(message?.attachments).toMatchObject([{ name: 'ảnh nồi.png', mime: 'image/png', inline: true, contentId: 'anh1' }])
  const thumb = await diep.fetches(`/api/v1/files/${message?.attachments[0]?.id}?thumb=1`)
  expect([thumb.status, thumb.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect((await linh.fetches(`/api/v1/files/${message?.attachments[0]?.id}`)).status).toBe(404)
  const conversation = await diep.asks(contract.readConversation, { id: conversationId })
  expect(conversation).toMatchObject({ customerName: 'Nguyễn Thị Hạnh', to: [{ address: 'hanh@example.vn' }], sends: true })
})

test('the answer carries a signed id; the customer’s next mail joins, a stranger who knows the ids does not', async () => {
  await mails(house, { subject: 'Hỏi bảo hành', text: 'Bình lọc này còn bảo hành không em?', messageId: '<hoi-1@example.vn>' })
  const first = await hears('Bình lọc này')
  const answer = { text: 'Dạ còn đến 12/03/2027 chị nhé.', lastMessageId: first.id }
  const sent = await diep.asks(contract.writeReply, { id: first.conversationId, ...answer })
  expect(sent.delivery).toBe('queued')
  const mail = await goesOut('12/03/2027')
  expect([mail.from, mail.to]).toEqual(['cskh@maylanh.example', ['hanh@example.vn']])
  expect(headerOf(mail, 'in-reply-to')).toEqual(['<hoi-1@example.vn>'])
  expect(headerOf(mail, 'from')[0]).toContain('cskh@maylanh.example')
  expect(headerOf(mail, 'auto-submitted')).toEqual([])
  expect(idOf(mail)).toMatch(/^<c\.[0-9a-f]{32}\.[0-9a-f]{12}\.[0-9a-f]{32}@maylanh\.example>$/)
  await until(async () => (await messageOf(sent.messageId))?.delivery === 'sent')

  await mails(house, { subject: 'Re: Hỏi bảo hành', text: 'Cảm ơn em, chị mang ra chi nhánh nào?', inReplyTo: idOf(mail) })
  expect((await hears('chi nhánh nào')).conversationId).toBe(first.conversationId)

  const stranger = {
    from: 'Kẻ Lạ <la@elsewhere.example>',
    subject: 'Re: Hỏi bảo hành',
    inReplyTo: idOf(mail),
    references: ['<hoi-1@example.vn>'],
  }
  await mails(house, { ...stranger, text: 'Gửi lại toàn bộ lịch sử cho tôi' })
  const strange = await hears('toàn bộ lịch sử')
  expect(strange.conversationId).not.toBe(first.conversationId)
  expect(strange.verified).toBe(false)
  expect((await diep.asks(contract.readConversation, { id: first.conversationId })).to).toMatchObject([{ address: 'hanh@example.vn' }])
  const forged = idOf(mail).replace(/[0-9a-f](?=@)/, (digit) => (digit === '0' ? '1' : '0'))
  await mails(house, {
    from: 'Trần Văn Sơn <son@example.vn>',
    subject: 'Re: Hỏi bảo hành',
    text: 'Số phiếu PH-000001 của tôi',
    inReplyTo: forged,
  })
  const guessed = await hears('Số phiếu')
  expect([guessed.conversationId === first.conversationId, guessed.verified]).toEqual([false, true])
})

async function messageOf(id: string) {
  const row = await sql<{
    delivery: string
    deliveryDetail: string
  }>`select delivery, delivery_detail from conversations.message where id = ${id}`.execute(house.house.db)
  return row.rows[0]
}

const sendersIn = async (conversationId: string) => {
  const { items } = await diep.asks(contract.listMessages, { id: conversationId })
  return items.filter(({ direction }) => direction === 'in').map(({ sender, from }) => [sender, from.name])
}

test('the customer goes by their own name, whatever their mail calls them', async () => {
  const thread = { messageId: '<ten-1@example.vn>', subject: 'Đổi lõi lọc' }
  await mails(house, { ...thread, from: 'HN Hạnh <Hanh@example.vn>', text: 'Chị muốn đổi lõi lọc.' })
  const { conversationId } = await hears('muốn đổi lõi lọc')
  await mails(house, {
    from: 'hanh@example.vn',
    subject: 'Re: Đổi lõi lọc',
    inReplyTo: '<ten-1@example.vn>',
    text: 'Chị gửi thêm địa chỉ.',
  })
  await hears('gửi thêm địa chỉ')
  const { customerId } = await diep.asks(contract.readConversation, { id: conversationId })
  const sender = { id: customerId, name: 'Nguyễn Thị Hạnh' }
  expect(await sendersIn(conversationId)).toEqual([
    [sender, ''],
    [sender, 'HN Hạnh'],
  ])
})

test('a machine’s answer to ours joins the thread; another of a known address is that customer’s; a stranger’s machine makes none', async () => {
  const of = async (text: string) => {
    const { conversationId } = await hears(text)
    return { conversationId, ...(await diep.asks(contract.readConversation, { id: conversationId })) }
  }
  await mails(house, { subject: 'Hỏi lõi lọc', text: 'Lõi lọc số ba giá bao nhiêu?', messageId: '<loi-loc@example.vn>' })
  const first = await of('Lõi lọc số ba')
  await diep.asks(contract.writeReply, {
    id: first.conversationId,
    text: 'Dạ 250 nghìn chị nhé.',
    lastMessageId: first.lastMessageId ?? undefined,
  })
  const ours = idOf(await goesOut('250 nghìn'))
  const automatic = { headers: { 'Auto-Submitted': 'auto-replied' }, envelopeFrom: '' }
  await mails(house, { ...automatic, subject: 'Trả lời tự động: Hỏi lõi lọc', text: 'Tôi đi vắng đến thứ Hai.', inReplyTo: ours })
  expect((await of('đi vắng đến thứ Hai')).conversationId).toBe(first.conversationId)
  await mails(house, { ...automatic, subject: 'Vắng mặt', text: 'Tôi nghỉ phép tuần này.' })
  const alone = await of('nghỉ phép tuần này')
  expect([alone.conversationId === first.conversationId, alone.customerId]).toEqual([false, first.customerId])
  await mails(house, { ...automatic, from: 'may@elsewhere.example', subject: 'Vắng mặt', text: 'Máy lạ tự trả lời.' })
  expect((await of('Máy lạ tự trả lời')).customerId).toBeNull()
})

test('somebody on Cc may answer into the thread, and reply-all reaches everybody but us', async () => {
  await mails(house, {
    subject: 'Đơn 8812',
    text: 'Hai vợ chồng cùng hỏi đơn 8812',
    cc: 'Anh Tú <tu@example.vn>, cskh@maylanh.example',
  })
  const first = await hears('đơn 8812')
  const whom = await diep.asks(contract.readConversation, { id: first.conversationId })
  expect([whom.allTo, whom.allCc]).toMatchObject([[{ address: 'hanh@example.vn' }], [{ address: 'tu@example.vn' }]])
  await diep.asks(contract.writeReply, { id: first.conversationId, text: 'Đơn đang giao ạ', replyAll: true })
  const mail = await goesOut('Đơn đang giao')
  expect(mail.to.toSorted()).toEqual(['hanh@example.vn', 'tu@example.vn'])
  await mails(house, { from: 'Anh Tú <tu@example.vn>', subject: 'Re: Đơn 8812', text: 'Anh nhận rồi', inReplyTo: idOf(mail) })
  const joined = await hears('Anh nhận rồi')
  expect([joined.conversationId, joined.verified]).toEqual([first.conversationId, true])
  // Not the customer: called as he calls himself.
  expect((await sendersIn(first.conversationId))[0]).toEqual([null, 'Anh Tú'])
})

test('undo within ten seconds: nothing leaves, the text is a draft again; afterwards it is too late', async () => {
  await mails(house, { subject: 'Đổi màu', text: 'Chị muốn đổi màu xanh' })
  const { conversationId: id } = await hears('đổi màu xanh')
  const { messageId, undoUntil } = await diep.asks(contract.writeReply, { id, text: 'Dạ em gửi nhầm' })
  expect(Number(undoUntil) - Date.now()).toBeGreaterThan(8_000)
  expect(await diep.asks(contract.undoReply, { id: messageId })).toEqual({ text: 'Dạ em gửi nhầm' })
  expect(await diep.asks(contract.readDrafts, { id })).toMatchObject([{ mode: 'reply', text: 'Dạ em gửi nhầm' }])
  expect((await diep.asks(contract.listMessages, { id })).items.map(({ direction }) => direction)).not.toContain('out')
  const again = await diep.asks(contract.writeReply, { id, text: 'Dạ màu xanh còn hàng' })
  const mail = await goesOut('màu xanh còn hàng')
  expect(mail.to).toEqual(['hanh@example.vn'])
  await until(async () => (await messageOf(again.messageId))?.delivery === 'sent')
  await expect(diep.asks(contract.undoReply, { id: again.messageId })).rejects.toMatchObject({
    status: 409,
    code: 'conversations.tooLateToUndo',
  })
  expect(await diep.asks(contract.readDrafts, { id })).toEqual([])
})

test('with what the customer wrote unseen, a reply leaves, but the matter is not done without a question', async () => {
  await mails(house, { subject: 'Đổi màu', text: 'Cho chị đổi màu trắng', messageId: '<doi-mau@example.vn>' })
  const { conversationId: id, id: seen } = await hears('đổi màu trắng')
  await mails(house, { subject: 'Re: Đổi màu', text: 'Còn một việc nữa: hoàn tiền phí giao', inReplyTo: '<doi-mau@example.vn>' })
  expect((await hears('hoàn tiền phí giao')).conversationId).toBe(id)
  const written = { id, text: 'Dạ em đổi rồi ạ', lastMessageId: seen }
  await expect(diep.asks(contract.writeReply, { ...written, next: 'done' })).rejects.toMatchObject({
    status: 409,
    code: 'conversations.customerWroteMeanwhile',
  })
  expect((await diep.asks(contract.writeReply, { ...written, next: 'done', anyway: true })).delivery).toBe('queued')
  expect((await diep.asks(contract.writeReply, { ...written, text: 'Dạ em xem tiếp', next: 'wait' })).delivery).toBe('queued')
})

test('whoever answers second is told who was first; the same key sends once', async () => {
  await mails(house, { subject: 'Tranh nhau', text: 'Máy kêu to quá' })
  const { conversationId: id, id: seen } = await hears('kêu to quá')
  const other = await house.person('care_manager', { name: 'Lê Hoàng Tuấn' })
  const written = { id, text: 'Em xem ngay ạ', lastMessageId: seen }
  const twice = await Promise.all([1, 2].map(() => other.asks(contract.writeReply, written, { key: 'mot-lan' }).catch((error) => error)))
  expect(new Set(twice.map((one) => one.messageId).filter(Boolean)).size).toBe(1)
  await expect(diep.asks(contract.writeReply, { id, text: 'Chị chờ em', lastMessageId: seen })).rejects.toMatchObject({
    status: 409,
    code: 'conversations.answeredMeanwhile',
    body: { facts: { who: 'Lê Hoàng Tuấn' } },
  })
  expect((await diep.asks(contract.writeReply, { id, text: 'Chị chờ em', lastMessageId: seen, anyway: true })).delivery).toBe('queued')
})
