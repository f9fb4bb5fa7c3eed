import iconv from 'iconv-lite'

/** Labels under which TCVN 5712 and VISCII travel; the web's own decoders do not know them. */
const VIETNAMESE: Record<string, 'tcvn' | 'viscii'> = {
  tcvn: 'tcvn',
  tcvn5712: 'tcvn',
  tcvn57121: 'tcvn',
  tcvn57121993: 'tcvn',
  tcvn57122: 'tcvn',
  tcvn3: 'tcvn',
  abc: 'tcvn',
  vn1: 'tcvn',
  isoir180: 'tcvn',
  viscii: 'viscii',
  viscii11: 'viscii',
  viscii111: 'viscii',
  csviscii: 'viscii',
}
const LATIN = new Set([
  '',
  'ascii',
  'usascii',
  '7bit',
  '8bit',
  'iso88591',
  'latin1',
  'windows1252',
  'cp1252',
  'iso885915',
  'unknown8bit',
  'xunknown',
])
/** Transfer codings posing as character sets, and UTF-7, which smuggles markup past filters. */
const REFUSED = /utf7|^base64$|^hex$|replacement/

const plain = (label: string) =>
  label
    .toLowerCase()
    .replace(/^x-/, '')
    .replace(/[^a-z0-9]/g, '')

/**
 * Bytes to text, whatever they were labelled. Right labels are believed; text that is valid UTF-8 under a wrong, missing or
 * unknown label is read as UTF-8; what is neither is guessed among the Vietnamese legacy sets.
 * @param forced reads with this label and nothing else: the answer to "this looks wrong, try another encoding".
 * @returns NFC, well-formed, without NUL and control characters, line ends as \n.
 */
export function decodeText(bytes: Uint8Array, label: string | undefined, forced?: string): string {
  return washed(forced ? (byLabel(bytes, forced) ?? guessed(bytes)) : decodedByEvidence(bytes, label ?? ''))
}

/** NFC, well-formed, without NUL and control characters; line ends as \n. Nothing is trimmed. */
export function washed(raw: string): string {
  return (
    raw
      .replace(/^\uFEFF/, '')
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
      .normalize('NFC')
  )
}

function decodedByEvidence(bytes: Uint8Array, label: string): string {
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const name = plain(label)
  if (name === 'utf8' || LATIN.has(name) || REFUSED.test(name)) return utf8(bytes) ?? (name === 'utf8' ? broken(bytes) : latin(bytes))
  return byLabel(bytes, label) ?? utf8(bytes) ?? guessed(bytes)
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

function byLabel(bytes: Uint8Array, label: string): string | null {
  const name = plain(label)
  const own = VIETNAMESE[name]
  if (own) return iconv.decode(Buffer.from(bytes), own)
  if (REFUSED.test(name)) return null
  try {
    return new TextDecoder(label.trim()).decode(bytes)
  } catch {
    // Not a label the web knows; the wider table may.
    return iconv.encodingExists(name) ? iconv.decode(Buffer.from(bytes), name) : null
  }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Says UTF-8 and is not: a torn character or two is shown as torn, anything more was never UTF-8. */
function broken(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const torn = lenient.split('\uFFFD').length - 1
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is meant
  const beyond = lenient.replace(/[\u0000-\u007f]/g, '').length
  return torn * 5 <= beyond ? lenient : guessed(bytes)
}

/** Western Latin, unless the bytes read clearly better as Vietnamese: mail programs label windows-1258 as 1252. */
function latin(bytes: Uint8Array): string {
  const western = new TextDecoder('windows-1252').decode(bytes)
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  return likeness(vietnamese) > likeness(western) + 2 ? vietnamese : western
}

function guessed(bytes: Uint8Array): string {
  const readings = [
    new TextDecoder('windows-1258').decode(bytes).normalize('NFC'),
    iconv.decode(Buffer.from(bytes), 'tcvn').normalize('NFC'),
    iconv.decode(Buffer.from(bytes), 'viscii').normalize('NFC'),
    new TextDecoder('windows-1252').decode(bytes),
  ]
  return readings.reduce((best, next) => (likeness(next) > likeness(best) ? next : best))
}

const LETTER = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/iu

/** How much a reading looks like Vietnamese: its letters count for it, strange signs and a capital inside a word against it. */
function likeness(reading: string): number {
  let score = 0
  let before = ''
  for (const char of reading.slice(0, 20_000)) {
    if (char > '\u007f') score += LETTER.test(char) ? 1 : -2
    if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(char)) score -= 2
    before = char
  }
  return score
}
