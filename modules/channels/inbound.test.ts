import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { changeSetting } from '#platform/settings.ts'
import { openHouse } from '../../tests/house.ts'
import { receiveMail } from './actions/receive.ts'
import * as contract from './contract.ts'
import { mails, PICTURE, until } from './samples.ts'
import { mailSetting } from './settings.ts'

const house = await openHouse({ services: true })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const db = house.house.db
const settings = {
  fromAddress: 'cskh@maylanh.example',
  fromName: 'Mây Lành',
  signature: '',
  authservId: 'mx.maylanh.example',
  plusAddressing: false,
}
await house.does((ctx) => changeSetting(ctx, mailSetting, settings))

type Contact = {
  id: string
  state: string
  reason: string | null
  facts: { automaticWhy?: string | null; text?: string; attachments?: object[]; protection?: string }
}
const contactOf = (response: string) =>
  until(async () => {
    const rawId = /kept as ([0-9a-f-]{36})/.exec(response)?.[1] ?? null
    const found = await sql<Contact>`select id, state, reason, facts from channels.contact where raw_id = ${rawId}`.execute(db)
    return found.rows[0]
  })
const lines = (...given: string[]) => given.join('\r\n')
const raw = (subject: string, headers: string[], body = 'Xin chào') =>
  lines('To: cskh@maylanh.example', `Subject: ${subject}`, `Message-ID: <${Math.random()}@example.vn>`, ...headers, '', body, '')
const many = async () => Number((await sql<{ n: number }>`select count(*)::int as n from channels.raw`.execute(db)).rows[0]?.n)

test.each([
  ['no sender', raw('a', []), 'noSender'],
  ['two senders', raw('b', ['From: a@example.vn, b@example.vn']), 'ambiguousSender'],
  ['two From headers', raw('c', ['From: a@example.vn', 'From: linh@maylanh.example']), 'ambiguousSender'],
  ['our own address', raw('d', ['From: CSKH <CSKH@maylanh.example>']), 'loop'],
  ['a colleague without proof', raw('e', ['From: Linh <t2@maylanh.example>']), 'staffNotProven'],
  [
    'a colleague proven by somebody else’s border',
    raw('f', ['Authentication-Results: mx.evil.example; dmarc=pass', 'From: t2@maylanh.example']),
    'staffNotProven',
  ],
  [
    'a colleague whose proof fails at our border',
    raw('g', ['Authentication-Results: mx.maylanh.example; dmarc=fail', 'From: t2@maylanh.example']),
    'staffNotProven',
  ],
  ['what the border calls spam', raw('h', ['X-Spam-Flag: YES', 'From: spam@example.vn']), 'spam'],
  [
    'a bounce of a mail that was never ours',
    raw('Undelivered Mail Returned to Sender', ['From: MAILER-DAEMON@example.vn'], '550 5.1.1 user unknown'),
    'bounceUnknown',
  ],
])('%s is held with its reason, and seen', async (_name, written, reason) => {
  const contact = await contactOf(await mails(house, { raw: written, envelopeFrom: 'x@example.vn' }))
  expect([contact.reason, ['suspended', 'spam']]).toEqual([reason, expect.arrayContaining([contact.state])])
  const { items } = await diep.asks(contract.listSuspended, { reason: [reason as 'spam'] })
  expect(items.map(({ id }) => id)).toContain(contact.id)
})

test('a colleague whom our own border proves is let in', async () => {
  const written = raw('k', ['Authentication-Results: mx.maylanh.example; dmarc=pass', 'From: t2@maylanh.example'])
  expect((await contactOf(await mails(house, { raw: written }))).state).toBe('understood')
})

test.each([
  ['autoSubmitted', ['Auto-Submitted: auto-replied'], 'Re: Máy lạnh', undefined],
  ['precedence', ['Precedence: bulk'], 'Tin tháng 11', undefined],
  ['list', ['List-Unsubscribe: <mailto:x@example.vn>'], 'Bản tin', undefined],
  ['suppress', ['X-Auto-Response-Suppress: All'], 'Đã nhận', undefined],
  ['outOfOffice', [], '=?utf-8?B?VHLhuqMgbOG7nWkgdOG7sSDEkeG7mW5nOiBWxINuIHBow7JuZyBuZ2jhu4k=?=', undefined],
  ['nullReturnPath', [], 'Xin nghỉ', ''],
])('mail of machines (%s) is understood and marked, so that nothing answers it', async (why, headers, subject, envelopeFrom) => {
  const contact = await contactOf(await mails(house, { raw: raw(subject, ['From: ai@example.vn', ...headers]), envelopeFrom }))
  expect([contact.state, contact.facts.automaticWhy]).toEqual(['understood', why])
})

