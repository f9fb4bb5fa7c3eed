import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { IdentityKind } from '../contract/shapes.ts'

/** `value` is what makes it unique, `shown` how people read it. */
export type Known = { kind: IdentityKind; value: string; shown: string }

/** 0316204518, 84 316 204 518 and +84-316-204-518 are one phone; mails differ by no capitals. Undefined: not a phone or mail at all. */
export function identityFrom(kind: IdentityKind, given: string): Known | undefined {
  const said = given.normalize('NFC').trim()
  if (kind === 'phone') return phoneFrom(said)
  if (kind === 'mail') return mailFrom(said)
  return said ? { kind, value: said.toLowerCase(), shown: said } : undefined
}

function phoneFrom(said: string): Known | undefined {
  const digits = said.replace(/[^\d+]/g, '')
  if (/[^\d+\s().\-–]/.test(said.replace(/^(tel|sđt|đt)\s*:?/i, '')) || digits.length > 16) return undefined
  const international = /^84\d{9,10}$/.test(digits) ? `+${digits}` : digits.replace(/^00/, '+')
  const found = parsePhoneNumberFromString(international, 'VN')
  if (!found?.isValid()) return undefined
  return { kind: 'phone', value: found.number, shown: shownPhone(found.number) }
}

/** 0316 204 518; a number of another country keeps its code. */
function shownPhone(number: string): string {
  const [, a, b, c] = number.match(/^\+84(\d{3})(\d{3})(\d{3})$/) ?? []
  return a
    ? `0${a} ${b} ${c}`
    : (parsePhoneNumberFromString(number)?.format(number.startsWith('+84') ? 'NATIONAL' : 'INTERNATIONAL') ?? number)
}

function mailFrom(said: string): Known | undefined {
  const value = said.replace(/^mailto:/i, '').toLowerCase()
  if (!/^[^\s@<>()[\],;:"\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return undefined
  return { kind: 'mail', value, shown: value }
}

/**
 * What to look for among phones when somebody types digits: any part of a number, the trunk 0 and +84 alike. Undefined under three digits or when it
 * is not digits. `start` is the beginning of an E.164 number, when the digits may be one.
 */
export function phonePart(typed: string): { part: string; start?: string } | undefined {
  if (!/^[\d+\s().\-–]+$/.test(typed)) return undefined
  const digits = typed.replace(/\D/g, '')
  if (digits.length < 3) return undefined
  return digits.startsWith('0') ? { part: digits, start: `+84${digits.slice(1)}` } : { part: digits }
}
