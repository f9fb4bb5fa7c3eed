import { describe, expect, test } from 'vitest'
import { proofOf } from './authenticity.ts'
import { automaticWhy, isOutOfOffice } from './automatic.ts'
import { bounceOf } from './bounce.ts'
import { MATTER_CAPS, mayAnswer, PERSON_CAPS } from './loops.ts'
import { automaticHeaders, displayName, greetableName, headerText, recipientsOf, replySubject } from './outgoing.ts'
import { parseMail } from './parse.ts'
import { threadAddress, threadMessageId, threadOf } from './thread.ts'

const own = new Set(['cskh@shop.example'])
const read = (headers: string, body = 'x') => parseMail(Buffer.from(`${headers}\r\n\r\n${body}`))
const NOW = new Date('2026-11-24T02:00:00Z')

describe('V5: who is a machine', () => {
  test.each([
    ['Auto-Submitted: auto-replied', 'autoSubmitted'],
    ['Auto-Submitted: auto-generated (vacation)', 'autoSubmitted'],
    ['Precedence: bulk', 'precedence'],
    ['Precedence: auto_reply', 'precedence'],
    ['List-Id: <news.x.example>', 'list'],
    ['List-Unsubscribe: <mailto:x@y.example>', 'list'],
    ['Return-Path: <>', 'nullReturnPath'],
    ['X-Auto-Response-Suppress: OOF, AutoReply', 'suppress'],
    ['X-Auto-Response-Suppress: All', 'suppress'],
    ['X-Autoreply: yes', 'autoHeader'],
    ['X-Autorespond: vacation', 'autoHeader'],
    ['X-Tantam-Automatic: acknowledgement', 'ownMail'],
    ['From: MAILER-DAEMON@x.example', 'mailerDaemon'],
    ['From: cskh@shop.example', 'ownAddress'],
    ['From: no-reply@bank.example', 'noReply'],
    ['Subject: Trả lời tự động: Bảo hành', 'outOfOffice'],
    ['Subject: =?UTF-8?B?VuG6r25nIG3hurd0OiBuZ2jhu4kgcGjDqXA=?=', 'outOfOffice'],
    ['Subject: Re: Out of Office: hi', 'outOfOffice'],
    ['Subject: Automatic reply: hi', 'outOfOffice'],
  ])('%s', async (line, why) => {
    const from = line.startsWith('From:') ? '' : 'From: khach@x.example\r\n'
    expect(automaticWhy(await read(from + line), 'khach@x.example', own)).toBe(why)
  })
  test('the null return path of the envelope', async () =>
    expect(automaticWhy(await read('From: khach@x.example'), '', own)).toBe('nullReturnPath'))
  test.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'Subject: Trả lời tự động của shop không chạy',
    'Subject: Vắng mặt nhân viên giao hàng',
    'X-Auto-Response-Suppress: None',
  ])('a person: %s', async (line) =>
    expect(automaticWhy(await read(`From: khach@x.example\r\n${line}`), 'khach@x.example', own)).toBeNull(),
  )
  test('subjects', () =>
    expect(['OOO: x', '[Tự động trả lời] x', 'Nghỉ phép từ 1/1', 'Réponse automatique : x'].every(isOutOfOffice)).toBe(true))
})

const report = (action: string) =>
  `--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; Khach@x.example\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <c.1@shop.example>\r\n--b--`
const dsn =
  'From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b'