test('the same mail twice is kept once; the same id with other words, or no id at all, loses nothing', async () => {
  const before = await many()
  const once = lines('From: a@example.vn', 'Subject: mot', 'Message-ID: <mot@example.vn>', '', 'Lần một', '')
  expect(await mails(house, { raw: once })).toContain('kept as')
  expect(await mails(house, { raw: `Received: from elsewhere\r\n${once}` })).toContain('already here')
  expect(await mails(house, { raw: once.replace('một', 'hai') })).toContain('kept as')
  const nameless = lines('From: a@example.vn', 'Subject: khong ma', 'Date: Wed, 25 Nov 2026 10:00:00 +0700', '', 'Không mã', '')
  expect(await mails(house, { raw: nameless })).toContain('kept as')
  expect(await mails(house, { raw: nameless })).toContain('already here')
  expect(await mails(house, { raw: nameless.replace('Không mã', 'Không mã, mail khác') })).toContain('kept as')
  expect((await many()) - before).toBe(4)
})

test.each([
  ['no header at all', lines('Máy lạnh hỏng', 'gọi tôi số một'), lines('Máy lạnh hỏng', 'gọi tôi số hai')],
  ['one line', 'rác một', 'rác hai'],
  ['a header, no blank line', lines('Subject: giong nhau', 'dòng thứ hai'), lines('Subject: giong nhau', 'dòng thứ hai khác')],
  ['a line amid headers', lines('Subject: x', 'lạc một', 'To: a@b.vn', '', 'x'), lines('Subject: x', 'lạc hai', 'To: a@b.vn', '', 'x')],
  ['what looks like a server’s line', lines('Đã nhận', 'Received: một thùng'), lines('Đã nhận', 'Received: hai thùng')],
])('two mails that are hardly mails (%s) are two, each of them once', async (_what, one, other) => {
  const before = await many()
  for (const written of [one, other]) {
    const contact = await contactOf(await mails(house, { raw: written }))
    expect([contact.state, contact.reason]).toEqual(['suspended', 'noSender'])
    expect(await mails(house, { raw: written })).toContain('already here')
    expect(await mails(house, { raw: lines('Received: from elsewhere', '\tby mx.example.vn', written) })).toContain('already here')
  }
  expect((await many()) - before).toBe(2)
})

test('a mail kept before every line counted is known again; another one of the same old fingerprint is not', async () => {
  const kept = await mails(house, { raw: lines('Thư cũ', 'dòng một') })
  const asBefore = createHash('sha256').update('\n').digest()
  await sql`update channels.raw set sha256 = ${asBefore} where id = ${kept.slice(-36)}`.execute(db)
  expect(await mails(house, { raw: lines('Thư cũ', 'dòng hai') })).toContain('kept as')
  expect(await mails(house, { raw: lines('Received: from elsewhere', 'Thư cũ', 'dòng một') })).toContain('already here')
})

test('a NUL in the id of a mail does not keep it out', async () => {
  const written = lines('From: a@example.vn', 'Subject: NUL', 'Message-ID: <a\u0000b@example.vn>', '', 'x')
  expect((await contactOf(await mails(house, { raw: written }))).state).toBe('understood')
  expect(await mails(house, { raw: written })).toContain('already here')
})

test('NUL and control characters, no body, broken parts: stored clean, the original downloadable by permission', async () => {
  const written = raw('dieu khien', ['From: a@example.vn'], 'mot\u0000hai\u0007ba')
  const contact = await contactOf(await mails(house, { raw: written }))
  expect(contact.facts.text?.replace(/\s/g, '')).toBe('mothaiba')
  const original = await diep.fetches(`/api/v1/channels/contacts/${contact.id}/original`)
  expect([original.status, original.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining('sandbox')])
  expect(original.headers.get('content-disposition')).toContain('attachment')
  expect(await original.text()).toContain('mot\u0000hai\u0007ba')
  expect((await linh.fetches(`/api/v1/channels/contacts/${contact.id}/original`)).status).toBe(403)
  const broken = lines('From: a@example.vn', 'Content-Type: multipart/mixed; boundary="x"', '', '--x', 'Content-Type: image/png', '')
  expect((await contactOf(await mails(house, { raw: broken }))).state).toBe('understood')
  expect((await contactOf(await mails(house, { raw: 'rác' }))).reason).toBe('noSender')
})

