import { createHash } from 'node:crypto'
import { formMustBeOpen, receiveForm } from '#channels'
import type { PageAsk, ReadAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { SEND_PATH } from '#web/portal/page.ts'
import { keepReceipt } from '../actions/tracking.ts'
import { insertFormPost } from '../queries/tracking.ts'
import { dropDraft, findDraft, saveDraft } from './draft.ts'
import { blank, type Filled, faultsOfReaching, faultsOfTelling, filledFrom, isWrong, type Shown, type Step } from './form.ts'
import { type Chosen, chosenBefore, idsToSend, NOTHING_CHOSEN, type Posted, takeIn } from './photos.ts'
import { showReaching } from './reach.ts'
import { asVisitor, isSheet, languageOf, newSheet, type Sent, tokenOf } from './read.ts'
import { showTelling } from './tell.ts'
import { TOPICS, WISHES } from './topics.ts'
import { words } from './words.ts'

/** A step of the form as its sheet stands. Whoever comes anew gets a sheet in the address: going back, and opening again, loses nothing. */
export async function sendPage(ask: PageAsk) {
  await formMustBeOpen(ask.ctx)
  const { sheet, step, wrong } = ask.query
  const language = languageOf(ask)
  if (!isSheet(sheet)) return ask.reply.redirect(stepAt(newSheet(), language, 'tell'))
  const draft = await findDraft(ask.ctx, sheet)
  if (!draft) return showTelling(ask, { language, filled: blank(sheet), chosen: NOTHING_CHOSEN, faults: {} })
  const { filled, seal } = draft
  const chosen = { ...(await chosenBefore(ask.ctx, seal)), wrong: wrong === '1' ? draft.wrong : undefined }
  const isTelling = step !== 'reach'
  const faultsHere = isTelling ? faultsOfTelling(filled, chosen, language) : faultsOfReaching(filled, language)
  const shown = { language, filled, chosen, faults: wrong === '1' ? faultsHere : {} }
  return isTelling ? showTelling(ask, shown) : showReaching(ask, shown)
}

/** What a step of the form brings, while the form is open. */
export async function readRequest(ask: ReadAsk) {
  await formMustBeOpen(ask.ctx)
  return takeIn(ask, async () => true)
}

/**
 * One step of the form after the other, each carrying all that was written before; the last one is the request. A form that comes whole, without
 * naming its step, is the request at once.
 */
export async function sendRequest(posted: PageAsk, { sent, language, chosen }: Posted) {
  const ask = { ...posted, ctx: asVisitor(posted.ctx, language) }
  const filled = filledFrom(sent)
  const next = nextAfter(sent, filled, chosen, language)
  if (!next) return receive(ask, sent, { language, filled, chosen })
  await saveDraft(ask.ctx, { filled, seal: chosen.seal, wrong: chosen.wrong })
  return ask.reply.redirect(`${stepAt(filled.sheet, language, next.step)}${next.isWrong ? '&wrong=1' : ''}`, 303)
}

const stepAt = (sheet: string, language: Language, step: Step) => `${SEND_PATH}?lang=${language}&sheet=${sheet}&step=${step}`

/** Which step is shown next, and whether it says what is wrong; undefined: all is there, it may be sent. */
function nextAfter(sent: Sent, filled: Filled, chosen: Chosen, language: Language): { step: Step; isWrong: boolean } | undefined {
  const here: Step = sent.field('step', 10) === 'tell' ? 'tell' : 'reach'
  if (sent.field('go', 10) === 'back') return { step: 'tell', isWrong: false }
  if (sent.field('drop', 36) || sent.field('speak', 2)) return { step: here, isWrong: chosen.wrong !== undefined }
  const telling = faultsOfTelling(filled, chosen, language)
  if (telling.text || telling.files || (here === 'tell' && telling.trap)) return { step: 'tell', isWrong: true }
  if (here === 'tell') return { step: 'reach', isWrong: false }
  return isWrong(faultsOfReaching(filled, language)) ? { step: 'reach', isWrong: true } : undefined
}

/** The request comes in, once: the same sheet with the same content is one request, however often its button is pressed. */
async function receive({ ctx, request, reply }: PageAsk, sent: Sent, { language, filled, chosen }: Omit<Shown, 'faults'>) {
  const token = tokenOf(ctx, 'request', { field: sent.field, hash: hashOf(filled, chosen) })
  const receipt = token.subarray(0, 16).toString('base64url')
  if (await insertFormPost(ctx.db, token, ctx.now)) {
    const form = formFrom(filled, language)
    const { contactId } = await receiveForm(ctx, { ...form, fileIds: await idsToSend(ctx, chosen), network: request.ip })
    await keepReceipt(ctx, { token: receipt, contactId })
    await dropDraft(ctx, filled.sheet)
  }
  return reply.redirect(`${SEND_PATH}/da-gui/${receipt}?lang=${language}`, 303)
}

/** Of what was written and which photos, not of the way they took: going back and choosing the same photo again is no other request. */
function hashOf({ sheet: _sheet, trap: _trap, ...written }: Filled, { photos }: Chosen): Buffer {
  const looks = photos.map(({ sha256 }) => sha256.toString('hex')).toSorted()
  return createHash('sha256')
    .update(JSON.stringify([written, looks]))
    .digest()
}

function formFrom({ topic: key, text, wishes: chosen, name, phone, mail }: Filled, language: Language) {
  const say = words[language]
  const topic = TOPICS.find((one) => one.key === key)
  const wishes = WISHES.filter((wish) => chosen.includes(wish))
    .map((wish) => say[`wish_${wish}`])
    .join(', ')
  const about = topic && topic.key !== 'other' ? `${say[`topic_${topic.key}`]}: ` : ''
  return {
    ...{ name, wishes, phone: phone || undefined, email: mail || undefined, topic: topic?.type ?? undefined },
    subject: `${about}${text.split('\n')[0] ?? ''}`.slice(0, 120),
    text: wishes ? `${text}\n\n${say.wished(wishes)}` : text,
  }
}
