import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addCustomer } from '#customers'
import { declareAvailability } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { sealEvents, verifyChain } from '#platform/seal.ts'
import { changeSetting } from '#platform/settings.ts'
import { post, quotedHistory } from './letter.ts'
import { type MailServer, openMailServer } from './mail-server.ts'
import { openShop, type Shop } from './shop.ts'

/** The main job of the house, as its users do it: a customer writes, a colleague answers, it is done, the customer says how it was, the numbers tell. */
const LAN = 'lan.nguyen@khach.example'
const SUBJECT = 'Máy lọc nước lại rò nước ra sàn'
let shop: Shop
let provider: MailServer
let linh: Page
let code = ''

beforeAll(async () => {
  provider = await openMailServer()
  shop = await openShop()
  const { house, people } = shop
  await act(house, { me: SYSTEM }, async (ctx) => {
    await addCustomer(ctx, {
      ...{ kind: 'person', name: 'Nguyễn Thị Lan', honorific: 'chị', tier: 'gold' },
      identities: [{ kind: 'mail', value: LAN, verified: true }],
    })
    await changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: provider.port, security: 'none', username: '', password: '' })
    // Nobody has said that they take cases: what comes waits for whoever takes it.
    for (const id of people.values()) await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'off' })
  })
  linh = await shop.window('linh')
  linh.on('pageerror', (error) => console.error(error))
  linh.on('console', (said) => said.type() === 'error' && console.error(said.text()))
})

afterAll(async () => {
  await shop?.close()
  await provider?.close()
})

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await linh?.screenshot({ path: `.cache/main-job-${task.name.slice(0, 20)}.png` })
})

test('a mail stands in Hộp thư without reloading, with who wrote, how much they matter to us, until when, and why it is there', async () => {
  await linh.goto(`${shop.address}/hop-thu?view=unassigned`)
  await linh
    .getByText('Không có phiếu nào ở đây')
    .or(linh.getByText(/Hết việc rồi/))
    .first()
    .waitFor()
  await post(shop.smtpPort, {
    from: `Nguyễn Thị Lan <${LAN}>`,
    subject: SUBJECT,
    text: `Em ơi máy lọc nước nhà chị lại rò nước ra sàn rồi, chị gửi ảnh đây.${quotedHistory}`,
    withPhoto: true,
  })
  const row = linh.getByRole('main').getByText(SUBJECT).first()
  await row.waitFor()
  await linh.getByText('Vàng').first().waitFor()
  await row.click()
  await linh.waitForURL(/\/hop-thu\/PH-\d+/)
  code = /PH-\d+/.exec(linh.url())?.[0] ?? ''
  await linh.getByText('máy lọc nước nhà chị lại rò nước ra sàn rồi').last().waitFor()
  await linh
    .getByText(/Trả lời trong/)
    .first()
    .waitFor()
  // Why: nobody in the department takes cases now.
  await linh
    .getByText(/Chờ nhận ở Phòng Chăm sóc khách hàng/)
    .first()
    .waitFor()
})

test('the photo is shown, the history is folded and unfolds', async () => {
  const picture = linh.getByRole('main').locator('img').last()
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0))).toBeGreaterThan(10)
  expect(await linh.getByText('Chị cho em xin ảnh tem máy nhé').isVisible()).toBe(false)
  await linh.getByText('Hiện phần trích dẫn').click()
  await linh.getByText('Chị cho em xin ảnh tem máy nhé').first().waitFor()
})

test('Linh takes it, mentions Ngân in a note, and Ngân is told', async () => {
  await linh.getByRole('button', { name: /^Nhận/ }).first().click()
  await linh.getByText('Đã nhận phiếu.').first().waitFor()
  await linh.getByRole('tab', { name: 'Ghi chú nội bộ' }).click()
  const note = linh.getByRole('textbox', { name: /Ghi chú nội bộ/ })
  await note.pressSequentially('Nhờ @Ngân', { delay: 15 })
  await linh.getByRole('option', { name: /Huỳnh Thị Kim Ngân/ }).click()
  await note.pressSequentially(' xem giúp em máy này ạ')
  await linh
    .getByRole('button', { name: /^Ghi chú/ })
    .last()
    .click()
  await linh.getByText('Đã ghi chú.').first().waitFor()
  const ngan = await shop.window('ngan')
  await ngan
    .getByRole('button', { name: /Thông báo/ })
    .first()
    .click()
  await ngan
    .getByText(/Đỗ Thùy Linh/)
    .first()
    .waitFor()
  await ngan.context().close()
})

