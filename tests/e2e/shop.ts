import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openDemoDoor, openIdentity } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { migrate } from '#platform/migrate.ts'
import { openScratch } from '#platform/postgres.ts'
import { buildBrowser } from '../../app/build.ts'
import { demoRoom, type Player } from '../../app/demo/room.ts'
import { hireStaff } from '../../app/demo/staff.ts'
import { buildHouse, openDoors, openLog } from '../../app/open.ts'
import { rooms } from '../../app/rooms.ts'
import { openBrowser } from '../browser.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>
/** Staff of the demo by the name their tests use (app/demo/data/staff.json). */
export const WHO = {
  linh: 'NV007',
  tuan: 'NV005',
  ngan: 'NV006',
  diep: 'NV004',
  nghia: 'NV003',
  bao: 'NV001',
  cuong: 'NV021',
  khang: 'NV008',
} as const

type Opening = {
  prepare?: (house: Awaited<ReturnType<typeof buildHouse>>) => Promise<void>
  /** Nobody works here yet: the house before its first run. */
  isEmpty?: boolean
  /** Stands for the six months of the sample company, which take minutes. */
  play?: (house: House) => Player
  /** Hears what the terminal is told of the sample company. */
  say?: (line: string) => void
}

const noPlay = () => async () => {
  throw new Error('nothing is played here')
}

/**
 * The whole product as its users meet it: a server of its own, built screens, sign-in by the demo's one-click doors, the staff of Mây Lành.
 * Holds no customers and no cases: a test brings what it needs, through mail, form or API.
 */
export async function openShop({ prepare, isEmpty = false, play = noPlay, say = () => undefined }: Opening = {}) {
  const server = await openScratch()
  const dataDir = mkdtempSync(join(tmpdir(), 'tantam-shop-'))
  await migrate(server.url)
  await buildBrowser()
  const [port, smtpPort] = [await freePort(), await freePort()]
  const house: House = await buildHouse({
    url: server.url,
    dataDir,
    publicUrl: `http://127.0.0.1:${port}`,
    secret: Buffer.alloc(32, 9),
    smtpIn: { host: '127.0.0.1', port: smtpPort },
    rooms: { ...rooms, demo: demoRoom(() => house, { say, play: (address, told) => play(house)(address, told) }) },
    log: openLog(process.env.TEST_LOG ?? 'error'),
  })
  const identity = await openIdentity(house)
  // Screens of its own: whoever builds anew meanwhile takes nothing away.
  const dist = join(dataDir, 'dist')
  cpSync(join(import.meta.dirname, '../../dist'), dist, { recursive: true })
  const opened = await openDoors(house, { whoIs: identity.whoIs, identity, host: '127.0.0.1', port, dist })
  const { people, units } = isEmpty ? { people: new Map<string, string>(), units: {} } : await act(house, { me: SYSTEM }, hireStaff)
  await prepare?.(house)
  let browser: Browser | undefined

  return {
    house,
    address: opened.address,
    smtpPort,
    people,
    units,
    /** A one-click link for somebody: `doorOf('linh')`. */
    doorOf,
    /** A browser window in which this colleague is signed in (nobody: a customer's window). */
    async window(who?: keyof typeof WHO, options: BrowserContextOptions = {}): Promise<Page> {
      browser ??= await openBrowser()
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
        ...options,
      })
      const page = await context.newPage()
      if (who) await page.goto(await doorOf(who))
      return page
    },
    async close() {
      await browser?.close()
      await opened.close()
      await identity.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }

  async function doorOf(who: keyof typeof WHO): Promise<string> {
    const id = people.get(WHO[who])
    if (!id) throw new Error(`nobody called ${who}`)
    const { path } = await act(house, { me: SYSTEM }, (ctx) => openDemoDoor(ctx, id))
    return `${opened.address}${path}`
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => found(typeof place === 'object' && place ? place.port : 0))
    })
  })
}
