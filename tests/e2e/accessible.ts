import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { text } from '#web/kit/text.ts'

/** What every screen must hold: WCAG 2.1 A and AA as far as a machine can tell. */
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] }
/** The only rule whose outcome depends on the theme. */
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] }
const { errorTitle, crashTitle, noAccessTitle, notFoundTitle } = text.vi
const BROKEN = [errorTitle, crashTitle, noAccessTitle, notFoundTitle]
const PATIENCE_MS = 60_000

/** A window one listens to: `faults` are the errors of console and page since `begin`, `rest` waits until nothing is loading any more. */
export type Heard = ReturnType<typeof hear>

export function hear(page: Page) {
  const faults: string[] = []
  const open = new Set<unknown>()
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.on('console', (said) => said.type() === 'error' && faults.push(`console: ${said.text()} (${said.location().url})`))
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return {
    page,
    faults,
    begin() {
      faults.length = 0
      open.clear()
    },
    async rest() {
      for (const until = Date.now() + PATIENCE_MS; ; ) {
        let calm = 0
        while (calm < 3 && Date.now() < until) {
          const isCalm = open.size === 0 && (await page.evaluate(IS_SHOWN))
          calm = isCalm ? calm + 1 : 0
          await page.waitForTimeout(40)
        }
        if (calm === 3) return
        throw new Error(`still loading: ${page.url()}`)
      }
    },
  }
}

/** Something is written on it and nothing says that it is loading. */
const IS_SHOWN = `document.body.innerText.trim() !== '' && document.querySelector('[aria-busy="true"]') === null`

/** Opens a path and answers all that is wrong with it, light and dark, each fault in a line. */
export async function faultsOf(heard: Heard, address: string): Promise<string[]> {
  const { page } = heard
  heard.begin()
  await page.goto(address)
  await heard.rest()
  return [...heard.faults, ...(await faultsHere(heard))]
}

/** The same for what the window shows now. */
export async function faultsHere({ page }: Heard): Promise<string[]> {
  const said = await page.evaluate<string>('document.body.innerText')
  const broken = BROKEN.filter((title) => said.includes(title)).map((title) => `shows “${title}”`)
  await page.evaluate(axe.source)
  const light = await violations(page, 'light', RULES)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await paintedDark(page)
  const dark = await violations(page, 'dark', COLOURS)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...broken, ...light, ...dark]
}

/** The page follows the scheme of its device; pages for customers do so by their style sheet alone. Asked from outside: the page's policy lets nothing be evaluated inside. */
async function paintedDark(page: Page) {
  const isDark = `(document.documentElement.dataset.mantineColorScheme ?? 'dark') === 'dark'`
  for (const until = Date.now() + PATIENCE_MS; !(await page.evaluate<boolean>(isDark)); await page.waitForTimeout(40))
    if (Date.now() > until) throw new Error(`stays light: ${page.url()}`)
}

async function violations(page: Page, theme: string, options: object): Promise<string[]> {
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ')
      return `${theme} ${id}: ${help} at ${target.join(' ')} (${why.slice(0, 240)})`
    }),
  )
}
