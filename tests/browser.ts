import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Chromium to test with: CHROMIUM, one found, Debian's own installed when we are root, else the one inside an npm package. */
export async function findBrowser(): Promise<string | undefined> {
  const told = process.env.CHROMIUM
  if (told) return told
  const found = PLACES.find((place) => existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.info('Đang cài Chromium của Debian…')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore', env })
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  return packaged()
}

/** The npm package carries a browser for machines where nothing may be installed; it lands in .cache, not among our dependencies. */
async function packaged(): Promise<string | undefined> {
  const home = join(import.meta.dirname, '..', '.cache', 'chromium')
  mkdirSync(home, { recursive: true })
  spawnSync('npm', ['install', '--prefix', home, '--no-save', '@sparticuz/chromium@153.0.0'], { stdio: 'ignore' })
  const entry = join(home, 'node_modules/@sparticuz/chromium/build/index.js')
  if (!existsSync(entry)) return undefined
  const { default: carried } = (await import(entry)) as { default: { executablePath(): Promise<string> } }
  return carried.executablePath()
}

/** A headless browser for one test file. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser()
  if (!executablePath) throw new Error('no Chromium')
  return chromium.launch({ executablePath, headless: true, args: FLAGS })
}
