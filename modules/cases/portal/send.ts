import { receiveForm } from '#channels'
import type { Ctx } from '#platform/context.ts'
import type { PageAsk } from '#platform/room.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { SEND_PATH } from '#web/portal/page.ts'
import { keepReceipt } from '../actions/tracking.ts'
import { insertFormPost } from '../queries/tracking.ts'
import { besideForm } from './beside.ts'
import { alert, fault, faultOf, show, trap } from './frame.ts'
import { asVisitor, keepFiles, keptIds, languageOf, MOST_FILES, newSheet, readForm, type Sent, tokenOf } from './read.ts'
import { TOPICS, WISHES } from './topics.ts'
import { words } from './words.ts'

type Faults = Partial<Record<'text' | 'name' | 'reach' | 'phone' | 'mail' | 'files' | 'trap', string>>
type Filled = { topic: string; text: string; name: string; phone: string; mail: string; wishes: string[]; kept: string; trap: string }
const BLANK: Filled = { topic: 'other', text: '', name: '', phone: '', mail: '', wishes: [], kept: '', trap: '' }

export async function sendPage(ask: PageAsk) {
  return showForm(ask, languageOf(ask), BLANK, {})
}

/** A request comes in. The same sheet with the same content is one request, however often its button is pressed. */
export async function sendRequest(ask: PageAsk) {
  const sent = await readForm(ask)
  const language = languageOf(ask, sent)
  const ctx = asVisitor(ask.ctx, language)
  const token = tokenOf(ctx, 'request', sent)
  const receipt = token.subarray(0, 16).toString('base64url')
  const there = `${SEND_PATH}/da-gui/${receipt}?lang=${language}`
  const filled = filledFrom(sent)
  const faults = faultsOf(filled, sent.files.length + keptIds(ctx, filled.kept).length, language)
  if (Object.keys(faults).length > 0) {
    const kept = faults.files ? filled.kept : (await keepFiles(ctx, sent)).seal
    return showForm({ ...ask, ctx }, language, { ...filled, kept }, faults)
  }
  if (await insertFormPost(ctx.db, token, ctx.now))
    await receive(ctx, language, filled, { ...(await keepFiles(ctx, sent)), receipt, network: ask.request.ip })
  return ask.reply.redirect(there, 303)
}

async function receive(
  ctx: Ctx,
  language: Language,
  filled: Filled,
  { ids, receipt, network }: { ids: string[]; receipt: string; network: string },
) {
  const say = words[language]
  const topic = TOPICS.find(({ key }) => key === filled.topic)
  const wished = WISHES.filter((wish) => filled.wishes.includes(wish)).map((wish) => say[`wish_${wish}`])
  const wishes = wished.join(', ')
  const first = filled.text.split('\n')[0] ?? ''
  const { contactId } = await receiveForm(ctx, {
    name: filled.name,
    phone: filled.phone || undefined,
    email: filled.mail || undefined,
    subject: `${topic && topic.key !== 'other' ? `${say[`topic_${topic.key}`]}: ` : ''}${first}`.slice(0, 120),
    topic: topic?.type ?? undefined,
    text: wishes ? `${filled.text}\n\n${say.wished(wishes)}` : filled.text,
    wishes,
    fileIds: ids,
    network,
  })
  await keepReceipt(ctx, { token: receipt, contactId })
}

function filledFrom({ field, all }: Sent): Filled {
  const [topic, text, name] = [field('topic', 20), field('text', 10_000), field('name', 120)]
  const [phone, mail, kept] = [field('phone', 40), field('mail', 254), field('kept', 3000)]
  return { topic, text, name, phone, mail, wishes: all('wish').slice(0, 10), kept, trap: field('url2', 200) }
}

export const isMail = (given: string) => /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/.test(given)
const isPhone = (given: string) => /^\+?[\d\s().-]{8,24}$/.test(given) && given.replace(/\D/g, '').length >= 8

function faultsOf({ text, name, phone, mail, trap }: Filled, files: number, language: Language): Faults {
  const say = words[language]
  const faults: Faults = {}
  if (text.length < 3) faults.text = say.tellUs
  if (!name) faults.name = say.nameUs
  if (!phone && !mail) faults.reach = say.reachUs
  if (phone && !isPhone(phone)) faults.phone = say.wrongPhone
  if (mail && !isMail(mail)) faults.mail = say.wrongMail
  if (files > MOST_FILES) faults.files = say.tooManyFiles
  if (trap) faults.trap = say.mustBeEmpty
  return faults
}

