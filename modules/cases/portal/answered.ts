import { maskedMail, maskedPhone } from '#org'
import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { TRACK_PATH } from '#web/portal/page.ts'
import type { Answered } from '../actions/tracking.ts'
import { moment } from './moments.ts'
import { words } from './words.ts'

type Asked = { language: Language; now: Date; answered: Answered | undefined; isProven: boolean; isWaiting: boolean }

/** Where our answer lies and what to do now. Whoever holds a link of their own reads the answer below and needs this only while we wait for them. */
export function whereAnswered({ language, now, answered, isProven, isWaiting }: Asked): Html | null {
  const say = words[language]
  if (!answered) return isWaiting ? box(html`<p>${say.waitAnyhow}</p>`) : null
  if (isProven && !isWaiting) return null
  if (isProven) return box(html`<p>${say.answerBelow}</p>`)
  const at = moment(answered.at, now, language)
  if (!answered.byMail)
    return box(
      html`<p>${say.answeredByPhone(answered.reached && maskedPhone(answered.reached), at)}</p>${isWaiting && html`<p>${say.writeBelow}</p>`}`,
    )
  return box(
    html`<p>${say.answeredByMail(answered.reached && maskedMail(answered.reached), at)} ${isWaiting ? say.openMail : say.inMail}</p><p><a href="${TRACK_PATH}?lang=${language}">${say.noMail}</a></p>`,
    'mail',
  )
}

const box = (said: Html, drawing: 'mail' | 'message-check' = 'message-check'): Html =>
  html`<div class="box where">${icon(drawing, 20)}<div>${said}</div></div>`
