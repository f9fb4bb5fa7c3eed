import type { PageAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { besideForm } from './beside.ts'
import { carried, FORM, isWrong, type Shown, stepForm, wrongs } from './form.ts'
import { fault, faultOf, show } from './frame.ts'
import { photoField } from './photos.ts'
import { TOPICS, WISHES } from './topics.ts'
import { words } from './words.ts'

/** The first step: what happened. */
export async function showTelling(ask: PageAsk, shown: Shown) {
  const { language, filled, chosen, faults } = shown
  const say = words[language]
  const inside = html`${carried([
    ['name', filled.name],
    ['phone', filled.phone],
    ['mail', filled.mail],
  ])}${topics(language, filled.topic)}
<div class="blk"><label class="q" for="text">${say.tell}</label>
<textarea class="inp" id="text" name="text" rows="4" maxlength="10000" required data-needed="${say.tellUs}" placeholder="${say.tellHint}"${faults.text && html` autofocus`}${faultOf('text', faults.text)}>${filled.text}</textarea>${fault('text', faults.text)}
${photoField(ask.ctx, language, { ...chosen, wrong: faults.files })}</div>${wishes(language, filled.wishes)}
<div class="go stick"><button class="btn p">${say.goOn}${icon('arrow-right')}</button><span class="dim small hint">${say.goOnHint}</span></div>`
  const main = html`<h1>${say.sendTitle}</h1><p class="lead">${say.sendLead}</p>${wrongs(language, faults)}${stepForm('tell', shown, inside)}`
  const aside = await besideForm(ask.ctx, language)
  const title = isWrong(faults) ? `${say.wrong} · ${say.sendTitle}` : say.sendTitle
  return show(ask, { language, title, form: FORM, active: 'send', main, aside })
}

const topics = (language: Language, chosen: string): Html =>
  html`<fieldset><legend>${words[language].about}</legend><div class="cats">${TOPICS.map(
    ({ key, icon: drawing }) =>
      html`<label class="cat"><input type="radio" name="topic" value="${key}"${chosen === key && html` checked`}>${icon(drawing, 20)}<span>${words[language][`topic_${key}`]}</span></label>`,
  )}</div></fieldset>`

const wishes = (language: Language, chosen: readonly string[]): Html =>
  html`<fieldset class="blk"><legend>${words[language].wishes}<small>${words[language].wishesHint}</small></legend><div class="wish">${WISHES.map(
    (wish) =>
      html`<label><input type="checkbox" name="wish" value="${wish}"${chosen.includes(wish) && html` checked`}>${icon('check', 16)}${words[language][`wish_${wish}`]}</label>`,
  )}</div></fieldset>`
