import { joined, linesOf } from './lines.ts'
import { foldedLines, foldText } from './quotes.ts'
import { type Element, escaped, type Leaf, type Node, readTree, writeTree } from './tree.ts'

/** A body as people read it. `html` holds everything; what `quoted` repeats carries `data-quote` there. */
export type Body = { text: string; visible: string; quoted: string; html: string }

/**
 * Folds safe markup: history marked by mail programs or recognisable by its words is tagged, nothing is taken out.
 * @param whole a forward, in which nothing is history
 */
export function foldHtml(safe: string, whole = false): Body {
  const root = readTree(safe)
  const lines = linesOf(root)
  const texts = lines.map((line) => line.text.trim())
  const folded = whole
    ? []
    : foldedLines(
        texts,
        lines.map((line) => line.quoted),
      )
  const hidden = new Set<Leaf | Element>()
  const shown = new Set<Leaf | Element>()
  lines.forEach((line, at) => {
    for (const leaf of line.leaves) (folded[at] ? hidden : shown).add(leaf)
  })
  for (const leaf of shown) hidden.delete(leaf)
  if (hidden.size) tag(root, hidden)
  const pick = (wanted: boolean) => joined(texts.filter((_, at) => Boolean(folded[at]) === wanted))
  return { text: joined(texts), visible: pick(false), quoted: pick(true), html: withoutMarks(writeTree(root)) }
}

/** Tags what is wholly hidden as high up as possible. Answers whether a node is. */
function tag(node: Node, hidden: Set<Leaf | Element>): boolean | null {
  if (node.kind === 'text') return node.text.trim() === '' ? null : hidden.has(node)
  if (!node.children.length) return node.tag === 'img' || node.tag === 'hr' || node.tag === 'br' ? hidden.has(node) : null
  const answers = node.children.map((child) => tag(child, hidden))
  const known = answers.filter((answer) => answer !== null)
  if (!known.length) return null
  if (node.tag && known.every(Boolean)) return true
  node.children = node.children.map((child, at) => (answers[at] ? quote(child) : child))
  return false
}

function quote(child: Node): Node {
  if (child.kind === 'element' && child.tag !== 'br') return { ...child, attributes: `${child.attributes} data-quote=""` }
  return { kind: 'element', tag: 'span', attributes: ' data-quote=""', children: [child] }
}

const withoutMarks = (html: string) => html.replace(/ data-mark="[a-z]*"/g, '')

/** Folds a plain text and shows it as markup: escaped, line breaks kept, web addresses clickable. */
export function foldPlain(text: string, whole = false): Body {
  const { visible, quoted } = whole ? { visible: text.trim(), quoted: '' } : foldText(text)
  const html = textAsHtml(visible) + (quoted ? `<div data-quote="">${textAsHtml(quoted)}</div>` : '')
  return { text: text.trim(), visible, quoted, html }
}

const LINK = /\bhttps?:\/\/[^\s<>"'`{}|\\^]{3,1000}/giu

/** Plain text as safe markup. */
export function textAsHtml(text: string): string {
  const out: string[] = []
  let at = 0
  for (const found of text.matchAll(LINK)) {
    const address = found[0].replace(/[.,;:!?)\]]+$/u, '')
    out.push(escaped(text.slice(at, found.index)))
    out.push(`<a href="${escaped(address)}" rel="noopener noreferrer nofollow" target="_blank">${escaped(address)}</a>`)
    at = found.index + address.length
  }
  out.push(escaped(text.slice(at)))
  return `<div>${out.join('').replaceAll('\n', '<br>')}</div>`
}
