import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faultsHere, faultsOf, type Heard, hear } from './accessible.ts'
import { openShop, type Shop } from './shop.ts'

/** A company of one: sets the house up, writes to itself as a customer does, answers, and the answer is there to read. No mail server is set. */
const ME = 'thu@tiembanh.example'
const PASSWORD = 'mẻ bánh sáng thứ bảy'
const CUSTOMER = 'khach.dau.tien@khach.example'
let shop: Shop
let heard: Heard
let owner: Page
let customer: Page

beforeAll(async () => {
  shop = await openShop({ isEmpty: true })
  owner = await shop.window(undefined, { reducedMotion: 'reduce', colorScheme: 'light' })
  heard = hear(owner)
  customer = await shop.window(undefined, { javaScriptEnabled: false })
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await owner?.screenshot({ path: '.cache/first-run.png' })
})

test('whoever opens an empty house is led to its first visit, which holds for everybody', async () => {
  await owner.goto(shop.address)
  await owner.waitForURL(/\/bat-dau$/)
  await owner.getByRole('heading', { name: 'Chào mừng đến với Tận Tâm' }).waitFor()
  expect(await faultsOf(heard, `${shop.address}/bat-dau`)).toEqual([])
  await owner.getByRole('button', { name: 'Thiết lập công ty của tôi' }).click()
  await owner.getByRole('textbox', { name: /Tên công ty/ }).waitFor()
  expect(await faultsHere(heard)).toEqual([])
})

test('setting up my company opens the house, and I am inside', async () => {
  await owner.getByRole('textbox', { name: /Tên công ty/ }).fill('Tiệm bánh Thu')
  await owner.getByRole('textbox', { name: /Họ và tên/ }).fill('Lê Minh Thu')
  await owner.getByRole('textbox', { name: /Email của anh\/chị/ }).fill(ME)
  await owner.getByLabel(/Mật khẩu/).fill(PASSWORD)
  await owner.getByRole('button', { name: 'Mở phòng chăm sóc khách hàng' }).click()
  await owner
    .getByRole('link', { name: /Hộp thư/ })
    .first()
    .waitFor()
  for (const place of [/Việc hôm nay/, /Khách hàng/, /Khảo sát/, /Kết quả \(KPI\)/, /Cài đặt/])
    await owner.getByRole('link', { name: place }).first().waitFor()
  // It happens once in the life of a house.
  await owner.goto(`${shop.address}/bat-dau`)
  await owner.waitForURL((url) => url.pathname !== '/bat-dau')
})

test('the public form bears my company’s name, and what is sent stands in Hộp thư', async () => {
  await customer.goto(`${shop.address}/gui-yeu-cau`)
  await customer.getByText('Tiệm bánh Thu').first().waitFor()
  await customer.locator('textarea[name=text]').fill('Bánh sinh nhật đặt hôm qua bị móp một góc.')
  await customer.locator('input[name=topic]').first().check({ force: true })
  await customer.locator('button.btn.p').click()
  await customer.locator('input[name=name]').fill('Khách Đầu Tiên')
  await customer.locator('input[name=mail]').fill(CUSTOMER)
  await customer.locator('button.btn.p').click()
  await customer
    .getByText(/PH-\d+/)
    .first()
    .waitFor()
  await owner.goto(`${shop.address}/hop-thu?view=all`)
  await owner.getByRole('option', { name: /Khách Đầu Tiên/ }).click()
  await owner.waitForURL(/\/hop-thu\/PH-\d+/)
  await owner.getByText('Bánh sinh nhật đặt hôm qua bị móp một góc.').last().waitFor()
})

