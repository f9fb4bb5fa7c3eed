import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Ids of ours that name a conversation and cannot be guessed: `c.<conversation>.<nonce>.<signature>@domain` as Message-ID,
 * `name+c.<conversation>.<signature>@domain` as reply address. All in lower case, because some programs fold it.
 * Holding one proves that somebody has seen our mail, not who that is.
 */
const SIGNATURE_BYTES = 16

/** @returns a Message-ID without brackets */
export function threadMessageId(key: Buffer, conversationId: string, domain: string): string {
  const short = shortId(conversationId)
  const nonce = randomBytes(6).toString('hex')
  return `c.${short}.${nonce}.${signature(key, `id.${short}.${nonce}`)}@${domain}`
}

export function threadAddress(key: Buffer, conversationId: string, mailbox: string): string {
  const [name, domain] = mailbox.split('@')
  const short = shortId(conversationId)
  return `${name}+c.${short}.${signature(key, `to.${short}`).slice(0, 16)}@${domain}`
}

/** The conversation that the newest of these ids (brackets or not) or addresses names with a right signature. */
export function threadOf(
  key: Buffer,
  mail: { inReplyTo: readonly string[]; references: readonly string[]; recipients: readonly string[] },
): string | null {
  for (const id of [...mail.inReplyTo, ...[...mail.references].reverse()]) {
    const found = /^<?c\.([0-9a-f]{32})\.([0-9a-f]{12})\.([0-9a-f]{32})@/i.exec(id)
    if (found && isRight(key, `id.${lower(found[1])}.${lower(found[2])}`, lower(found[3]))) return longId(lower(found[1]))
  }
  for (const address of mail.recipients) {
    const found = /\+c\.([0-9a-f]{32})\.([0-9a-f]{16})@/i.exec(address)
    if (found && isRight(key, `to.${lower(found[1])}`, lower(found[2]))) return longId(lower(found[1]))
  }
  return null
}

const lower = (text: string | undefined) => (text ?? '').toLowerCase()
const shortId = (uuid: string) => uuid.replaceAll('-', '').toLowerCase()
const longId = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const signature = (key: Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES).toString('hex')

function isRight(key: Buffer, text: string, given: string): boolean {
  const right = Buffer.from(signature(key, text).slice(0, given.length))
  const claimed = Buffer.from(given)
  return right.length === claimed.length && timingSafeEqual(right, claimed)
}
