import { originalOf, readAgain } from '#channels'
import type { Ctx } from '#platform/context.ts'
import { dispositionOf } from '#platform/files.ts'
import type { PageAsk } from '#platform/room.ts'
import { toMessage } from '../facts.ts'
import { selectMessagesByIds } from '../queries/read.ts'
import { updateReading } from '../queries/write.ts'
import { text } from '../text.ts'
import { seenMessage } from './read.ts'

/** What OpenAPI tells of it. */
export const originalTold = { says: 'The message as it came in, byte for byte.', gives: 'application/octet-stream' }

/** The bytes as they came, only ever downloaded. */
export async function downloadOriginal({ ctx, params, reply }: PageAsk) {
  const { contactId } = await seenMessage(ctx, idOf(params.id))
  const original = contactId ? await originalOf(ctx, contactId) : undefined
  if (!original) throw text.refusal(404, 'noOriginal')
  return reply
    .headers({
      'content-type': 'application/octet-stream',
      'content-disposition': dispositionOf(original.name, 'attachment'),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
    .send(original.bytes)
}

function idOf(given: string | undefined): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given ?? '')) throw text.refusal(404, 'unknownMessage')
  return given ?? ''
}

/** Reads the original with another encoding and shows the message as it reads then; the original stays what it was. */
export async function decodeAgain(ctx: Ctx, { id, charset }: { id: string; charset: string }) {
  const message = await seenMessage(ctx, id)
  if (!message.contactId) throw text.refusal(404, 'noOriginal')
  const read = await readAgain(ctx, message.contactId, charset)
  if (!read) throw text.refusal(404, 'noOriginal')
  const { subject, text: whole, visibleText, quoted, html, from } = read
  await updateReading(ctx.db, id, { subject, text: whole, visibleText, quoted, html, fromName: from.name })
  const [row] = await selectMessagesByIds(ctx.db, [id])
  if (!row) throw text.refusal(404, 'unknownMessage')
  return toMessage(row)
}
