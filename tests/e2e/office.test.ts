import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase } from '#cases'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { openShop, type Shop, WHO } from './shop.ts'

/** What a head of care does beside the queue: finds the way by keys, looks up who may what, narrows numbers to one person, notes a call down. */
let shop: Shop
let diep: Page

beforeAll(async () => {
  shop = await openShop()
  diep = await shop.window('diep')
})
afterAll(() => shop?.close())

const stands = async (path: string) => {
  await diep.goto(`${shop.address}${path}`)
  await diep.getByRole('heading', { level: 1 }).first().waitFor()
}

test('what is typed while the palette is still coming is not lost, and stands in order', async () => {
  await diep.route(/palette-box/, async (route) => {
    await new Promise((done) => setTimeout(done, 1_500))
    await route.continue()
  })
  await stands('/viec-hom-nay')
  await diep.keyboard.press('Control+k')
  await diep.keyboard.type('sơ đồ tổ chức', { delay: 150 })
  const box = diep.getByRole('dialog').getByRole('combobox')
  await box.waitFor()
  expect(await box.inputValue()).toBe('sơ đồ tổ chức')
  expect(await box.evaluate((input) => document.activeElement === input)).toBe(true)
  await diep.keyboard.press('Enter')
  await diep.waitForURL(/\/so-do/)
  await diep.unroute(/palette-box/)
})

test('the palette comes when the browser rests, before anybody asks for it, and loses nothing then either', async () => {
  const fetched = diep.waitForResponse(/palette-box/)
  await stands('/viec-hom-nay')
  await fetched
  await diep.keyboard.press('Control+k')
  await diep.keyboard.type('khách')
  expect(await diep.getByRole('dialog').getByRole('combobox').inputValue()).toBe('khách')
  await diep.keyboard.press('Escape')
  await diep.getByRole('dialog').waitFor({ state: 'detached' })
})

test('the limits of each tier: who stands there, what comes to it, what its hats may', async () => {
  await stands('/so-do')
  await diep.getByText('Quyền hạn từng cấp').click()
  await diep
    .getByRole('region', { name: 'L2 · Trưởng nhóm' })
    .getByRole('button', { name: /Vũ Minh Tuấn/ })
    .waitFor()
  await diep
    .getByRole('region', { name: 'L3 · Phụ trách' })
    .getByRole('button', { name: /Phạm Ngọc Diệp/ })
    .waitFor()
  const row = diep.getByRole('table', { name: 'Phiếu' }).getByRole('row', { name: /Hạ mức độ/ })
  expect(await row.getByRole('cell').allInnerTexts()).toEqual([
    'Hạ mức độ (có lý do), đóng phiếu, mở lại đến 30 ngày',
    ...['–', 'đơn vị mình phụ trách', 'toàn công ty', 'toàn công ty', '–'],
  ])
})

test('what is typed before a menu of the sentence has the focus is looked for', async () => {
  await stands('/bao-cao')
  await diep.getByRole('combobox', { name: /mọi người/ }).evaluate(async (word: HTMLElement) => {
    word.click()
    await new Promise((drawn) => setTimeout(drawn))
    for (const key of 'thuy li') word.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
  await expect.poll(() => diep.getByLabel('Tìm', { exact: true }).last().inputValue()).toBe('thuy li')
  await diep.keyboard.press('Escape')
})

test('a call is noted down without scrolling', async () => {
  await stands('/hop-thu')
  await diep.getByRole('button', { name: 'Tạo mới' }).click()
  await diep.getByRole('menuitem', { name: 'Ghi một lần liên hệ' }).click()
  const dialog = diep.getByRole('dialog')
  await dialog.getByText('Khách mới').click()
  await dialog.getByLabel('Tên').waitFor()
  await dialog.getByRole('checkbox').check()
  const { bottom, scrolls } = await dialog.evaluate((shown) => ({
    bottom: shown.getBoundingClientRect().bottom,
    scrolls: shown.scrollHeight > shown.clientHeight + 1,
  }))
  expect({ fits: bottom <= 900, scrolls }).toEqual({ fits: true, scrolls: false })
})

test('numbers are narrowed to one person, found on the server without marks, whose name stands there after a reload', async () => {
  const from = { name: 'Nguyễn Thị Lan', phone: '0912345678' }
  const handlerId = shop.people.get(WHO.linh)
  await act(shop.house, { me: SYSTEM }, (ctx) =>
    openCase(ctx, { channel: 'phone', from, subject: 'Quạt kêu', text: 'Quạt kêu to', handlerId }),
  )
  const counted = async () => (await diep.request.get(`${shop.address}/api/v1/performance/people?find=linh`)).text()
  await expect.poll(counted, { timeout: 20_000 }).toContain('Đỗ Thùy Linh')
  await stands('/bao-cao')
  await diep.getByRole('combobox', { name: /mọi người/ }).click()
  await diep.keyboard.type('thuy linh')
  await diep.getByRole('option', { name: 'Đỗ Thùy Linh' }).click()
  await diep.waitForURL(/nguoi=/)
  await diep.reload()
  await diep.getByRole('combobox', { name: /Đỗ Thùy Linh/ }).waitFor()
})

test('everybody begins where their work is: a lead with the team, whoever oversees with the numbers, the administrator with the settings', async () => {
  for (const [who, path] of [
    ['linh', '/hop-thu'],
    ['tuan', '/hop-thu?view=team'],
    ['diep', '/bao-cao'],
    ['nghia', '/bao-cao'],
    ['bao', '/bao-cao'],
    ['cuong', '/cai-dat/cong-ty'],
  ] as const) {
    const page = await shop.window(who)
    await page.goto(shop.address)
    await page.waitForURL((url) => url.pathname !== '/')
    expect(`${new URL(page.url()).pathname}${new URL(page.url()).search}`, who).toBe(path)
    await page.context().close()
  }
})

test('settings open for whoever was just read, on a slow machine too', async () => {
  const page = await shop.window('cuong')
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 12 })
  for (let time = 0; time < 2; time++) {
    await page.goto(`${shop.address}/cai-dat`)
    await page.getByRole('heading', { level: 1 }).or(page.getByText('Màn hình này gặp lỗi')).first().waitFor()
    expect(await page.getByText('Màn hình này gặp lỗi').count()).toBe(0)
  }
  await page.context().close()
})

test('whoever follows a link to a screen they may not open is told so, and no part of it is asked for', async () => {
  const page = await shop.window('cuong')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${shop.address}/hop-thu/PH-000001`)
  await page.getByText('Anh/chị chưa được xem trang này').waitFor()
  expect(asked.filter((path) => path.startsWith('/api/v1/cases'))).toEqual([])
  await page.context().close()
})
