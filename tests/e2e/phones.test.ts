import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'

/** What can be no phone number is told at its field, wherever a colleague types one. */
let shop: Shop
let linh: Page

beforeAll(async () => {
  shop = await openShop()
  linh = await shop.window('linh', { reducedMotion: 'reduce', colorScheme: 'light' })
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await linh?.screenshot({ path: '.cache/phones.png' })
})

const NO_PHONE = 'Đây không phải số điện thoại. Ví dụ 0912 345 468; số nước ngoài bắt đầu bằng dấu +.'
const dialog = () => linh.getByRole('dialog')

async function isToldOfPhone(verb: string) {
  const phone = dialog().getByLabel('Số điện thoại')
  await phone.fill('123')
  await dialog().getByRole('button', { name: verb }).click()
  await dialog().getByText(NO_PHONE).waitFor()
  expect(await phone.getAttribute('aria-invalid')).toBe('true')
  await phone.fill('0912 345 468')
  await dialog().getByRole('button', { name: verb }).click()
  await dialog().waitFor({ state: 'hidden' })
}

async function begin(what: string) {
  await linh.getByRole('button', { name: 'Tạo mới' }).click()
  await linh.getByRole('menuitem', { name: what }).click()
}

test('when a contact is logged', async () => {
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Ghi một lần liên hệ')
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tên khách').fill('Bác Tám')
  await dialog()
    .getByLabel(/Khách nói gì/)
    .fill('Hỏi còn bảo hành không')
  await isToldOfPhone('Ghi lại')
})

test('when a customer is added', async () => {
  await linh.goto(`${shop.address}/khach`)
  await linh.getByRole('button', { name: 'Thêm khách' }).first().click()
  await dialog()
    .getByLabel(/Họ và tên/)
    .fill('Cô Chín')
  await dialog().getByLabel('Điện thoại').fill('123')
  await dialog().getByRole('button', { name: /^Thêm/ }).click()
  await dialog().getByText(NO_PHONE).waitFor()
  expect(await dialog().getByLabel('Điện thoại').getAttribute('aria-invalid')).toBe('true')
  await linh.keyboard.press('Escape')
})

test('when a case is opened', async () => {
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Tạo phiếu')
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tiêu đề').fill('Hỏi bảo hành')
  await isToldOfPhone('Tạo phiếu')
})
