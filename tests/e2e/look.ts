import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openShop, WHO } from './shop.ts'

/**
 * Photographs screens as they really are: `node tests/e2e/look.ts <folder> <who> <path>…`, wide and on a phone, light and dark.
 * With a file exporting `prepare(house)` in PREPARE, that runs first and fills the house.
 */
const [folder = 'tmp', who = 'linh', ...paths] = process.argv.slice(2)
const prepared = process.env.PREPARE ? await import(join(process.cwd(), process.env.PREPARE)) : {}
const isSomebody = (name: string): name is keyof typeof WHO => name in WHO
mkdirSync(folder, { recursive: true })
const shop = await openShop({ prepare: prepared.prepare })
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of [
      ['wide', { width: 1440, height: 900 }],
      ['phone', { width: 390, height: 844 }],
    ] as const) {
      const page = await shop.window(isSomebody(who) ? who : undefined, { viewport, colorScheme, hasTouch: size === 'phone' })
      page.on('pageerror', (error) => console.error(`${size} ${colorScheme}: ${error.message}`))
      page.on('console', (said) => said.type() === 'error' && console.error(`${size}: ${said.text()}`))
      for (const path of paths) {
        await page.goto(`${shop.address}${path}`)
        await page.waitForTimeout(1_200)
        await page.screenshot({ path: join(folder, `${path.replaceAll(/[^a-z0-9-]+/gi, '_')}-${size}-${colorScheme}.png`) })
      }
      await page.context().close()
    }
  }
} finally {
  await shop.close()
}
