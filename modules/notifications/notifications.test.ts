import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { markRead, type Notice, notify } from '#notifications'
import { openHouse } from '../../tests/house.ts'
import { mailDue } from './actions/mail.ts'
import * as contract from './contract.ts'

const CASE = '0199c000-0000-7000-8000-000000000001'
const OTHER = '0199c000-0000-7000-8000-000000000002'
const NOON = new Date('2026-11-24T05:00:00Z')
const minutes = (many: number) => new Date(NOON.getTime() + many * 60_000)
const mention: Omit<Notice, 'to'> = {
  kind: 'mention',
  title: { vi: 'Linh nhắc anh/chị', en: 'Linh mentioned you' },
  detail: 'Nồi chiên gãy tay cầm',
  link: '/hop-thu/PH-000123',
  caseId: CASE,
}

const house = await openHouse({ at: NOON })
const mailsTo = async (id: string) => {
  const { rows } = await sql<{
    subject: string
    bytes: Buffer
  }>`select subject, bytes from platform.outgoing where room = 'notifications' and subject_id = ${id} order by queued_at`.execute(
    house.house.db,
  )
  return rows.map(({ subject, bytes }) => ({ subject, head: String(bytes).split('\r\n\r\n')[0] ?? '' }))
}

test('who is named is told once, in their language; whoever did it or has left is not', async () => {
  const linh = await house.person('support_officer')
  const ngan = await house.person('team_lead')
  const danh = await house.person('issue_officer')
  const gone = await house.person('issue_officer')
  await sql`update org.person set left_at = now() where id = ${gone.id}`.execute(house.house.db)
  await sql`update org.person set language = 'en' where id = ${danh.id}`.execute(house.house.db)
  await house.does((ctx) => notify(ctx, { ...mention, to: [ngan.id, ngan.id, danh.id, gone.id, linh.id, null], byId: linh.id }))

  const { items } = await ngan.asks(contract.listNotifications, {})
  expect(items).toMatchObject([{ kind: 'mention', title: 'Linh nhắc anh/chị', caseId: CASE, by: { id: linh.id }, times: 1, readAt: null }])
  expect((await danh.asks(contract.listNotifications, {})).items[0]?.title).toBe('Linh mentioned you')
  expect(await linh.asks(contract.countUnread, {})).toEqual({ count: 0 })
  expect(await gone.asks(contract.countUnread, {})).toEqual({ count: 0 })
  await expect(danh.asks(contract.readNotification, { id: items[0]?.id ?? '' })).rejects.toMatchObject({ status: 404 })
})

test('what stands unread is told again in one row with a count; once read, it is a new one; a key is never told twice', async () => {
  const ngan = await house.person('team_lead')
  for (let times = 1; times <= 3; times++) await house.does((ctx) => notify(ctx, { ...mention, to: [ngan.id] }))
  const [first] = (await ngan.asks(contract.listNotifications, { unread: true })).items
  expect(first?.times).toBe(3)
  await ngan.asks(contract.readNotification, { id: first?.id ?? '' })
  expect(await ngan.asks(contract.countUnread, {})).toEqual({ count: 0 })

  const warning: Omit<Notice, 'to'> = { ...mention, kind: 'clock_warning', dedupe: 'clock:7:80' }
  expect(await house.does((ctx) => notify(ctx, { ...warning, to: [ngan.id] }))).toEqual([ngan.id])
  expect(await house.does((ctx) => notify(ctx, { ...warning, to: [ngan.id] }))).toEqual([])
  await house.does((ctx) => notify(ctx, { ...mention, caseId: OTHER, to: [ngan.id] }))
  expect(await ngan.asks(contract.countUnread, {})).toEqual({ count: 2 })

  // Opening the case reads what was told of it, and nothing else.
  expect(await house.does((ctx) => markRead(ctx, { caseId: CASE, personId: ngan.id }))).toBe(1)
  expect((await ngan.asks(contract.listNotifications, { unread: true })).items.map(({ caseId }) => caseId)).toEqual([OTHER])
  await ngan.asks(contract.readNotification, { id: first?.id ?? '', read: false })
  expect(await ngan.asks(contract.readAllNotifications, { link: '/hop-thu/PH-999999' })).toEqual({ count: 0 })
  expect(await ngan.asks(contract.readAllNotifications, {})).toEqual({ count: 2 })
})

test('twenty at once: every hand is counted and nothing is doubled', async () => {
  const ngan = await house.person('team_lead')
  await Promise.all(Array.from({ length: 20 }, () => house.does((ctx) => notify(ctx, { ...mention, to: [ngan.id] }))))
  const { items } = await ngan.asks(contract.listNotifications, {})
  expect(items.map(({ times }) => times)).toEqual([20])
})

test('by mail: what is unread after two minutes goes in one mail that says it is automatic, and never again', async () => {
  const ngan = await house.person('team_lead', { name: 'Huỳnh Thị Kim Ngân' })
  const khang = await house.person('support_officer')
  const away = await house.person('support_officer')
  await away.asks(contract.changePreference, { kind: 'mention', inProduct: false, byMail: 'at_once' })
  const to = [ngan.id, khang.id, away.id]
  await house.does((ctx) => notify(ctx, { ...mention, to }))
  await house.does((ctx) => notify(ctx, { ...mention, caseId: OTHER, title: 'Việc khác', to }))
  expect(await away.asks(contract.countUnread, {})).toEqual({ count: 0 })
  await khang.asks(contract.readAllNotifications, {})
  await house.does(mailDue)
  expect(await mailsTo(ngan.id)).toEqual([])

  house.setNow(minutes(3))
  await house.does(mailDue)
  await house.does((ctx) => notify(ctx, { ...mention, to: [ngan.id] }))
  house.setNow(minutes(10))
  await house.does(mailDue)
  const [mail, ...more] = await mailsTo(ngan.id)
  expect(more).toEqual([])
  expect(mail?.subject).toBe('2 thông báo mới')
  expect(mail?.head).toMatch(/Auto-Submitted: auto-generated/)
  expect(mail?.head).toMatch(/X-Auto-Response-Suppress: All/)
  expect(await mailsTo(khang.id)).toEqual([])
  expect(await mailsTo(away.id)).toHaveLength(1)
  house.setNow(NOON)
})

test('each chooses: nothing, or once a day in the morning', async () => {
  const quiet = await house.person('team_lead')
  const daily = await house.person('team_lead')
  await quiet.asks(contract.changePreference, { kind: 'mention', inProduct: false, byMail: 'never' })
  const chosen = await daily.asks(contract.changePreference, { kind: 'mention', inProduct: true, byMail: 'daily' })
  expect(chosen.find(({ kind }) => kind === 'mention')).toEqual({ kind: 'mention', inProduct: true, byMail: 'daily' })
  expect(await house.does((ctx) => notify(ctx, { ...mention, to: [quiet.id, daily.id] }))).toEqual([daily.id])
  house.setNow(new Date('2026-11-25T00:59:00Z'))
  await house.does(mailDue)
  expect(await mailsTo(daily.id)).toEqual([])
  house.setNow(new Date('2026-11-25T01:00:00Z'))
  await house.does(mailDue)
  expect(await mailsTo(daily.id)).toHaveLength(1)
  house.setNow(NOON)
})
