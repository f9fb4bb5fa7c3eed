/** A mail's HTML taken apart for the screen. */
export type MailHtml = {
  html: string
  /** The history, or null when there is none. */
  quoted: string | null
  /** Remote pictures left out until the person wants them. */
  blocked: number
  /** False: nothing in it but lines of text, so its plain text says the same. */
  isRich: boolean
}

const RICH = 'img,table,ul,ol,h1,h2,h3,h4,b,strong,i,em,u,font[color],[style*=color],[style*=background]'

/** Through our own proxy, which hides who is reading and asks no private machine. */
const throughProxy = (address: string) => `/api/v1/channels/remote-image?url=${encodeURIComponent(address)}`

/**
 * Unfolds what the server marked: history (`data-quote`) apart, enclosed pictures (`data-cid`) as `cid:` addresses, remote ones
 * (`data-remote-src`) through the proxy once `allowed`. The document it works in never loads or runs anything.
 */
export function mailHtml(stored: string, allowed: boolean): MailHtml {
  const { body } = new DOMParser().parseFromString(stored, 'text/html')
  let blocked = 0
  for (const picture of body.querySelectorAll('img')) {
    const { cid, remoteSrc } = picture.dataset
    if (cid) picture.setAttribute('src', `cid:${cid}`)
    else if (remoteSrc && allowed) picture.setAttribute('src', throughProxy(remoteSrc))
    else if (remoteSrc) blocked += 1
  }
  const quotes = [...body.querySelectorAll('[data-quote]')].filter((part) => !part.parentElement?.closest('[data-quote]'))
  const quoted = quotes.map((part) => part.outerHTML).join('')
  for (const part of quotes) part.remove()
  return { html: body.innerHTML, quoted: quoted || null, blocked, isRich: body.querySelector(RICH) !== null }
}

/** The content ids that stand in the text, so that their files need not be listed again below it. */
export const enclosedIn = (stored: string): Set<string> =>
  new Set(
    [...new DOMParser().parseFromString(stored, 'text/html').querySelectorAll('[data-cid]')].map(
      (one) => one.getAttribute('data-cid') ?? '',
    ),
  )
