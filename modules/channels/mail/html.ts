import sanitizeHtml from 'sanitize-html'
import { cleanStyle } from './style.ts'

/** A picture written into the mail itself as `data:`; it becomes an enclosed file with this content id. */
export type WrittenPicture = { contentId: string; mime: string; bytes: Buffer }

const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
/** Left out with everything inside. Browsers, too, read these as raw text; svg, object and the like lose their tags alone, since unclosed ones would swallow the mail. */
const SILENT = ['script', 'style', 'textarea', 'option', 'xmp', 'title', 'iframe', 'noframes', 'noembed', 'plaintext']
const ATTRIBUTES =
  'align valign width height colspan rowspan bgcolor color size face dir lang title alt border cellpadding cellspacing start type href style data-remote-src data-cid data-mark rel target'.split(
    ' ',
  )
const DEEPEST = 120
const MOST_PICTURES = 50
const LONGEST_PICTURE = 8_000_000

/**
 * HTML of strangers made safe to store: an allow list of tags and attributes, styles without addresses and positions, no forms, no scripts.
 * Remote pictures become `data-remote-src` (fetched on click, through our proxy), enclosed ones `data-cid`, written-in ones are handed out.
 * Where a mail program marked its quote, `data-mark` says so to the folding that follows.
 */
export function safeHtml(html: string, silent = SILENT): { html: string; pictures: WrittenPicture[]; remote: boolean } {
  const pictures: WrittenPicture[] = []
  let remote = false
  const safe = sanitizeHtml(html, {
    allowedTags: TAGS,
    nonTextTags: silent,
    allowedAttributes: { '*': ATTRIBUTES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesAppliedToAttributes: ['href'],
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
    parseStyleAttributes: false,
    enforceHtmlBoundary: false,
    transformTags: {
      '*': (tagName, given) => {
        const attribs = kept(tagName, given)
        if (tagName === 'img') Object.assign(attribs, picture(given.src ?? '', pictures))
        remote ||= 'data-remote-src' in attribs
        return { tagName, attribs }
      },
    },
  })
  return { html: safe, pictures, remote }
}

/** The same for markup in which an unclosed title or iframe swallowed everything: those tags go, what they held is read. */
export function safeHtmlWithin(html: string): ReturnType<typeof safeHtml> {
  return safeHtml(html.replace(/<\/?(?:textarea|option|xmp|title|iframe|noframes|noembed|plaintext)\b[^>]*>?/gi, ' '), ['script', 'style'])
}

function kept(tag: string, given: Record<string, string>): Record<string, string> {
  const attribs: Record<string, string> = {}
  for (const name of [
    'align',
    'valign',
    'width',
    'height',
    'colspan',
    'rowspan',
    'bgcolor',
    'color',
    'size',
    'face',
    'dir',
    'lang',
    'border',
    'cellpadding',
    'cellspacing',
    'start',
    'type',
  ]) {
    const value = given[name]?.trim()
    if (value && /^[#\p{L}\p{N}%., -]{1,60}$/u.test(value))
      attribs[name] = /span$/.test(name) ? String(Math.min(Number.parseInt(value, 10) || 1, 200)) : value
  }
  for (const name of ['title', 'alt']) if (given[name]) attribs[name] = given[name].slice(0, 500)
  const style = given.style ? cleanStyle(given.style) : ''
  if (style) attribs.style = style
  const mark = markOf(tag, given)
  if (mark) attribs['data-mark'] = mark
  if (tag === 'a' && /^\s*(https?:|mailto:|tel:)/i.test(given.href ?? '') && (given.href ?? '').length < 8000) {
    Object.assign(attribs, { href: (given.href ?? '').trim(), rel: 'noopener noreferrer nofollow', target: '_blank' })
  }
  return attribs
}

function picture(src: string, pictures: WrittenPicture[]): Record<string, string> {
  const address = src.trim()
  if (/^cid:/i.test(address)) return { 'data-cid': decodedId(address.slice(4)) }
  if (/^(https?:)?\/\//i.test(address) && address.length < 4000)
    return { 'data-remote-src': address.startsWith('//') ? `https:${address}` : address }
  const written = /^data:(image\/(?:png|jpeg|gif|webp));base64,/i.exec(address.slice(0, 60))
  if (!written || pictures.length >= MOST_PICTURES || address.length > LONGEST_PICTURE) return {}
  const contentId = `written-${pictures.length + 1}@tantam`
  pictures.push({ contentId, mime: String(written[1]).toLowerCase(), bytes: Buffer.from(address.slice(written[0].length), 'base64') })
  return { 'data-cid': contentId }
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id).slice(0, 250)
  } catch {
    return id.slice(0, 250)
  }
}

/** `quote`: this element is history. `prefix`: the line above it. `rest`: from here to the end of its parent. */
function markOf(tag: string, { class: names = '', id = '', type = '' }: Record<string, string>): string | null {
  if (tag === 'blockquote' && (type.toLowerCase() === 'cite' || /\b(gmail_quote|protonmail_quote|moz-email-quote)\b/.test(names)))
    return 'quote'
  if (
    /\b(yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|gmail_quote_container)\b/.test(names) ||
    /^(yahoo_quoted|OLK_SRC_BODY_SECTION|reply-intro)/.test(id)
  )
    return 'quote'
  if (/\b(gmail_quote|gmail_extra)\b/.test(names)) return 'quote'
  if (/\b(moz-cite-prefix|gmail_attr)\b/.test(names)) return 'prefix'
  if (/^(x_)*(divRplyFwdMsg|appendonsend|stopSpelling|ms-outlook-mobile-signature)$/i.test(id))
    return /signature/i.test(id) ? 'prefix' : 'rest'
  return null
}
