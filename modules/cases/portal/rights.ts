import type { Language } from '#platform/text.ts'
import { type Html, html } from '#web/portal/html.ts'
import { icon } from '#web/portal/icons.ts'
import { rightWords } from './rightWords.ts'

/** What the law gives a consumer whose complaint is with us: Luật Bảo vệ quyền lợi người tiêu dùng 19/2023/QH15, Đ.3.1, Đ.31.2, Đ.54, Đ.57.2. */
export function rightsCard(language: Language, who: string): Html {
  const say = rightWords[language]
  return html`<section class="card law"><h2>${icon('scale')}<span>${say.title(who)}</span></h2><ul><li>${say.notice}</li><li>${say.negotiate(who)}</li><li>${say.further}</li></ul>
<p class="dim small">${say.whose}</p><a class="small" href="#add">${say.ask}</a></section>`
}
