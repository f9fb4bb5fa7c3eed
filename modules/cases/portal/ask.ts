import type { PageAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { SEND_PATH, TRACK_PATH } from '#web/portal/page.ts'
import { requestTrackingLink } from '../actions/tracking.ts'
import { insertFormPost } from '../queries/tracking.ts'
import { callCard } from './beside.ts'
import { isMail } from './form.ts'
import { alert, fault, faultOf, show, trap } from './frame.ts'
import { asVisitor, languageOf, newSheet, type Sent, tokenOf } from './read.ts'
import { words } from './words.ts'

type Filled = { mail: string; code: string; trap: string }
type Faults = Partial<Record<'mail' | 'code' | 'trap', string>>

export async function askPage(ask: PageAsk) {
  return showAsk(ask, languageOf(ask), { mail: '', code: '', trap: '' }, {})
}

/** Somebody wants their link again. The answer on screen is the same for every address; the mailbox alone learns more. */
export async function askForLink(ask: PageAsk, sent: Sent) {
  const language = languageOf(ask, sent)
  const say = words[language]
  const filled = { mail: sent.field('mail', 254), code: codeFrom(sent.field('code', 20)), trap: sent.field('url2', 200) }
  const faults: Faults = {}
  if (!isMail(filled.mail)) faults.mail = say.wrongMail
  if (filled.code && !/^PH-\d{6,}$/.test(filled.code)) faults.code = say.wrongCode
  if (filled.trap) faults.trap = say.mustBeEmpty
  const ctx = asVisitor(ask.ctx, language)
  if (Object.keys(faults).length > 0) return showAsk({ ...ask, ctx }, language, filled, faults)
  if (await insertFormPost(ctx.db, tokenOf(ctx, 'ask', sent), ctx.now))
    await requestTrackingLink(ctx, { mail: filled.mail, code: filled.code || undefined, language })
  const main = html`<section class="card"><div class="row"><span class="ic">${icon('mail', 20)}</span><h1>${say.askedTitle}</h1></div>
<p class="blk" role="status">${say.asked(filled.mail)}</p><p class="soft blk">${say.askedOther}</p>
<p class="go"><a class="btn" href="${SEND_PATH}?lang=${language}">${say.sentAnother}</a></p></section>${await callCard(ctx, language)}`
  return show(ask, { language, title: say.askedTitle, active: 'track', main })
}

/** As people type it: "ph 123" means PH-000123. */
const codeFrom = (given: string) =>
  given.toUpperCase().replace(/^(?:PH)?[\s-]*(\d+)$/, (_all, digits: string) => `PH-${digits.padStart(6, '0')}`)

async function showAsk(ask: PageAsk, language: Language, { mail, code, trap: caught }: Filled, faults: Faults) {
  const say = words[language]
  const isWrong = Object.keys(faults).length > 0
  const main = html`<h1>${say.askTitle}</h1><p class="lead">${say.askLead}</p>
${isWrong && alert([say.wrong, ...Object.values(faults)].join('. ').replaceAll('..', '.'))}
<form class="card" method="post" action="${TRACK_PATH}?lang=${language}"><input type="hidden" name="sheet" value="${newSheet()}"><input type="hidden" name="lang" value="${language}">
${faults.trap ? html`<label class="q" for="url2">${say.empty}</label><input class="inp" id="url2" name="url2" value="${caught}">` : trap(language)}
<label class="q" for="mail">${say.mail}</label><input class="inp" id="mail" name="mail" type="email" required autocomplete="email" maxlength="254" value="${mail}"${faultOf('mail', faults.mail)}>${fault('mail', faults.mail)}
<div class="blk"><label class="q" for="code">${say.askCode}<small>${say.askCodeHint}</small></label><input class="inp num" id="code" name="code" maxlength="20" placeholder="PH-000123" value="${code}"${faultOf('code', faults.code)}>${fault('code', faults.code)}</div>
<p class="go"><button class="btn p">${icon('mail')}${say.askSubmit}</button></p></form>`
  const aside = await callCard(ask.ctx, language)
  return show(
    ask,
    { language, title: say.askTitle, path: TRACK_PATH, active: 'track', main, aside: aside ?? undefined },
    isWrong ? 422 : 200,
  )
}