describe('A05: bounces', () => {
  test('a delivery report', async () =>
    expect(bounceOf(await read(dsn, report('failed')), '')).toEqual({
      outcome: 'failed',
      recipients: [{ address: 'khach@x.example', status: '5.1.1', detail: 'smtp; 550 5.1.1 no such user' }],
      about: ['<c.1@shop.example>'],
    }))
  test('late and delivered are not failed', async () => {
    expect(bounceOf(await read(dsn, report('delayed')), '')?.outcome).toBe('delayed')
    expect(bounceOf(await read(dsn, report('delivered')), '')?.outcome).toBe('delivered')
  })
  test.each([
    [
      'qmail',
      'From: MAILER-DAEMON@mx.example\r\nSubject: failure notice',
      'Hi. This is the qmail-send program at mx.\r\n<khach@x.example>:\r\nSorry, no mailbox here',
    ],
    [
      'Exim',
      'From: Mail Delivery System <Mailer-Daemon@mx.example>\r\nSubject: Mail delivery failed: returning message to sender\r\nX-Failed-Recipients: khach@x.example',
      'This message was created automatically by mail delivery software.',
    ],
    [
      'Exchange',
      'From: postmaster@mx.example\r\nSubject: Undeliverable: Bảo hành',
      'Your message did not reach some or all of the intended recipients. <khach@x.example>: user unknown',
    ],
    [
      'Vietnamese',
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\r\nSubject: =?utf-8?Q?Th=C6=B0_b=E1=BB=8B_tr=E1=BA=A3_l=E1=BA=A1i?=',
      'Không tìm thấy địa chỉ <khach@x.example>: 550',
    ],
  ])('%s', async (_, headers, body) =>
    expect(bounceOf(await read(headers, body), '')).toMatchObject({ outcome: 'failed', recipients: [{ address: 'khach@x.example' }] }),
  )
  test.each([
    [
      'a customer who writes of a failed delivery',
      'From: khach@x.example\r\nSubject: Delivery failed',
      'Đơn hàng was not delivered, shipper says address does not exist',
    ],
    ['an out-of-office', 'From: khach@x.example\r\nSubject: Automatic reply: x\r\nAuto-Submitted: auto-replied', 'Tôi đang nghỉ phép'],
  ])('not a bounce: %s', async (_, headers, body) => expect(bounceOf(await read(headers, body), 'khach@x.example')).toBeNull())
})

describe('A07: caps', () => {
  const minutesAgo = (...ago: number[]) => ago.map((minutes) => new Date(NOW.getTime() - minutes * 60_000))
  test('ten in ten minutes, then no more until one is old enough', () => {
    expect(mayAnswer(minutesAgo(...Array(9).fill(5)), MATTER_CAPS, NOW)).toBe(true)
    expect(mayAnswer(minutesAgo(...Array(10).fill(5)), MATTER_CAPS, NOW)).toBe(false)
    expect(mayAnswer(minutesAgo(...Array(9).fill(5), 10), MATTER_CAPS, NOW)).toBe(true)
  })
  test.each([
    [15, 20],
    [25, 45],
    [50, 100],
    [100, 500],
  ])('%i sent %i minutes ago are enough', (most, ago) => {
    expect(mayAnswer(minutesAgo(...Array(most).fill(ago)), MATTER_CAPS, NOW)).toBe(false)
    expect(mayAnswer(minutesAgo(...Array(most - 1).fill(ago)), MATTER_CAPS, NOW)).toBe(true)
  })
  test.each([
    [30, 5],
    [60, 20],
    [120, 45],
    [240, 100],
    [360, 500],
  ])('to one person %i', (most, ago) => {
    expect(mayAnswer(minutesAgo(...Array(most).fill(ago)), PERSON_CAPS, NOW)).toBe(false)
    expect(mayAnswer(minutesAgo(...Array(most - 1).fill(ago)), PERSON_CAPS, NOW)).toBe(true)
  })
})

