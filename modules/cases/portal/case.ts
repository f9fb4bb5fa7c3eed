import { findCustomer } from '#customers'
import type { PageAsk, ReadAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon, type PortalIcon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import { type Answered, addTrackingMessage, caseOfTracking, lastAnswer, type Tracked, trackedMessages } from '../actions/tracking.ts'
import { insertFormPost, selectTrackedStatus } from '../queries/tracking.ts'
import { whereAnswered } from './answered.ts'
import { callCard, inCharge } from './beside.ts'
import { trackedCards } from './besideTracked.ts'
import { show, showGone } from './frame.ts'
import { moment } from './moments.ts'
import { type Draft, MORE, newDraft } from './more.ts'
import { idsToSend, type Posted, takeIn } from './photos.ts'
import { asVisitor, languageOf, sheetOf, tokenOf } from './read.ts'
import { rightsCard } from './rights.ts'
import { storyOf } from './story.ts'
import { words } from './words.ts'

type Status = NonNullable<Awaited<ReturnType<typeof selectTrackedStatus>>>

/** Where a customer's case stands, what was said, and room to say more. */
export async function trackPage(ask: PageAsk) {
  const tracked = await caseOfTracking(ask.ctx, ask.params.token)
  const language = languageOf(ask)
  return tracked?.case ? showCase(ask, language, tracked, newDraft()) : showGone(ask, language)
}

/** What is sent to somebody's case; a link that opens nothing keeps no photos. */
export const readMessage = (ask: ReadAsk) => takeIn(ask, async (ctx) => Boolean((await caseOfTracking(ctx, ask.params.token))?.case))

/** The customer says more. The same sheet with the same words is one message. */
export async function addMessage(posted: PageAsk, { sent, language, chosen }: Posted) {
  const ask = { ...posted, ctx: asVisitor(posted.ctx, language) }
  const { ctx } = ask
  const { token } = ask.params
  const tracked = await caseOfTracking(ctx, token)
  if (!tracked?.case) return showGone(ask, language)
  const draft = { sheet: sheetOf(sent), text: sent.field('text', 10_000), chosen }
  if (chosen.wrong || sent.field('drop', 36) || sent.field('speak', 2)) return showCase(ask, language, tracked, draft)
  if (!draft.text && chosen.photos.length === 0) return showCase(ask, language, tracked, { ...draft, wrong: words[language].addEmpty })
  if (await insertFormPost(ctx.db, tokenOf(ctx, `message.${token}`, sent), ctx.now)) {
    const said = { token, text: draft.text || words[language].noHtml, fileIds: await idsToSend(ctx, chosen), network: ask.request.ip }
    await addTrackingMessage(ctx, said)
  }
  return ask.reply.redirect(`${TRACK_PATH}/${token}?lang=${language}&sent=1#add`, 303)
}

async function showCase(ask: PageAsk, language: Language, tracked: Tracked, draft: Draft) {
  const { ctx, params, query } = ask
  const status = tracked.case && (await selectTrackedStatus(ctx.db, tracked.case.id))
  if (!status) return showGone(ask, language)
  const { messages, continuedIn } = await trackedMessages(ctx, tracked)
  const answered = await lastAnswer(ctx, tracked)
  const token = String(params.token)
  const isProven = tracked.address !== null
  const told = {
    language,
    token,
    messages,
    isProven,
    continuedIn,
    answered,
    openedAt: status.createdAt,
    answeredAt: status.firstResponseAt,
  }
  const added = query.sent === '1' && ask.request.method === 'GET'
  const beside = tracked.case && tracked.address !== null && { caseId: tracked.case.id, address: tracked.address, token, language }
  const cards = beside ? await trackedCards(ctx, beside) : []
  const main = html`${await standing(ask, language, tracked, status, answered)}${storyOf(ctx, { ...told, draft, added })}${cards}`
  const rights = rightsCard(language, await addressed(ctx, language, tracked))
  const aside = html`${isProven && (await inCharge(ctx, language, status.handlerId))}${rights}${await callCard(ctx, language)}`
  const isWrong = draft.wrong || draft.chosen.wrong
  const page = { language, title: status.code, path: `${TRACK_PATH}/${token}`, form: MORE, active: 'track' as const, main, aside }
  return show(ask, page, isWrong ? 422 : 200)
}

const CHIPS: Record<string, readonly [look: string, drawing: PortalIcon]> = {
  new: ['now', 'inbox'],
  active: ['now', 'progress'],
  waiting_internal: ['now', 'progress'],
  waiting_third_party: ['warn', 'clock'],
  resolved: ['good', 'check'],
  closed: ['good', 'check'],
  cancelled: ['plain', 'x'],
  waiting_customer: ['warn', 'mail'],
}

async function standing(
  { ctx }: PageAsk,
  language: Language,
  tracked: Tracked,
  status: Status,
  answered: Answered | undefined,
): Promise<Html> {
  const [look, drawing] = CHIPS[status.category] ?? ['', 'hourglass']
  const name = language === 'vi' ? status.customerName : status.customerNameEn
  const who = await addressed(ctx, language, tracked)
  const isWaiting = status.category === 'waiting_customer'
  const where = whereAnswered({ language, now: ctx.now, answered, isProven: tracked.address !== null, isWaiting })
  return html`<section class="card"><div class="row facts"><span class="dim num">${status.code}</span><span class="dim sep">·</span><span class="dim cut">${status.subject}</span><span class="grow"></span>
<span class="chip ${look}">${icon(drawing, 14)}<span><span class="sr">${words[language].status}: </span>${name}</span></span></div>
<h1 class="big">${sentence(language, status, who)} ${expected(language, status, ctx.now)}</h1>${where}${progress(language, status, ctx.now)}</section>`
}

type AskCtx = PageAsk['ctx']

/** "chị Ngọc" to somebody we know by a link we sent them; "anh/chị" to whoever holds the receipt of a form. */
async function addressed(ctx: AskCtx, language: Language, { case: found, address }: Tracked): Promise<string> {
  const customer = found?.customerId && address !== null ? await findCustomer(ctx, found.customerId) : undefined
  if (language === 'en' || !customer?.honorific || customer.kind !== 'person') return words[language].you
  return `${customer.honorific} ${customer.name.trim().split(/\s+/).at(-1) ?? ''}`.trim()
}

function sentence(language: Language, { category }: Status, who: string): string {
  const say = words[language]
  if (category === 'new') return say.nowNew(who)
  if (category === 'waiting_customer') return say.nowWaiting(who)
  if (category === 'resolved') return say.nowResolved
  if (category === 'closed') return say.nowClosed
  return category === 'cancelled' ? say.nowCancelled : say.nowActive(who)
}

/** The answer we owe and by when, while that lies ahead. */
const owed = ({ dueAt, dueKind, dueState }: Status, now: Date) =>
  dueAt && dueAt > now && dueState === 'running' && (dueKind === 'first_response' || dueKind === 'next_response' || dueKind === 'promise')
    ? dueAt
    : null

function expected(language: Language, status: Status, now: Date): string {
  const at = owed(status, now)
  return at ? words[language].by(moment(at, now, language)) : ''
}

function progress(language: Language, status: Status, now: Date): Html | null {
  if (status.category === 'cancelled') return null
  const say = words[language]
  const isDone = status.category === 'resolved' || status.category === 'closed'
  const answerBy = status.dueKind === 'first_response' ? owed(status, now) : null
  const steps = [
    { name: say.step_received, at: status.createdAt, by: null },
    { name: say.step_answered, at: status.firstResponseAt ?? (isDone ? status.lastResolvedAt : null), by: answerBy },
    { name: say.step_resolved, at: isDone ? status.lastResolvedAt : null, by: null },
    { name: say.step_closed, at: status.category === 'closed' ? status.closedAt : null, by: null },
  ]
  const current = steps.findIndex(({ at }) => at === null)
  return html`<ol class="prog" aria-label="${say.progress}">${steps.map(({ name, at, by }, place) => {
    const isNow = place === current
    const when = at ? moment(at, now, language) : by ? say.before(moment(by, now, language)) : ''
    return html`<li class="pg${at ? ' d' : isNow ? ' n' : ''}"${isNow && html` aria-current="step"`}><span class="o">${at && icon('check', 14)}</span><b>${name}${at && html`<span class="sr"> (${say.done})</span>`}</b><span class="at num">${when}</span></li>`
  })}</ol>`
}
