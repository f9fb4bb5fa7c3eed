import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { receiveMail } from '#channels'
import * as conversations from '#conversations/contract'
import { getTimeline } from '#customers/contract'
import { listNotifications } from '#notifications/contract'
import { sendDue } from '#platform/outbox.ts'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { writes } from './samples.ts'

/** A Tuesday morning, 10:00 in Hồ Chí Minh City. */
const MORNING = new Date('2026-11-24T03:00:00Z')
let minute = 0
const now = () => new Date(MORNING.getTime() + minute * 60_000)
const wait = (minutes: number) => {
  minute += minutes
  house.setNow(now())
}
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })

const get = (id: string) => diep.asks(contract.getCase, { id })
const lines = async (id: string) => (await diep.asks(contract.caseThread, { id })).lines.map(({ words }) => words.vi)
const clocksOf = async (id: string) =>
  (await get(id)).clocks.map(({ kind, state, dueAt }) => ({ kind, state, dueAt })).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
const answersTold = async (id: string) =>
  (await diep.asks(getTimeline, { id, names: ['cases.messageJoined'] })).items.flatMap(({ facts, at }) =>
    facts.direction === 'out' ? [at] : [],
  )
const failuresToldTo = async (who: typeof linh) =>
  (await who.asks(listNotifications, {})).items.filter(({ kind }) => kind === 'mail_failed').map(({ link }) => link)

async function arrives(name: string, isGiven = true) {
  wait(1)
  await writes(house, { id: name, from: `${name}@example.vn`, text: 'Máy ép kêu to.' })
  const [row] = (await diep.asks(contract.listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items
  if (!row) throw new Error('no case')
  if (isGiven) await diep.asks(contract.assignCase, { id: row.id, handlerId: linh.id })
  wait(1)
  const [thread] = (await get(row.id)).conversations
  return { id: row.id, customerId: row.customer?.id ?? '', thread: thread?.id ?? '', link: `/hop-thu/${row.code}` }
}

async function answers(thread: string, { next = 'wait', cc }: { next?: 'wait' | 'done'; cc?: { address: string }[] } = {}) {
  const { messageId } = await diep.asks(conversations.writeReply, {
    id: thread,
    text: 'Dạ em gọi lại trước 16h ạ.',
    next,
    cc,
    anyway: true,
  })
  await house.settled()
  wait(1)
  await mailLeaves()
  return messageId
}
async function mailLeaves() {
  await sendDue(house.house, now())
  await house.settled()
}

/** Somebody's mail server says that it could not be handed over. */
async function comesBack(messageId: string, address: string) {
  const { rows } = await sql<{ messageId: string }>`select message_id from conversations.message where id = ${messageId}`.execute(
    house.house.db,
  )
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
    ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.vn', '', `Final-Recipient: rfc822; ${address}`],
    ...[
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
    ],
    ...[`Message-ID: ${rows[0]?.messageId}`, '', '--b--', ''],
  ].join('\r\n')
  const envelope = { from: '', to: ['cskh@maylanh.example'] }
  await house.does((ctx) => receiveMail(ctx, { source: 'smtp', bytes: Buffer.from(report), envelope }))
  await house.settled()
}

test('an answer that comes back answered nobody: the case is at work again, its handler is told, and what was owed is owed', async () => {
  const { id, customerId, thread, link } = await arrives('lost')
  const before = await clocksOf(id)
  const messageId = await answers(thread)
  expect(await get(id)).toMatchObject({ status: { category: 'waiting_customer' } })
  wait(30)
  await comesBack(messageId, 'lost@example.vn')
  const after = await get(id)
  expect(after).toMatchObject({ status: { category: 'active' }, firstResponseAt: null, unread: true, offeredPromises: [] })
  const [first, resolution] = await clocksOf(id)
  expect(first).toEqual(before[0])
  // It stood still while nobody knew.
  expect(resolution).toMatchObject({ kind: 'resolution', state: 'running' })
  expect(resolution?.dueAt.getTime()).toBe((before[1]?.dueAt.getTime() ?? 0) + 31 * 60_000)
  expect(await lines(id)).toContain('Thư trả lời không tới được khách')
  expect(await answersTold(customerId)).toEqual([])
  expect([await failuresToldTo(linh), await failuresToldTo(diep)]).toEqual([[link], [link]])
})

test('sent again to the right address, it answers when it leaves', async () => {
  const { id, customerId, thread } = await arrives('again')
  const messageId = await answers(thread)
  wait(30)
  await comesBack(messageId, 'again@example.vn')
  await diep.asks(conversations.resendReply, { id: messageId, to: [{ address: 'dung@example.vn' }] })
  wait(1)
  await mailLeaves()
  expect(await get(id)).toMatchObject({ status: { category: 'waiting_customer' }, firstResponseAt: now() })
  expect(await answersTold(customerId)).toEqual([now()])
  await writes(house, { id: 'again-2', from: 'dung@example.vn', text: 'Chị nhận được rồi.', answers: await idOf(messageId) })
  expect((await diep.asks(contract.caseThread, { id })).items[0]).toMatchObject({ text: 'Chị nhận được rồi.' })
})
const idOf = async (messageId: string) =>
  (
    await sql<{ id: string }>`select trim(both '<>' from message_id) as id from conversations.message where id = ${messageId}`.execute(
      house.house.db,
    )
  ).rows[0]?.id

test('sent again to the same address, it leaves once more', async () => {
  const { thread } = await arrives('same')
  const messageId = await answers(thread)
  await comesBack(messageId, 'same@example.vn')
  await diep.asks(conversations.resendReply, { id: messageId })
  await mailLeaves()
  expect((await diep.asks(conversations.listMessages, { id: thread })).items[0]).toMatchObject({ id: messageId, delivery: 'sent' })
})

test('what the answer ended is open again; what somebody ended otherwise stays ended', async () => {
  const { id, thread } = await arrives('done')
  const messageId = await answers(thread, { next: 'done' })
  expect(await get(id)).toMatchObject({ status: { category: 'resolved' } })
  await comesBack(messageId, 'done@example.vn')
  expect(await get(id)).toMatchObject({ status: { category: 'active' } })
  const other = await arrives('phoned')
  const lost = await answers(other.thread)
  await linh.asks(contract.resolveCase, { id: other.id })
  await comesBack(lost, 'phoned@example.vn')
  expect(await get(other.id)).toMatchObject({ status: { category: 'resolved' } })
})

test('a later answer stands, and a lost copy loses nothing', async () => {
  const { id, thread } = await arrives('twice')
  const messageId = await answers(thread)
  await answers(thread)
  const before = await clocksOf(id)
  await comesBack(messageId, 'twice@example.vn')
  expect(await get(id)).toMatchObject({ status: { category: 'waiting_customer' } })
  expect(await clocksOf(id)).toEqual(before)
  const copied = await arrives('copied')
  const both = await answers(copied.thread, { cc: [{ address: 'chong@example.vn' }] })
  await comesBack(both, 'chong@example.vn')
  expect(await get(copied.id)).toMatchObject({ status: { category: 'waiting_customer' } })
  await comesBack(both, 'copied@example.vn')
  expect(await get(copied.id)).toMatchObject({ status: { category: 'active' }, firstResponseAt: null })
})
