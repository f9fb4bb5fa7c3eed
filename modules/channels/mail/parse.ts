import { type Attachment, readAttachments } from './attachments.ts'
import { readBody } from './body.ts'
import type { Body } from './fold.ts'
import { type Address, addresses, everyHeader, type Headers, header, messageIds } from './headers.ts'
import { leaves, type Part, takeApart } from './parts.ts'

/** A mail understood as far as its own bytes go; who it is from, and whether that is true, is decided by the caller. */
export type ParsedMail = {
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  from: Address | null
  /** How many senders it names; anything but one is suspicious. */
  senders: number
  replyTo: Address[]
  to: Address[]
  cc: Address[]
  recipients: number
  subject: string
  sentAt: Date | null
  /** The headers that tell machines from people and the proven from the claimed, decoded, topmost first. */
  signals: { name: string; value: string }[]
  body: Body
  attachments: Attachment[]
  /** Names of attachments beyond the limit; they stay in the original. */
  leftOut: string[]
  protection: 'none' | 'smime' | 'pgp'
  /** Sealed so that only a mail program with the key can read it. */
  sealed: boolean
  /** Present when it reports on the delivery of another mail. */
  report: Report | null
}
export type Report = { type: string; status: string; original: string }

const SIGNALS =
  /^(auto-submitted|precedence|list-.*|return-path|x-auto.*|x-mail-?auto.*|x-auto-response-suppress|x-failed-recipients|x-loop|x-tantam-.*|authentication-results|x-mailer|feedback-id|sender|x-ms-exchange-generated-message-source|content-type|delivered-to|x-cron-env|x-fc-machinegenerated|x-spam-flag)$/

/**
 * Reads a mail. Throws only when the bytes are no mail at all.
 * @param charset reads every text and header with this encoding, whatever the mail says
 */
export async function parseMail(bytes: Uint8Array, charset?: string): Promise<ParsedMail> {
  const root = await takeApart(bytes)
  const { headers } = root
  const subject = header(headers, 'subject', charset).slice(0, 500)
  const body = readBody(root, { charset, isForward: isForward(subject) })
  const from = addresses(headers, 'from')
  const to = addresses(headers, 'to')
  const cc = addresses(headers, 'cc')
  return {
    messageId: messageIds(headers, 'message-id')[0] ?? null,
    inReplyTo: messageIds(headers, 'in-reply-to'),
    references: messageIds(headers, 'references'),
    from: from.list[0] ?? null,
    senders: Math.max(from.count, headers.filter(({ name }) => name === 'from').length),
    replyTo: addresses(headers, 'reply-to').list,
    to: to.list,
    cc: cc.list,
    recipients: to.count + cc.count,
    subject,
    sentAt: sentAt(header(headers, 'date')),
    signals: signalsOf(headers),
    ...readAttachments(root, body),
    ...protectionOf(root, body.body),
    body: body.body,
    report: reportOf(root),
  }
}

const isForward = (subject: string) => /^(\s*(re|trả lời|tl)\s*:\s*)?(fw|fwd|chuyển tiếp|ct|wg|tr)\s*:/iu.test(subject)

function signalsOf(headers: Headers) {
  const names = new Set(headers.map(({ name }) => name).filter((name) => SIGNALS.test(name)))
  return [...names].flatMap((name) =>
    everyHeader(headers, name)
      .slice(0, 20)
      .map((value) => ({ name, value: value.slice(0, 2000) })),
  )
}

/** Null when absent, unreadable or absurd. */
function sentAt(date: string): Date | null {
  const at = new Date(date.replace(/\([^)]*\)/g, '').trim())
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 || at.getUTCFullYear() > 2200 ? null : at
}

function protectionOf(root: Part, body: Body): Pick<ParsedMail, 'protection' | 'sealed'> {
  const { mime, params } = root
  if (mime === 'application/pkcs7-mime' || mime === 'application/x-pkcs7-mime') return { protection: 'smime', sealed: true }
  if (mime === 'multipart/encrypted') return { protection: 'pgp', sealed: true }
  if (mime === 'multipart/signed') return { protection: /pkcs7/.test(params.protocol ?? '') ? 'smime' : 'pgp', sealed: false }
  const inside = leaves(root)
  if (inside.some((part) => /^application\/(x-)?pkcs7-mime$/.test(part.mime))) return { protection: 'smime', sealed: body.text === '' }
  if (/^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----$/m.test(body.text))
    return { protection: 'pgp', sealed: /BEGIN PGP MESSAGE/.test(body.text) }
  if (inside.some((part) => part.mime === 'application/pgp-encrypted')) return { protection: 'pgp', sealed: true }
  return { protection: 'none', sealed: false }
}

function reportOf(root: Part): Report | null {
  const parts = leaves(root)
  const text = (mime: RegExp) =>
    parts
      .filter((part) => mime.test(part.mime))
      .map((part) => part.bytes.toString('latin1').slice(0, 100_000))
      .join('\n')
  const status = text(/^message\/(global-)?delivery-status$/)
  if (root.mime !== 'multipart/report' && !status) return null
  return {
    type: root.params.reportType ?? 'delivery-status',
    status,
    original: text(/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/),
  }
}
