import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { processesIn, signal } from '../platform/postgres/processes.ts'
import { openBrowser } from '../tests/browser.ts'
import { atEnd, must, rest, until } from '../tests/hard/scenario.ts'
import { freePort, started } from '../tests/hard/world.ts'
import { ms, part, sized, tell, tellTable, verdict } from './measure.ts'

type Doors = { address: string; doors: { role: string; url: string }[] }
type Loaded = { kind: string; name: string; bytes: number }

/** A house in a folder of its own, begun anew as often as asked; each start gives the address, its process and its milliseconds until ready. */
async function folderHouse() {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'tantam-size-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port), SMTP_IN_PORT: String(await freePort()) }
  const running = new Set<ChildProcess>()
  const stop = async (child: ChildProcess) => {
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill('SIGINT')
    await Promise.race([ended, rest(30_000)])
    running.delete(child)
  }
  atEnd(() => rmSync(dataDir, { recursive: true, force: true }))
  atEnd(async () => {
    for (const child of running) {
      await stop(child)
      child.kill('SIGKILL')
    }
    for (const pid of serverOf(dataDir)) signal(pid, 'SIGKILL')
  })
  const start = async (...options: string[]) => {
    const began = performance.now()
    const child = spawn(process.execPath, [...started, ...options], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
    running.add(child)
    const isOpen = async () => {
      must(child.exitCode === null, `npm start ended with ${child.exitCode}`)
      return (await fetch(`${address}/readyz`).catch(() => undefined))?.ok
    }
    await until(isOpen, 'the house is open', 900_000)
    return { child, took: performance.now() - began }
  }
  return { address, dataDir, start, stop }
}

function serverOf(dataDir: string): number[] {
  try {
    return processesIn(realpathSync(join(dataDir, 'postgres/cluster')))
  } catch {
    return []
  }
}

/** Everything that comes over the wire while `visit` goes on, as compressed as it comes. */
async function loading(page: Page, visit: () => Promise<unknown>): Promise<Loaded[]> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const asked = new Map<string, Loaded>()
  wire.on('Network.responseReceived', ({ requestId, type, response }) =>
    asked.set(requestId, { kind: type, name: new URL(response.url).pathname, bytes: 0 }),
  )
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) one.bytes = encodedDataLength
  })
  await visit()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await rest(2_000)
  return [...asked.values()]
}

const kilobytes = (all: readonly Loaded[]) => all.reduce((sum, { bytes }) => sum + bytes, 0) / 1_024
const list = (all: readonly Loaded[]) =>
  all
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 12)
    .map(({ name, bytes }) => `${(bytes / 1_024).toFixed(1)} KB ${name}`)

async function inbox(browser: Browser, address: string, door: string) {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } })
  const first = await context.newPage()
  await first.goto(door)
  await first.waitForLoadState('networkidle').catch(() => undefined)
  await first.close()
  const page = await context.newPage()
  const all = await loading(page, () => page.goto(`${address}/hop-thu`))
  const scripts = all.filter(({ kind }) => kind === 'Script')
  must(scripts.length > 0, 'no script was loaded')
  const heading = await page.title()
  const script = kilobytes(scripts)
  tell(
    `**First load of Hộp thư (“${heading}”): ${script.toFixed(0)} KB of compressed script** in ${scripts.length} files (at most 350: ${verdict(script <= 350)}); with styles, fonts and answers ${kilobytes(all).toFixed(0)} KB`,
  )
  tellTable(list(scripts))
  await context.close()
}

/** With a browser of its own, which knows nothing yet; a company's logo and customers' photos would come on top. */
async function portal(browser: Browser, address: string) {
  for (const path of ['/gui-yeu-cau', '/tra-cuu']) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const all = await loading(page, () => page.goto(`${address}${path}`))
    const size = kilobytes(all)
    tell(`**Portal page ${path}: ${size.toFixed(1)} KB in all** (at most 60: ${verdict(size <= 60)})`)
    tellTable(list(all))
    await context.close()
  }
}

/** Memory of its own and its fair share of what is shared, in MB. */
function memoryOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}

const childrenOf = (pid: number) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        return Number(readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid
      } catch {
        return false
      }
    })

async function idle(child: ChildProcess, dataDir: string) {
  await rest(sized(120_000, 20_000))
  const house = child.pid ?? 0
  const server = serverOf(dataDir)
  const others = childrenOf(house).filter((pid) => !server.includes(pid))
  const sum = (pids: readonly number[]) => pids.reduce((all, pid) => all + memoryOf(pid), 0)
  const all = sum([house, ...others, ...server])
  tell(
    `**Idle with the demo: ${all.toFixed(0)} MB** (the house ${sum([house]).toFixed(0)}, its helpers ${sum(others).toFixed(0)}, PostgreSQL ${sum(server).toFixed(0)} in ${server.length} processes; at most 600: ${verdict(all <= 600)})`,
  )
}

await part('What a first visit loads, what an idle house with the demo holds, and how soon it stands again', async () => {
  const { address, dataDir, start, stop } = await folderHouse()
  const { child, took } = await start('--demo')
  tell(`**The demo was open after ${(took / 1_000).toFixed(0)} s** (at most 180: ${verdict(took <= 180_000)})`)
  const { doors } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Doors
  const browser = await openBrowser()
  atEnd(() => browser.close())
  await inbox(browser, address, doors.find(({ role }) => role === 'agent')?.url ?? '')
  await portal(browser, address)
  await browser.close()
  await idle(child, dataDir)
  await stop(child)
  must(serverOf(dataDir).length === 0, 'PostgreSQL still runs after the house was ended')
  const again = await start()
  tell(`**Started again: ready after ${ms(again.took)}** (at most 5 s: ${verdict(again.took <= 5_000)})`)
})