async function showForm(ask: PageAsk, language: Language, filled: Filled, faults: Faults) {
  const say = words[language]
  const isWrong = Object.keys(faults).length > 0
  const main = html`<h1>${say.sendTitle}</h1><p class="lead">${say.sendLead}</p>
${isWrong && alert([say.wrong, ...Object.values(faults)].join('. ').replaceAll('..', '.'))}
<form class="card form" method="post" action="${SEND_PATH}?lang=${language}" enctype="multipart/form-data">
<input type="hidden" name="sheet" value="${newSheet()}"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="kept" value="${filled.kept}">
${faults.trap ? html`<p class="blk"><label class="q" for="url2">${say.empty}</label><input class="inp" id="url2" name="url2" value="${filled.trap}"></p>` : trap(language)}
${topics(language, filled.topic)}${story(ask.ctx, language, filled, faults)}${contact(language, filled, faults)}${wishes(language, filled.wishes)}
<div class="go stick"><button class="btn p">${say.submit}${icon('arrow-right')}</button><span class="dim small hint">${say.submitHint}</span></div></form>`
  const aside = await besideForm(ask.ctx, language)
  return show(ask, { language, title: say.sendTitle, path: SEND_PATH, active: 'send', main, aside }, isWrong ? 422 : 200)
}

const topics = (language: Language, chosen: string): Html =>
  html`<fieldset><legend>${words[language].about}</legend><div class="cats">${TOPICS.map(
    ({ key, icon: drawing }) =>
      html`<label class="cat"><input type="radio" name="topic" value="${key}"${chosen === key && html` checked`}>${icon(drawing, 20)}<span>${words[language][`topic_${key}`]}</span></label>`,
  )}</div></fieldset>`

function story(ctx: Ctx, language: Language, { text, kept }: Filled, faults: Faults): Html {
  const say = words[language]
  const many = keptIds(ctx, kept).length
  return html`<div class="blk"><label class="q" for="text">${say.tell}</label>
<textarea class="inp" id="text" name="text" rows="4" maxlength="10000" required placeholder="${say.tellHint}"${faultOf('text', faults.text)}>${text}</textarea>${fault('text', faults.text)}
<div class="file"><label class="sr" for="files">${say.filesLabel}</label><input id="files" type="file" name="files" multiple accept="image/*,video/*,application/pdf"${faultOf('files', faults.files)}>
<span class="dim small">${say.files}</span></div>${many > 0 && html`<p class="dim small">${say.filesKept(many)}</p>`}${fault('files', faults.files)}</div>`
}

function contact(language: Language, { name, phone, mail }: Filled, faults: Faults): Html {
  const say = words[language]
  const wrongPhone = faults.phone ?? faults.reach
  return html`<div class="blk duo"><div><label for="name">${say.name}</label>
<input class="inp" id="name" name="name" value="${name}" autocomplete="name" maxlength="120" required${faultOf('name', faults.name)}>${fault('name', faults.name)}</div><div></div>
<div><label for="phone">${say.phone}<small>${say.one}</small></label>
<input class="inp num" id="phone" name="phone" type="tel" inputmode="tel" value="${phone}" autocomplete="tel" maxlength="40"${faultOf('phone', wrongPhone)}>${fault('phone', wrongPhone)}</div>
<div><label for="mail">${say.mail}</label>
<input class="inp" id="mail" name="mail" type="email" value="${mail}" autocomplete="email" maxlength="254"${faultOf('mail', faults.mail)}>${fault('mail', faults.mail)}</div></div>`
}

const wishes = (language: Language, chosen: readonly string[]): Html =>
  html`<fieldset class="blk"><legend>${words[language].wishes}<small>${words[language].wishesHint}</small></legend><div class="wish">${WISHES.map(
    (wish) =>
      html`<label><input type="checkbox" name="wish" value="${wish}"${chosen.includes(wish) && html` checked`}>${words[language][`wish_${wish}`]}</label>`,
  )}</div></fieldset>`
