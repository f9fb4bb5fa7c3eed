import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { post } from './letter.ts'
import { openShop, type Shop } from './shop.ts'

/** A case on paper: what is printed, what is not, and that the screen is as it was afterwards. */
let shop: Shop
let diep: Page

beforeAll(async () => {
  shop = await openShop()
  diep = await shop.window('diep', { colorScheme: 'dark' })
  diep.on('pageerror', (error) => console.error(error))
})
afterAll(() => shop?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await diep?.screenshot({ path: '.cache/print.png' })
})

const seen = (words: string) => diep.getByText(words).filter({ visible: true }).count()
const onPaper = async () => (await diep.locator('body').innerText()).normalize('NFC')
const log = () => diep.getByRole('log')

/** The house furnishes itself while it already stands open. */
const steps = async () => (await (await diep.request.get(`${shop.address}/api/v1/cases/choices`)).json()).statuses.length

async function opensTheLetter() {
  await expect.poll(steps, { timeout: 20_000 }).toBeGreaterThan(0)
  await post(shop.smtpPort, { from: 'Lê Hoa <hoa@khach.example>', subject: 'Quạt kêu to', text: 'Quạt kêu.' })
  await diep.goto(`${shop.address}/hop-thu?view=all`)
  await diep.getByRole('option').filter({ hasText: 'Quạt kêu to' }).waitFor()
  const text = Array.from({ length: 60 }, (_, line) => `Dòng ${line}: bếp nhà anh báo lỗi.`).join('\n')
  await post(shop.smtpPort, { from: 'Trần Hùng <hung@khach.example>', subject: 'Bếp từ báo lỗi', text, withPhoto: true })
  await diep.getByRole('option').filter({ hasText: 'Bếp từ' }).click()
  await log().getByText('Dòng 59').waitFor()
}

async function writes(key: 'n' | 'r', words: string) {
  await diep.keyboard.press(key)
  const box = diep.getByRole('textbox', { name: key === 'n' ? 'Ghi chú nội bộ' : 'Trả lời' }).first()
  await box.fill(words)
}

test('on paper stand the case and what was said, black on white; nothing of others, nothing to press, no draft', async () => {
  await opensTheLetter()
  await writes('n', 'Anh này chỉ nghe máy buổi tối.')
  await diep.keyboard.press('Control+Enter')
  await log().getByText('Anh này chỉ nghe máy buổi tối.').waitFor()
  await writes('r', 'Nháp chưa gửi')
  expect(await seen('Lê Hoa')).toBeGreaterThan(0)
  for (const width of [1440, 794]) {
    await diep.setViewportSize({ width, height: 1000 })
    await diep.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await diep.getByText('Người phụ trách').waitFor()
    const code = /PH-\d+/.exec(diep.url())?.[0] ?? ''
    const printed = await onPaper()
    for (const words of [code, 'Bếp từ báo lỗi', 'Trần Hùng', 'Người xử lý', 'Người phụ trách', 'Trả lời', 'Dòng 59'])
      expect(printed).toContain(words)
    expect(printed).toMatch(/Phạm Ngọc Diệp[\s\S]*ghi chú nội bộ · \d\d\/\d\d\/\d{4} \d\d:\d\d/)
    expect(
      await log()
        .locator('a[title="anh-may.jpg"]')
        .evaluate((photo) => getComputedStyle(photo, '::after').content),
    ).toContain('anh-may')
    for (const words of ['Lê Hoa', 'Hộp thư', 'Nháp chưa gửi', 'Tận Tâm']) expect(printed).not.toContain(words)
    for (const role of ['button', 'textbox', 'navigation'] as const) expect(await diep.getByRole(role).count()).toBe(0)
    expect(await diep.locator('body').evaluate((page) => [getComputedStyle(page).color, getComputedStyle(page).backgroundColor])).toEqual([
      'rgb(0, 0, 0)',
      'rgb(255, 255, 255)',
    ])
    await diep.emulateMedia({ media: null, colorScheme: 'dark' })
  }
})

test('the menu of a case prints it; afterwards the conversation stands where it was, and the draft too', async () => {
  await diep.setViewportSize({ width: 1440, height: 900 })
  await log().evaluate((box) => box.scrollTo({ top: 200 }))
  await diep.evaluate(() => {
    window.print = () => void document.body.setAttribute('data-printed', '')
  })
  await diep.getByRole('button', { name: 'Thao tác khác' }).first().click()
  await diep.getByRole('menuitem', { name: 'In phiếu' }).click()
  await diep.locator('body[data-printed]').waitFor()
  const pages = (await diep.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)
  expect(pages?.length).toBeGreaterThan(1)
  expect(await log().evaluate((box) => box.scrollTop)).toBe(200)
  expect(await diep.getByRole('textbox', { name: 'Trả lời' }).first().inputValue()).toBe('Nháp chưa gửi')
})
