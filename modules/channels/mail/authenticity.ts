import type { ParsedMail } from './parse.ts'

export type Verdict = 'pass' | 'fail' | 'none' | 'unknown'
/** What our own border said of a mail; `unknown` when nobody we trust said anything. */
export type Proof = { dmarc: Verdict; dkim: Verdict; spf: Verdict }

const NOBODY: Proof = { dmarc: 'unknown', dkim: 'unknown', spf: 'unknown' }

/**
 * Reads Authentication-Results (RFC 8601), and only the topmost one written by `authservId`: anybody can write such a header,
 * and a careless border leaves forged ones standing below its own.
 */
export function proofOf(mail: Pick<ParsedMail, 'signals'>, authservId: string): Proof {
  const wanted = authservId.trim().toLowerCase()
  if (!wanted) return NOBODY
  for (const { name, value } of mail.signals) {
    if (name !== 'authentication-results') continue
    const [by = '', ...results] = withoutComments(value)
      .split(';')
      .map((part) => part.trim())
    if (by.split(/\s+/)[0]?.toLowerCase() !== wanted) continue
    return { dmarc: verdict(results, 'dmarc'), dkim: verdict(results, 'dkim'), spf: verdict(results, 'spf') }
  }
  return NOBODY
}

function withoutComments(value: string): string {
  let depth = 0
  let out = ''
  for (const char of value) {
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += char
  }
  return out
}

/** One pass among several signatures passes, except for dmarc, of which there is one. */
function verdict(results: string[], method: string): Verdict {
  const said = results.flatMap((result) => new RegExp(`^${method}\\s*=\\s*([a-z]+)`, 'i').exec(result)?.[1]?.toLowerCase() ?? [])
  if (!said.length) return 'none'
  if (method === 'dmarc' ? said[0] === 'pass' && said.every((one) => one === 'pass') : said.includes('pass')) return 'pass'
  return said.some((one) => one === 'none') && said.every((one) => one === 'none') ? 'none' : 'fail'
}
