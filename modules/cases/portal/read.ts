import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { visitor } from '#platform/context.ts'
import { cleaned } from '#platform/contract.ts'
import { fileName, MOST_BYTES } from '#platform/files.ts'
import type { ReadAsk } from '#platform/room.ts'
import { keyFor } from '#platform/secrets.ts'
import type { Language } from '#platform/text.ts'

const Body = z.record(z.string(), z.string())

export const MOST_FILES = 8
/** All files of one form together. */
export const FORM_BYTES = 80 * 1024 * 1024
/** Far more than we keep, so that whoever chooses too much is told so and loses nothing: what is beyond our own limits is let flow past. */
const LIMITS = { fileSize: 1024 ** 3, files: 100, parts: 150 }

/** What a customer's form brought: its fields, several of one name in order, its files, and those that had to be left out. */
export type Sent = {
  field: (name: string, most: number) => string
  all: (name: string) => string[]
  files: Upload[]
  leftOut: { tooLarge: string[]; tooMany: number }
  hash: Buffer
}
export type Upload = { name: string; bytes: Buffer }

/** Reads a form, with files or without. What is too large or too many is left out and named: nothing else of the form is lost for it. */
export async function readForm({ request }: Pick<ReadAsk, 'request'>): Promise<Sent> {
  const fields = new Map<string, string[]>()
  const put = (name: string, value: unknown) => fields.set(name, [...(fields.get(name) ?? []), String(value)])
  const taken: Pick<Sent, 'files' | 'leftOut'> = { files: [], leftOut: { tooLarge: [], tooMany: 0 } }
  if (request.isMultipart()) {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') put(part.fieldname, part.value)
      else await take(part, taken)
    }
  } else for (const [name, value] of Object.entries(Body.parse(request.body ?? {}))) put(name, value)
  const all = (name: string) => fields.get(name) ?? []
  const field = (name: string, most: number) => cleaned((all(name)[0] ?? '').slice(0, most * 2)).slice(0, most)
  return { all, field, ...taken, hash: hashOf(fields, taken.files) }
}

async function take({ file, filename }: MultipartFile, { files, leftOut }: Pick<Sent, 'files' | 'leftOut'>) {
  const left = FORM_BYTES - files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const bytes = await bytesOf(file, files.length < MOST_FILES ? Math.min(MOST_BYTES, left) : 0)
  if (bytes && bytes.length > 0) files.push({ name: filename, bytes })
  else if (!bytes && files.length < MOST_FILES) leftOut.tooLarge.push(fileName(filename))
  else if (!bytes) leftOut.tooMany++
}

/** All of it, or nothing when it is more than `most`; read to its end in any case, or the parts behind it would never come. */
async function bytesOf(file: MultipartFile['file'], most: number): Promise<Buffer | undefined> {
  let [chunks, size]: [Buffer[], number] = [[], 0]
  for await (const chunk of file) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks = []
  }
  return size <= most ? Buffer.concat(chunks) : undefined
}

function hashOf(fields: ReadonlyMap<string, string[]>, files: readonly Upload[]): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([...fields]))
  for (const { name, bytes } of files) hash.update(name).update(createHash('sha256').update(bytes).digest())
  return hash.digest()
}

/** Whoever opens these pages is a visitor, also a colleague who happens to be signed in. */
export const asVisitor = (ctx: Ctx, language: Language): Ctx => ({ ...ctx, me: visitor(language) })

/** Asked for in the address or the form, else as the browser prefers. */
export function languageOf({ query, request }: Pick<ReadAsk, 'query' | 'request'>, sent?: Sent): Language {
  const asked = sent?.field('speak', 2) || sent?.field('lang', 2) || query.lang
  if (asked === 'vi' || asked === 'en') return asked
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
}

/** A number for one sheet of the form, kept through its steps: sent twice with the same content, it counts once. */
export const newSheet = () => randomBytes(16).toString('base64url')
export const isSheet = (given: unknown): given is string => typeof given === 'string' && /^[\w-]{22}$/.test(given)
export function sheetOf({ field }: Sent): string {
  const given = field('sheet', 60)
  return isSheet(given) ? given : newSheet()
}

/** 128 bits that this very sheet with this very content always gets, and nobody else can know. */
export const tokenOf = ({ house }: Ctx, purpose: string, { field, hash }: Pick<Sent, 'field' | 'hash'>): Buffer =>
  createHmac('sha256', keyFor(house.secret, `cases.portal.${purpose}`))
    .update(field('sheet', 60) || randomBytes(16))
    .update(hash)
    .digest()
