import DOMPurify from 'dompurify'

const FORBIDDEN_TAGS = [
  'style',
  'form',
  'input',
  'button',
  'textarea',
  'select',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'source',
  'link',
  'meta',
  'base',
  'svg',
  'math',
  'dialog',
]

/** Cleans a mail's HTML once more in the browser: no scripts, forms or frames; foreign pictures taken out and counted until allowed. */
export function purified(html: string, inline: Record<string, string>, allowed: boolean): { html: string; blocked: number } {
  const body = document.implementation.createHTMLDocument('').body
  body.innerHTML = DOMPurify.sanitize(html, {
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: ['srcset', 'background', 'ping', 'formaction'],
    ALLOW_DATA_ATTR: false,
    ADD_URI_SAFE_ATTR: [],
  })
  let blocked = 0
  for (const picture of body.querySelectorAll('img')) {
    const from = picture.getAttribute('src') ?? ''
    const own = from.startsWith('cid:') ? inline[from.slice(4).replace(/[<>]/g, '')] : undefined
    if (own) picture.setAttribute('src', new URL(own, location.origin).href)
    else if (isForeign(from) && !allowed) {
      picture.removeAttribute('src')
      blocked += 1
    }
  }
  for (const styled of body.querySelectorAll<HTMLElement>('[style]')) {
    const style = styled.getAttribute('style') ?? ''
    if (/url\s*\(/i.test(style) && !allowed) {
      styled.setAttribute('style', style.replace(/url\s*\([^)]*\)/gi, 'none'))
      blocked += 1
    }
    if (/position\s*:\s*(fixed|sticky|absolute)/i.test(style)) styled.style.position = 'static'
  }
  for (const link of body.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener noreferrer nofollow')
  }
  return { html: body.innerHTML, blocked }
}

const isForeign = (from: string) => /^(https?:)?\/\//i.test(from) && new URL(from, location.origin).origin !== location.origin
