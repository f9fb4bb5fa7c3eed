import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { contactReceived } from '../events.ts'
import { type Fingerprint, fingerprint } from '../mail/fingerprint.ts'
import { type Envelope, insertRaw, type Source, selectRawByContent } from '../queries/contacts.ts'

type Came = { source: Source; bytes: Buffer; envelope: Envelope; mailboxId?: string; remoteId?: string }

/**
 * Keeps a mail exactly as it came, once: a retransmission, a second fetcher or a mailbox that numbers its mail anew find it already here.
 * Nothing is understood yet. Answers the id of the row, or null when it was known.
 */
export async function receiveMail(ctx: Ctx, { source, bytes, envelope, mailboxId, remoteId }: Came): Promise<string | null> {
  const print = fingerprint(bytes)
  if (await cameEarlier(ctx, print)) return null
  const raw = {
    id: newId(),
    source,
    mailboxId: mailboxId ?? null,
    remoteId: remoteId ?? null,
    messageId: print.messageId,
    sha256: print.sha256,
    envelope,
    bytes,
    receivedAt: ctx.now,
  }
  // A mailbox that moved to another server may find its numbers used there for other mails: those are no less new.
  const stored = (await insertRaw(ctx.db, raw)) ?? (raw.remoteId === null ? undefined : await insertRaw(ctx.db, { ...raw, remoteId: null }))
  if (!stored) return null
  emit(ctx, contactReceived, { rawId: stored.id }, { people: [] })
  return stored.id
}

/** Taken before every line of a mail counted. What is found there is compared whole: another mail may have been kept under the same hash. */
async function cameEarlier(ctx: Ctx, { messageId, sha256, earlier }: Fingerprint): Promise<boolean> {
  if (!earlier) return false
  const found = await selectRawByContent(ctx.db, { messageId, sha256: earlier })
  return found !== undefined && fingerprint(found.bytes).sha256.equals(sha256)
}
