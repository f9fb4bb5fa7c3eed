import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { declareAvailability } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { type Letter, post } from './letter.ts'
import { openShop, type Shop, WHO } from './shop.ts'

/** Hộp thư beside answering: what an open case asks for while others work, and the filters one keeps. */
let shop: Shop
let linh: Page

beforeAll(async () => {
  shop = await openShop()
  await act(shop.house, { me: SYSTEM }, async (ctx) => {
    for (const id of shop.people.values()) await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'off' })
  })
  linh = await shop.window('linh')
  linh.on('pageerror', (error) => console.error(error))
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await linh?.screenshot({ path: '.cache/queue-linh.png' })
})

const says = (from: string, letter: Omit<Letter, 'from'>) => post(shop.smtpPort, { from, ...letter })
const subjects = (page: Page) => page.getByRole('listbox').getByRole('option')

async function takesAll(page: Page) {
  const { items } = await (await page.request.get(`${shop.address}/api/v1/cases?view=unassigned`)).json()
  for (const { id } of items)
    expect((await page.request.post(`${shop.address}/api/v1/cases/${id}/taking`, { data: {} })).status()).toBe(200)
}

/** What this page asks the house from now on. */
function listensTo(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/v1/')) asked.push(`${request.method()} ${pathname.slice('/api/v1'.length)}`)
  })
  return asked
}

test('what is said in another case asks nothing of the open one; what is said here does', async () => {
  await says('Lan <lan@khach.example>', {
    subject: 'Nồi cơm không nóng',
    text: 'Nồi nhà chị không nóng.',
    messageId: '<lan-1@khach.example>',
  })
  await says('Hùng <hung@khach.example>', { subject: 'Quạt kêu to', text: 'Quạt nhà anh kêu to.', messageId: '<hung-1@khach.example>' })
  await linh.goto(`${shop.address}/hop-thu?view=unassigned`)
  await expect.poll(() => subjects(linh).count(), { timeout: 30_000 }).toBe(2)
  await takesAll(linh)
  await linh.goto(`${shop.address}/hop-thu`)
  await subjects(linh).filter({ hasText: 'Nồi cơm' }).click()
  await linh.waitForURL(/\/hop-thu\/PH-\d+/)
  // Opened by its code too, as from a link.
  await linh.reload()
  const thread = linh.getByRole('log')
  await thread.getByText('Nồi nhà chị không nóng.').waitFor()
  await linh.waitForTimeout(2_000)

  const asked = listensTo(linh)
  const ofTheCase = () => asked.filter((one) => /^GET \/(cases\/(PH-|[0-9a-f]{8}-)|conversations\/|customers\/)/.test(one))
  const again = { messageId: '<hung-2@khach.example>', inReplyTo: '<hung-1@khach.example>', references: '<hung-1@khach.example>' }
  await says('Hùng <hung@khach.example>', { subject: 'Re: Quạt kêu to', text: 'Giờ nó khét rồi em ơi.', ...again })
  await subjects(linh).filter({ hasText: 'khét rồi' }).waitFor()
  await linh.waitForTimeout(3_000)
  expect(ofTheCase()).toEqual([])

  const here = { messageId: '<lan-2@khach.example>', inReplyTo: '<lan-1@khach.example>', references: '<lan-1@khach.example>' }
  await says('Lan <lan@khach.example>', { subject: 'Re: Nồi cơm không nóng', text: 'Chị rút điện rồi cắm lại vẫn vậy.', ...here })
  await thread.getByText('Chị rút điện rồi cắm lại vẫn vậy.').waitFor()
  expect(ofTheCase().some((one) => /^GET \/cases\/.*\/messages$/.test(one))).toBe(true)
  const timeline = /^GET \/customers\/.*\/timeline$/
  await expect.poll(() => ofTheCase().some((one) => timeline.test(one))).toBe(true)
})

