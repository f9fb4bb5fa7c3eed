import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addCustomer } from '#customers'
import { declareAvailability } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { post } from './letter.ts'
import { openShop, type Shop } from './shop.ts'

/** Whoever begins to write writes: no letter becomes a shortcut that changes the case. */
const LAN = 'lan.nguyen@khach.example'
/** A shortcut each: severity 3, done, later, assign. */
const TYPED = '3 lần rồi, em hẹn chị nhé'
let shop: Shop
let linh: Page
let code = ''

beforeAll(async () => {
  shop = await openShop()
  await act(shop.house, { me: SYSTEM }, async (ctx) => {
    for (const id of shop.people.values()) await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'off' })
    const identities = [
      { kind: 'mail' as const, value: LAN, verified: true },
      { kind: 'phone' as const, value: '0912345678', verified: true },
    ]
    await addCustomer(ctx, { kind: 'person', name: 'Nguyễn Thị Lan', honorific: 'chị', tier: 'gold', identities })
  })
  linh = await shop.window('linh', { reducedMotion: 'reduce' })
  linh.on('pageerror', (error) => console.error(error))
  await post(shop.smtpPort, { from: `Chị Lan <${LAN}>`, subject: 'Máy lọc nước rò', text: 'Máy nhà chị rò nước.' })
  await linh.goto(`${shop.address}/hop-thu?view=unassigned`)
  await linh.getByRole('option').filter({ hasText: 'Máy lọc nước rò' }).click()
  await linh.waitForURL(/\/hop-thu\/PH-\d+/)
  code = /PH-\d+/.exec(linh.url())?.[0] ?? ''
  await linh.getByRole('button', { name: /^Nhận/ }).first().click()
  await linh.getByText('Đã nhận phiếu.').first().waitFor()
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await linh?.screenshot({ path: '.cache/composer.png' })
})

const words = (page: Page) => page.getByRole('textbox', { name: /^(Trả lời qua thư|Ghi chú nội bộ)/ })
const level = async () => (await (await linh.request.get(`${shop.address}/api/v1/cases/${code}`)).json()).severity

/** Types without looking where the focus is, as people do; all of it is in the words, at their end. */
async function isTypedAfter(before: string, page = linh) {
  await page.waitForTimeout(200)
  await page.keyboard.type(TYPED, { delay: 5 })
  await expect.poll(() => words(page).inputValue()).toBe(`${before}${TYPED}`)
  expect(await page.getByRole('dialog').count()).toBe(0)
}

test('a tab puts the focus at the end of its words, also the tab that stands there already', async () => {
  const before = await level()
  await linh.getByRole('tab', { name: 'Ghi chú nội bộ' }).click()
  await isTypedAfter('')
  await linh.getByRole('tab', { name: /Trả lời qua thư/ }).click()
  await isTypedAfter('')
  await words(linh).fill('Dạ, ')
  await linh.getByRole('heading', { name: 'Máy lọc nước rò' }).click()
  await linh.getByRole('tab', { name: /Trả lời qua thư/ }).click()
  await isTypedAfter('Dạ, ')
  expect(await level()).toBe(before)
})

test('the thread calls the customer as the queue and the card do', async () => {
  const said = linh.getByRole('log').getByRole('article').first()
  await said.getByText(/^Nguyễn Thị Lan · lan\.nguyen@khach\.example/).waitFor()
  expect(await said.getByText('Chị Lan').count()).toBe(0)
})

test('a letter typed on a button of the composer goes into the words', async () => {
  await words(linh).fill('Dạ, ')
  await linh.getByRole('button', { name: 'Đính kèm' }).focus()
  await isTypedAfter('Dạ, ')
})

test('after a dialog over it, and after a message was chosen to be answered, one goes on writing', async () => {
  await words(linh).fill('Dạ, ')
  await linh.getByRole('button', { name: 'Mẫu trả lời' }).click()
  await linh.getByRole('dialog').waitFor()
  await linh.keyboard.press('Escape')
  await linh.getByRole('dialog').waitFor({ state: 'hidden' })
  await isTypedAfter('Dạ, ')
  await words(linh).fill('')
  await linh.getByRole('article').first().hover()
  await linh.getByRole('article').first().getByRole('button').last().click()
  await linh.getByRole('menuitem', { name: 'Trả lời tin này' }).click()
  await isTypedAfter('')
})

test('a note that could not be kept leaves the focus in its words; one that was leaves the keys to the case', async () => {
  await linh.getByRole('tab', { name: 'Ghi chú nội bộ' }).click()
  await words(linh).fill('Gọi lại ')
  await linh.route('**/notes', (asked) => asked.fulfill({ status: 500, body: '{}' }))
  await linh.keyboard.press('Control+Enter')
  await expect.poll(() => words(linh).evaluate((area) => area instanceof HTMLTextAreaElement && !area.readOnly)).toBe(true)
  await isTypedAfter('Gọi lại ')
  await linh.unroute('**/notes')
  await linh.keyboard.press('Control+Enter')
  await linh.getByText('Đã ghi chú.').first().waitFor()
  await expect.poll(() => linh.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
})

test('on a phone the one line opens to be written in', async () => {
  const phone = await shop.window('linh', { viewport: { width: 390, height: 844 }, hasTouch: true })
  await phone.goto(`${shop.address}/hop-thu/${code}`)
  await phone.getByRole('button', { name: /Chị Nguyễn Thị Lan/ }).waitFor()
  await phone.getByRole('button', { name: 'Gọi chị Lan' }).waitFor()
  await phone.getByRole('button', { name: 'Chụp ảnh' }).waitFor()
  await phone.getByRole('button', { name: /^Trả lời chị Lan/ }).click()
  await words(phone).waitFor()
  await words(phone).fill('')
  await words(phone).blur()
  await phone.getByRole('tab', { name: 'Ghi chú nội bộ' }).click()
  await isTypedAfter('', phone)
  await phone.context().close()
})
