import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openCase } from '#cases'
import { addCustomer } from '#customers'
import { addSavedReply } from '#knowledge'
import { declareAvailability } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { type MailServer, openMailServer } from './mail-server.ts'
import { openShop, type Shop, WHO } from './shop.ts'

/** What colleagues do all day: walk the queue by keys, hand cases on, write, lose the network, take back, meet each other, find, answer on the way. */
const LAN = 'lan.nguyen@khach.example'
let shop: Shop
let provider: MailServer
let customerId = ''
let linh: Page
let tuan: Page

beforeAll(async () => {
  provider = await openMailServer()
  shop = await openShop()
  const { house, people } = shop
  await act(house, { me: SYSTEM }, async (ctx) => {
    await changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: provider.port, security: 'none', username: '', password: '' })
    for (const id of people.values()) await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'off' })
    const identities = [{ kind: 'mail' as const, value: LAN, verified: true }]
    customerId = (await addCustomer(ctx, { kind: 'person', name: 'Nguyễn Thị Lan', honorific: 'chị', tier: 'gold', identities })).id
    await addSavedReply(ctx, { shortcut: 'hen-tho', title: 'Hẹn thợ qua nhà', body: 'Dạ {danh_xung} {ten}, phiếu {ma} đã có thợ nhận ạ.' })
  })
  linh = await shop.window('linh')
  tuan = await shop.window('tuan')
})

afterAll(async () => {
  await shop?.close()
  await provider?.close()
})

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [who, page] of Object.entries({ linh, tuan })) await page?.screenshot({ path: `.cache/day-${who}.png` })
})

/** Lan writes; the case waits in the pool, or is somebody's. */
async function caseOf(subject: string, who?: keyof typeof WHO): Promise<string> {
  const handlerId = who ? (shop.people.get(WHO[who]) ?? '') : null
  const from = { name: 'Nguyễn Thị Lan', mail: LAN }
  const { code } = await act(shop.house, { me: SYSTEM }, (ctx) =>
    openCase(ctx, { channel: 'mail', customerId, from, subject, text: `${subject}, nhờ em xem giúp chị.`, handlerId }),
  )
  return code
}

async function opens(page: Page, code: string) {
  await page.goto(`${shop.address}/hop-thu/${code}`)
  await answerOf(page).waitFor()
}

const answerOf = (page: Page) => page.getByRole('textbox', { name: /Trả lời qua thư/ })
const send = (page: Page) => page.getByRole('button', { name: /Gửi và chờ khách/ }).click()
const toldIn = (page: Page, words: string | RegExp) => page.getByRole('status').getByText(words).first()
const sentOf = (words: string) => provider.got.filter(({ text }) => text?.includes(words))

test('Hộp thư by keys alone: J and K walk, Enter opens, E says done', async () => {
  const subjects = ['Nồi cơm không nóng', 'Quạt kêu to', 'Bếp báo lỗi E3']
  for (const subject of subjects) await caseOf(subject, 'linh')
  await linh.goto(`${shop.address}/hop-thu`)
  const rows = linh.getByRole('listbox', { name: 'Của tôi' }).getByRole('option')
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(3)
  const listed = await rows.allTextContents()
  const expectOpen = async (at: number) => {
    const subject = subjects.find((one) => listed[at]?.includes(one)) ?? 'nothing'
    await linh.getByRole('heading', { level: 2, name: subject }).waitFor()
    await answerOf(linh).waitFor()
  }
  await linh.keyboard.press('j')
  await linh.keyboard.press('Enter')
  await expectOpen(0)
  await linh.keyboard.press('j')
  await linh.keyboard.press('Enter')
  await expectOpen(1)
  await linh.keyboard.press('k')
  await linh.keyboard.press('Enter')
  await expectOpen(0)
  await linh.getByRole('button', { name: /^Xong/ }).first().waitFor()
  await linh.keyboard.press('e')
  const dialog = linh.getByRole('dialog')
  await dialog.getByRole('combobox', { name: /Cách giải quyết/ }).click()
  await linh.getByRole('option', { name: 'Đã sửa' }).click()
  await dialog.getByRole('combobox', { name: /Nguyên nhân/ }).click()
  await linh.getByRole('option', { name: /Rò nước/ }).click()
  await dialog.getByRole('button', { name: /Đánh dấu xong/ }).click()
  await toldIn(linh, 'Đã xong.').waitFor()
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(2)
  // Once more: the key says why not.
  await linh
    .getByRole('button', { name: /^Mở lại/ })
    .first()
    .waitFor()
  await linh.keyboard.press('e')
  await toldIn(linh, /không đánh dấu xong được nữa/).waitFor()
})