test('what came after the first answers and before the live line stood is shown once it stands', async () => {
  const page = await shop.window('linh')
  let stands = () => {}
  await page.routeWebSocket(/\/api\/live$/, (line) => {
    let hello: string | Buffer | undefined
    let isOpen = false
    line.connectToServer().onMessage((said) => {
      hello ??= said
      if (isOpen) line.send(said)
    })
    stands = () => {
      isOpen = true
      if (hello) line.send(hello)
    }
  })
  await page.goto(`${shop.address}/hop-thu?view=all`)
  await subjects(page).first().waitFor()
  const before = await subjects(page).count()
  await says('Mai <mai@khach.example>', { subject: 'Bếp từ báo lỗi', text: 'Bếp báo E3.', messageId: '<mai-1@khach.example>' })
  const all = async () => (await (await page.request.get(`${shop.address}/api/v1/cases?view=all`)).json()).items.length
  await expect.poll(all).toBe(before + 1)
  await page.waitForTimeout(1_500)
  expect(await subjects(page).count()).toBe(before)
  stands()
  await subjects(page).filter({ hasText: 'Bếp từ báo lỗi' }).waitFor()
  await page.context().close()
})

test('filters kept on the device go to the house once; another device has them, orders them, and has back what it removed', async () => {
  const me = shop.people.get(WHO.linh) ?? ''
  const place = `tantam.filters.${me}`
  const old = [
    { name: 'Quá hạn của nhóm', query: 'view=team&due=overdue' },
    { name: 'Khách vàng', query: 'customerTier=gold' },
  ]
  await linh.evaluate(([at, kept]) => localStorage.setItem(at, kept), [place, JSON.stringify(old)] as const)
  await linh.goto(`${shop.address}/hop-thu?view=team`)
  await expect.poll(() => linh.evaluate((at) => localStorage.getItem(at), place)).toBeNull()
  await linh.getByRole('button', { name: 'Lọc', exact: true }).click()
  await linh.getByRole('button', { name: 'Lưu bộ lọc' }).click()
  await linh.getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Việc của nhóm')
  await linh.keyboard.press('Enter')
  await linh.getByText('Đã lưu bộ lọc “Việc của nhóm”.').first().waitFor()

  const phone = await shop.window('linh', { viewport: { width: 390, height: 844 }, hasTouch: true })
  await phone.goto(`${shop.address}/hop-thu`)
  const menu = () => phone.getByRole('button', { name: 'Hàng đợi khác' }).click()
  await menu()
  await phone.getByRole('menuitem', { name: 'Khách vàng' }).click()
  await phone.waitForURL(/customerTier=gold/)
  await menu()
  await phone.getByRole('menuitem', { name: 'Sắp xếp, bỏ bớt…' }).click()
  const dialog = phone.getByRole('dialog', { name: 'Bộ lọc đã lưu' })
  const listed = () => dialog.getByRole('listitem').allTextContents()
  await expect.poll(listed).toEqual(['Quá hạn của nhóm', 'Khách vàng', 'Việc của nhóm'])
  await dialog.getByRole('button', { name: 'Đưa “Việc của nhóm” lên' }).click()
  await expect.poll(listed).toEqual(['Quá hạn của nhóm', 'Việc của nhóm', 'Khách vàng'])
  await dialog.getByRole('button', { name: 'Bỏ bộ lọc “Việc của nhóm”' }).click()
  await expect.poll(listed).toEqual(['Quá hạn của nhóm', 'Khách vàng'])
  await phone.keyboard.press('Escape')
  await phone.getByRole('button', { name: /Hoàn tác/ }).click()

  await linh.reload()
  await linh.getByRole('button', { name: 'Hàng đợi khác' }).click()
  const kept = linh.getByRole('menuitem', { name: /Quá hạn của nhóm|Việc của nhóm|Khách vàng/ })
  await expect.poll(() => kept.allTextContents()).toEqual(['Quá hạn của nhóm', 'Việc của nhóm', 'Khách vàng'])
})
