import { contactFacts } from '#channels'
import { maskedMail, maskedPhone } from '#org'
import type { PageAsk } from '#platform/room.ts'
import { html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { SEND_PATH, TRACK_PATH } from '#web/portal/page.ts'
import { caseOfTracking } from '../actions/tracking.ts'
import { callCard } from './beside.ts'
import { show, showGone } from './frame.ts'
import { languageOf } from './read.ts'
import { words } from './words.ts'

/** After sending: the code as soon as there is one, and where the answer will come. */
export async function sentPage(ask: PageAsk) {
  const language = languageOf(ask)
  const say = words[language]
  const { token } = ask.params
  const tracked = await caseOfTracking(ask.ctx, token)
  const contact = tracked?.contactId ? await contactFacts(ask.ctx, tracked.contactId) : undefined
  if (!tracked || !contact) return showGone(ask, language)
  const { address, phone } = contact.from
  const code = tracked.case?.code
  const main = html`<section class="card"><div class="row"><span class="ic">${icon('check', 20)}</span><h1>${say.sentTitle}</h1></div>
<div class="blk" aria-live="polite">${code ? html`<p class="dim small">${say.sentCode}</p><p class="code num">${code}</p>` : html`<p class="soft">${say.sentSoon}</p>`}</div>
${address && html`<p class="blk">${say.sentMail(maskedMail(address))}</p>`}${phone && html`<p class="blk">${say.sentPhone(maskedPhone(phone))}</p>`}
<p class="soft blk">${say.sentKeep}</p>
<p class="go">${code && html`<a class="btn p" href="${TRACK_PATH}/${token}?lang=${language}">${say.sentSee}</a>`}<a class="btn" href="${SEND_PATH}?lang=${language}">${say.sentAnother}</a></p></section>
${await callCard(ask.ctx, language)}`
  return show(ask, {
    language,
    title: say.sentTitle,
    path: `${SEND_PATH}/da-gui/${token}`,
    active: 'send',
    main,
    refresh: code ? undefined : 2,
  })
}
