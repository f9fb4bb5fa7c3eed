import { companyOf, findPerson } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon, type PortalIcon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import { selectPledges } from '../queries/portal.ts'
import { newSheet } from './read.ts'
import { words } from './words.ts'

const ORDINARY = 4

/** Beside the form: what we promise, as the targets stand; the way back to what was sent; whom to call. */
export async function besideForm(ctx: Ctx, language: Language): Promise<Html> {
  const say = words[language]
  const pledges = await selectPledges(ctx.db, ORDINARY)
  const of = (kind: string) => pledges.find((one) => one.kind === kind)
  const pledge = (drawing: PortalIcon, kind: string, what: string) => {
    const found = of(kind)
    return found && line(drawing, say.pledgeAnswer(spanOf(found, language)), what)
  }
  return html`<section class="card"><h2>${say.pledge}</h2>${pledge('message-check', 'first_response', say.pledgeAnswerWhat)}${pledge('file-check', 'resolution', say.pledgeDoneWhat)}
${line('search', say.pledgeSee, say.pledgeSeeWhat)}</section>
<section class="card"><h2>${say.already}</h2><p class="soft small">${say.alreadyHint}</p>
<form class="ask" method="post" action="${TRACK_PATH}?lang=${language}"><input type="hidden" name="sheet" value="${newSheet()}"><label class="sr" for="sent-from">${say.mailUsed}</label><input class="inp" id="sent-from" name="mail" type="email" required maxlength="254" autocomplete="email" placeholder="${say.mailUsed}"><button class="btn">${say.lookUp}</button></form></section>${await callCard(ctx, language)}`
}

/** Whom to call, when the company has said so. */
export async function callCard(ctx: Ctx, language: Language): Promise<Html | null> {
  const { hotline } = await companyOf(ctx)
  const tel = hotline.replace(/[^\d+]/g, '')
  if (!tel) return null
  const say = words[language]
  return html`<section class="card row"><span class="ic">${icon('phone')}</span><div><b>${say.talk}</b><br><a class="small num" href="tel:${tel}">${say.callUs(hotline)}</a></div></section>`
}

/** Who takes care of it. */
export async function inCharge(ctx: Ctx, language: Language, handlerId: string | null): Promise<Html> {
  const say = words[language]
  const handler = handlerId ? await findPerson(ctx, handlerId) : undefined
  const who = handler
    ? html`<div class="row"><span class="av" aria-hidden="true">${initialsOf(handler.name)}</span><div><b class="mid">${handler.name}</b><div class="soft small">${(await companyOf(ctx)).shortName}</div></div></div>`
    : html`<p class="soft small">${say.nobodyYet}</p>`
  return html`<section class="card"><h2 class="dim small">${say.inCharge}</h2>${who}</section>`
}

/** Middle and given name, as Vietnamese initials go: Nguyễn Bích Ngọc → BN. */
export const initialsOf = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase()

const line = (drawing: PortalIcon, what: string, more: string): Html =>
  html`<div class="pm"><span class="ic">${icon(drawing)}</span><div><b>${what}</b><div class="soft small">${more}</div></div></div>`

function spanOf({ amount, unit, workingTime }: { amount: number; unit: string; workingTime: boolean }, language: Language): string {
  const say = words[language]
  if (unit === 'working_days') return say.workingDays(amount)
  const isHours = amount % 60 === 0
  if (workingTime) return isHours ? say.workingHours(amount / 60) : say.workingMinutes(amount)
  return isHours ? say.hours(amount / 60) : say.minutes(amount)
}