test('Linh’s answer reaches a real mail server with the headers of a thread; the customer’s next mail joins it, a stranger’s does not', async () => {
  await linh.getByRole('tab', { name: /Trả lời qua thư/ }).click()
  await linh.getByRole('textbox', { name: /Trả lời qua thư/ }).fill('Dạ em chào chị Lan, sáng mai kỹ thuật qua nhà chị xem máy ạ.')
  await linh.getByRole('button', { name: /Gửi và chờ khách/ }).click()
  const answer = await provider.mailTo(LAN, ({ text }) => Boolean(text?.includes('sáng mai kỹ thuật qua nhà chị')))
  expect(answer.messageId).toMatch(/^<.+@.+>$/)
  expect(answer.subject).toContain(SUBJECT)
  expect(answer.inReplyTo).toMatch(/^<.+>$/)
  expect(answer.from?.value[0]?.address).toBe('cskh@maylanh.example')
  const thread = { inReplyTo: answer.messageId ?? '', references: answer.messageId ?? '' }
  await post(shop.smtpPort, { from: `Nguyễn Thị Lan <${LAN}>`, subject: `Re: ${SUBJECT}`, text: 'Chị ở nhà cả sáng nhé.', ...thread })
  await linh.getByText('Chị ở nhà cả sáng nhé.').last().waitFor()
  expect(linh.url()).toContain(code)
  await post(shop.smtpPort, {
    from: 'Kẻ lạ <ke.la@noi-khac.example>',
    subject: `Re: ${SUBJECT}`,
    text: 'Đổi số tài khoản nhận tiền giúp tôi.',
    ...thread,
  })
  await linh.goto(`${shop.address}/hop-thu?view=unassigned`)
  await linh.getByText('Kẻ lạ').first().waitFor()
  await linh.goto(`${shop.address}/hop-thu/${code}`)
  await linh.getByText('Chị ở nhà cả sáng nhé.').last().waitFor()
  expect(await linh.getByText('Đổi số tài khoản nhận tiền giúp tôi.').count()).toBe(0)
})

test('the public form, without script, from the same address: one customer, one timeline', async () => {
  const portal = await shop.window(undefined, { javaScriptEnabled: false })
  await portal.goto(`${shop.address}/gui-yeu-cau`)
  await portal.locator('textarea[name=text]').fill('Nhờ công ty xuất lại hóa đơn giúp tôi.')
  await portal.locator('input[name=topic]').first().check({ force: true })
  await portal.locator('button.btn.p').click()
  await portal.locator('input[name=name]').fill('Nguyễn Thị Lan')
  await portal.locator('input[name=mail]').fill(LAN)
  await portal.locator('button.btn.p').click()
  await portal
    .getByText(/PH-\d+/)
    .first()
    .waitFor()
  await portal.context().close()
  await linh.goto(`${shop.address}/khach?q=${encodeURIComponent('nguyen thi lan')}`)
  await linh.getByText('Nguyễn Thị Lan').first().waitFor()
  expect(await linh.getByRole('row', { name: /Nguyễn Thị Lan/ }).count()).toBe(1)
})

test('Linh resolves; the survey comes; 2/5 opens a follow-up at her lead', async () => {
  await linh.goto(`${shop.address}/hop-thu/${code}`)
  await linh.getByRole('button', { name: /^Xong/ }).first().click()
  const dialog = linh.getByRole('dialog')
  await dialog.getByRole('combobox', { name: /Cách giải quyết/ }).click()
  await linh.getByRole('option', { name: 'Đã sửa' }).click()
  await dialog.getByRole('combobox', { name: /Nguyên nhân/ }).click()
  await linh.getByRole('option', { name: /Rò nước/ }).click()
  await dialog.getByRole('button', { name: /Đánh dấu xong/ }).click()
  await linh.getByText('Đã xong.').first().waitFor()
  const survey = await provider.mailTo(LAN, ({ text }) => Boolean(text?.includes('/khao-sat/')))
  const link = /https?:\/\/\S+\/khao-sat\/[\w-]+/.exec(survey.text ?? '')?.[0] ?? ''
  const page = await shop.window(undefined, { javaScriptEnabled: false })
  await page.goto(`${link}?diem=2`)
  await page.locator('textarea[name=gop_y]').fill('Phải gọi ba lần mới xong.')
  await page.locator('form button').last().click()
  await page.waitForURL(/xong=1/)
  await page.context().close()
  const tuan = await shop.window('tuan')
  await tuan.goto(`${shop.address}/hop-thu`)
  await tuan
    .getByText(/chưa hài lòng|2\/5/)
    .first()
    .waitFor()
  await tuan.context().close()
})

test('the head of care sees CSAT and opens the case behind it', async () => {
  const diep = await shop.window('diep')
  await diep.goto(`${shop.address}/bao-cao`)
  await diep.getByText(/CSAT/).first().waitFor()
  await expect
    .poll(async () => (await diep.getByRole('main').innerText()).replaceAll('\n', ' '), { timeout: 20_000 })
    .toMatch(/CSAT[^%]*?(?<![\d,])0\s?%/)
  await diep.getByRole('main').getByText(/CSAT/).first().click()
  await diep
    .getByRole('link', { name: /phiếu/ })
    .or(diep.getByRole('button', { name: /Xem.*phiếu/ }))
    .first()
    .click()
  await diep.waitForURL(/bao-cao\/phieu/)
  await diep.getByText(SUBJECT).first().waitFor()
  await diep.context().close()
})

test('all of it is in the audit and the chain verifies', async () => {
  const { house } = shop
  while ((await act(house, { me: SYSTEM }, sealEvents)) > 0);
  await expect
    .poll(async () => {
      await act(house, { me: SYSTEM }, sealEvents)
      return (await verifyChain(house.db, house.settings.dataDir)).younger
    })
    .toBe(0)
  const { faults, sealed } = await verifyChain(house.db, house.settings.dataDir)
  expect(faults).toEqual([])
  expect(sealed).toBeGreaterThan(50)
})
