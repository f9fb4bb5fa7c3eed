import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { houseSetUp } from '#org'
import { newId } from '#platform/id.ts'
import { changeSetting } from '#platform/settings.ts'
import { openHouse, type TestHouse } from '../../tests/house.ts'
import { type Automatic, sendAutomatic, smtpInPort } from './index.ts'
import { mails, openSink, sendsThrough, until } from './samples.ts'
import { mailSetting } from './settings.ts'

const START = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const later = (minutes: number) => house.setNow(new Date(START.getTime() + minutes * 60_000))
const identity = { fromAddress: 'cskh@maylanh.example', fromName: 'Mây Lành', signature: '', authservId: '', plusAddressing: false }
await house.does((ctx) => changeSetting(ctx, mailSetting, identity))

const automatic = (given: Partial<Automatic> = {}, of = house) =>
  of.does((ctx) =>
    sendAutomatic(ctx, {
      ...{ to: 'hanh@example.vn', subject: 'Đã nhận PH-000001', text: 'Đã nhận', kind: 'acknowledgement' },
      ...{ about: { room: 'cases', subjectId: newId() }, ...given },
    }),
  )

test('A07: a machine is never answered, and a thousand mails of one sender stay below every cap', { timeout: 90_000 }, async () => {
  const [near, far] = [await openSink(), await openHouse({ services: true, at: START })]
  await sendsThrough(house, near.port)
  await far.does((ctx) => changeSetting(ctx, mailSetting, { ...identity, fromAddress: 'cskh@congty-khac.example' }))
  await automatic({ to: 'cskh@congty-khac.example' })
  const [ours] = [await until(() => near.taken[0])]
  await mails(far, { raw: ours.bytes, to: 'cskh@congty-khac.example' })
  const heard = await until(
    async () =>
      (await sql<{ id: string; why: string }>`select id, facts->>'automaticWhy' as why from channels.contact`.execute(far.house.db))
        .rows[0],
  )
  expect(heard.why).toBe('ownMail')
  expect(await automatic({ to: 'cskh@maylanh.example', contactId: heard.id }, far)).toEqual({ skipped: 'automatic' })

  const told = []
  for (let at = 0; at < 60; at++) told.push(await automatic({ to: 'nguoi@example.vn', caseId: newId() }))
  expect(told.filter((one) => 'outgoingId' in one)).toHaveLength(30)
  expect(told.at(-1)).toEqual({ skipped: 'personCap' })
  const about = newId()
  const matter = []
  for (let at = 0; at < 20; at++) matter.push(await automatic({ to: 'khac@example.vn', caseId: about }))
  expect([matter.filter((one) => 'outgoingId' in one).length, matter.at(-1)]).toEqual([10, { skipped: 'matterCap' }])
  later(11)
  expect(await automatic({ to: 'khac@example.vn', caseId: about })).toHaveProperty('outgoingId')
  later(0)
  for (const to of ['no-reply@bank.example', 'MAILER-DAEMON@x.example']) expect(await automatic({ to })).toEqual({ skipped: 'machine' })
  expect(await automatic({ to: 'CSKH@maylanh.example' })).toEqual({ skipped: 'ourselves' })
})

test('A07: two houses that acknowledge everything and write to each other fall silent', { timeout: 90_000 }, async () => {
  const [one, other] = [await openHouse({ services: true }), await openHouse({ services: true })]
  const named = async (of: TestHouse, fromAddress: string) => {
    await of.happens(houseSetUp, { personId: (await of.person('administrator')).id })
    await of.does((ctx) => changeSetting(ctx, mailSetting, { ...identity, fromAddress }))
    await of.settled()
  }
  await named(one, 'cskh@mot.example')
  await named(other, 'cskh@hai.example')
  await sendsThrough(one, smtpInPort(other.house) ?? 0)
  await sendsThrough(other, smtpInPort(one.house) ?? 0)
  await mails(one, { from: 'CSKH <cskh@hai.example>', to: 'cskh@mot.example', subject: 'Hỏi giá', text: 'Cho hỏi giá' })
  const sent = async (of: TestHouse) =>
    Number(
      (await sql<{ n: number }>`select count(*)::int as n from platform.outgoing where kind = 'automatic'`.execute(of.house.db)).rows[0]?.n,
    )
  await until(async () => (await sent(one)) > 0)
  await until(async () => (await sql`select 1 from channels.contact`.execute(other.house.db)).rows.length > 0)
  await other.settled()
  await new Promise((done) => setTimeout(done, 2_000))
  expect([await sent(one), await sent(other)]).toEqual([1, 0])
})
