import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon, type PortalIcon } from '#web/portal/icons.ts'
import { SCORES } from '../rules.ts'
import { scoreWords, text } from '../text.ts'

const FACES: Record<(typeof SCORES)[number], PortalIcon> = {
  1: 'mood-cry',
  2: 'mood-sad',
  3: 'mood-neutral',
  4: 'mood-smile',
  5: 'mood-happy',
}

type FacesFacts = { language: Language; action: string; answered: boolean }

/** Five faces, each a button that says its score; once one was pressed, room for words. Which one it was is shown to nobody. */
export function faces({ language, action, answered }: FacesFacts): Html {
  const t = text[language]
  const buttons = SCORES.map((score) => {
    const says = scoreWords(language, score)
    return html`<button class="face" name="diem" value="${score}" title="${says}" aria-label="${score}/5 ${says}">${icon(FACES[score], 24)}</button>`
  })
  const words =
    answered &&
    html`<form class="blk" method="post" action="${action}"><label class="small" for="gop-y">${t.comment}<small class="dim"> ${t.optional}</small></label>
<textarea class="inp" id="gop-y" name="gop_y" rows="2" required maxlength="2000" placeholder="${t.commentHint}"></textarea><p class="go"><button class="btn">${t.sendComment}</button></p></form>`
  return html`<section class="card" id="danh-gia"><div class="rate"><div><h2>${answered ? t.thanks : t.howWasIt}</h2><p class="soft small"${answered && html` role="status"`}>${answered ? t.facesChange : t.facesRead}</p></div>
<form class="faces" method="post" action="${action}">${buttons}<small aria-hidden="true">${scoreWords(language, 1)}</small><small aria-hidden="true">${scoreWords(language, 5)}</small></form></div>${words}</section>`
}
