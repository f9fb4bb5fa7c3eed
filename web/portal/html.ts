/** Markup that is safe to send: its fixed parts were written by us, everything else was escaped on the way in. */
export type Html = { html: string }
type Given = Html | string | number | null | undefined | false | readonly Given[]

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (given: string) => given.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? '')

/** html`<p>${whateverSomebodyTyped}</p>`: what is filled in is escaped, unless it is markup made here; lists are joined, nothing stays nothing. */
export function html(fixed: TemplateStringsArray, ...given: readonly Given[]): Html {
  return { html: fixed.map((part, place) => part + (place < given.length ? filled(given[place]) : '')).join('') }
}

function filled(given: Given): string {
  if (given === null || given === undefined || given === false) return ''
  if (typeof given === 'object') return 'html' in given ? given.html : given.map(filled).join('')
  return escaped(String(given))
}

/** Text somebody typed, its line breaks kept. */
export const lines = (typed: string): Html => ({ html: escaped(typed).replaceAll('\n', '<br>') })
