import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { changeSetting } from '#platform/settings.ts'
import { hasDovecot, openDovecot } from '../../tests/dovecot.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { openProvider, until } from './samples.ts'
import { startImap } from './services/imap.ts'
import { mailSetting } from './settings.ts'

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a story in four parts, on one server and one house
describe.skipIf(!hasDovecot())('IMAP, against a real dovecot', async () => {
  const server = await openDovecot()
  const house = await openHouse({ services: true })
  const admin = await house.person('administrator')
  afterAll(() => server.close())
  const box = { name: 'Hộp thư chung', address: 'cskh@maylanh.example', host: '127.0.0.1', port: server.port, secure: false }
  const account = { ...box, username: 'cskh', secret: server.password }
  const counts = async () => {
    const { rows } = await sql<{ raw: number; understood: number; held: number }>`select (select count(*) from channels.raw)::int as raw,
      count(*) filter (where state = 'understood')::int as understood, count(*) filter (where state in ('suspended', 'spam', 'bounce'))::int as held
      from channels.contact`.execute(house.house.db)
    return rows[0] ?? { raw: 0, understood: 0, held: 0 }
  }
  const all = (raw: number) =>
    until(async () => {
      const now = await counts()
      return now.raw === raw && now.understood + now.held === raw && now
    }, 60_000)

  test('a mailbox is tried before it is kept, and its password is never shown', async () => {
    await house.does((ctx) =>
      changeSetting(ctx, mailSetting, { fromAddress: box.address, fromName: '', signature: '', authservId: '', plusAddressing: false }),
    )
    CLASSES.slice(0, 3).map((mail) => server.delivers('cskh', mail))
    expect(await admin.asks(contract.tryMailbox, { ...account, secret: 'sai' })).toMatchObject({ works: false, trouble: 'signIn' })
    expect(await admin.asks(contract.tryMailbox, { ...account, folder: 'Không có' })).toMatchObject({ works: false, trouble: 'folder' })
    expect(await admin.asks(contract.tryMailbox, { ...account, port: 1 })).toMatchObject({ works: false, trouble: 'network' })
    expect(await admin.asks(contract.tryMailbox, account)).toEqual({
      works: true,
      detail: 'Kết nối được, hộp thư có 3 thư.',
      trouble: null,
    })
    const { id } = await admin.asks(contract.addMailbox, account)
    await expect(admin.asks(contract.addMailbox, account)).rejects.toMatchObject({ code: 'channels.mailboxTaken' })
    const [shown] = await admin.asks(contract.listMailboxes, {})
    expect([shown?.id, JSON.stringify(shown).includes(server.password)]).toEqual([id, false])
    expect(await admin.asks(contract.tryMailbox, { ...account, secret: '', id })).toMatchObject({ works: true })
    for (const other of [{ host: 'localhost' }, { port: 143 }, { secure: true }]) {
      const elsewhere = { ...account, ...other, secret: '', id }
      for (const asks of [() => admin.asks(contract.tryMailbox, elsewhere), () => admin.asks(contract.changeMailbox, elsewhere)])
        await expect(asks()).rejects.toMatchObject({ code: 'channels.secretForOtherHost' })
    }
  })

  test('A01: every mail of every class is kept and understood or held; nothing is marked on the server', { timeout: 90_000 }, async () => {
    for (const mail of CLASSES.slice(3)) server.delivers('cskh', mail)
    const { held } = await all(CLASSES.length)
    expect(held).toBe(HELD)
    expect(server.files('cskh').filter((name) => /:2,.*[STD]/.test(name))).toEqual([])
    const [shown] = await admin.asks(contract.listMailboxes, {})
    expect([shown?.lastError, shown?.lastPolledAt !== null]).toEqual([null, true])
  })

  test('while idling, a new mail is here without waiting for the next look', async () => {
    await new Promise((done) => setTimeout(done, 300))
    server.delivers('cskh', mail('Mới', 'Thư mới đến'))
    await all(CLASSES.length + 1)
  })

  test('A09: two fetchers and a mailbox that numbers its mail anew double nothing and lose nothing', { timeout: 90_000 }, async () => {
    const stop = await startImap(house.house, { pollMs: 500, lookMs: 300 })
    server.renumbers('cskh')
    const [shown] = await admin.asks(contract.listMailboxes, {})
    const again = { ...account, id: shown?.id ?? '', enabled: false, secret: '' }
    await admin.asks(contract.changeMailbox, again)
    for (let at = 0; at < 10; at++) server.delivers('cskh', mail(`Sau khi đổi ${at}`, 'Vẫn còn'))
    await admin.asks(contract.changeMailbox, { ...again, enabled: true })
    await all(CLASSES.length + 11)
    await stop()
    const { rows } = await sql<{
      many: number
    }>`select count(*)::int as many from conversations.message group by subject, text having count(*) > 1`.execute(house.house.db)
    expect(rows).toEqual([])
  })
})

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a story in four parts, on one server and one house
describe.skipIf(!hasDovecot())('XOAUTH2, against a real dovecot that asks the provider', async () => {
  const provider = await openProvider({ id: 'ung-dung', secret: 'khoa-ung-dung', username: 'cskh' })
  const server = await openDovecot({ introspection: provider.introspection })
  const house = await openHouse({ services: true })
  const admin = await house.person('administrator')
  afterAll(() => server.close())
  const account = {
    ...{ name: 'Hộp thư chung', address: 'cskh@maylanh.example', host: '127.0.0.1', port: server.port, secure: false, username: 'cskh' },
    ...{ auth: 'xoauth2' as const, tokenUrl: provider.tokenUrl, clientId: 'ung-dung' },
  }
  const shown = async () => {
    const [box] = await admin.asks(contract.listMailboxes, {})
    if (!box) throw new Error('no mailbox')
    return box
  }
  const arrives = (subject: string) => {
    server.delivers('cskh', mail(subject, 'Nhờ xem giúp'))
    return () => until(async () => (await subjects()).filter((one) => one === subject).length === 1, 30_000)
  }
  const subjects = async () =>
    (await sql<{ subject: string }>`select facts->>'subject' as subject from channels.contact`.execute(house.house.db)).rows.map(
      ({ subject }) => subject,
    )

  test('a mailbox is tried and fetched with a token that its refresh token gave; none of them is ever shown', async () => {
    const arrived = arrives('Thư đầu')
    const typed = { ...account, clientSecret: 'khoa-ung-dung', secret: provider.refreshToken }
    await expect(admin.asks(contract.addMailbox, { ...typed, tokenUrl: '' })).rejects.toMatchObject({ code: 'channels.oauthIncomplete' })
    await expect(admin.asks(contract.addMailbox, { ...typed, tokenUrl: 'http://a.example/token' })).rejects.toMatchObject({ status: 422 })
    const wrong = await admin.asks(contract.tryMailbox, { ...typed, clientSecret: 'sai' })
    expect(wrong).toMatchObject({ works: false, trouble: 'client', detail: expect.stringMatching(/^invalid_client/) })
    // A trial uses up what was typed; what came of it is what is kept.
    expect(await admin.asks(contract.tryMailbox, typed)).toMatchObject({ works: true })
    await admin.asks(contract.addMailbox, typed)
    await arrived()
    const { id } = await shown()
    // Tried as it is kept: the refresh token that this gives is kept in its turn.
    expect(await admin.asks(contract.tryMailbox, { ...account, id })).toEqual({
      works: true,
      detail: 'Kết nối được, hộp thư có 1 thư.',
      trouble: null,
    })
    const elsewhere = { ...account, id, tokenUrl: 'https://noi-khac.example/token' }
    await expect(admin.asks(contract.tryMailbox, elsewhere)).rejects.toMatchObject({ code: 'channels.secretForOtherHost' })
    await expect(admin.asks(contract.changeMailbox, elsewhere)).rejects.toMatchObject({ code: 'channels.secretForOtherHost' })
    expect(JSON.stringify(await shown())).not.toMatch(/khoa-ung-dung|lam-moi|truy-cap/)
    expect(await shown()).toMatchObject({ trouble: null, hasClientSecret: true })
    const { rows } = await sql<{ row: string }>`select m::text as row from channels.mailbox m`.execute(house.house.db)
    expect(JSON.stringify(rows)).not.toMatch(/khoa-ung-dung|lam-moi|truy-cap/)
  })

  test('an access token that is still good is used again; one that has expired is renewed', { timeout: 90_000 }, async () => {
    const before = provider.asked
    server.hangsUp('cskh')
    await arrives('Sau khi máy chủ ngắt')()
    expect(provider.asked).toBe(before)
    provider.forget()
    server.hangsUp('cskh')
    await arrives('Sau khi mã hết hạn')()
    expect(provider.asked).toBe(before + 1)
    await sql`update channels.mailbox set access_until = now() - interval '1 minute'`.execute(house.house.db)
    server.hangsUp('cskh')
    await arrives('Sau giờ nhà cung cấp đã nói')()
    expect(provider.asked).toBe(before + 2)
  })

  test('a refused refresh token stands at the mailbox, and the administrator is told; with a new one nothing is missing', {
    timeout: 90_000,
  }, async () => {
    Object.assign(provider, { refuses: true })
    provider.forget()
    server.hangsUp('cskh')
    const arrived = arrives('Trong lúc bị từ chối')
    await until(async () => (await shown()).lastError, 30_000)
    expect(await shown()).toMatchObject({ trouble: 'consent', lastError: 'invalid_grant: Token has been expired or revoked.' })
    const told = await sql<{ title: string; link: string }>`select title, link from notifications.notification
      where person_id = ${admin.id}`.execute(house.house.db)
    expect(told.rows).toMatchObject([{ title: 'Cần cấp lại quyền truy cập: Hộp thư chung', link: '/cai-dat/kenh' }])
    Object.assign(provider, { refuses: false, refreshToken: 'lam-moi-moi' })
    const { id } = await shown()
    await admin.asks(contract.changeMailbox, { ...account, id, secret: 'lam-moi-moi' })
    await arrived()
    expect(await shown()).toMatchObject({ trouble: null, lastError: null })
  })
})

