import { createHash } from 'node:crypto'
import { type Headers, messageIds, readHeaders } from './headers.ts'

/** `earlier`: what a mail of this shape was kept under before every line counted. Other mails may share it: it only says where to look. */
export type Fingerprint = { messageId: string | null; sha256: Buffer; earlier?: Buffer }

/** Names of lines that servers on the way add or change: the same mail come twice differs in nothing else. */
const names = (rest: string) =>
  `received|return-path|delivered-to|x-original-to|x-received|x-envelope-${rest}|authentication-results|received-spf|arc-${rest}|dkim-signature|x-spam-${rest}|x-google-${rest}|x-gm-${rest}|x-ms-exchange-${rest}|x-forefront-${rest}`
const ON_THE_WAY = new RegExp(`^(${names('.*')})$`)
/** The same at the beginning of a line. `^` and `m` will not do: they take a bare CR for a line end. */
const ADDED = new RegExp(`(?<![^\\n])(?:${names('[!-9;-~]*')})[ \\t]*:`, 'gi')
const ADDED_HERE = new RegExp(`^(?:${names('[!-9;-~]*')})[ \\t]*:`, 'i')
const LONGEST_NAME = 1000
const HEADER = /^[!-9;-~]+[ \t]*:/
/** Where a line begins that is neither a header nor goes on with one. */
const STRAY = /^[ \t]|(?<![^\n])(?![!-9;-~]+[ \t]*:|[ \t])/
/** How a mailbox file marks the beginning of a mail; strict, since a letter may begin with "From" too. */
const FROM_LINE = /^>?From \S{1,250} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [ \w:+-]{10,60}\r?\n/
/** As many headers as `readHeaders` reads. */
const MOST_HEADERS = 1000

/**
 * Message-ID and a hash of what the sender wrote: headers by name and words, the body byte for byte. A mail that is not made of headers, a blank
 * line and a body is hashed by its lines, whatever they are. Two mails never count as one, even where one mail then counts as two.
 */
export function fingerprint(bytes: Buffer): Fingerprint {
  const asItCame = read(bytes)
  const from = FROM_LINE.exec(bytes.toString('latin1', 0, 400))?.[0].length ?? 0
  const mail = from ? read(bytes.subarray(from)) : asItCame
  const messageId = messageIds(mail.headers, 'message-id')[0] ?? null
  const isPlain = isWhole(mail) && mail.headers.some(({ name }) => !ON_THE_WAY.test(name))
  if (isPlain && !from) return { messageId, sha256: ofHeaders(mail) }
  // As it was when nothing but headers and the body counted. Not to be changed: what came then is found by it.
  return { messageId, sha256: isPlain ? ofHeaders(mail) : ofLines(mail.bytes), earlier: ofHeaders(asItCame) }
}

type Mail = { bytes: Buffer; end: number; headers: Headers }

function read(bytes: Buffer): Mail {
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0)
  const end = ends.length ? Math.min(...ends) : bytes.length
  return { bytes, end, headers: readHeaders(bytes.subarray(0, end)) }
}

/** Headers to the last line, all of them read, and a blank line. */
const isWhole = ({ bytes, end, headers }: Mail) =>
  end < bytes.length && headers.length < MOST_HEADERS && !STRAY.test(bytes.toString('latin1', 0, end))

function ofHeaders({ bytes, end, headers }: Mail): Buffer {
  const hash = createHash('sha256')
  for (const { name, raw } of headers) if (!ON_THE_WAY.test(name)) hash.update(`${name}:${raw.replace(/\s+/g, ' ')}\n`, 'latin1')
  return hash.update('\n').update(bytes.subarray(end)).digest()
}

/**
 * Servers add at the top, so there their lines go. Below that they only go from a block that begins with a header and ends with a blank line:
 * elsewhere "Received: two boxes" is what somebody wrote. Of a mail with nothing else in it they are kept.
 */
function ofLines(mail: Buffer): Buffer {
  const text = mail.toString('latin1').replaceAll('\r\n', '\n')
  const below = text.slice(afterTop(text))
  const end = below.indexOf('\n\n')
  const hasHead = end > 0 && HEADER.test(below)
  // A server that finds no header sets a blank line between its own and the text.
  const words = hasHead ? withoutAdded(below.slice(0, end + 1)) + below.slice(end + 1) : below.replace(/^\n/, '')
  // The NUL keeps these apart from the hashes of headers, none of which begins with one.
  return createHash('sha256')
    .update('\0')
    .update(words.trim() ? words : text, 'latin1')
    .digest()
}

/** Where the lines added above any other end. */
function afterTop(text: string): number {
  let at = 0
  for (; ADDED_HERE.test(text.slice(at, at + LONGEST_NAME)); at = afterHeader(text, at));
  return at
}

function withoutAdded(head: string): string {
  const kept: string[] = []
  let at = 0
  for (const { index } of head.matchAll(ADDED)) {
    kept.push(head.slice(at, index))
    at = afterHeader(head, index)
  }
  return kept.join('') + head.slice(at)
}

/** Where the header that begins here ends, with the lines that go on with it. */
function afterHeader(text: string, from: number): number {
  const ends = /\n(?![ \t])/g
  ends.lastIndex = from
  return ends.test(text) ? ends.lastIndex : text.length
}
