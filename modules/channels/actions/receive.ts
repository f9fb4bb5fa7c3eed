import { createHash } from 'node:crypto'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { contactReceived } from '../events.ts'
import { messageIds, readHeaders } from '../mail/headers.ts'
import { type Envelope, insertRaw, type Source } from '../queries/contacts.ts'

type Came = { source: Source; bytes: Buffer; envelope: Envelope; mailboxId?: string; remoteId?: string }

/** Lines that servers on the way add or change: the same mail come twice differs in nothing else. */
const ON_THE_WAY =
  /^(received|return-path|delivered-to|x-original-to|x-received|x-envelope-.*|authentication-results|received-spf|arc-.*|dkim-signature|x-spam-.*|x-google-.*|x-gm-.*|x-ms-exchange-.*|x-forefront-.*)$/

/**
 * Keeps a mail exactly as it came, once: a retransmission, a second fetcher or a mailbox that numbers its mail anew find it already here.
 * Nothing is understood yet. Answers the id of the row, or null when it was known.
 */
export async function receiveMail(ctx: Ctx, { source, bytes, envelope, mailboxId, remoteId }: Came): Promise<string | null> {
  const { messageId, sha256 } = fingerprint(bytes)
  const raw = {
    id: newId(),
    source,
    mailboxId: mailboxId ?? null,
    remoteId: remoteId ?? null,
    messageId,
    sha256,
    envelope,
    bytes,
    receivedAt: ctx.now,
  }
  const stored = await insertRaw(ctx.db, raw)
  if (!stored) return null
  emit(ctx, contactReceived, { rawId: stored.id }, { people: [] })
  return stored.id
}

/** Message-ID and a hash of what the sender wrote. */
export function fingerprint(bytes: Buffer): { messageId: string | null; sha256: Buffer } {
  const end = bodyAt(bytes)
  const headers = readHeaders(bytes.subarray(0, end))
  const hash = createHash('sha256')
  for (const { name, raw } of headers) if (!ON_THE_WAY.test(name)) hash.update(`${name}:${raw.replace(/\s+/g, ' ')}\n`, 'latin1')
  hash.update('\n').update(bytes.subarray(end))
  return { messageId: messageIds(headers, 'message-id')[0] ?? null, sha256: hash.digest() }
}

function bodyAt(bytes: Buffer): number {
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length ? Math.min(...ends) : bytes.length
}
