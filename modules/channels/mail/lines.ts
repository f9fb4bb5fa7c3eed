import { attribute, type Element, type Leaf, type Node, unescaped } from './tree.ts'

/** One line as a reader sees it, and the leaves it is made of. */
export type Line = { text: string; leaves: (Leaf | Element)[]; quoted: boolean }

const BLOCKS = new Set(
  'address article aside blockquote caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const AIRY = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table', 'ul', 'ol', 'pre'])

/** What a tree of safe markup says, line by line. Hidden elements say nothing. */
export function linesOf(root: Element): Line[] {
  const lines: Line[] = [{ text: '', leaves: [], quoted: false }]
  speak(root, { lines, quoted: false, pre: false })
  return lines
}

type Voice = { lines: Line[]; quoted: boolean; pre: boolean }

function speak(node: Node, voice: Voice) {
  if (node.kind === 'text') return say(node, voice)
  if (/display:\s*none/i.test(attribute(node, 'style') ?? '')) return
  const { tag } = node
  if (tag === 'br') return breakLine(voice, node)
  if (tag === 'img' || tag === 'hr') {
    if (tag === 'hr') startLine(voice)
    current(voice).leaves.push(node)
    return
  }
  const block = BLOCKS.has(tag)
  if (block) startLine(voice, AIRY.has(tag))
  if (tag === 'li') current(voice).text += '- '
  speakChildren(node, voice)
  if (tag === 'td' || tag === 'th') current(voice).text += ' '
  if (block) startLine(voice, AIRY.has(tag))
}

function speakChildren(node: Element, voice: Voice) {
  const mark = attribute(node, 'data-mark')
  const inner: Voice = {
    lines: voice.lines,
    pre: voice.pre || node.tag === 'pre',
    quoted: voice.quoted || mark === 'quote' || mark === 'prefix',
  }
  for (const child of node.children) {
    if (child.kind === 'element' && attribute(child, 'data-mark') === 'rest') {
      startLine(inner)
      inner.quoted = true
    }
    if (inner.quoted !== current(inner).quoted && current(inner).text.trim()) startLine(inner)
    speak(child, inner)
  }
}

function say(leaf: Leaf, voice: Voice) {
  const said = unescaped(leaf.text)
  if (!voice.pre) {
    const line = current(voice)
    const words = said.replace(/[\s\u00a0\u200b]+/g, ' ')
    if (words.trim()) touch(line, voice)
    line.text += line.text === '' || line.text.endsWith(' ') ? words.trimStart() : words
    line.leaves.push(leaf)
    return
  }
  said.split('\n').forEach((part, at) => {
    if (at > 0) startLine(voice, true)
    touch(current(voice), voice)
    current(voice).text += part
    current(voice).leaves.push(leaf)
  })
}

function touch(line: Line, { quoted }: Voice) {
  line.quoted = quoted
}

const current = ({ lines }: Voice): Line => lines.at(-1) ?? { text: '', leaves: [], quoted: false }

function breakLine(voice: Voice, br: Element) {
  current(voice).leaves.push(br)
  voice.lines.push({ text: '', leaves: [], quoted: voice.quoted })
}

/** A new line unless the present one is still empty; with air, one empty line between at most. */
function startLine(voice: Voice, air = false) {
  if (current(voice).text.trim() || current(voice).leaves.length) voice.lines.push({ text: '', leaves: [], quoted: voice.quoted })
  const before = voice.lines.at(-2)
  if (air && before?.text.trim()) voice.lines.push({ text: '', leaves: [], quoted: voice.quoted })
}

/** Lines as one text: trimmed ends, never more than one empty line in a row. */
export function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
