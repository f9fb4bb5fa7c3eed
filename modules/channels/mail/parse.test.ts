import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { openReader } from './aside.ts'
import { parseMail } from './parse.ts'

const folder = new URL('../corpora/vietnamese/', import.meta.url)
const file = (name: string) => readFileSync(new URL(name, folder))
const expected = JSON.parse(file('expected.json').toString()) as { file: string; subject: string; text: string }[]
const mail = (headers: string, body: string | Buffer) => Buffer.concat([Buffer.from(`${headers}\r\n\r\n`), Buffer.from(body)])
const multipart = (kind: string, ...parts: string[]) =>
  mail(
    `From: a@khach.example\r\nSubject: x\r\nContent-Type: multipart/${kind}; boundary=zz`,
    `${parts.map((part) => `--zz\r\n${part}\r\n`).join('')}--zz--\r\n`,
  )

describe('A03: Vietnamese mail', () => {
  test.each(expected)('$file', async ({ file: name, subject, text }) => {
    const read = await parseMail(file(name))
    expect(`${read.subject}${read.body.text}`).not.toContain('\uFFFD')
    if (!subject.startsWith('(')) expect({ subject: read.subject, text: read.body.text }).toEqual({ subject, text })
  })
  test('what reads wrong can be read again with another encoding', async () => {
    const read = await parseMail(file('windows1258-declared-1252.eml'), 'windows-1258')
    expect(read.subject).toBe('Bảo hành máy lọc nước')
  })
})

describe('A02: who wrote, about what', () => {
  test.each([
    ['a@b.example', { name: '', address: 'a@b.example' }],
    ['<a@b.example>', { name: '', address: 'a@b.example' }],
    ['Nguyễn Lan <A@B.example>', { name: 'Nguyễn Lan', address: 'a@b.example' }],
    ['"Lan, Nguyễn" <a@b.example>', { name: 'Lan, Nguyễn', address: 'a@b.example' }],
    ['=?utf-8?B?Tmd1eeG7hW4gTGFu?= <a@b.example>', { name: 'Nguyễn Lan', address: 'a@b.example' }],
    ['=?UTF-8?Q?Nguy=E1=BB=85n_Lan?= <a@b.example>', { name: 'Nguyễn Lan', address: 'a@b.example' }],
    ['"=?utf-8?Q?Nguy=E1=BB=85n_Lan?=" <a@b.example>', { name: 'Nguyễn Lan', address: 'a@b.example' }],
    ['=?utf-8?B?Tmd1eeG7?= =?utf-8?B?hW4gTGFu?= <a@b.example>', { name: 'Nguyễn Lan', address: 'a@b.example' }],
    ['a@b.example (Nguyen Lan)', { name: 'Nguyen Lan', address: 'a@b.example' }],
    ['Lan\r\n <a@b.example>', { name: 'Lan', address: 'a@b.example' }],
    ['"x@evil.example" <a@b.example>', { name: 'x@evil.example', address: 'a@b.example' }],
    ['Lan <a+b.c@sub.b.example>', { name: 'Lan', address: 'a+b.c@sub.b.example' }],
  ])('From: %s', async (from, read) => expect((await parseMail(mail(`From: ${from}\r\nSubject: x`, 'x'))).from).toMatchObject(read))
  test.each([
    ['Bảo hành', 'Bảo hành'],
    ['=?utf-8?Q?B=E1=BA=A3o_h=C3=A0nh?=', 'Bảo hành'],
    ['=?utf-8?B?QuG6?= =?utf-8?B?o28gaMOgbmg=?=', 'Bảo hành'],
    ['Re: =?utf-8?Q?B=E1=BA=A3o?= h', 'Re: Bảo h'],
    ['=?utf-8*vi?Q?B=E1=BA=A3o?=', 'Bảo'],
    ['=?khong-co?Q?Bao?=', 'Bao'],
    ['=?utf-8?X?Bao?=', '=?utf-8?X?Bao?='],
    ['gấp\r\n\tvà\r\n dài', 'gấp và dài'],
    ['', ''],
  ])('Subject: %s', async (subject, read) =>
    expect((await parseMail(mail(`From: a@b.example\r\nSubject: ${subject}`, 'x'))).subject).toBe(read),
  )
  test.each([
    ['name="=?utf-8?B?aMOzYSDEkcahbi5wZGY=?="', 'hóa đơn.pdf'],
    ["name*0*=utf-8''h%C3%B3a%20; name*1*=%C4%91%C6%A1n.pdf", 'hóa đơn.pdf'],
    ['name="ho\\"a.pdf"', 'ho"a.pdf'],
    ["name*=utf-8''ho%CC%81a.pdf", 'hóa.pdf'],
  ])('a file with %s', async (given, name) =>
    expect((await parseMail(multipart('mixed', `Content-Type: application/pdf; ${given}\r\n\r\nx`))).attachments[0]?.name).toBe(name),
  )
})

