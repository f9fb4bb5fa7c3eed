/** Markup that `safeHtml` wrote: every tag well formed, no bare "<" or ">" in text or attributes. Read back in one pass. */
export type Leaf = { kind: 'text'; text: string }
export type Element = { kind: 'element'; tag: string; attributes: string; children: Node[] }
export type Node = Leaf | Element

const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr'])

export function readTree(safe: string): Element {
  const root: Element = { kind: 'element', tag: '', attributes: '', children: [] }
  const open = [root]
  let at = 0
  while (at < safe.length) {
    const tagAt = safe.indexOf('<', at)
    const end = tagAt < 0 ? -1 : safe.indexOf('>', tagAt)
    const text = safe.slice(at, end < 0 ? undefined : tagAt)
    if (text) open.at(-1)?.children.push({ kind: 'text', text })
    if (end < 0) break
    takeTag(open, safe.slice(tagAt + 1, end))
    at = end + 1
  }
  return root
}

function takeTag(open: Element[], inside: string) {
  if (inside.startsWith('/')) {
    if (open.length > 1) open.pop()
    return
  }
  const space = inside.search(/[\s/]/)
  const tag = space < 0 ? inside : inside.slice(0, space)
  const attributes = space < 0 ? '' : inside.slice(space).replace(/\s*\/$/, '')
  const element: Element = { kind: 'element', tag, attributes, children: [] }
  open.at(-1)?.children.push(element)
  if (!VOID.has(tag)) open.push(element)
}

export function writeTree(node: Node): string {
  const out: string[] = []
  write(node, out)
  return out.join('')
}

function write(node: Node, out: string[]) {
  if (node.kind === 'text') {
    out.push(node.text)
    return
  }
  if (node.tag) out.push(`<${node.tag}${node.attributes}>`)
  for (const child of node.children) write(child, out)
  if (node.tag && !VOID.has(node.tag)) out.push(`</${node.tag}>`)
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

export const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign)

export const attribute = (element: Element, name: string): string | null => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(element.attributes)?.[1]
  return value === undefined ? null : unescaped(value)
}
