import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const lines = (...given: string[]) => given.join('\r\n')
const hash = (mail: string | Buffer) => fingerprint(Buffer.from(mail)).sha256.toString('hex')
const earlier = (mail: string) => fingerprint(Buffer.from(mail)).earlier?.toString('hex')
const nearly = (line: string) => lines('From: a@example.vn', line, 'Subject: x', '', 'thân')

const FOLDED = lines(
  ...[
    'Received: from x',
    '\tby y; now',
    'From: a@example.vn',
    'Subject: Hỏi',
    '  về máy',
    ' lạnh ',
    'X-Spam-Status: No',
    ' tests',
    'X-Empty:',
  ],
  ...['DKIM-Signature: v=1;', ' b=abc', '', '', 'body\n\u0000', ''],
)

describe('a mail of headers, a blank line and a body keeps the fingerprint it always had', () => {
  test.each([
    [
      lines('From: a@example.vn', 'Subject: mot', 'Message-ID: <mot@example.vn>', '', 'Lần một', ''),
      'd4a5613791e036d1026ad765aed0e7448a62cc8c256f037b783076a13efcb376',
    ],
    ['From: a@example.vn\nSubject: mot\n\nLần một\n', '36f5900ecf2315ad8147635436def7fd5f3be6253617ec2a38be6506372738af'],
    [FOLDED, '335b4a7210049c268abb16fc940312de87609a7b3943ba64cc4b1510022dac31'],
    [lines('Subject : chỉ có đầu', '', ''), 'dbf2a78657904ab60d44ddd3a40fa92ab0c98135f593945537045bbdb7538148'],
    [lines('Subject: a\u0000b\rc', '', 'x'), 'beaaf263cd8730f7dab17b2689fd18663532685409c411e8c6de4370702b9ba1'],
  ])('%j', (mail, kept) => expect([hash(mail), earlier(mail)]).toEqual([kept, undefined]))

  test('so do the mails of the corpus: none of them is looked for under another', () => {
    const folder = new URL('../corpora/vietnamese/', import.meta.url)
    const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    expect(mails.length).toBe(12)
    for (const name of mails) expect(fingerprint(readFileSync(new URL(name, folder))).earlier).toBeUndefined()
  })
})

test('any other mail tells what it was kept under before: its headers and its body', () => {
  const nothing = '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b'
  expect(['', 'rác', 'một\r\nhai', ' rác'].map(earlier)).toEqual([nothing, nothing, nothing, nothing])
  expect(earlier(nearly('lạc'))).toBe(hash(lines('From: a@example.vn', 'Subject: x', '', 'thân')))
})

test.each([
  ['lines that are no headers', 'một\r\nhai', 'một\r\nba'],
  ['a blank in a line', 'một hai', 'một  hai'],
  ['small and large letters', 'giao: gấp', 'Giao: gấp'],
  ['nothing and something', '', 'x'],
  ['nothing and a NUL', '', '\u0000'],
  ['a NUL', 'a\u0000b', 'a\u0000c'],
  ['a NUL in a name', nearly('X\u0000: a'), nearly('X\u0000: b')],
  ['bare CR', 'một\rhai', 'một\rba'],
  ['a server’s name after a bare CR', 'một\rReceived: hai', 'một\rReceived: ba'],
  ['a first line that goes on with nothing', ' một\r\nSubject: x\r\n\r\nthân', ' hai\r\nSubject: x\r\n\r\nthân'],
  ['a line amid headers', nearly('lạc một'), nearly('lạc hai')],
  ['what goes on with it', nearly('lạc\r\n một'), nearly('lạc\r\n hai')],
  ['a name with blanks', nearly('Kính gửi: a'), nearly('Kính gửi: b')],
  ['a name that is none', nearly(': a'), nearly(': b')],
  ['a blank line and none', 'Subject: x\r\nthân', 'Subject: x\r\n\r\nthân'],
  ['blank lines of two kinds', 'Subject: x\n\r\nmột', 'Subject: x\n\r\nhai'],
  ['a blank line first', '\r\nmột', '\r\nhai'],
  ['a server’s name in a text', 'Xin chào\r\nReceived: một\r\n\r\nx', 'Xin chào\r\nReceived: hai\r\n\r\nx'],
  ['a server’s name with no blank line', 'Subject: x\r\nReceived: một', 'Subject: x\r\nReceived: hai'],
  ['nothing but a server’s name', 'Received: một', 'Received: hai'],
  ['nothing else, and a blank line', 'Received: một\r\n\r\n', 'Received: hai\r\n\r\n'],
  ['a letter that begins with From', 'From Monday on: một\r\n\r\nx', 'From Monday on: hai\r\n\r\nx'],
  ['the end of a very long line', `${'a'.repeat(1e6)}b`, `${'a'.repeat(1e6)}c`],
  ['the body', nearly('lạc'), `${nearly('lạc')} khác`],
  ['more headers than are read', `${'X: y\r\n'.repeat(1001)}Z: a\r\n\r\nx`, `${'X: y\r\n'.repeat(1001)}Z: b\r\n\r\nx`],
])('two mails are two: %s', (_what, one, other) => expect(hash(one)).not.toBe(hash(other)))

const TRACE = lines('Delivered-To: cskh@x.vn', 'Received: from a', '\tby b;', ' now', 'X-Spam-Status: No', '')
const FROM = 'From a@example.vn Wed Nov 25 10:00:00 2026\r\n'
const bad = nearly('lạc')
test.each([
  ['lines added above headers', FOLDED, TRACE + FOLDED],
  ['lines added above a stray one', bad, TRACE + bad],
  ['lines added below a stray one', bad, bad.replace('Subject: x', 'Subject: x\r\nX-MS-Exchange-Organization-SCL: 1\r\n -1')],
  ['lines added above a text', 'rác một\r\nhai', `${TRACE}rác một\r\nhai`],
  ['and a blank line set after them', 'rác một\r\nhai', `${TRACE}\r\nrác một\r\nhai`],
  ['a blank line first', '\r\nrác một', `${TRACE}\r\nrác một`],
  ['line ends', 'rác một\r\nhai\r\n\r\nba\r\n', 'rác một\nhai\n\nba\n'],
  ['line ends around a stray one', bad, bad.replaceAll('\r\n', '\n')],
  ['the line of a mailbox file', FOLDED, FROM + FOLDED],
  ['the line of a mailbox file and others', bad, FROM + TRACE + bad],
])('one mail is one: %s', (_what, one, again) => expect(hash(one)).toBe(hash(again)))

test('a mail made to be slow comes to an end', () => {
  for (const slow of ['a\n', 'a:\n', '\n a', 'received:\n', ' ', 'x-spam-']) hash(Buffer.alloc(1e6, slow))
  hash(`x-spam-${' '.repeat(1e6)}`)
})