test('Tuấn hands two cases to Linh at once, and takes it back', async () => {
  for (const subject of ['Xin hóa đơn tháng 10', 'Xin hóa đơn tháng 11']) await caseOf(subject)
  await tuan.goto(`${shop.address}/hop-thu?view=unassigned`)
  const rows = tuan.getByRole('option', { name: /Xin hóa đơn/ })
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(2)
  for (const key of ['j', 'x', 'j', 'x']) await tuan.keyboard.press(key)
  await tuan.getByRole('toolbar').getByRole('button', { name: 'Giao' }).click()
  const dialog = tuan.getByRole('dialog')
  await dialog.getByRole('combobox').first().click()
  await tuan.getByRole('option', { name: /Đỗ Thùy Linh/ }).click()
  await dialog.getByRole('button', { name: /^Giao/ }).click()
  await toldIn(tuan, 'Đã giao 2 phiếu.').waitFor()
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(0)
  await tuan
    .getByRole('status')
    .getByRole('button', { name: /Hoàn tác/ })
    .first()
    .click()
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(2)
})

test('a draft is there after a reload at once, after signing out, and on another device', async () => {
  const code = await caseOf('Đổi giờ giao hàng', 'linh')
  await opens(linh, code)
  await answerOf(linh).fill('Dạ chị Lan, em đổi sang ')
  await linh.reload()
  await expect.poll(() => answerOf(linh).inputValue(), { timeout: 30_000 }).toBe('Dạ chị Lan, em đổi sang ')
  await answerOf(linh).fill('Dạ chị Lan, em đổi sang chiều thứ Năm ạ.')
  await linh.getByText(/Đã lưu nháp/).waitFor()
  await linh
    .getByRole('button', { name: /Đỗ Thùy Linh/ })
    .first()
    .click()
  await linh.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await linh.waitForURL(/dang-nhap/)
  await linh.context().close()
  linh = await shop.window('linh')
  await opens(linh, code)
  await expect.poll(() => answerOf(linh).inputValue(), { timeout: 30_000 }).toBe('Dạ chị Lan, em đổi sang chiều thứ Năm ạ.')
})

test('the network goes while Linh writes: what she sends waits, and leaves once when it is back', async () => {
  await opens(linh, await caseOf('Hỏi lõi lọc số 3', 'linh'))
  await answerOf(linh).pressSequentially('Dạ lõi số 3')
  await linh.context().setOffline(true)
  await answerOf(linh).pressSequentially(' thay sau 12 tháng ạ.')
  await send(linh)
  await linh.getByText('Mất mạng, sẽ tự gửi khi có lại').first().waitFor()
  await linh.context().setOffline(false)
  await toldIn(linh, 'Đã gửi cho khách.').waitFor()
  await provider.mailTo(LAN, ({ text }) => Boolean(text?.includes('Dạ lõi số 3 thay sau 12 tháng ạ.')))
  expect(sentOf('Dạ lõi số 3')).toHaveLength(1)
})

