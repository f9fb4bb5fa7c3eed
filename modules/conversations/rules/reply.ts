import type { Attachment, Party } from '../contract.ts'

/** A message as the rules look at it. */
export type Heard = { direction: 'in' | 'out' | 'note'; from: Party; to: Party[]; cc: Party[]; verified: boolean }

export const UNDO_MS = 10_000
const MOST_LATER_MS = 30 * 24 * 3600_000

/** Channels whose answers leave the house as mail. */
export const sendsMail = (channel: string) => channel === 'mail' || channel === 'form' || channel === 'api'

/** Somebody who writes in a conversation, or is written to in it. */
export type TakesPart = Party & { role: 'customer' | 'cc' | 'us' }
type Known = { own: ReadonlySet<string>; main?: Party; participants?: readonly TakesPart[] }

/**
 * Whom a reply goes to, and whom a reply to all. `heard` newest first. Where somebody else wrote last, the customer stays in the conversation by a copy; all
 * are those who take part in it and whom its mails named. A stranger who only knew our thread id is never among them; addresses of our own never are.
 */
export function recipientsOf(heard: readonly Heard[], { own, main, participants = [] }: Known) {
  const said = heard.filter(({ direction, verified }) => direction === 'out' || (direction === 'in' && verified))
  const last = said.find(({ direction, from }) => direction === 'in' && isAddress(from.address) && !own.has(from.address))
  const lastOut = said.find(({ direction, to }) => direction === 'out' && to.length > 0)
  const to = last ? [last.from] : lastOut ? lastOut.to : main ? [main] : []
  const strangers = strangersIn(heard)
  const inIt = participants.filter(({ role, address }) => role !== 'us' && !strangers.has(address))
  const known = inIt.filter(({ role }) => role === 'customer').map(partyOf)
  const customers = known.length > 0 || !main ? known : [main]
  const besides = (parties: readonly Party[]) => {
    const taken = new Set(to.map(({ address }) => address))
    return parties.filter(({ address }) => isAddress(address) && !own.has(address) && !taken.has(address) && taken.add(address))
  }
  const isToCustomer = !last || to.some(({ address }) => customers.some((one) => one.address === address))
  const named = said.flatMap(({ direction, from, to, cc }) => [...(direction === 'in' ? [from] : []), ...to, ...cc])
  const allCc = besides([...customers, ...named, ...inIt.map(partyOf)])
  return { to, cc: isToCustomer ? [] : besides(customers), allTo: to, allCc, customers }
}

/** Who wrote without anything to prove that it was them, and was never written to. */
function strangersIn(heard: readonly Heard[]): Set<string> {
  const known = new Set(
    heard.flatMap(({ direction, verified, from, to, cc }) => {
      if (direction === 'out') return [...to, ...cc].map(({ address }) => address)
      return verified ? [from.address] : []
    }),
  )
  return new Set(heard.flatMap(({ verified, from }) => (verified || known.has(from.address) ? [] : [from.address])))
}

const partyOf = ({ name, address }: Party): Party => ({ name, address })

const isAddress = (given: string) => /^[^\s@]+@[^\s@]+$/.test(given)

/** "Re: …" once, on one line. */
export function replySubject(subject: string): string {
  const plain = oneLine(subject).replace(/^(?:(?:re|fwd?|tl|trả lời|chuyển tiếp)\s*:\s*)+/iu, '')
  return `Re: ${plain}`.trim()
}

export const forwardSubject = (subject: string) => `Fwd: ${oneLine(subject).replace(/^(?:fwd?\s*:\s*)+/iu, '')}`.trim()

/** No line break survives in what becomes a header. */
export const oneLine = (given: string) =>
  given
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
    .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** When a reply leaves, and until when it may be taken back. Undefined: the wished time is past or too far ahead. */
export function leavesAt(now: Date, sendAt: Date | undefined): { notBefore: Date; undoUntil: Date; sendAt: Date | null } | undefined {
  if (!sendAt) {
    const notBefore = new Date(now.getTime() + UNDO_MS)
    return { notBefore, undoUntil: notBefore, sendAt: null }
  }
  const ahead = sendAt.getTime() - now.getTime()
  return ahead > 0 && ahead <= MOST_LATER_MS ? { notBefore: sendAt, undoUntil: sendAt, sendAt } : undefined
}

/** The person's own signature or name; below it the company's, as set for mail or else its name and hotline. */
export function signatureOf(
  person: { name: string; signature: string },
  company: string | { name: string; hotline: string } | undefined,
): string {
  const line = typeof company === 'object' ? [company.name, company.hotline].filter(Boolean).join(' · ') : (company ?? '')
  return [person.signature.trim() || person.name, line].filter(Boolean).join('\n')
}

/**
 * Plain text and HTML of a reply: what was typed, pictures where they were named, the signature below; `forwarded` comes below the signature, which then
 * has no `-- ` above it: mail programs fold everything after that away (RFC 3676 §4.3).
 */
export function replyBody(typed: string, signature: string, files: readonly Pick<Attachment, 'id' | 'name'>[], forwarded = '') {
  const named = new Map(files.map((file) => [file.id, file]))
  const inline = new Set<string>()
  const text = typed.replace(PICTURE, (whole, _name, id: string) => (named.has(id) ? `[${named.get(id)?.name}]` : whole))
  const html = escaped(typed).replace(PICTURE, (whole, _name, id: string) => {
    const file = named.get(id)
    if (!file) return whole
    inline.add(id)
    return `<img src="cid:${id}" alt="${escaped(file.name)}" style="max-width:100%">`
  })
  const body = `<div style="font:15px/1.55 'Be Vietnam Pro',Arial,sans-serif">${linked(html).replaceAll('\n', '<br>')}</div>`
  const below = signature
    ? `<div style="margin-top:16px;color:#50524c;font:13px/1.5 'Be Vietnam Pro',Arial,sans-serif">${escaped(signature).replaceAll('\n', '<br>')}</div>`
    : ''
  if (!forwarded) return { text: signature ? `${text}\n\n-- \n${signature}` : text, html: `${body}${below}`, inline: [...inline] }
  const sentOn = `<div style="margin-top:16px;font:15px/1.55 'Be Vietnam Pro',Arial,sans-serif">${linked(escaped(forwarded)).replaceAll('\n', '<br>')}</div>`
  return { text: [text, signature, forwarded].filter(Boolean).join('\n\n'), html: `${body}${below}${sentOn}`, inline: [...inline] }
}

const PICTURE = /!\[([^\]\n]{0,200})\]\(cid:([0-9a-f-]{36})\)/g

const linked = (html: string) => html.replace(/\bhttps?:\/\/[^\s<>"']{1,2000}[^\s<>"'.,;:!?)\]]/g, (url) => `<a href="${url}">${url}</a>`)

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (given: string) => given.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark)

/** The message being forwarded, as it stands below what was typed. */
export function forwardedText(of: { from: Party; at: string; subject: string; text: string }): string {
  const who = of.from.name && of.from.address ? `${of.from.name} <${of.from.address}>` : of.from.name || of.from.address
  return `---------- Thư chuyển tiếp ----------\nTừ: ${who}\nNgày: ${of.at}\nTiêu đề: ${oneLine(of.subject)}\n\n${of.text}`.trim()
}

/** What was typed and what was sent on below it, as one text. */
export const withForwarded = (typed: string, forwarded = '') => (forwarded ? [typed.trim(), forwarded].filter(Boolean).join('\n\n') : typed)
