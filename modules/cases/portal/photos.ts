import { z } from 'zod'
import { isPassing } from '#platform/act.ts'
import type { Ctx } from '#platform/context.ts'
import { fileBytes, findFiles, MOST_BYTES, storeFile } from '#platform/files.ts'
import { fileHeaders } from '#platform/http/files.ts'
import type { PageAsk, ReadAsk } from '#platform/room.ts'
import { isSigned, openText, sealText, sign } from '#platform/secrets.ts'
import { step } from '#platform/step.ts'
import { type Language, Refusal } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { SEND_PATH } from '#web/portal/page.ts'
import { fault, faultOf, showGone } from './frame.ts'
import { asVisitor, languageOf, MOST_FILES, readForm, type Sent } from './read.ts'
import { words } from './words.ts'

type Photo = Awaited<ReturnType<typeof findFiles>>[number]
/** Photos and other files a customer has chosen so far; `seal` brings them into the next step, `wrong` says what could not be kept. */
export type Chosen = { photos: Photo[]; seal: string; wrong?: string }
/** All that a form brought, its photos kept already. */
export type Posted = { sent: Sent; language: Language; chosen: Chosen }

const SEAL = 'cases.portal.files'
const PREVIEW = 'cases.portal.photo'
const DAY_MS = 86_400_000
export const NOTHING_CHOSEN: Chosen = { photos: [], seal: '' }

/** Takes in a form and keeps its photos, while no transaction is open; none for whoever is not `welcome`. */
export async function takeIn(ask: ReadAsk, welcome: (ctx: Ctx) => Promise<boolean>): Promise<Posted> {
  const sent = await readForm(ask)
  const language = languageOf(ask, sent)
  const ctx = asVisitor(ask.ctx, language)
  return { sent, language, chosen: (await welcome(ctx)) ? await choose(ctx, sent, language) : NOTHING_CHOSEN }
}

/** Keeps the files of a form beside those its earlier steps brought, without those taken out again. Nobody's before the request is sent: let go after a day. */
async function choose(ctx: Ctx, sent: Sent, language: Language): Promise<Chosen> {
  const say = words[language]
  const sealed = sealedIds(ctx, sent.field('kept', 3000))
  const there = await findFiles(ctx, sealed)
  const dropped = sent.field('drop', 36)
  const staying = there.filter(({ id }) => id !== dropped)
  const room = sent.files.slice(0, Math.max(0, MOST_FILES - staying.length))
  const wrong = sent.leftOut.tooLarge.map((name) => say.tooLarge(name, MEGABYTES))
  if (there.length < sealed.length) wrong.push(say.filesGone)
  if (sent.files.length > room.length || sent.leftOut.tooMany > 0) wrong.push(say.tooManyFiles(MOST_FILES))
  const ids: string[] = []
  for (const file of [...staying, ...room]) {
    const kept = 'id' in file ? await ownOf(ctx, file) : await keep(ctx, file)
    if (kept instanceof Refusal) wrong.push(kept.words[language])
    else ids.push(kept)
  }
  const seal = ids.length > 0 ? sealText(ctx.house.secret, SEAL, JSON.stringify(ids)) : ''
  return { photos: await findFiles(ctx, ids), seal, wrong: wrong.join(' ') || undefined }
}

/** Those an earlier step brought, by their seal. */
export const chosenBefore = async (ctx: Ctx, seal: string): Promise<Chosen> => ({
  photos: await findFiles(ctx, sealedIds(ctx, seal)),
  seal,
})