test('a reply taken back within ten seconds comes back into the box, and nothing of it leaves', async () => {
  await opens(linh, await caseOf('Giá nồi chiên', 'linh'))
  await answerOf(linh).fill('Nồi chiên giá nhầm ạ.')
  await send(linh)
  await toldIn(linh, 'Đã gửi cho khách.').waitFor()
  await linh
    .getByRole('status')
    .getByRole('button', { name: /Hoàn tác/ })
    .first()
    .click()
  await expect.poll(() => answerOf(linh).inputValue(), { timeout: 30_000 }).toBe('Nồi chiên giá nhầm ạ.')
  await answerOf(linh).fill('Nồi chiên giá 1.290.000 đồng ạ.')
  await send(linh)
  await provider.mailTo(LAN, ({ text }) => Boolean(text?.includes('1.290.000')))
  expect(sentOf('giá nhầm')).toEqual([])
})

test('a saved reply is found by its shortcut and speaks to this customer about this case', async () => {
  const code = await caseOf('Máy giặt rung', 'linh')
  await opens(linh, code)
  await answerOf(linh).pressSequentially('/hen-t', { delay: 15 })
  await linh.getByRole('option', { name: /Hẹn thợ qua nhà/ }).click()
  await expect.poll(() => answerOf(linh).inputValue(), { timeout: 30_000 }).toBe(`Dạ chị Lan, phiếu ${code} đã có thợ nhận ạ.`)
})

test('two at one case see each other, see who writes, and the second to take it is told who was first', async () => {
  const code = await caseOf('Tủ lạnh không mát')
  await Promise.all([opens(linh, code), opens(tuan, code)])
  await linh.getByText('Tuấn cũng đang xem').waitFor()
  await tuan.getByText('Linh cũng đang xem').waitFor()
  await answerOf(linh).pressSequentially('Dạ')
  await tuan.getByText('Linh đang trả lời…').first().waitFor()
  await tuan.context().setOffline(true)
  await tuan.getByRole('button', { name: /^Nhận/ }).first().click()
  await linh.getByRole('button', { name: /^Nhận/ }).first().click()
  await toldIn(linh, 'Đã nhận phiếu.').waitFor()
  await tuan.context().setOffline(false)
  await toldIn(tuan, /Đỗ Thùy Linh đã nhận phiếu này lúc/).waitFor()
  await tuan.getByRole('button', { name: 'Đỗ Thùy Linh' }).first().waitFor()
})

test('the palette finds a customer and a case without marks', async () => {
  const code = await caseOf('Ấm siêu tốc rỉ sét', 'linh')
  await linh.goto(`${shop.address}/viec-hom-nay`)
  await linh.getByRole('heading', { level: 1 }).first().waitFor()
  await linh.keyboard.press('Control+k')
  const box = linh.getByRole('dialog').getByRole('combobox')
  await box.fill('nguyen thi lan')
  await linh
    .getByRole('group', { name: 'Khách hàng' })
    .getByRole('option', { name: /Nguyễn Thị Lan/ })
    .waitFor()
  await box.fill('am sieu toc')
  await linh
    .getByRole('group', { name: 'Phiếu' })
    .getByRole('option', { name: /Ấm siêu tốc rỉ sét/ })
    .click()
  await linh.waitForURL(new RegExp(`/hop-thu/${code}`))
})

test('on the phone: open a case, answer it', async () => {
  await caseOf('Bàn ủi không lên đèn', 'linh')
  const phone = await shop.window('linh', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await phone.goto(`${shop.address}/hop-thu`)
  await phone.getByRole('option', { name: /Bàn ủi không lên đèn/ }).tap()
  await phone.waitForURL(/\/hop-thu\/PH-\d+/)
  await phone
    .getByRole('button', { name: /^Trả lời/ })
    .first()
    .tap()
  await answerOf(phone).fill('Dạ chị kiểm tra giúp em ổ cắm ạ.')
  await phone.getByRole('button', { name: /Gửi và chờ khách/ }).tap()
  await toldIn(phone, 'Đã gửi cho khách.').waitFor()
  await phone.getByText('Dạ chị kiểm tra giúp em ổ cắm ạ.').last().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})