let count = 0
function mail(subject: string, body: string | Buffer, headers: string[] = [], from = 'Hạnh <hanh@example.vn>') {
  const lines = [
    `From: ${from}`,
    'To: cskh@maylanh.example',
    `Subject: ${subject}`,
    `Message-ID: <${count++}@example.vn>`,
    ...headers,
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(lines.join('\r\n')), Buffer.from(body)])
}

const HELD = 7
/** Our own mails of the classes the public corpora hold. */
const CLASSES = [
  mail('Hỏi bảo hành', 'Bình lọc hỏng'),
  mail('=?utf-8?B?xJDGoW4gODgxMg==?=', 'Trễ đơn', ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']),
  mail('Latin', Buffer.from([0xd0, 0xe9, 0x63]), ['Content-Type: text/plain; charset=windows-1258']),
  mail('Lạ', 'bộ mã không có', ['Content-Type: text/plain; charset=khong-co']),
  mail('Rỗng', ''),
  mail('HTML', '<div><div><table><script>alert(1)</script><p>Xin chào', ['Content-Type: text/html; charset=utf-8']),
  mail('Cắt ngang', '--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBOR', [
    'Content-Type: multipart/mixed; boundary=x',
  ]),
  mail('Không biên', 'chữ', ['Content-Type: multipart/alternative']),
  mail('Thư trong thư', `--y\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: trong\r\n\r\nx\r\n--y--`, [
    'Content-Type: multipart/mixed; boundary=y',
  ]),
  mail(
    'Nghìn đầu',
    'x',
    Array.from({ length: 1_000 }, (_, at) => `X-Dau-${at}: ${'a'.repeat(60)}`),
  ),
  mail('Nhiều người nhận', 'x', [`Cc: ${Array.from({ length: 3_000 }, (_, at) => `a${at}@example.vn`).join(',\r\n ')}`]),
  mail('Điều khiển', Buffer.from([0x61, 0x00, 0x07, 0x62])),
  mail('Trả lời tự động: nghỉ phép', 'Tôi nghỉ', ['Auto-Submitted: auto-replied']),
  mail('PGP', '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----'),
  mail('S/MIME', 'MIIB', ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64']),
  mail('Hai người gửi', 'x', [], 'a@example.vn, b@example.vn'),
  mail('Của ta', 'x', [], 'cskh@maylanh.example'),
  mail('Giả đồng nghiệp', 'x', [], 't1@maylanh.example'),
  mail('Rác', 'x', ['X-Spam-Flag: YES']),
  mail('Delivery Status Notification (Failure)', '550 5.1.1 user unknown', [], 'Mail Delivery System <mailer-daemon@example.vn>'),
  Buffer.from('To: cskh@maylanh.example\r\nSubject: Không người gửi\r\n\r\nx'),
  Buffer.from(`rác ${'�'.repeat(20)}`),
  ...Array.from({ length: 18 }, (_, at) => mail(`Thư thường ${at}`, `Nội dung ${at}`, at % 2 ? ['Date: rác'] : [])),
]
