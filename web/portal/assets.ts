import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string) => readFileSync(join(import.meta.dirname, name))
const font = (name: string) => ({ mime: 'font/woff2', bytes: read(`fonts/${name}`) })
/** In this order: what comes later wins. */
const SHEETS = ['page', 'fields', 'answers', 'track', 'narrow']
// Laid out for people in the source; sent without the space between.
const style = Buffer.from(
  SHEETS.map((name) => read(`style/${name}.css`))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1'),
)

// Indented for people in the source; a line stays a line.
const script = Buffer.from(
  read('form.js')
    .toString()
    .replace(/^\s*(\/\*\*?.*|\*.*|\/\/.*)?\n/gm, '')
    .replace(/^ +/gm, ''),
)

/** All that pages for customers load beside themselves. */
const ASSETS: Record<string, { mime: string; bytes: Buffer }> = {
  'style.css': { mime: 'text/css; charset=utf-8', bytes: style },
  'form.js': { mime: 'text/javascript; charset=utf-8', bytes: script },
  'latin-400.woff2': font('latin-400.woff2'),
  'latin-600.woff2': font('latin-600.woff2'),
  'vietnamese-400.woff2': font('vietnamese-400.woff2'),
  'vietnamese-600.woff2': font('vietnamese-600.woff2'),
}

/** Changes with style sheet and script, so that both may be kept for a year. */
export const version = createHash('sha256').update(style).update(script).digest('hex').slice(0, 8)

export const portalAsset = (name: string) => (Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined)
