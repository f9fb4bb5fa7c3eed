/**
 * What follows the trunk 0 or +84 in Vietnam: landlines (with the area's code), mobiles, the army's 069, and the hotlines 1800 and 1900.
 * Source: the ranges of libphonenumber's metadata, as the numbers of customers are judged by (`customers/rules/identity.ts`).
 */
const IN_VIETNAM = [
  /^2(?:0[3-9]|1[0-689]|2[0-25-9]|[38][2-9]|4[2-8]|5[124-9]|6[0-39]|7[0-7]|9[0-4679])\d{7}$/,
  /^(?:(?:3\d|7[06-9])\d|5(?:[1689]\d|2[238]|59)|8(?:[1-8]\d|9[6-9])|9(?:[0-8]\d|9[013-9]))\d{6}$/,
  /^69\d{5,6}$/,
  /^1[89]00\d{4,6}$/,
]
/** 1022, 1080: called as they are, without any trunk. */
const SHORT = /^1\d{3}$/
/** E.164: at most fifteen digits, the first of the country. */
const ABROAD = /^\+[1-9]\d{6,14}$/

/** Can this be a phone number at all? In Vietnam by its ranges, with 0, 84 or +84 before it or nothing; abroad with + or 00. Needs no metadata, so the browser may ask too. */
export function isPhone(given: string): boolean {
  const said = given.trim().replace(/^(tel|sđt|đt)\s*:?/i, '')
  if (/[^\d+\s().\-–]/.test(said)) return false
  const digits = said.replace(/[^\d+]/g, '').replace(/^00/, '+')
  if (digits.startsWith('+') && !digits.startsWith('+84')) return ABROAD.test(digits)
  if (SHORT.test(digits)) return true
  const national = digits.replace(/^\+84|^84(?=\d{9,10}$)/, '').replace(/^0/, '')
  return IN_VIETNAM.some((range) => range.test(national))
}
