import addressparser from 'nodemailer/lib/addressparser'
import { decodeText, washed } from './charset.ts'

/** Header lines as they came: names in lower case, values as bytes held in a latin1 string, unfolded. */
export type Headers = { name: string; raw: string }[]
export type Address = { name: string; address: string }

const MOST_HEADERS = 1000
/** Beyond this an address list is cut: ten thousand recipients are a fact to count, not people to write to. */
const LONGEST_LIST = 64 * 1024
const MOST_ADDRESSES = 200

/** @param block the bytes of a header block */
export function readHeaders(block: Uint8Array): Headers {
  const lines = Buffer.from(block)
    .toString('latin1')
    .split(/\r?\n(?![ \t])/)
  const found: Headers = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1 || found.length === MOST_HEADERS) continue
    found.push({
      name: line.slice(0, colon).trim().toLowerCase(),
      raw: line
        .slice(colon + 1)
        .replace(/\r?\n[ \t]*/g, ' ')
        .trim(),
    })
  }
  return found
}

/** The first header of this name, decoded; empty when there is none. */
export function header(headers: Headers, name: string, forced?: string): string {
  const found = headers.find((line) => line.name === name)
  return found ? decodeWords(found.raw, forced).trim() : ''
}

/** Every header of this name, decoded, topmost first. */
export const everyHeader = (headers: Headers, name: string): string[] =>
  headers.filter((line) => line.name === name).map(({ raw }) => decodeWords(raw).trim())

const WORD = /=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=/g

/** Encoded words (RFC 2047) to text. Neighbours of one charset are joined before decoding, since programs cut inside a letter. */
export function decodeWords(raw: string, forced?: string): string {
  const pieces: { label: string | undefined; bytes: Buffer }[] = []
  let at = 0
  for (const found of raw.matchAll(WORD)) {
    const between = raw.slice(at, found.index)
    at = found.index + found[0].length
    if (between.trim() || (between && !pieces.at(-1)?.label)) pieces.push({ label: undefined, bytes: Buffer.from(between, 'latin1') })
    const label = String(found[1]).replace(/\*.*$/, '').toLowerCase()
    const bytes = unpacked(String(found[2]), String(found[3]))
    const last = pieces.at(-1)
    if (last?.label === label) last.bytes = Buffer.concat([last.bytes, bytes])
    else pieces.push({ label, bytes })
  }
  pieces.push({ label: undefined, bytes: Buffer.from(raw.slice(at), 'latin1') })
  return washed(pieces.map(({ label, bytes }) => decodeText(bytes, label, forced)).join('')).replace(/[\n\t]+/g, ' ')
}

function unpacked(coding: string, text: string): Buffer {
  if (coding.toUpperCase() === 'B') return Buffer.from(text, 'base64')
  const bytes = text.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

/** One address or none: no control characters, no spaces, no quotes, one @. What looks otherwise is not written to. */
export function isAddress(given: string): boolean {
  return given.length <= 254 && /^[^\s@<>()[\]",;:\\\p{C}]{1,64}@[^\s@<>()[\]",;:\\\p{C}]+\.?[^\s@<>()[\]",;:\\\p{C}.]+$/u.test(given)
}

/** Addresses compare in lower case, NFC. */
export const sameAddress = (given: string): string => given.trim().normalize('NFC').toLowerCase()

/** Addresses of a header (all its lines), at most 200, and how many there were. Names are decoded after splitting, so an encoded comma never splits. */
export function addresses(headers: Headers, name: string): { list: Address[]; count: number } {
  const raw = headers
    .filter((line) => line.name === name)
    .map((line) => line.raw)
    .join(', ')
  const count = raw.length > LONGEST_LIST ? raw.split('@').length - 1 : 0
  const read = addressparser(raw.slice(0, LONGEST_LIST), { flatten: true })
  const list = read.map((one) => ({ name: decodeWords(one.name).trim().slice(0, 200), address: sameAddress(decodeWords(one.address)) }))
  const good = list.filter((one) => isAddress(one.address))
  return { list: good.slice(0, MOST_ADDRESSES), count: Math.max(count, good.length) }
}

/** Message ids of a header, brackets kept; one with a NUL, which the database cannot hold, is none. Of very many, the first and the newest fifty: a thousand References prove no more. */
export function messageIds(headers: Headers, name: string): string[] {
  const raw = headers
    .filter((line) => line.name === name)
    .map((line) => line.raw)
    .join(' ')
    .slice(0, 200_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing it is the purpose
  const found = [...raw.matchAll(/<[^<>\s\u0000]{3,250}>/g)].map(([id]) => id)
  return found.length > 51 ? [String(found[0]), ...found.slice(-50)] : found
}
