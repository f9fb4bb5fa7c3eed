import { washed } from './charset.ts'
import { decodeWords } from './headers.ts'

/** A file name fit to be shown: NFC, one line, no path, no invisible or direction-turning signs. Never used as a path. */
export function shownName(given: string | null, otherwise: string): string {
  const name = washed(given?.includes('=?') ? decodeWords(given) : (given ?? ''))
    .replace(/[\p{Cf}\p{Zl}\p{Zp}\n\t]/gu, '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/^[\s.]+|[\s.]+$/g, '')
  return cut(name || otherwise)
}

/** At most 180 characters, the ending kept. */
function cut(name: string): string {
  const chars = Array.from(name)
  if (chars.length <= 180) return name
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? ''
  return chars.slice(0, 180 - ending.length).join('') + ending
}

const ENDINGS: Record<string, string> = {
  'message/rfc822': 'eml',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'application/pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/ms-tnef': 'dat',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
}

/** A name for a file that came without one, such as `tep-3.pdf`. */
export const namelessFile = (mime: string, position: number): string => `tep-${position}.${ENDINGS[mime] ?? 'bin'}`
