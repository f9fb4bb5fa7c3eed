import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { visitor } from '#platform/context.ts'
import { cleaned } from '#platform/contract.ts'
import { MOST_BYTES, storeFile } from '#platform/files.ts'
import type { PageAsk } from '#platform/room.ts'
import { keyFor, openText, sealText } from '#platform/secrets.ts'
import type { Language } from '#platform/text.ts'

const Body = z.record(z.string(), z.string())

export const MOST_FILES = 8
/** All files of one form together. */
export const FORM_BYTES = 80 * 1024 * 1024

/** What a customer's form brought: its fields, several of one name joined in order, and its files. */
export type Sent = { field: (name: string, most: number) => string; all: (name: string) => string[]; files: Upload[]; hash: Buffer }
export type Upload = { name: string; bytes: Buffer }

/** Reads a form, with files or without. A file over the limit is refused with 413. */
export async function readForm({ request }: PageAsk): Promise<Sent> {
  const fields = new Map<string, string[]>()
  const put = (name: string, value: unknown) => fields.set(name, [...(fields.get(name) ?? []), String(value)])
  const files: Upload[] = []
  if (request.isMultipart()) {
    for await (const part of request.parts({ limits: { fileSize: MOST_BYTES, files: MOST_FILES + 2 } })) {
      if (part.type === 'field') put(part.fieldname, part.value)
      else {
        const bytes = await part.toBuffer()
        if (bytes.length > 0) files.push({ name: part.filename, bytes })
      }
    }
  } else for (const [name, value] of Object.entries(Body.parse(request.body ?? {}))) put(name, value)
  const all = (name: string) => fields.get(name) ?? []
  return { all, field: (name, most) => cleaned((all(name)[0] ?? '').slice(0, most * 2)).slice(0, most), files, hash: hashOf(fields, files) }
}

function hashOf(fields: ReadonlyMap<string, string[]>, files: readonly Upload[]): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([...fields]))
  for (const { name, bytes } of files) hash.update(name).update(createHash('sha256').update(bytes).digest())
  return hash.digest()
}

/** Whoever opens these pages is a visitor, also a colleague who happens to be signed in. */
export const asVisitor = (ctx: Ctx, language: Language): Ctx => ({ ...ctx, me: visitor(language) })

/** Asked for in the address or the form, else as the browser prefers. */
export function languageOf({ query, request }: PageAsk, sent?: Sent): Language {
  const asked = sent?.field('lang', 2) || query.lang
  if (asked === 'vi' || asked === 'en') return asked
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
}

/** A number for one sheet of the form: sent twice as it is, it counts once. */
export const newSheet = () => randomBytes(16).toString('base64url')

/** 128 bits that this very sheet with this very content always gets, and nobody else can know. */
export const tokenOf = ({ house }: Ctx, purpose: string, { field, hash }: Sent): Buffer =>
  createHmac('sha256', keyFor(house.secret, `cases.portal.${purpose}`))
    .update(field('sheet', 60) || randomBytes(16))
    .update(hash)
    .digest()

/** Keeps the files of a form, beside those an earlier try of the same form left; `seal` brings them into the next try. */
export async function keepFiles(ctx: Ctx, sent: Sent): Promise<{ ids: string[]; seal: string }> {
  const ids = keptIds(ctx, sent.field('kept', 3000))
  for (const file of sent.files) ids.push((await storeFile(ctx, file)).id)
  return { ids, seal: ids.length > 0 ? sealText(ctx.house.secret, 'cases.portal.files', JSON.stringify(ids)) : '' }
}

export function keptIds({ house }: Ctx, seal: string): string[] {
  if (!seal) return []
  try {
    return z.array(z.uuid()).parse(JSON.parse(openText(house.secret, 'cases.portal.files', seal)))
  } catch {
    // Not sealed by us: nobody's files.
    return []
  }
}