describe('A12: unclean text', () => {
  test('NUL, control characters and lone surrogates are gone, the rest stays', async () => {
    const read = await parseMail(mail('From: a@khach.example\r\nSubject: a\u0000b\u0007c', 'x\u0000y\u0008z \ud800!'))
    expect(read.subject).toBe('abc')
    expect(read.body.text).not.toMatch(/\p{Cs}/u)
    expect(read.body.text).toMatch(/^xyz/)
    expect(read.body.html.isWellFormed()).toBe(true)
  })
  test('an empty mail and noise are read without complaint', async () => {
    expect((await parseMail(Buffer.alloc(0))).from).toBeNull()
    expect((await parseMail(Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 256)))).from).toBeNull()
  })
})

describe('bodies and files', () => {
  test('of alternatives the markup is shown; the enclosed picture is tied to it, the photo is a file', async () => {
    const read = await parseMail(
      multipart(
        'mixed',
        'Content-Type: multipart/related; boundary=yy\r\n\r\n--yy\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ảnh: <img src="cid:logo@x"></p>\r\n--yy\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--yy--',
        "Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename*=utf-8''h%C3%B3a%20%C4%91%C6%A1n.jpg\r\n\r\nJPEG",
      ),
    )
    expect(read.body.html).toContain('data-cid="logo@x"')
    expect(read.attachments.map(({ name, inline, contentId }) => ({ name, inline, contentId }))).toEqual([
      { name: 'tep-1.png', inline: true, contentId: 'logo@x' },
      { name: 'hóa đơn.jpg', inline: false, contentId: null },
    ])
  })
  test('an embedded mail is one file, not part of this one', async () => {
    const read = await parseMail(
      multipart('mixed', '\r\nXem thư kèm', 'Content-Type: message/rfc822\r\n\r\nFrom: ai@do.example\r\nSubject: cũ\r\n\r\nnội dung cũ'),
    )
    expect(read.body.text).toBe('Xem thư kèm')
    expect(read.attachments).toMatchObject([{ mime: 'message/rfc822', name: 'tep-1.eml' }])
  })
  test('markup whose unclosed tag swallows everything is still read', async () => {
    const read = await parseMail(mail('From: a@khach.example\r\nContent-Type: text/html', '<title>x<p>Nước rò rỉ'))
    expect(read.body.text).toContain('Nước rò rỉ')
  })
  test('format=flowed lines are joined', async () => {
    const read = await parseMail(mail('From: a@khach.example\r\nContent-Type: text/plain; format=flowed', 'Máy lọc \r\nnước\r\nhỏng'))
    expect(read.body.text).toBe('Máy lọc nước\nhỏng')
  })
  test('names that would turn, climb or hide are only names', async () => {
    const read = await parseMail(multipart('mixed', 'Content-Type: application/pdf; name="../../a\u202efdp.exe"\r\n\r\nx'))
    expect(read.attachments[0]?.name).toBe('afdp.exe')
  })
})

