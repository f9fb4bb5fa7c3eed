import { companyOf } from '#org'
import type { PageAsk } from '#platform/room.ts'
import type { Language, Refusal } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { type PortalPage, portalPage, TRACK_PATH } from '#web/portal/page.ts'
import { languageOf } from './read.ts'
import { words } from './words.ts'

/** Nothing of these pages may be kept or framed; a form may run our own script and show what was just chosen. */
const headersOf = (hasForm: boolean) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  'content-security-policy': `default-src 'none'; ${hasForm ? "script-src 'self'; " : ''}style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'${hasForm ? ' blob:' : ''}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-robots-tag': 'noindex',
})

/** Sends one page of the portal. */
export async function show({ ctx, reply }: PageAsk, page: Omit<PortalPage, 'company'>, status?: number) {
  if (status) reply.status(status)
  return reply.headers(headersOf(page.form !== undefined)).send(portalPage({ ...page, company: await companyOf(ctx) }))
}

/** The one answer to every link that opens nothing, whatever the reason. */
export function showGone(ask: PageAsk, language: Language) {
  const say = words[language]
  const main = html`<h1>${say.gone}</h1><p class="lead">${say.goneWhy}</p>
<p class="go"><a class="btn p" href="${TRACK_PATH}?lang=${language}">${say.getNew}</a></p>`
  return show(ask, { language, title: say.gone, main, active: 'track' }, 404)
}

/** What went wrong, in words, for people who meet no application. */
export function showRefusal(ask: PageAsk, refusal: Refusal) {
  const language = languageOf(ask)
  const say = words[language]
  const main = html`<h1>${say.failed}</h1>${alert(refusal.words[language])}<p class="lead blk">${say.again}.</p>`
  return show(ask, { language, title: say.failed, main }, refusal.status)
}

export const alert = (said: string): Html => html`<p class="box bad" role="alert">${icon('alert-circle')}<span>${said}</span></p>`

/** A field that people never see and machines fill in. */
export const trap = (language: Language, value = ''): Html =>
  html`<p class="hp" aria-hidden="true"><label>${words[language].empty}<input name="url2" value="${value}" tabindex="-1" autocomplete="off"></label></p>`

/** What is wrong with a field, tied to it. */
export const fault = (id: string, said: string | undefined): Html | null =>
  said ? html`<p class="err" id="${id}-err">${icon('alert-circle', 16)}${said}</p>` : null
export const faultOf = (id: string, said: string | undefined): Html | null =>
  said ? html` aria-invalid="true" aria-describedby="${id}-err"` : null
