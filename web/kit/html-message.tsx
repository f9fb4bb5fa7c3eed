import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useText } from '../session.tsx'
import { usePrinting } from './printing.ts'
import { text } from './text.ts'
import css from './thread.module.css'

type HtmlMessageProps = {
  /** Cleaned by the server already; cleaned once more here. */
  html: string
  /** The quoted history, folded until asked for. */
  quoted?: string | null
  /** Inline pictures of the mail: content id → address. */
  inline?: Record<string, string>
  /** Tells the room that the person allowed foreign pictures in this message. */
  onAllowImages?: () => void
  imagesAllowed?: boolean
}

/**
 * A stranger's HTML. It is cleaned with DOMPurify and shown in a frame without scripts, forms or network:
 * the frame's own policy lets in nothing but inline styles and our pictures, until the person allows foreign ones.
 */
export function HtmlMessage({ html, quoted, inline, onAllowImages, imagesAllowed = false }: HtmlMessageProps) {
  const t = useText(text)
  const [allowed, setAllowed] = useState(imagesAllowed)
  const [unfolded, setUnfolded] = useState(false)
  const scheme = useScheme()
  const clean = useClean(unfolded && quoted ? `${html}<blockquote>${quoted}</blockquote>` : html, inline, allowed)
  const allow = () => {
    setAllowed(true)
    onAllowImages?.()
  }
  return (
    <div>
      {clean?.blocked ? (
        <div className={css.blocked}>
          <span style={{ flex: 1 }}>{t.imagesBlocked}</span>
          <button type="button" className="link" onClick={allow}>
            {t.showImages}
          </button>
        </div>
      ) : null}
      {clean && <Frame document={framed(clean.html, allowed, scheme)} />}
      {quoted && (
        <button type="button" className={`link ${css.fold}`} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t.hideQuoted : t.quoted}
        </button>
      )}
    </div>
  )
}

const scheme = () => (document.documentElement.dataset.mantineColorScheme === 'dark' ? 'dark' : 'light')
/** The scheme as the page is drawn now: a frame inherits none of its colours. */
const useScheme = () =>
  useSyncExternalStore((changed) => {
    const watcher = new MutationObserver(changed)
    watcher.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => watcher.disconnect()
  }, scheme)

type Clean = { html: string; blocked: number }

function useClean(html: string, inline: Record<string, string> | undefined, allowed: boolean): Clean | undefined {
  const [clean, setClean] = useState<Clean>()
  useEffect(() => {
    let current = true
    import('./purify.ts').then(({ purified }) => {
      if (current) setClean(purified(html, inline ?? {}, allowed))
    })
    return () => {
      current = false
    }
  }, [html, inline, allowed])
  return clean
}

/** Fits on A4 and on letter inside their margins; what is wider on the screen is folded again, so its height is measured at this width. */
const PAPER_WIDTH = 640

/** Fits the height of what it shows. Same origin, so that it can be measured and our pictures load; scripts are never allowed inside. */
function Frame({ document: source }: { document: string }) {
  const t = useText(text)
  const frame = useRef<HTMLIFrameElement>(null)
  const watcher = useRef<ResizeObserver>(undefined)
  const [height, setHeight] = useState(44)
  const printing = usePrinting()
  const measure = () => {
    const whole = frame.current?.contentDocument?.getElementById('whole')
    if (whole) setHeight(Math.min(20_000, Math.max(24, Math.ceil(whole.getBoundingClientRect().height))))
    return whole
  }
  const loaded = () => {
    const whole = measure()
    if (!whole) return
    watcher.current?.disconnect()
    watcher.current = new ResizeObserver(measure)
    watcher.current.observe(whole)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: nothing is observed between the browser's word that it prints and its printing
  useLayoutEffect(() => void measure(), [printing])
  useEffect(() => () => watcher.current?.disconnect(), [])
  return (
    <iframe
      ref={frame}
      className={css.html}
      title={t.mailFrame}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={source}
      style={{ height, width: printing ? PAPER_WIDTH : undefined }}
      onLoad={loaded}
    />
  )
}

/** The frame's page: its policy stops every fetch but our pictures, or all pictures once they are allowed. */
function framed(body: string, allowed: boolean, scheme: 'light' | 'dark'): string {
  const pictures = allowed ? 'https: http: data: blob:' : `${location.origin} data: blob:`
  const policy = `default-src 'none'; img-src ${pictures}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`
  const look = getComputedStyle(document.documentElement)
  const [words, link, line] = ['--tx1', '--covit-tx', '--line2'].map((name) => look.getPropertyValue(name))
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank">
<style>:root{color-scheme:${scheme}}html,body{margin:0;background:transparent}body{font:14px/22px "Be Vietnam Pro",system-ui,"Segoe UI",Roboto,sans-serif;color:${words};overflow-wrap:anywhere}#whole{display:flow-root}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}a{color:${link}}blockquote{margin:8px 0;padding-left:10px;border-left:2px solid ${line}}p:first-child{margin-top:0}p:last-child{margin-bottom:0}@media print{:root{color-scheme:light}body,a{color:black}}</style></head>
<body><div id="whole">${body}</div></body></html>`
}
