import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addCustomer } from '#customers'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { openShop, type Shop } from './shop.ts'

/** The dialogs in which something new is written down: what can be no phone number is told at its field, and nothing typed is lost. */
let shop: Shop
let linh: Page

beforeAll(async () => {
  shop = await openShop()
  const identities = [{ kind: 'mail' as const, value: 'lan@example.vn', verified: true }]
  await act(shop.house, { me: SYSTEM }, (ctx) => addCustomer(ctx, { kind: 'person', name: 'Nguyễn Thị Lan', honorific: 'chị', identities }))
  linh = await shop.window('linh', { reducedMotion: 'reduce', colorScheme: 'light' })
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await linh?.screenshot({ path: '.cache/dialogs.png' })
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

test('a number that is none is told when a contact is logged', async () => {
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Ghi một lần liên hệ')
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tên khách').fill('Bác Tám')
  await dialog()
    .getByLabel(/Khách nói gì/)
    .fill('Hỏi còn bảo hành không')
  await isToldOfPhone('Ghi lại')
})

test('a number that is none is told when a customer is added', async () => {
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

test('a number that is none is told when a case is opened', async () => {
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Tạo phiếu')
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tiêu đề').fill('Hỏi bảo hành')
  await isToldOfPhone('Tạo phiếu')
})

test('closed unsent, it opens again as it was left, also after a reload, until it is sent or begun anew', async () => {
  const said = dialog().getByLabel(/Khách nói gì/)
  const isUnsent = dialog().getByText('Đây là bản anh/chị viết dở lần trước.')
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Ghi một lần liên hệ')
  expect([await said.inputValue(), await isUnsent.count()]).toEqual(['', 0])
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tên khách').fill('Bác Mười')
  await said.fill('Máy kêu to từ hôm qua')
  await linh.keyboard.press('Escape')
  await dialog().waitFor({ state: 'hidden' })
  await linh.reload()
  await begin('Ghi một lần liên hệ')
  await isUnsent.waitFor()
  expect([await dialog().getByLabel('Tên khách').inputValue(), await said.inputValue()]).toEqual(['Bác Mười', 'Máy kêu to từ hôm qua'])
  await dialog().getByRole('button', { name: 'Viết lại từ đầu' }).click()
  await isUnsent.waitFor({ state: 'hidden' })
  expect(await said.inputValue()).toBe('')
  await dialog().getByText('Khách mới').click()
  await dialog().getByLabel('Tên khách').fill('Bác Mười')
  await said.fill('Máy hết kêu rồi')
  await dialog().getByRole('button', { name: 'Ghi lại' }).click()
  await dialog().waitFor({ state: 'hidden' })
  await begin('Ghi một lần liên hệ')
  expect([await said.inputValue(), await isUnsent.count()]).toEqual(['', 0])
  await linh.keyboard.press('Escape')
})

test('a first mail takes a saved reply filled for its customer, says how they are called, and asks about places left open', async () => {
  await linh.goto(`${shop.address}/hop-thu`)
  await begin('Viết thư cho khách')
  await dialog()
    .getByLabel(/^Khách hàng/)
    .first()
    .fill('Nguyễn Thị Lan')
  await linh.getByRole('option', { name: /Nguyễn Thị Lan/ }).waitFor()
  await linh.keyboard.press('ArrowDown')
  await linh.keyboard.press('Enter')
  await dialog()
    .getByText(/^Xưng hô: /)
    .waitFor()
  await dialog().getByLabel('Tiêu đề').fill('Báo giá lõi lọc')
  const body = dialog().getByLabel('Nội dung')
  await body.fill('Dạ em gửi báo giá.')
  await dialog().getByRole('button', { name: 'Mẫu trả lời' }).click()
  await linh.getByRole('dialog', { name: 'Mẫu trả lời' }).getByRole('button', { name: 'Chèn' }).first().click()
  await expect.poll(() => body.inputValue()).toMatch(/^Dạ em gửi báo giá\.\n\n./)
  await body.fill('Mã theo dõi của anh là {ma}.')
  await dialog().getByRole('button', { name: 'Gửi', exact: true }).click()
  await linh.getByRole('button', { name: 'Vẫn gửi' }).waitFor()
  await linh.keyboard.press('Escape')
  expect(await body.inputValue()).toBe('Mã theo dõi của anh là {ma}.')
  await body.fill('Dạ em gửi báo giá lõi lọc.')
  await dialog().getByRole('button', { name: 'Gửi', exact: true }).click()
  await dialog().waitFor({ state: 'hidden' })
  await linh.getByText('Báo giá lõi lọc').first().waitFor()
})
