import { isPhone } from '#platform/phone.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { SEND_PATH } from '#web/portal/page.ts'
import { alert, fault, trap } from './frame.ts'
import type { Chosen } from './photos.ts'
import { type Sent, sheetOf } from './read.ts'
import { words } from './words.ts'

/** What a customer has written so far, on both steps of the form. */
export type Filled = {
  sheet: string
  topic: string
  text: string
  wishes: string[]
  name: string
  phone: string
  mail: string
  trap: string
}
/** What is wrong, by field; `reach`: neither phone nor mail. */
export type Faults = Partial<Record<'text' | 'files' | 'trap' | 'name' | 'reach' | 'phone' | 'mail', string>>
export type Step = 'tell' | 'reach'
/** One of the two steps as it is to be shown. */
export type Shown = { language: Language; filled: Filled; chosen: Chosen; faults: Faults }

export const FORM = 'request'

export const blank = (sheet: string): Filled => ({ sheet, topic: 'other', text: '', wishes: [], name: '', phone: '', mail: '', trap: '' })

export function filledFrom(sent: Sent): Filled {
  const { field, all } = sent
  return {
    sheet: sheetOf(sent),
    ...{ topic: field('topic', 20), text: field('text', 10_000), wishes: all('wish').slice(0, 10) },
    ...{ name: field('name', 120), phone: field('phone', 40), mail: field('mail', 254), trap: field('url2', 200) },
  }
}

export const isMail = (given: string) => /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/.test(given)

export function faultsOfTelling({ text, trap }: Filled, { wrong }: Chosen, language: Language): Faults {
  const say = words[language]
  const faults: Faults = {}
  if (text.length < 3) faults.text = say.tellUs
  if (wrong) faults.files = wrong
  if (trap) faults.trap = say.mustBeEmpty
  return faults
}

export function faultsOfReaching({ name, phone, mail, trap }: Filled, language: Language): Faults {
  const say = words[language]
  const faults: Faults = {}
  if (!name) faults.name = say.nameUs
  if (!phone && !mail) faults.reach = say.reachUs
  if (phone && !isPhone(phone)) faults.phone = say.wrongPhone
  if (mail && !isMail(mail)) faults.mail = say.wrongMail
  if (trap) faults.trap = say.mustBeEmpty
  return faults
}

export const isWrong = (faults: Faults) => Object.keys(faults).length > 0

/** All that is wrong in a line, above the step. */
export const wrongs = (language: Language, faults: Faults): Html | null =>
  isWrong(faults) ? alert([words[language].wrong, ...Object.values(faults)].join('. ').replaceAll('..', '.')) : null

/** A step of the form: what both carry, and `inside`, its own. Whoever presses Enter goes on. */
export function stepForm(step: Step, { language, filled, chosen, faults }: Shown, inside: Html): Html {
  const say = words[language]
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`
  const caught = html`<p class="blk"><label class="q" for="url2">${say.empty}</label><input class="inp" id="url2" name="url2" value="${filled.trap}">${fault('url2', faults.trap)}</p>`
  return html`<form class="card form" id="${FORM}" method="post" action="${SEND_PATH}?lang=${language}" enctype="multipart/form-data" novalidate data-busy="${say.busy}">
${hidden('sheet', filled.sheet)}${hidden('lang', language)}${hidden('step', step)}${hidden('kept', chosen.seal)}${faults.trap ? caught : trap(language)}${inside}</form>`
}

/** What the other step asked, carried along unseen. */
export const carried = (fields: readonly (readonly [name: string, value: string])[]): Html =>
  html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
