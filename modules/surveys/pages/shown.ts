import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { PageAsk } from '#platform/room.ts'
import type { Language, Refusal } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { portalPage } from '#web/portal/page.ts'
import { isScore, SCORES } from '../rules.ts'
import { scoreWords, text } from '../text.ts'

/** The language asked for in the address, else the one the survey was sent in. */
export const languageOf = ({ query }: Pick<PageAsk, 'query'>, otherwise: string): Language =>
  query.lang === 'en' ? 'en' : query.lang === 'vi' ? 'vi' : otherwise === 'en' ? 'en' : 'vi'

/** Nothing but our own styles, fonts and form; a link in such a page tells no other site where it came from. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
}

/** One page for customers, kept by nobody on the way. */
export async function shown(
  ctx: Ctx,
  reply: PageAsk['reply'],
  page: { language: Language; title: string; path?: string; main: Html },
): Promise<string> {
  const company = await companyOf(ctx)
  reply.headers(HEADERS)
  return portalPage({ ...page, company })
}

/** Empty, guessed, used, expired: one page for all, so that nothing can be learnt from it. */
export async function refused({ ctx, reply, query }: PageAsk, refusal: Refusal): Promise<string> {
  const language = languageOf({ query }, ctx.me.language)
  const t = text[language]
  const isUnknown = refusal.status === 404
  const title = isUnknown ? t.unknownLink : refusal.words[language]
  const main = html`<div class="card"><h1>${title}</h1><p class="lead">${isUnknown ? t.unknownLinkSays : t.troubleSays}</p></div>`
  return shown(ctx, reply, { language, title, main })
}

/** The mouth of each face; the words beside it say the same. */
const MOUTHS: Record<number, string> = {
  1: 'M8.5 16.5a4.2 4.2 0 0 1 7 0',
  2: 'M9 16a5 5 0 0 1 6 0',
  3: 'M9 15.5h6',
  4: 'M9 15a5 5 0 0 0 6 0',
  5: 'M8.5 14.5a4.2 4.2 0 0 0 7 0',
}

const face = (score: number): Html =>
  html`<svg class="i" width="28" height="28" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M9 10h.01M15 10h.01"/><path d="${MOUTHS[score] ?? ''}"/></svg>`

const STYLE = `<style>.marks{display:grid;grid-template-columns:repeat(5,1fr);gap:8px}.marks .cat{flex-direction:column;justify-content:center;gap:6px;min-height:104px;padding:10px 6px;text-align:center;line-height:18px}.marks .cat b{font-size:13px}@media(max-width:700px){.marks{grid-template-columns:1fr}.marks .cat{flex-direction:row;justify-content:flex-start;min-height:52px;padding:0 14px;text-align:left}.marks .cat b{min-width:14px;font-size:14px}}</style>`

export type FormFacts = {
  language: Language
  action: string
  question: string
  code: string
  chosen: number | undefined
  comment: string
  answered: boolean
  wrong?: 'chooseFirst' | 'commentTooLong'
}

/** The question, a score chosen already when the link in the mail named one, and a button: opening it answers nothing. */
export function form({ language, action, question, code, chosen, comment, answered, wrong }: FormFacts): Html {
  const t = text[language]
  const marks = SCORES.map(
    (score) =>
      html`<label class="cat"><input type="radio" name="diem" value="${score}" required${chosen === score && html` checked`}>${face(score)}<b>${score}</b><span>${scoreWords(language, score)}</span></label>`,
  )
  return html`${{ html: STYLE }}<h1>${question}</h1><p class="lead">${t.about(code)}</p>
${answered && html`<div class="box">${t.changing}</div>`}
${wrong && html`<div class="box bad" role="alert">${t[wrong]}</div>`}
<form class="card" method="post" action="${action}"><fieldset><legend>${t.choose}</legend><div class="marks">${marks}</div></fieldset>
<div class="blk"><label for="gop-y" class="q">${t.comment}<small>${t.optional}</small></label>
<textarea class="inp" id="gop-y" name="gop_y" rows="4" maxlength="2000" placeholder="${t.commentHint}">${comment}</textarea></div>
<div class="go"><button class="btn p" type="submit">${t.send}</button></div></form>`
}

export const chosenIn = (given: unknown): number | undefined => {
  const score = typeof given === 'string' ? Number(given) : Number.NaN
  return isScore(score) ? score : undefined
}
