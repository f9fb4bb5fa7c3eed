import { createHash } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { look } from '../act.ts'
import type { Me } from '../context.ts'
import { dispositionOf, findFile, MOST_BYTES, storeFile } from '../files.ts'
import type { House } from '../house.ts'
import { text } from './errors.ts'
import { onceOnly } from './idempotency.ts'
import { allowed } from './json.ts'
import type { Way } from './openapi.ts'

/** Shown in the browser; everything else is only ever downloaded. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'application/pdf', 'text/plain'])
const MOST_FILES = 10
const Stored = {
  type: 'object',
  required: ['id', 'name', 'mime', 'size', 'width', 'height'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string' },
    mime: { type: 'string' },
    size: { type: 'integer', description: 'bytes' },
    width: { type: ['integer', 'null'] },
    height: { type: ['integer', 'null'] },
  },
}

/** How OpenAPI tells of the two ways below. */
export const fileWays: Way[] = [
  {
    at: 'POST /files',
    needs: 'signedIn',
    forKeys: true,
    says: 'Keeps files until a case or a message claims them by their ids; one that nothing claims is let go after a day.',
    more: `Từ một đến ${MOST_FILES} tệp, mỗi tệp tối đa ${MOST_BYTES / 1024 / 1024} MB. Một tệp bị từ chối thì không tệp nào được giữ.`,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'array', minItems: 1, maxItems: MOST_FILES, items: { contentMediaType: 'application/octet-stream' } },
            },
          },
        },
      },
    },
    status: 201,
    answer: {
      'application/json': { schema: { type: 'object', required: ['items'], properties: { items: { type: 'array', items: Stored } } } },
    },
    once: true,
  },
  {
    at: 'GET /files/:id',
    needs: 'signedIn',
    forKeys: true,
    says: 'A file, for whoever may see what it belongs to; `thumb=1`: its small picture, if it has one.',
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'thumb', in: 'query', required: false, schema: { type: 'string' } },
    ],
    answer: { '*/*': {} },
  },
]

export function mountFiles(app: FastifyInstance, house: House) {
  app.post(
    '/api/v1/files',
    { config: { rateLimit: { max: 120, timeWindow: 60_000 }, needs: 'signedIn' }, bodyLimit: MOST_BYTES * 2 },
    async (request, reply) => {
      const me = allowed(request, { needs: 'signedIn', forKeys: true })
      const uploads = await readUploads(request.files({ limits: { fileSize: MOST_BYTES, files: MOST_FILES } }))
      if (uploads.length === 0) throw text.refusal(422, 'invalid')
      const body = uploads.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')])
      const { status, reply: answer } = await onceOnly(house, { me, request, route: 'POST /files', body }, async (ctx) => {
        const items = []
        for (const { name, bytes } of uploads) items.push(await storeFile(ctx, { name, bytes }))
        return { status: 201, reply: { items } }
      })
      return reply.status(status).send(answer)
    },
  )

  app.get<{ Params: { id: string }; Querystring: { thumb?: string } }>(
    '/api/v1/files/:id',
    { config: { rateLimit: { max: 1200, timeWindow: 60_000 }, needs: 'signedIn' } },
    async (request, reply) => {
      const me = allowed(request, { needs: 'signedIn', forKeys: true })
      const { file, bytes } = await look(house, me, async (ctx) => {
        if (!/^[0-9a-f-]{36}$/i.test(request.params.id)) throw text.refusal(404, 'notFound')
        const file = await findFile(ctx, request.params.id)
        if (!(await mayOpen(house, me, file))) throw text.refusal(404, 'notFound')
        const key = request.query.thumb && file.thumbKey ? file.thumbKey : file.key
        return { file, bytes: await house.storage.get(key) }
      })
      const isThumb = Boolean(request.query.thumb && file.thumbKey)
      return reply.headers(fileHeaders(file, isThumb)).send(Buffer.from(bytes))
    },
  )
}

/** What every stored file is served with. */
export function fileHeaders(file: { name: string; mime: string }, isThumb = false): Record<string, string> {
  const mime = isThumb ? 'image/webp' : SHOWN.has(file.mime) ? file.mime : 'application/octet-stream'
  return {
    'content-type': mime === 'text/plain' ? 'text/plain; charset=utf-8' : mime,
    'content-disposition': dispositionOf(
      isThumb ? `${file.name}.webp` : file.name,
      isThumb || SHOWN.has(file.mime) ? 'inline' : 'attachment',
    ),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  }
}

async function mayOpen(
  house: House,
  me: Me,
  file: { room: string | null; subjectId: string | null; uploadedBy: string },
): Promise<boolean> {
  if (!file.room) return file.uploadedBy === me.id
  const ask = house.rooms[file.room]?.maySee
  const { subjectId } = file
  if (!ask || !subjectId) return false
  return look(house, me, (ctx) => ask(ctx, subjectId))
}

/** Files of a multipart body, each read whole under the limit; one over it is refused with 413. */
export async function readUploads(parts: AsyncIterableIterator<MultipartFile>) {
  const uploads: { name: string; field: string; bytes: Buffer }[] = []
  for await (const part of parts) uploads.push({ name: part.filename, field: part.fieldname, bytes: await part.toBuffer() })
  return uploads
}
