import { decodeText } from './charset.ts'
import { type Body, foldHtml, foldPlain, textAsHtml } from './fold.ts'
import { safeHtml, safeHtmlWithin, type WrittenPicture } from './html.ts'
import type { Part } from './parts.ts'
import { type Unpacked, unpackTnef } from './tnef.ts'

export type ReadBody = { body: Body; pictures: WrittenPicture[]; used: Set<Part>; tnef: Map<Part, Unpacked> }
type Block = { text: string | null; html: string | null }
type Reading = { charset: string | undefined; isForward: boolean }

const LONGEST = { 'text/plain': 2_000_000, 'text/html': 8_000_000 }

/** The words of a mail: of alternatives the richest, of a sequence everything in order. */
export function readBody(root: Part, reading: Reading): ReadBody {
  const used = new Set<Part>()
  const blocks = blocksOf(root, reading, used).filter((block) => block.text?.trim() || block.html?.trim())
  const tnef = new Map<Part, Unpacked>()
  unpackAll(root, tnef)
  if (!blocks.length) for (const { text, html } of tnef.values()) blocks.push({ text, html })
  const { body, pictures } = bodyOf(blocks, reading.isForward)
  return { body, pictures, used, tnef }
}

/** Text that stands in the mail itself, not a file sent along. */
const isProse = (part: Part) =>
  (part.mime === 'text/plain' || part.mime === 'text/html') && part.disposition !== 'attachment' && !part.filename

function blocksOf(part: Part, reading: Reading, used: Set<Part>): Block[] {
  if (part.children.length) {
    const inside = part.children.flatMap((child) => blocksOf(child, reading, used))
    return part.mime === 'multipart/alternative' ? [richest(inside)] : inside
  }
  if (!isProse(part)) return []
  const longest = LONGEST[part.mime === 'text/html' ? 'text/html' : 'text/plain']
  // What is too long to show is shown in part, and whole as a file.
  if (part.bytes.length <= longest) used.add(part)
  const decoded = decodeText(part.bytes.subarray(0, longest), part.params.charset, reading.charset)
  if (part.mime === 'text/html') return [{ text: null, html: decoded }]
  return [{ text: part.flowed ? unflowed(decoded, part.delSp) : decoded, html: null }]
}

function richest(blocks: Block[]): Block {
  const texts = blocks.flatMap(({ text }) => text ?? [])
  const htmls = blocks.flatMap(({ html }) => html ?? [])
  return { text: texts.length ? texts.join('\n') : null, html: htmls.join('<br>') || null }
}

function bodyOf(blocks: Block[], isForward: boolean): { body: Body; pictures: WrittenPicture[] } {
  if (!blocks.some(({ html }) => html))
    return { body: foldPlain(blocks.flatMap(({ text }) => text ?? []).join('\n'), isForward), pictures: [] }
  const markup = blocks.map(({ text, html }) => html ?? textAsHtml(text ?? '')).join('<br>')
  let safe = safeHtml(markup)
  let body = foldHtml(safe.html, isForward)
  if (!body.text && !safe.pictures.length && !safe.remote) {
    safe = safeHtmlWithin(markup)
    body = foldHtml(safe.html, isForward)
  }
  const plain = blocks.flatMap(({ text }) => text ?? []).join('\n')
  if (!body.text && plain.trim())
    return { body: { ...foldPlain(plain, isForward), html: body.html || textAsHtml(plain) }, pictures: safe.pictures }
  return { body, pictures: safe.pictures }
}

/** format=flowed (RFC 3676): a line that ends in a space goes on in the next. */
function unflowed(text: string, delSp: boolean): string {
  const out: string[] = []
  let open = false
  for (const raw of text.split('\n')) {
    const depth = /^>*/.exec(raw)?.[0].length ?? 0
    const line = depth ? raw : raw.replace(/^ /, '')
    const goesOn = line.endsWith(' ') && line !== '-- '
    const words = goesOn && delSp ? line.slice(0, -1) : line
    const before = out.at(-1)
    const sameDepth = (/^>*/.exec(before ?? '')?.[0].length ?? 0) === depth
    if (open && before !== undefined && sameDepth && line !== '-- ')
      out[out.length - 1] = before + (depth ? words.slice(depth).trimStart() : words)
    else out.push(words)
    open = goesOn
  }
  return out.join('\n')
}

function unpackAll(part: Part, into: Map<Part, Unpacked>) {
  for (const child of part.children) unpackAll(child, into)
  if (part.children.length || !(/^application\/(vnd\.)?ms-tnef$/.test(part.mime) || /^winmail\.dat$/i.test(part.filename ?? ''))) return
  const unpacked = unpackTnef(part.bytes)
  if (unpacked) into.set(part, unpacked)
}
