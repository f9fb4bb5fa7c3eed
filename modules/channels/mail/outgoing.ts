import { isAddress, sameAddress } from './headers.ts'

/** Text fit for one header: one line, no control characters, bounded. */
export function headerText(given: string, most = 300): string {
  return given
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s{2,}/g, ' ')
    .trim()
    .slice(0, most)
}

/** A display name fit for From: no address in it that could pass for the sender's, no brackets or quotes. */
export const displayName = (given: string): string =>
  headerText(given, 100)
    .replace(/[<>"@,;:()[\]\\]/g, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim()

/**
 * A name fit to greet with in mail that nobody wrote: empty when it carries an address, a number or a message of its own,
 * so that nobody makes this house say something to a stranger.
 */
export function greetableName(given: string): string {
  const name = displayName(given)
  return name.length <= 60 && !/[\d/]|\.\p{L}|https?|www/iu.test(name) ? name : ''
}

/** The addresses as they will be written to: each once, in lower case, ours left out. Null when one of them is no address. */
export function recipientsOf(given: readonly string[], own: ReadonlySet<string>): string[] | null {
  const wanted = given.map(sameAddress)
  if (!wanted.every(isAddress)) return null
  return [...new Set(wanted)].filter((address) => !own.has(address))
}

/** What every automatic mail of ours says of itself (RFC 3834), so that no machine answers it. */
export function automaticHeaders(kind: string, listUnsubscribe?: string): Record<string, string> {
  return {
    'Auto-Submitted': kind === 'acknowledgement' ? 'auto-replied' : 'auto-generated',
    Precedence: 'bulk',
    'X-Auto-Response-Suppress': 'All',
    'X-Tantam-Automatic': kind,
    ...(listUnsubscribe
      ? {
          'List-Unsubscribe': `<${headerText(listUnsubscribe, 800).replace(/[<>\s]/g, '')}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {}),
  }
}

/** "Re: Re: Trả lời: Máy lạnh" → "Re: Máy lạnh". */
export function replySubject(subject: string): string {
  const bare = headerText(subject).replace(/^((re|aw|sv|trả lời|tl)(\[\d+\])?\s*:\s*)+/iu, '')
  return `Re: ${bare}`.trim()
}