describe('A13: whom to believe', () => {
  const lines = (...values: string[]) => ({ signals: values.map((value) => ({ name: 'authentication-results', value })) })
  test('only our own border counts', () => {
    expect(proofOf(lines('mx.evil.example; dmarc=pass'), 'mx.shop.example').dmarc).toBe('unknown')
    expect(proofOf(lines('mx.shop.example 1; spf=fail; dmarc=fail (p=reject)', 'mx.shop.example; dmarc=pass'), 'mx.shop.example')).toEqual({
      dmarc: 'fail',
      dkim: 'none',
      spf: 'fail',
    })
    expect(proofOf(lines('MX.shop.example; dkim=fail; dkim=pass; dmarc=pass header.from=shop.example'), 'mx.shop.example')).toMatchObject({
      dmarc: 'pass',
      dkim: 'pass',
    })
    expect(proofOf(lines('mx.shop.example; dmarc=pass'), '').dmarc).toBe('unknown')
  })
  test.each([
    'mx.shop.example; none',
    '(mx.shop.example;) evil; dmarc=pass',
    'mx.shop.example (; dmarc=pass); dmarc=fail',
    'mx.shop.example; x-dmarc=pass',
  ])('%s proves nothing', (line) => expect(proofOf(lines(line), 'mx.shop.example').dmarc).not.toBe('pass'))
})

describe('V1, V2: ids of ours', () => {
  const key = Buffer.alloc(32, 7)
  const id = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
  const none = { inReplyTo: [], references: [], recipients: [] }
  test('come back as the conversation, in any case', () => {
    const messageId = threadMessageId(key, id, 'shop.example')
    expect(threadOf(key, { ...none, inReplyTo: [`<${messageId}>`] })).toBe(id)
    expect(threadOf(key, { ...none, references: ['<x@y>', `<${messageId.toUpperCase()}>`] })).toBe(id)
    expect(threadOf(key, { ...none, recipients: [threadAddress(key, id, 'cskh@shop.example')] })).toBe(id)
  })
  test('guessed, cut, changed or signed by another house they name nothing', () => {
    const messageId = threadMessageId(key, id, 'shop.example')
    const other = messageId.replace('c.0193', 'c.1193')
    const cut = messageId.replace(/[0-9a-f]{4}@/, '@')
    for (const forged of [other, cut, `c.${id.replaceAll('-', '')}@shop.example`, threadMessageId(Buffer.alloc(32, 8), id, 'shop.example')])
      expect(threadOf(key, { ...none, inReplyTo: [`<${forged}>`] })).toBeNull()
    expect(threadOf(key, { ...none, recipients: [threadAddress(key, id, 'cskh@shop.example').replace(/.@/, '@')] })).toBeNull()
  })
})

describe('V25, A18: what we write', () => {
  test('no header grows a second line', () => {
    expect(headerText('Bảo hành\r\nBcc: x@evil.example\u2028X: y')).toBe('Bảo hành Bcc: x@evil.example X: y')
    expect(displayName('"Lan" <lan@evil.example>\r\n')).toBe('Lan lan evil.example')
    expect(replySubject('Re: RE: Trả lời: Máy\nlạnh')).toBe('Re: Máy lạnh')
  })
  test('a greeting carries a name and nothing else', () => {
    expect(['Nguyễn Thị Hạnh', "Cty CP O'Brien - Sao Mai"].map(greetableName)).toEqual(['Nguyễn Thị Hạnh', "Cty CP O'Brien - Sao Mai"])
    expect(['Mua ngay evil.example', 'https://x', 'Gọi 0912345678', 'a'.repeat(61)].map(greetableName)).toEqual(['', '', '', ''])
  })
  test('recipients are exactly those meant', () => {
    expect(recipientsOf(['A@x.example', 'a@x.example', 'cskh@shop.example'], own)).toEqual(['a@x.example'])
    for (const bad of [
      'a@x.example, b@evil.example',
      'a@x.example\r\nRCPT TO:<b@evil.example>',
      '"a b"@x.example',
      'a@x.example>',
      '<a@x.example',
      '',
    ])
      expect(recipientsOf([bad], own)).toBeNull()
  })
  test('A19: automatic mail says so', () =>
    expect(automaticHeaders('survey', 'https://shop.example/bo\r\nBcc: x')).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      'X-Auto-Response-Suppress': 'All',
      'List-Unsubscribe': '<https://shop.example/boBcc:x>',
    }))
})
