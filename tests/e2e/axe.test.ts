import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../app/rooms.ts'
import { router } from '../../app/router.ts'
import { faultsHere, faultsOf, type Heard, hear } from './accessible.ts'
import { furnish } from './furnished.ts'
import { type MailServer, openMailServer } from './mail-server.ts'
import { openShop, type Shop } from './shop.ts'

/**
 * No screen of the product has a machine-detectable barrier, an error in the console or an error in its script; light and dark, on a desk
 * and, where people use it on the way, on a phone. The screens are those the router and the rooms have: a new one is found by itself.
 */
let shop: Shop
let provider: MailServer
let known: Awaited<ReturnType<typeof furnish>>
const windows: Partial<Record<'colleague' | 'colleaguePhone' | 'visitor' | 'visitorPhone', Heard>> = {}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const STILL = { reducedMotion: 'reduce', colorScheme: 'light' } as const

beforeAll(async () => {
  provider = await openMailServer()
  shop = await openShop()
  known = await furnish(shop, provider)
  windows.colleague = hear(await shop.window('cuong', STILL))
  windows.colleaguePhone = hear(await shop.window('cuong', { ...STILL, ...PHONE }))
  windows.visitor = hear(await shop.window(undefined, STILL))
  windows.visitorPhone = hear(await shop.window(undefined, { ...STILL, ...PHONE }))
})

afterAll(async () => {
  await shop?.close()
  await provider?.close()
})

/** The first visit of an empty house is looked at in first-run.test.ts: here nobody meets it any more. */
const ELSEWHERE = ['/bat-dau']
const DOORSTEP = ['/dang-nhap', '/mat-khau/$token']
const paths = Object.keys(router.routesByPath).filter((path) => !ELSEWHERE.includes(path))
const screens = paths.filter((path) => !DOORSTEP.includes(path))
const ON_THE_WAY = [
  '/hop-thu',
  '/hop-thu/$reference',
  '/viec-hom-nay',
  '/khach',
  '/khach/$id',
  '/thong-bao',
  '/bao-cao',
  '/cai-dat',
  '/so-do',
]
/** Pages for customers, written by the server; files and pictures are no pages. */
const published = Object.values(rooms)
  .flatMap(({ pages = [] }) => pages)
  .filter(({ at, needs }) => needs === 'public' && at.startsWith('GET ') && !/^GET \/(portal|api)\/|\/tep\//.test(at))
  .map(({ at }) => at.slice('GET '.length))

/** An address with its parameters filled; a screen with a new parameter says here what stands for it. */
function filled(path: string): string {
  const values: Record<string, string> = {
    '/hop-thu/$reference': known.reference,
    '/khach/$id': known.customerId,
    '/cai-dat/nhan-su/$id': known.personId,
    '/mat-khau/$token': known.password,
    '/khao-sat/:token': known.survey,
    '/khao-sat/ngung/:token': known.noMoreSurveys,
    '/tra-cuu/:token': known.tracking,
    '/gui-yeu-cau/da-gui/:token': known.tracking,
  }
  const value = values[path]
  const address = value ? path.replace(/[$:]\w+$/, value) : path
  expect(address, `nothing is known that stands in ${path}`).not.toMatch(/[$:]/)
  return `${shop.address}${address}`
}

async function expectClean(who: keyof typeof windows, path: string) {
  const heard = windows[who]
  if (!heard) throw new Error(`no window of a ${who}`)
  expect(await faultsOf(heard, filled(path))).toEqual([])
}

test('the router and the rooms have screens', () => {
  expect(screens.length).toBeGreaterThan(25)
  expect(published).toEqual(expect.arrayContaining(['/gui-yeu-cau', '/tra-cuu', '/tra-cuu/:token', '/khao-sat/:token']))
  expect(paths).toEqual(expect.arrayContaining([...DOORSTEP, ...ON_THE_WAY]))
})

test.each(screens)('a colleague at %s', (path) => expectClean('colleague', path))
test.each(ON_THE_WAY)('a colleague on the phone at %s', (path) => expectClean('colleaguePhone', path))
test.each([...DOORSTEP, ...published])('a visitor at %s', (path) => expectClean('visitor', path))
test.each([...DOORSTEP, ...published])('a visitor on the phone at %s', (path) => expectClean('visitorPhone', path))

test.each(['visitor', 'visitorPhone'] as const)(
  'a %s asked where they follow their case, before and after pressing a face',
  async (who) => {
    const heard = windows[who]
    if (!heard) throw new Error(`no window of a ${who}`)
    expect(await faultsOf(heard, known.followed)).toEqual([])
    await heard.page.locator('button[name=diem]').nth(3).click()
    await heard.page.locator('textarea[name=gop_y]').waitFor()
    expect(await faultsHere(heard)).toEqual([])
  },
)

test.each(['visitor', 'visitorPhone'] as const)(
  'a %s on the second step of the form, with photos, before and after an error',
  async (who) => {
    const heard = windows[who]
    if (!heard) throw new Error(`no window of a ${who}`)
    const { page } = heard
    await page.goto(`${shop.address}/gui-yeu-cau`)
    heard.begin()
    await page.locator('textarea[name=text]').fill('Quạt kêu to từ hôm qua.')
    const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await page.locator('input[type=file]').setInputFiles({ name: 'quat.png', mimeType: 'image/png', buffer: photo })
    await page.locator('.up img').waitFor()
    expect(await faultsHere(heard)).toEqual([])
    await page.locator('button.btn.p').click()
    await page.locator('input[name=name]').fill('Đặng Thu Hà')
    await heard.rest()
    expect(await faultsHere(heard)).toEqual([])
    await page.locator('button.btn.p').click()
    await page.locator('#phone-err').waitFor()
    await heard.rest()
    expect([...heard.faults, ...(await faultsHere(heard))]).toEqual([])
  },
)