describe('A11: sealed mail is never an empty ticket', () => {
  test.each([
    ['application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'smime'],
    ['application/x-pkcs7-mime; name=smime.p7m', 'smime'],
  ])('%s', async (type, protection) => {
    const read = await parseMail(mail(`From: a@khach.example\r\nSubject: x\r\nContent-Type: ${type}`, 'MIIB'))
    expect(read).toMatchObject({ protection, sealed: true, attachments: [{ name: 'smime.p7m' }] })
  })
  test('PGP, enclosed and inline', async () => {
    const enclosed = await parseMail(
      multipart(
        'encrypted; protocol="application/pgp-encrypted"',
        'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1',
        'Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----',
      ),
    )
    expect(enclosed).toMatchObject({ protection: 'pgp', sealed: true })
    expect(enclosed.attachments).toHaveLength(2)
    const inline = await parseMail(mail('From: a@khach.example', '-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----'))
    expect(inline).toMatchObject({ protection: 'pgp', sealed: true })
  })
  test('a signed mail shows its words', async () => {
    const read = await parseMail(
      multipart(
        'signed; protocol="application/pkcs7-signature"',
        'Content-Type: text/plain\r\n\r\nXin chào',
        'Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMII',
      ),
    )
    expect(read).toMatchObject({ protection: 'smime', sealed: false, body: { text: 'Xin chào' } })
  })
  test('winmail.dat is unpacked and kept', async () => {
    const read = await parseMail(
      multipart(
        'mixed',
        'Content-Type: text/plain\r\n\r\n',
        `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef().toString('base64')}`,
      ),
    )
    expect(read.body.text).toBe('Xin chao')
    expect(read.attachments.map(({ name }) => name)).toEqual(['winmail.dat', 'bao gia.pdf'])
  })
})

/** A TNEF file with a body and one attachment, as Outlook writes it. */
function tnef(): Buffer {
  const attribute = (level: number, id: number, value: Buffer) => {
    const head = Buffer.alloc(9)
    head.writeUInt8(level, 0)
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(value.length, 5)
    return Buffer.concat([head, value, Buffer.alloc(2)])
  }
  const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])
  return Buffer.concat([
    start,
    attribute(1, 0x0002800c, Buffer.from('Xin chao\0')),
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from('bao gia.pdf\0')),
    attribute(2, 0x0006800f, Buffer.from('%PDF-1.4')),
  ])
}

describe('A10: heavy mail, beside the main thread', () => {
  const reader = openReader(3_000)
  afterAll(() => reader.close())
  const html = (body: string) => mail('From: a@khach.example\r\nSubject: x\r\nContent-Type: text/html', body)
  const list = Array.from({ length: 10_000 }, (_, at) => `Khách ${at} <a${at}@b.example>`).join(',\r\n ')
  const references = Array.from({ length: 1000 }, (_, at) => `<${at}@b.example>`).join('\r\n ')
  test.each([
    [
      '30 MB',
      multipart(
        'mixed',
        '\r\nchữ',
        `Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(22_000_000, 7).toString('base64').replace(/.{76}/g, '$&\r\n')}`,
      ),
    ],
    ['ten thousand recipients', mail(`From: a@b.example\r\nTo: ${list}`, 'x')],
    ['a thousand References', mail(`From: a@b.example\r\nReferences: ${references}`, 'x')],
    ['twenty thousand nested divs', html(`${'<div>'.repeat(20_000)}x`)],
    [
      'a table of 3.8 MB',
      html(`<table>${'<tr><td style="border:1px solid #ccc">Xin chào</td><td><p>123</p></td></tr>'.repeat(46_000)}</table>`),
    ],
  ])('%s within three seconds of work', { timeout: 60_000 }, async (_, bytes) => {
    const read = await reader.read(bytes)
    expect(read.body.text.length).toBeGreaterThan(0)
    expect(read.to.length + read.references.length).toBeLessThanOrEqual(251)
  })
  test('one that takes too long is given up and the next is read', async () => {
    const short = openReader(400)
    await expect(short.read(html('<b>'.repeat(1_000_000)))).rejects.toMatchObject({ reason: 'tooSlow' })
    // A thread takes a moment to begin, the more so on a busy machine.
    await expect.poll(() => short.read(mail('From: a@b.example', 'y')).then(({ body }) => body.text, String), { timeout: 10_000 }).toBe('y')
    await short.close()
  })
})
