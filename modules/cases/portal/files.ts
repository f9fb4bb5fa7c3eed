import { companyOf } from '#org'
import { fileBytes, findFile } from '#platform/files.ts'
import { fileHeaders } from '#platform/http/files.ts'
import type { PageAsk } from '#platform/room.ts'
import { portalAsset } from '#web/portal/assets.ts'
import { caseOfTracking, trackedMessages } from '../actions/tracking.ts'
import { text } from '../text.ts'
import { showGone } from './frame.ts'
import { languageOf } from './read.ts'

/** Style and fonts of the pages for customers. */
export async function asset({ params, reply }: PageAsk) {
  const found = portalAsset(String(params.name))
  if (!found) throw text.refusal(404, 'unknownLink')
  return reply.headers({ 'content-type': found.mime, 'cache-control': 'public, max-age=31536000, immutable' }).send(found.bytes)
}

/** The company's logo, as everybody may see it. */
export async function logo({ ctx, reply }: PageAsk) {
  const { logoFileId } = await companyOf(ctx)
  if (!logoFileId) throw text.refusal(404, 'unknownLink')
  const file = await findFile(ctx, logoFileId)
  const bytes = await ctx.house.storage.get(file.thumbKey ?? file.key)
  return reply.headers({ ...fileHeaders(file, file.thumbKey !== null), 'cache-control': 'public, max-age=3600' }).send(Buffer.from(bytes))
}

/** A file of a message that the holder of this link may read; for everything else the same 404. */
export async function trackedFile(ask: PageAsk) {
  const { ctx, params, query, reply } = ask
  const tracked = await caseOfTracking(ctx, params.token)
  const { messages } = tracked?.case ? await trackedMessages(ctx, tracked) : { messages: [] }
  const isTheirs = messages.some(({ attachments }) => attachments.some(({ id }) => id === params.id))
  if (!isTheirs) return showGone(ask, languageOf(ask))
  const file = await findFile(ctx, String(params.id))
  const isThumb = query.thumb === '1' && file.thumbKey !== null
  const bytes = isThumb && file.thumbKey ? await ctx.house.storage.get(file.thumbKey) : await fileBytes(ctx, file.id)
  return reply.headers(fileHeaders(file, isThumb)).send(Buffer.from(bytes))
}
