import type { Message } from '#conversations/contract'
import type { Language } from '#platform/text.ts'
import { type Html, html, lines } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import { moment } from './moments.ts'
import { words } from './words.ts'

type Told = {
  language: Language
  now: Date
  token: string
  /** The newest first. */
  messages: readonly Message[]
  openedAt: Date
  isProven: boolean
  continuedIn: string | null
}

/** What was said, the newest first, and at the bottom that we have it. */
export function storyOf(told: Told): Html {
  const { language, now, messages, openedAt, isProven, continuedIn } = told
  const say = words[language]
  return html`<section class="card"><h2>${say.story}</h2>${!isProven && html`<p class="dim small">${say.onlyYours}</p>`}${continuedIn && html`<p class="box">${icon('arrow-right')}<span>${say.continuedIn(continuedIn)}</span></p>`}
<div>${messages.map((message) => entry(told, message))}
<div class="fi"><span class="ico">${icon('inbox')}</span><div><div class="rowwrap"><b>${say.received}</b><span class="dim small num">${moment(openedAt, now, language)}</span></div></div></div></div></section>`
}

function entry({ language, now, token }: Told, message: Message): Html {
  const say = words[language]
  const isOurs = message.direction === 'out'
  const name = isOurs ? (message.author?.name ?? message.from.name) : say.yourself
  const initials = name
    .split(/\s+/)
    .slice(-2)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase()
  const face = isOurs ? html`<span class="av s us" aria-hidden="true">${initials}</span>` : html`<span class="ico">${icon('user')}</span>`
  return html`<article class="fi">${face}<div><div class="rowwrap"><b>${name}</b><span class="dim small num">${moment(message.at, now, language)}</span></div>
<p>${lines(message.text)}</p>${message.attachments.length > 0 && html`<div class="pics">${message.attachments.map((file) => attached(token, file))}</div>`}</div></article>`
}

function attached(token: string, { id, name, mime }: Message['attachments'][number]): Html {
  const href = `${TRACK_PATH}/${token}/tep/${id}`
  const isPicture = /^image\/(png|jpeg|gif|webp|avif)$/.test(mime)
  return isPicture
    ? html`<a href="${href}"><img src="${href}?thumb=1" alt="${name}" width="72" height="72" loading="lazy"></a>`
    : html`<a href="${href}">${icon('paperclip', 16)}${name}</a>`
}
