import type { Message } from '#conversations/contract'
import type { Ctx } from '#platform/context.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html, lines } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import type { Answered } from '../actions/tracking.ts'
import { initialsOf } from './beside.ts'
import { moment, spanBetween } from './moments.ts'
import { type Draft, more } from './more.ts'
import { words } from './words.ts'

type Told = {
  language: Language
  token: string
  /** The newest first. */
  messages: readonly Message[]
  openedAt: Date
  /** When somebody first answered. */
  answeredAt: Date | null
  answered: Answered | undefined
  isProven: boolean
  continuedIn: string | null
  draft: Draft
  /** Something has just been added. */
  added: boolean
}

/** What was said, the newest first, at the bottom that we have it, and room to say more. */
export function storyOf(ctx: Ctx, told: Told): Html {
  const { language, messages, isProven, continuedIn } = told
  const say = words[language]
  return html`<section class="card"><div class="rowwrap"><h2>${say.story}</h2><span class="grow"></span>${isProven && html`<span class="dim small row near">${icon('mail', 16)}${say.alsoByMail}</span>`}</div>
${!isProven && html`<p class="dim small">${say.onlyYours}</p>`}${continuedIn && html`<p class="box">${icon('arrow-right')}<span>${say.continuedIn(continuedIn)}</span></p>`}
<div>${entries(ctx, told, messages)}${received(ctx, told)}</div>${more(ctx, language, told)}</section>`
}

/** A receipt shows that and when we answered last, not what. */
function entries(ctx: Ctx, told: Told, messages: readonly Message[]): Html {
  const { answered, isProven } = told
  if (isProven || !answered) return html`${messages.map((message) => entry(ctx, told, message))}`
  const isAfter = ({ at }: Message) => at > answered.at
  const shown = (some: readonly Message[]) => some.map((message) => entry(ctx, told, message))
  return html`${shown(messages.filter(isAfter))}${unshown(ctx, told, answered)}${shown(messages.filter((message) => !isAfter(message)))}`
}

function unshown({ now }: Ctx, { language }: Told, { at, byMail }: Answered): Html {
  const say = words[language]
  return html`<article class="fi"><span class="ico">${icon(byMail ? 'mail' : 'phone')}</span><div><div class="rowwrap"><b>${byMail ? say.weMailed : say.weSpoke}</b><span class="dim small num">${moment(at, now, language)}</span></div>${byMail && html`<p>${say.weMailedWhat}</p>`}</div></article>`
}

function received({ now }: Ctx, { language, openedAt, answeredAt }: Told): Html {
  const say = words[language]
  const after = answeredAt && say.answeredAfter(spanBetween(openedAt, answeredAt, language))
  return html`<div class="fi"><span class="ico">${icon('inbox')}</span><div><div class="rowwrap"><b>${say.received}</b><span class="dim small num">${moment(openedAt, now, language)}</span></div>${after && html`<p>${after}</p>`}</div></div>`
}

function entry({ now }: Ctx, { language, token }: Told, message: Message): Html {
  const say = words[language]
  const isOurs = message.direction === 'out'
  const name = isOurs ? (message.author?.name ?? message.from.name) : say.yourself
  const face = isOurs
    ? html`<span class="av s us" aria-hidden="true">${initialsOf(name)}</span>`
    : html`<span class="ico">${icon('user')}</span>`
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