test('sealed mail is shown as such, never empty; what cannot be opened can be downloaded', async () => {
  const smime = raw(
    'Ký',
    [
      'From: a@example.vn',
      'MIME-Version: 1.0',
      'Content-Type: application/pkcs7-mime; name="smime.p7m"',
      'Content-Transfer-Encoding: base64',
    ],
    'MIIB',
  )
  const sealed = await contactOf(await mails(house, { raw: smime }))
  expect(sealed.facts).toMatchObject({ protection: 'smime', text: expect.stringContaining('S/MIME') })
  expect(sealed.facts.attachments).toMatchObject([{ name: 'smime.p7m' }])
  const dat = { filename: 'winmail.dat', content: Buffer.from('khong phai tnef'), contentType: 'application/ms-tnef' }
  const tnef = await contactOf(await mails(house, { text: 'Xem tệp', attachments: [dat, { filename: 'a.png', content: PICTURE }] }))
  expect(tnef.facts.attachments).toMatchObject([{ name: 'winmail.dat' }, { name: 'a.png', mime: 'image/png' }])
})

test('whoever looks after mail is told of a held one, once; spam waits in silence', async () => {
  const told = async () =>
    (
      await sql<{
        detail: string
        link: string
      }>`select detail, link from notifications.notification where kind = 'suspended' and person_id = ${diep.id}`.execute(db)
    ).rows
  await contactOf(await mails(house, { raw: raw('Chuyen khoan gap', ['From: Linh <t2@maylanh.example>']) }))
  await until(async () => (await told()).some(({ detail, link }) => detail.includes('Chuyen khoan gap') && link.endsWith('staffNotProven')))
  await contactOf(await mails(house, { raw: raw('Trung thuong', ['X-Spam-Flag: YES', 'From: x@example.vn']) }))
  await house.settled()
  expect((await told()).filter(({ detail }) => detail.includes('Trung thuong'))).toEqual([])
})

test('a held mail is read again, vouched for once, and goes its usual way', async () => {
  const long = `Nồi của tôi hỏng.${' Tôi đã gọi hai lần mà chưa ai trả lời.'.repeat(30)}`
  const held = await contactOf(await mails(house, { raw: raw('Hỏi thật', ['X-Spam-Flag: YES', 'From: Thảo <thao@example.vn>'], long) }))
  const [listed] = (await diep.asks(contract.listSuspended, { reason: ['spam'], limit: 1 })).items
  expect(listed).toMatchObject({ id: held.id, subject: 'Hỏi thật', preview: long.slice(0, 600), attachments: [] })
  const read = await diep.asks(contract.readSuspended, { id: held.id })
  expect(read).toMatchObject({ from: 'Thảo · thao@example.vn', reason: 'spam', text: long })
  await expect(linh.asks(contract.readSuspended, { id: held.id })).rejects.toMatchObject({ status: 403 })
  expect(await diep.asks(contract.rerunSuspended, { id: held.id })).toEqual({ state: 'spam', reason: 'spam' })
  await expect(linh.asks(contract.notSpam, { id: held.id })).rejects.toMatchObject({ status: 403 })
  expect(await diep.asks(contract.notSpam, { id: held.id })).toEqual({ state: 'understood', reason: null })
  await expect(diep.asks(contract.notSpam, { id: held.id })).rejects.toMatchObject({ status: 409, code: 'channels.alreadyReleased' })
  await until(async () => (await sql`select 1 from conversations.message where contact_id = ${held.id}`.execute(db)).rows.length === 1)
  await expect(diep.asks(contract.readSuspended, { id: held.id })).rejects.toMatchObject({ status: 404 })
  expect((await diep.asks(contract.listSuspended, { limit: 100 })).items.map(({ id }) => id)).not.toContain(held.id)
})

test('too large is refused at the door with a reason', async () => {
  const large = Buffer.alloc(27 * 1024 * 1024, 'a')
  await expect(mails(house, { subject: 'To', attachments: [{ filename: 'to.bin', content: large }] })).rejects.toThrow(/552|size/i)
})

test('a mailbox that moved keeps mails under numbers its old server had used; the very same mail is kept once', async () => {
  const admin = await house.person('administrator')
  const { id: mailboxId } = await admin.asks(contract.addMailbox, {
    ...{ name: 'Hộp thư dời nhà', address: 'doi@maylanh.example', host: '127.0.0.1', port: 1, secure: false, enabled: false },
    ...{ username: 'doi', secret: 'bi-mat' },
  })
  const fetched = (bytes: string, remoteId: string) =>
    house.does((ctx) =>
      receiveMail(ctx, {
        source: 'imap',
        bytes: Buffer.from(bytes),
        envelope: { from: null, to: ['doi@maylanh.example'] },
        mailboxId,
        remoteId,
      }),
    )
  const [one, other] = [raw('Ở máy cũ', ['From: a@example.vn']), raw('Ở máy mới', ['From: b@example.vn'])]
  const kept = [await fetched(one, '1:1'), await fetched(other, '1:1'), await fetched(one, '1:1'), await fetched(other, '1:1')]
  expect(kept.map((id) => id !== null)).toEqual([true, true, false, false])
})
