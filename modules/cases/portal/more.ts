import type { Ctx } from '#platform/context.ts'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import { alert } from './frame.ts'
import { type Chosen, NOTHING_CHOSEN, photoField } from './photos.ts'
import { newSheet } from './read.ts'
import { words } from './words.ts'

/** What a customer is about to add. */
export type Draft = { sheet: string; text: string; chosen: Chosen; wrong?: string }
export const newDraft = (): Draft => ({ sheet: newSheet(), text: '', chosen: NOTHING_CHOSEN })

export const MORE = 'more'

/** Room to say more; on a phone always at hand at the lower edge. */
export function more(ctx: Ctx, language: Language, { token, draft, added }: { token: string; draft: Draft; added: boolean }): Html {
  const say = words[language]
  const { sheet, text, chosen, wrong } = draft
  return html`<div id="add">${wrong && alert(wrong)}${added && html`<p class="box good" role="status">${icon('check')}<span>${say.added}</span></p>`}
<form class="more stick" id="${MORE}" method="post" action="${TRACK_PATH}/${token}?lang=${language}" enctype="multipart/form-data" data-busy="${say.busy}"><input type="hidden" name="sheet" value="${sheet}"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="kept" value="${chosen.seal}">
<label class="sr" for="text">${say.add}</label><textarea class="inp" id="text" name="text" rows="1" maxlength="10000" placeholder="${say.addHint}">${text}</textarea>${photoField(ctx, language, chosen)}<button class="btn p">${icon('send')}${say.send}</button></form></div>`
}