test('I answer; the mail lies in the test mailbox, and the customer reads it behind the link mailed to them', async () => {
  await owner.getByRole('textbox', { name: /Trả lời qua thư/ }).fill('Dạ tiệm làm lại bánh mới và giao trước 17 giờ ạ.')
  await owner.getByRole('button', { name: /Gửi và chờ khách/ }).click()
  await owner.getByRole('status').getByText('Đã gửi cho khách.').first().waitFor()
  await owner.goto(`${shop.address}/hop-thu-thu`)
  await owner
    .getByRole('row', { name: new RegExp(CUSTOMER) })
    .filter({ hasText: 'Re:' })
    .first()
    .click({ timeout: 60_000 })
  await owner.getByRole('dialog').frameLocator('iframe').getByText('giao trước 17 giờ').first().waitFor()
  await customer.goto(`${shop.address}/tra-cuu`)
  await customer.locator('input[name=mail]').fill(CUSTOMER)
  await customer.locator('button.btn.p').click()
  await owner.goto(`${shop.address}/hop-thu-thu`)
  await owner.getByRole('row').filter({ hasText: 'Đường dẫn theo dõi yêu cầu' }).first().click({ timeout: 60_000 })
  const letter = owner
    .getByRole('dialog')
    .frameLocator('iframe')
    .getByText(/tra-cuu/)
  const [path = ''] = /\/tra-cuu\/[\w-]{22}/.exec((await letter.first().textContent()) ?? '') ?? []
  await customer.goto(`${shop.address}${path}`)
  await customer.getByText('Dạ tiệm làm lại bánh mới và giao trước 17 giờ ạ.').first().waitFor()
})

test('on my account a wrong password or code is told where it was typed, and nothing of it is lost', async () => {
  await owner.goto(`${shop.address}/tai-khoan`)
  const passwords = owner.getByLabel('Mật khẩu hiện tại')
  const [forChange, forFactor] = [passwords.first(), passwords.last()]
  const told = (words: string) => owner.getByRole('alert').getByText(words).first().waitFor()
  await forChange.fill('mẻ bánh cháy khét')
  await owner.getByLabel(/Mật khẩu mới/).fill('mẻ bánh sáng chủ nhật')
  await owner.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  await told('Mật khẩu hiện tại không đúng.')
  expect(await owner.getByLabel(/Mật khẩu mới/).inputValue()).toBe('mẻ bánh sáng chủ nhật')

  await owner.reload()
  await forFactor.fill('mẻ bánh cháy khét')
  await owner.getByRole('button', { name: 'Bật', exact: true }).click()
  await told('Mật khẩu hiện tại không đúng.')
  expect(await forFactor.inputValue()).toBe('mẻ bánh cháy khét')
  await forFactor.fill(PASSWORD)
  await owner.getByRole('button', { name: 'Bật', exact: true }).click()
  const key = owner.getByText(/^Khóa: /)
  const shown = await key.textContent()
  await owner.getByLabel('Mã xác thực').fill('000000')
  await owner.getByRole('button', { name: 'Xác nhận' }).click()
  await told('Mã không đúng hoặc đã hết hạn.')
  expect([await key.textContent(), await owner.getByLabel('Mã xác thực').inputValue()]).toEqual([shown, '000000'])
  expect(new URL(owner.url()).pathname).toBe('/tai-khoan')
})

test('at the sign-in a wrong password is told, and so are too many of them, without waiting', async () => {
  const stranger = await shop.window()
  await stranger.goto(`${shop.address}/dang-nhap`)
  await stranger.getByLabel('Email').fill('khong.ai@tiembanh.example')
  await stranger.getByLabel('Mật khẩu').fill('mẻ bánh cháy khét')
  const enter = stranger.getByRole('button', { name: 'Vào làm việc' })
  for (let tries = 0; tries < 9; tries++) {
    const answered = stranger.waitForResponse(/sign-in\/email/)
    await enter.click()
    await answered
    await stranger
      .getByRole('alert')
      .getByText(tries < 8 ? 'Email hoặc mật khẩu không đúng.' : 'Thử sai nhiều lần quá.')
      .waitFor()
  }
})
