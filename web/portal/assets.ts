import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string) => readFileSync(join(import.meta.dirname, name))
const font = (name: string) => ({ mime: 'font/woff2', bytes: read(`fonts/${name}`) })
// Laid out for people in the source; sent without the space between.
const style = Buffer.from(
  read('style.css')
    .toString()
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1'),
)

/** All that pages for customers load beside themselves. */
const ASSETS: Record<string, { mime: string; bytes: Buffer }> = {
  'style.css': { mime: 'text/css; charset=utf-8', bytes: style },
  'latin-400.woff2': font('latin-400.woff2'),
  'latin-600.woff2': font('latin-600.woff2'),
  'vietnamese-400.woff2': font('vietnamese-400.woff2'),
  'vietnamese-600.woff2': font('vietnamese-600.woff2'),
}

/** Changes with the style sheet, so that it may be kept for a year. */
export const version = createHash('sha256').update(style).digest('hex').slice(0, 8)

export const portalAsset = (name: string) => (Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined)
