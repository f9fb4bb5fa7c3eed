import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { SCORES } from '../rules.ts'
import { scoreWords, text } from '../text.ts'
import { face } from './shown.ts'

type FacesFacts = { language: Language; action: string; answered: boolean }

/** Five faces, each a button that says its score; once one was pressed, room for words. Which one it was is shown to nobody. */
export function faces({ language, action, answered }: FacesFacts): Html {
  const t = text[language]
  const buttons = SCORES.map((score) => {
    const says = scoreWords(language, score)
    return html`<button class="face" name="diem" value="${score}" title="${says}" aria-label="${score}/5 ${says}">${face(score)}</button>`
  })
  const words =
    answered &&
    html`<form class="blk" method="post" action="${action}"><label class="small" for="gop-y">${t.comment}<small class="dim"> ${t.optional}</small></label>
<textarea class="inp" id="gop-y" name="gop_y" rows="2" required maxlength="2000" placeholder="${t.commentHint}"></textarea><p class="go"><button class="btn">${t.sendComment}</button></p></form>`
  return html`<section class="card" id="danh-gia"><div class="rowwrap"><div><h2>${answered ? t.thanks : t.howWasIt}</h2><p class="soft small"${answered && html` role="status"`}>${answered ? t.facesChange : t.facesRead}</p></div><span class="grow"></span>
<form class="faces" method="post" action="${action}">${buttons}</form></div>${words}</section>`
}
