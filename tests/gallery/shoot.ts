import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser } from './browser.ts'
import { serveGallery } from './serve.ts'

const SCREENS = ['thanh-phan', 'hop-thu', 'so-lieu', 'o-nhap']
const SIZES = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'tablet', width: 1000, height: 800 },
  { name: 'phone', width: 390, height: 844 },
]
const into = process.argv[2] ?? join(import.meta.dirname, '../../tmp/gallery')

/** Photographs the gallery in both schemes and three sizes: `node tests/gallery/shoot.ts <folder>`. */
await mkdir(into, { recursive: true })
const gallery = await serveGallery()
const browser = await openBrowser()
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, ...viewport } of SIZES) {
      const page = await browser.newPage({ viewport, colorScheme })
      page.on('pageerror', (error) => console.error(`${name} ${colorScheme}: ${error.message}`))
      page.on('console', (said) => said.type() === 'error' && console.error(`${name}: ${said.text()}`))
      for (const screen of SCREENS) {
        await page.goto(`${gallery.address}/${screen}`)
        await page.getByRole('main').waitFor()
        await page.waitForTimeout(700)
        await page.screenshot({ path: join(into, `${screen}-${name}-${colorScheme}.png`) })
      }
      await page.close()
    }
  }
} finally {
  await browser.close()
  await gallery.close()
}
