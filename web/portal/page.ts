import type { Language } from '#platform/text.ts'
import { version } from './assets.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { text } from './text.ts'

/** What a page says of whose page it is. */
export type PortalCompany = { name: string; shortName: string; hotline: string; hue: string | null; logoFileId: string | null }
export type PortalPage = {
  language: Language
  company: PortalCompany
  title: string
  /** Id of the form on this page: switching the language posts it (`speak`), so that nothing typed is lost; small improvements run on it. */
  form?: string
  /** Path of this very page, for the switch of languages; left out where a second opening would not answer the same. */
  path?: string
  /** Which of the two things one can do here is being done. */
  active?: 'send' | 'track'
  /** Asks again by itself after so many seconds. */
  refresh?: number
  main: Html
  /** Cards beside it, below it on a phone. */
  aside?: Html
}

export const SEND_PATH = '/gui-yeu-cau'
export const TRACK_PATH = '/tra-cuu'

/** A page for customers: rendered here, complete without script, small on a cheap phone, both colour schemes. */
export function portalPage(page: PortalPage): string {
  const { language, company, title, aside, main, refresh, form } = page
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${company.shortName || company.name}</title>
<meta name="robots" content="noindex"><meta name="referrer" content="same-origin"><meta name="color-scheme" content="light dark">
${refresh && html`<meta http-equiv="refresh" content="${refresh}">`}
<link rel="preload" href="/portal/latin-400.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/portal/style.css?v=${version}">${hueStyle(company.hue)}${form && html`<script src="/portal/form.js?v=${version}"></script>`}</head>
<body><a class="skip" href="#main">${text[language].skip}</a>${form && plainSubmit(form)}${header(page)}
<main id="main" class="wrap${aside ? ' two' : ''}"><div>${main}</div>${aside && html`<aside>${aside}</aside>`}</main>
<footer class="foot"><span>${company.name}</span><span class="grow"></span><span>${text[language].runBy}</span></footer></body></html>`.html
}

/** The Enter key presses the first button of a form, which would else be the one that switches the language. */
const plainSubmit = (form: string) => html`<button class="hp" form="${form}" tabindex="-1" aria-hidden="true"></button>`

function header({ language, company, path, active, form }: PortalPage): Html {
  const say = text[language]
  const to = (href: string, words: string, key: 'send' | 'track') =>
    html`<a href="${href}?lang=${language}"${active === key && html` class="on" aria-current="page"`}>${words}</a>`
  const links = html`${to(SEND_PATH, say.send, 'send')}${to(TRACK_PATH, say.track, 'track')}`
  const other = language === 'vi' ? 'en' : 'vi'
  const toOther = html`${icon('language')}${say.otherLanguage}`
  const switcher = form
    ? html`<button class="lang" form="${form}" name="speak" value="${other}" lang="${other}" formnovalidate>${toOther}</button>`
    : path && html`<a class="lang" href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${toOther}</a>`
  const tel = company.hotline.replace(/[^\d+]/g, '')
  return html`<header class="top"><div class="in">${mark(company)}
<div class="who"><b>${company.shortName || company.name}</b><span>${say.care}</span></div>
<nav class="wide" aria-label="${say.main}">${links}</nav><span class="grow"></span>
${tel && html`<a class="tel" href="tel:${tel}" aria-label="${say.call(company.hotline)}">${icon('phone')}<span class="num">${company.hotline}</span></a>`}
<span class="wide">${switcher}</span>
<details class="menu"><summary aria-label="${say.menu}">${icon('menu-2', 20)}</summary><nav aria-label="${say.main}">${links}${switcher}</nav></details>
</div></header>`
}

const mark = ({ logoFileId, shortName, name }: PortalCompany) =>
  logoFileId
    ? html`<img class="logo" src="/portal/logo?v=${logoFileId}" alt="${shortName || name}" width="32" height="32">`
    : html`<svg width="32" height="32" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="8" fill="var(--brand)"/><path d="M14 5.2c5 0 8.8 3.5 8.8 7.9 0 4.5-3.8 8-8.8 8-.9 0-1.8-.1-2.6-.3l-3.7 2c-.4.2-.8-.1-.7-.5l.6-3.4c-1.6-1.4-2.4-3.4-2.4-5.8 0-4.4 3.8-7.9 8.8-7.9Z" fill="#fff"/><path d="M14 17.3c-.2 0-.4-.1-.5-.2-1.9-1.5-3.7-2.9-3.7-4.9 0-1.4 1-2.4 2.3-2.4.8 0 1.5.4 1.9 1 .4-.6 1.1-1 1.9-1 1.3 0 2.3 1 2.3 2.4 0 2-1.8 3.4-3.7 4.9-.1.1-.3.2-.5.2Z" fill="var(--brand)"/></svg>`

/** The company's one hue, when white words on it can be read (4.5 : 1); else ours. */
function hueStyle(hue: string | null): Html | null {
  if (!hue || !/^#[0-9a-f]{6}$/i.test(hue) || contrastWithWhite(hue) < 4.5) return null
  return html`<style>:root{--brand:${hue};--ink:color-mix(in srgb,${hue} 86%,#000);--tint:color-mix(in srgb,${hue} 10%,var(--surface));--mid:${hue}}@media(prefers-color-scheme:dark){:root{--ink:color-mix(in srgb,${hue} 45%,#fff)}}</style>`
}

/** WCAG 2.2 contrast ratio. */
function contrastWithWhite(hue: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hue.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
