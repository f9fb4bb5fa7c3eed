import type { PageAsk } from '#platform/room.ts'
import { type Html, html, lines } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { besideForm } from './beside.ts'
import { carried, type Faults, FORM, isWrong, type Shown, stepForm, wrongs } from './form.ts'
import { fault, faultOf, show } from './frame.ts'
import { photoList } from './photos.ts'
import { TOPICS, WISHES } from './topics.ts'
import { words } from './words.ts'

/** The second step: who it is and where we answer, below what was told. */
export async function showReaching(ask: PageAsk, shown: Shown) {
  const { language, filled, faults } = shown
  const say = words[language]
  const inside = html`${carried([['topic', filled.topic], ['text', filled.text], ...filled.wishes.map((wish) => ['wish', wish] as const)])}
${told(ask, shown)}${contact(shown)}
<div class="go stick"><button class="btn p">${icon('send')}${say.submit}</button><span class="dim small hint">${say.submitHint}</span></div>`
  const main = html`<div class="row"><button class="btn back" form="${FORM}" name="go" value="back" formnovalidate>${icon('arrow-left')}${say.goBack}</button><span class="dim small">${say.lastStep}</span></div>
<h1 class="blk">${say.reachTitle}</h1><p class="lead">${say.reachLead}</p>${wrongs(language, faults)}${stepForm('reach', shown, inside)}`
  const aside = await besideForm(ask.ctx, language)
  const title = isWrong(faults) ? `${say.wrong} · ${say.reachTitle}` : say.reachTitle
  return show(ask, { language, title, form: FORM, active: 'send', main, aside })
}

function told({ ctx }: PageAsk, { language, filled, chosen }: Shown): Html {
  const say = words[language]
  const topic = TOPICS.find(({ key }) => key === filled.topic)
  const wished = WISHES.filter((wish) => filled.wishes.includes(wish)).map((wish) => say[`wish_${wish}`])
  return html`<section class="told" aria-label="${say.told}"><h2 class="row">${topic && icon(topic.icon, 20)}${topic ? say[`topic_${topic.key}`] : say.told}</h2>
<p class="said">${lines(filled.text)}</p>${photoList(ctx, language, chosen)}${wished.length > 0 && html`<p class="dim small">${say.wished(wished.join(', '))}</p>`}</section>`
}

function contact({ language, filled: { name, phone, mail }, faults }: Shown): Html {
  const say = words[language]
  const first = (['name', 'reach', 'phone', 'mail'] satisfies (keyof Faults)[]).find((field) => faults[field])
  const focus = (...fields: readonly string[]) => first !== undefined && fields.includes(first) && html` autofocus`
  const wrongPhone = faults.phone ?? faults.reach
  return html`<div class="blk duo"><div class="all"><label for="name">${say.name}</label>
<input class="inp" id="name" name="name" value="${name}" autocomplete="name" maxlength="120" required data-needed="${say.nameUs}"${focus('name')}${faultOf('name', faults.name)}>${fault('name', faults.name)}</div>
<div><label for="phone">${say.phone}<small>${say.one}</small></label>
<input class="inp num" id="phone" name="phone" type="tel" inputmode="tel" value="${phone}" autocomplete="tel" maxlength="40"${focus('reach', 'phone')}${faultOf('phone', wrongPhone)}>${fault('phone', wrongPhone)}</div>
<div><label for="mail">${say.mail}</label>
<input class="inp" id="mail" name="mail" type="email" value="${mail}" autocomplete="email" maxlength="254"${focus('mail')}${faultOf('mail', faults.mail)}>${fault('mail', faults.mail)}</div></div>`
}
