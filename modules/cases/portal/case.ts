import { findCustomer } from '#customers'
import type { PageAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import { addTrackingMessage, caseOfTracking, type Tracked, trackedMessages } from '../actions/tracking.ts'
import { insertFormPost, selectTrackedStatus } from '../queries/tracking.ts'
import { callCard } from './beside.ts'
import { alert, show, showGone } from './frame.ts'
import { moment } from './moments.ts'
import { asVisitor, keepFiles, keptIds, languageOf, MOST_FILES, newSheet, readForm, tokenOf } from './read.ts'
import { storyOf } from './story.ts'
import { words } from './words.ts'

type Status = NonNullable<Awaited<ReturnType<typeof selectTrackedStatus>>>

/** Where a customer's case stands, what was said, and room to say more. */
export async function trackPage(ask: PageAsk) {
  const tracked = await caseOfTracking(ask.ctx, ask.params.token)
  const language = languageOf(ask)
  return tracked?.case ? showCase(ask, language, tracked) : showGone(ask, language)
}

/** The customer says more. The same sheet with the same words is one message. */
export async function addMessage(ask: PageAsk) {
  const sent = await readForm(ask)
  const language = languageOf(ask, sent)
  const ctx = asVisitor(ask.ctx, language)
  const { token } = ask.params
  const tracked = await caseOfTracking(ctx, token)
  if (!tracked?.case) return showGone(ask, language)
  const said = sent.field('text', 10_000)
  const kept = sent.field('kept', 3000)
  const many = sent.files.length + keptIds(ctx, kept).length
  if (many > MOST_FILES) return showCase({ ...ask, ctx }, language, tracked, { text: said, kept, wrong: words[language].tooManyFiles })
  if (!said && many === 0) return showCase({ ...ask, ctx }, language, tracked, { text: '', kept, wrong: words[language].addEmpty })
  if (await insertFormPost(ctx.db, tokenOf(ctx, `message.${token}`, sent), ctx.now)) {
    const { ids } = await keepFiles(ctx, sent)
    await addTrackingMessage(ctx, { token, text: said || words[language].noHtml, fileIds: ids, network: ask.request.ip })
  }
  return ask.reply.redirect(`${TRACK_PATH}/${token}?lang=${language}&sent=1#add`, 303)
}

type Draft = { text: string; kept: string; wrong?: string }

async function showCase(ask: PageAsk, language: Language, tracked: Tracked, draft: Draft = { text: '', kept: '' }) {
  const { ctx, params, query } = ask
  const status = tracked.case && (await selectTrackedStatus(ctx.db, tracked.case.id))
  if (!status) return showGone(ask, language)
  const { messages, continuedIn } = await trackedMessages(ctx, tracked)
  const token = String(params.token)
  const isProven = tracked.address !== null
  const main = html`${await standing(ask, language, tracked, status)}${storyOf({ language, now: ctx.now, token, messages, openedAt: status.createdAt, isProven, continuedIn })}
${composer(language, token, draft, query.sent === '1')}`
  const aside = html`${isProven && inCharge(language, status)}${await callCard(ctx, language)}`
  const path = `${TRACK_PATH}/${token}`
  return show(ask, { language, title: status.code, path, active: 'track', main, aside }, draft.wrong ? 422 : 200)
}

async function standing({ ctx }: PageAsk, language: Language, tracked: Tracked, status: Status): Promise<Html> {
  const chip = { resolved: 'good', closed: 'good', cancelled: 'plain', waiting_customer: 'warn' }[status.category] ?? ''
  const name = language === 'vi' ? status.customerName : status.customerNameEn
  const who = await addressed(ctx, language, tracked)
  return html`<section class="card"><div class="rowwrap"><span class="dim num">${status.code}</span><span class="dim sep">·</span><span class="dim">${status.subject}</span><span class="grow"></span>
<span class="chip ${chip}"><span class="sr">${words[language].status}: </span>${name}</span></div>
<h1 class="big">${sentence(language, status, who)} ${expected(language, status, ctx.now)}</h1>${progress(language, status, ctx.now)}</section>`
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

function inCharge(language: Language, { handler }: Status): Html {
  const say = words[language]
  const initials = (handler ?? '')
    .split(/\s+/)
    .slice(-2)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase()
  return html`<section class="card"><h2 class="dim small">${say.inCharge}</h2>${handler ? html`<div class="row" style="margin-top:8px"><span class="av" aria-hidden="true">${initials}</span><b>${handler}</b></div>` : html`<p class="soft small">${say.nobodyYet}</p>`}</section>`
}

function composer(language: Language, token: string, { text, kept, wrong }: Draft, added: boolean): Html {
  const say = words[language]
  return html`<section class="card" id="add"><h2><label for="text">${say.add}</label></h2>${wrong && alert(wrong)}${added && !wrong && html`<p class="box good" role="status">${icon('check')}<span>${say.added}</span></p>`}
<form class="more" method="post" action="${TRACK_PATH}/${token}?lang=${language}" enctype="multipart/form-data"><input type="hidden" name="sheet" value="${newSheet()}"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="kept" value="${kept}">
<textarea class="inp" id="text" name="text" rows="2" maxlength="10000" placeholder="${say.addHint}">${text}</textarea><button class="btn p">${icon('send')}${say.send}</button>
<div class="file"><label class="sr" for="files">${say.filesLabel}</label><input id="files" type="file" name="files" multiple accept="image/*,video/*,application/pdf"><span class="dim small">${say.files}</span></div></form></section>`
}
