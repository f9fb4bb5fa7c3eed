import { z } from 'zod'
import { dispositionOf } from '#platform/files.ts'
import type { PageAsk } from '#platform/room.ts'
import { fetchPicture } from '../remote/fetch.ts'
import { Refused } from '../remote/guard.ts'
import { text } from '../text.ts'
import { originalOf } from './contacts.ts'

const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
}

/** What OpenAPI tells of both. */
export const remoteImageTold = {
  says: 'A picture a mail points to, fetched by the house so that its sender learns nothing of the reader.',
  input: z.object({ url: z.string() }),
  gives: 'image/*',
}
export const originalTold = { says: 'What came in, byte for byte.', gives: 'application/octet-stream' }

/** A picture a stranger's mail points to, fetched by us and only when somebody asked to see it. */
export async function remoteImage({ query, reply }: PageAsk) {
  const url = typeof query.url === 'string' ? query.url : ''
  try {
    const { mime, bytes } = await fetchPicture(url)
    return reply.headers({ ...SAFE, 'content-type': mime, 'cache-control': 'private, max-age=86400' }).send(bytes)
  } catch (error) {
    if (error instanceof Refused) throw text.refusal(422, 'imageRefused')
    throw error
  }
}

/** The bytes as they came. */
export async function original({ ctx, params, reply }: PageAsk) {
  if (!/^[0-9a-f-]{36}$/i.test(params.id ?? '')) throw text.refusal(404, 'notFound')
  const { bytes, name } = await originalOf(ctx, String(params.id))
  return reply
    .headers({
      ...SAFE,
      'content-type': 'application/octet-stream',
      'content-disposition': dispositionOf(name, 'attachment'),
      'cache-control': 'private, no-store',
    })
    .send(bytes)
}
