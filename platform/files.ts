import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { S3Driver } from 'flydrive/drivers/s3'
import sharp from 'sharp'
import type { Ctx, Storage } from './context.ts'
import { newId } from './id.ts'
import { phrases } from './text.ts'
import { ifUndone } from './undo.ts'

export { forgetUnclaimed } from './forget.ts'

export const MOST_BYTES = 25 * 1024 * 1024
const MOST_PIXELS = 50_000_000
const MOST_LETTERS = 150

const text = phrases(
  'files',
  {
    tooLarge: 'Tệp lớn hơn 25 MB. Hãy gửi tệp nhỏ hơn.',
    empty: 'Tệp trống.',
    unknown: 'Không tìm thấy tệp.',
    notYours: 'Tệp này đã thuộc về nơi khác.',
    noRoom: 'Máy chủ không còn chỗ lưu tệp. Tệp chưa được nhận, nội dung đã nhập vẫn còn.',
  },
  {
    tooLarge: 'The file is larger than 25 MB. Send a smaller one.',
    empty: 'The file is empty.',
    unknown: 'File not found.',
    notYours: 'This file already belongs elsewhere.',
    noRoom: 'The server has no room for files. The file was not accepted; what you typed is kept.',
  },
)

/** Files on disk under DATA_DIR/files, or in an S3-compatible bucket: `s3://bucket?region=…&endpoint=…`. */
export function openStorage(dataDir: string, filesUrl?: string): Storage {
  const disk = new Disk(filesUrl ? s3(filesUrl) : new FSDriver({ location: join(dataDir, 'files'), visibility: 'private' }))
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    remove: (key) => disk.delete(key),
    ...(filesUrl ? {} : { all: () => allIn(join(dataDir, 'files')) }),
  }
}

async function* allIn(folder: string) {
  if (!existsSync(folder)) return
  for await (const { name } of await opendir(folder)) yield { key: name, putAt: async () => (await stat(join(folder, name))).mtime }
}

function s3(filesUrl: string) {
  const { hostname, searchParams } = new URL(filesUrl)
  const endpoint = searchParams.get('endpoint') ?? undefined
  return new S3Driver({
    bucket: hostname,
    region: searchParams.get('region') ?? 'us-east-1',
    endpoint,
    forcePathStyle: Boolean(endpoint),
    visibility: 'private',
    supportsACL: false,
  })
}

export type StoredFile = { id: string; name: string; mime: string; size: number; width: number | null; height: number | null }

/** Keeps bytes under a random key. The type is read from the content, never believed; the name is only ever shown. */
export async function storeFile(ctx: Ctx, given: { name: string; bytes: Uint8Array }): Promise<StoredFile> {
  if (given.bytes.length > MOST_BYTES) throw text.refusal(413, 'tooLarge')
  if (given.bytes.length === 0) throw text.refusal(422, 'empty')
  const mime = await typeOf(given.bytes)
  const picture = mime.startsWith('image/') ? await thumbnail(given.bytes) : undefined
  const key = `${randomUUID()}`
  const thumbKey = picture ? `${key}.thumb` : null
  await keepBytes(ctx, new Map([[key, given.bytes], ...(picture ? [[`${key}.thumb`, picture.bytes] as const] : [])]))
  const file = {
    id: newId(),
    name: fileName(given.name),
    mime,
    size: given.bytes.length,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
  }
  const sha256 = createHash('sha256').update(given.bytes).digest()
  await ctx.db
    .insertInto('platform.file')
    .values({ ...file, key, thumbKey, sha256, uploadedBy: ctx.me.id, uploadedAt: ctx.now })
    .execute()
  return file
}

/** All of them or none, and only for as long as the transaction may come to be. */
async function keepBytes(ctx: Ctx, bytesOf: ReadonlyMap<string, Uint8Array>) {
  const { storage, log } = ctx.house
  const stays = (key: string) => (error: unknown) =>
    log.warn({ key, error: String(error) }, 'bytes of a refused upload stay until the night')
  const remove = () => Promise.all([...bytesOf.keys()].map((key) => storage.remove(key).catch(stays(key))))
  ifUndone(ctx, remove)
  try {
    for (const [key, bytes] of bytesOf) await storage.put(key, bytes)
  } catch (error) {
    log.error({ error: String(error) }, 'a file could not be stored')
    await remove()
    throw text.refusal(507, 'noRoom')
  }
}

/** Ties uploaded files to what they belong to; who may see that, may open them. Only one's own unclaimed uploads. */
export async function claimFiles(ctx: Ctx, ids: readonly string[], to: { room: string; subjectId: string }) {
  if (ids.length === 0) return []
  const files = await ctx.db.selectFrom('platform.file').selectAll().where('id', 'in', ids).forUpdate().execute()
  if (files.length !== new Set(ids).size) throw text.refusal(422, 'unknown')
  const foreign = files.some(
    (file) =>
      (file.room !== null && (file.room !== to.room || file.subjectId !== to.subjectId)) ||
      (file.room === null && file.uploadedBy !== ctx.me.id && ctx.me.via !== 'system'),
  )
  if (foreign) throw text.refusal(422, 'notYours')
  await ctx.db.updateTable('platform.file').set(to).where('id', 'in', ids).execute()
  return ids.flatMap((id) => files.filter((file) => file.id === id))
}

/** Row of a file, or a 404. Says nothing about who may open it. */
export async function findFile(ctx: Ctx, id: string) {
  const file = await ctx.db.selectFrom('platform.file').selectAll().where('id', '=', id).executeTakeFirst()
  if (!file) throw text.refusal(404, 'unknown')
  return file
}

/** Rows of files in the order asked for, without those that are not there (any more). Says nothing about who may open them. */
export async function findFiles(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = await ctx.db.selectFrom('platform.file').selectAll().where('id', 'in', ids).execute()
  return ids.flatMap((id) => found.filter((file) => file.id === id))
}

export async function fileBytes(ctx: Ctx, id: string): Promise<Uint8Array> {
  const { key } = await findFile(ctx, id)
  return ctx.house.storage.get(key)
}

async function typeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  const start = Buffer.from(bytes.subarray(0, 4096))
  return start.includes(0) ? 'application/octet-stream' : 'text/plain'
}

/** At most 480 pixels wide, without the camera's metadata. A picture that cannot be read has no thumbnail and is still kept. */
async function thumbnail(bytes: Uint8Array) {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate()
    const { width = 0, height = 0 } = await image.metadata()
    return {
      width,
      height,
      bytes: await image.resize({ width: 480, height: 480, fit: 'inside', withoutEnlargement: true }).webp({ quality: 78 }).toBuffer(),
    }
  } catch {
    return undefined
  }
}

/** A name to show and to download under: NFC, one line, no path, no direction marks, at most 150 characters. */
export function fileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).pop() ?? ''
  const plain = [...last]
    .filter((letter) => !isHidden(letter.codePointAt(0) ?? 0))
    .join('')
    .replace(/[<>:"|?*;]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return cut(plain) || 'tep'
}

/** Too long a name keeps its beginning, which says most, and its ending. */
function cut(name: string): string {
  const letters = [...name]
  if (letters.length <= MOST_LETTERS) return name
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? ''
  return letters.slice(0, MOST_LETTERS - [...ending].length).join('') + ending
}

/** Control characters, zero-width and direction marks: they change what a name looks like, never what it says. */
const HIDDEN = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
] as const
const isHidden = (code: number) => HIDDEN.some(([from, to]) => code >= from && code <= to)

/** `attachment; filename…` as RFC 6266 and RFC 8187 want it. */
export function dispositionOf(name: string, kind: 'attachment' | 'inline'): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