/** A file that cannot be kept is said at its field; the form goes on. */
async function keep(ctx: Ctx, file: Sent['files'][number]): Promise<string | Refusal> {
  try {
    return (await store(ctx, file)).id
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Pictures are made small and storage may be far away: no transaction waits for that, unless the database went away, when one is tried again. */
const store = (ctx: Ctx, file: Sent['files'][number]) =>
  storeFile(ctx, file).catch((error: unknown) => {
    if (!isPassing(error)) throw error
    return step(ctx, (own) => storeFile(own, file))
  })

/** One that went out with an earlier request goes out as a copy. */
const ownOf = async (ctx: Ctx, { id, name, room }: Photo): Promise<string | Refusal> =>
  room === null ? id : keep(ctx, { name, bytes: Buffer.from(await fileBytes(ctx, id)) })

/** Ids to send them under, also of those that went out with another request since they were chosen. */
export async function idsToSend(ctx: Ctx, { photos }: Chosen): Promise<string[]> {
  const ids: string[] = []
  const now = await findFiles(
    ctx,
    photos.map(({ id }) => id),
  )
  for (const { id, name, room } of now) ids.push(room === null ? id : (await storeFile(ctx, { name, bytes: await fileBytes(ctx, id) })).id)
  return ids
}

function sealedIds({ house }: Ctx, seal: string): string[] {
  if (!seal) return []
  try {
    return z.array(z.uuid()).parse(JSON.parse(openText(house.secret, SEAL, seal)))
  } catch {
    // Not sealed by us: nobody's files.
    return []
  }
}

const MEGABYTES = MOST_BYTES / 1024 / 1024
const NAME = '{}'

/** The field for photos: small pictures of those chosen, each with a way out, and room for more. `form` when it stands outside of one. */
export function photoField(ctx: Ctx, language: Language, { photos, wrong }: Chosen): Html {
  const say = words[language]
  return html`<div class="ups"><ul id="photos" aria-label="${say.filesChosen}">${photos.map((photo) => small(ctx, language, photo, true))}</ul>
<div class="add">${icon('camera-plus', 22)}<label class="sr" for="files">${say.filesLabel}</label><input id="files" type="file" name="files" multiple accept="image/*,video/*,application/pdf" data-list="photos" data-said="files-said" data-most="${MOST_FILES}" data-bytes="${MOST_BYTES}" data-toomany="${say.tooManyFiles(MOST_FILES)}" data-toolarge="${say.tooLarge(NAME, MEGABYTES)}" data-drop="${say.dropFile(NAME)}"${faultOf('files', wrong)}></div>
<span class="dim small">${say.files(MOST_FILES, MEGABYTES)}</span></div>${fault('files', wrong)}<p class="err" id="files-said" role="status"></p>`
}

/** The same without a way out: what goes along. */
export const photoList = (ctx: Ctx, language: Language, { photos }: Chosen): Html | null =>
  photos.length === 0
    ? null
    : html`<ul class="ups" aria-label="${words[language].filesChosen}">${photos.map((photo) => small(ctx, language, photo, false))}</ul>`

function small({ house }: Ctx, language: Language, { id, name, thumbKey }: Photo, canDrop: boolean): Html {
  const type = name.includes('.') ? (name.split('.').at(-1) ?? '').slice(0, 4).toUpperCase() : '…'
  const shown = thumbKey
    ? html`<img src="${SEND_PATH}/tep/${id}?k=${sign(house.secret, PREVIEW, id)}" alt="${name}" width="60" height="60">`
    : html`<span title="${name}"><span class="sr">${name} </span>${type}</span>`
  const out = html`<button name="drop" value="${id}" formnovalidate aria-label="${words[language].dropFile(name)}">×</button>`
  return html`<li class="up">${shown}${canDrop && out}</li>`
}

/** The small picture of a photo its sender has just chosen; for everything else the same 404. */
export async function photoPreview(ask: PageAsk) {
  const { ctx, params, query, reply } = ask
  const id = String(params.id)
  const isTheirs = typeof query.k === 'string' && isSigned(ctx.house.secret, PREVIEW, id, query.k)
  const [file] = isTheirs ? await findFiles(ctx, [id]) : []
  if (!file?.thumbKey || ctx.now.getTime() - file.uploadedAt.getTime() > DAY_MS) return showGone(ask, languageOf(ask))
  return reply.headers(fileHeaders(file, true)).send(Buffer.from(await ctx.house.storage.get(file.thumbKey)))
}
