import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { queueMail } from '#platform/outbox.ts'
import { openProvider, openSink } from '../../modules/channels/samples.ts'
import { faultsHere, type Heard, hear } from './accessible.ts'
import { openShop, type Shop } from './shop.ts'

/** Whoever looks after the house sets the server mail leaves through, with OAuth2, and adds a mailbox by the same form. */
let shop: Shop
let diep: Page
let heard: Heard
const provider = await openProvider({ id: 'ung-dung', secret: 'khoa-ung-dung', username: 'cskh' })
const server = await openSink({
  authOptional: false,
  allowInsecureAuth: true,
  authMethods: ['XOAUTH2'],
  onAuth: ({ username, accessToken = '' }, _session, done) =>
    done(null, provider.takes(accessToken) ? { user: username } : { data: { status: '400' } }),
})

beforeAll(async () => {
  shop = await openShop()
  diep = await shop.window('diep', { reducedMotion: 'reduce', colorScheme: 'light' })
  heard = hear(diep)
})

afterAll(() => shop?.close())

/** What was on screen when it went wrong, for whoever mends it, in `.cache`. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await diep?.screenshot({ path: '.cache/mail-settings.png' })
})

const box = (name: RegExp) => diep.getByRole('textbox', { name })
async function choose(name: RegExp, option: string) {
  await diep.getByRole('combobox', { name }).click()
  await diep.getByRole('option', { name: option }).click()
}

test('sending with OAuth2 is tried with a real mail: a wrong token is told in words, a right one is kept', async () => {
  await diep.goto(`${shop.address}/cai-dat/kenh?muc=gui`)
  await box(/^Máy chủ/)
    .first()
    .fill('127.0.0.1')
  await choose(/Bảo mật/, 'Không mã hóa (chỉ trong mạng riêng)')
  await box(/^Cổng/).fill(String(server.port))
  await box(/Tên đăng nhập/).fill('cskh')
  await choose(/Cách đăng nhập/, 'OAuth2 (Google, Microsoft 365)')
  await box(/Địa chỉ lấy mã truy cập/).fill(provider.tokenUrl)
  await box(/Mã ứng dụng/).fill('ung-dung')
  await diep.getByLabel(/Khóa ứng dụng/).fill('khoa-ung-dung')
  await diep.getByLabel(/Mã làm mới/).fill('sai')
  await box(/Gửi thư thử tới/).fill('thu@khach.example')
  await diep.getByRole('button', { name: 'Gửi thư thử' }).click()
  await diep.getByText('Không gửi được: cần cấp lại quyền truy cập').waitFor()
  await diep.getByText(/Hãy đăng nhập lại ở đó, lấy mã làm mới/).waitFor()
  await diep.getByText(/^invalid_grant: /).waitFor()
  expect(await faultsHere(heard)).toEqual([])
  await diep.getByLabel(/Mã làm mới/).fill(provider.refreshToken)
  await diep.getByRole('button', { name: 'Gửi thư thử' }).click()
  await diep.getByText('Gửi được. Máy chủ trả lời').waitFor()
  expect(server.taken).toMatchObject([{ to: ['thu@khach.example'] }])
  await diep.getByLabel(/Mã làm mới/).fill(provider.refreshToken)
  await diep.locator('form', { hasText: 'Gửi thư thử' }).getByRole('button', { name: 'Lưu' }).click()
  await diep.getByRole('button', { name: 'Dùng hộp thư thử' }).waitFor()
  await diep.reload()
  await diep.getByText('Để trống nếu không đổi').first().waitFor()
  expect(await diep.getByLabel(/Mã làm mới/).inputValue()).toBe('')
})

test('mail that the provider no longer lets out stands at the server, with what to do', async () => {
  Object.assign(provider, { refuses: true })
  provider.forget()
  await act(shop.house, { me: SYSTEM }, (ctx) =>
    queueMail(ctx, {
      ...{ kind: 'automatic', from: { name: 'Mây Lành', address: 'cskh@maylanh.example' }, to: ['lan@khach.example'] },
      ...{ subject: 'Đã nhận', text: 'Đã nhận', about: { room: 'cases', subjectId: null } },
    }),
  )
  await expect
    .poll(async () => (await sql`select 1 from platform.outgoing where state = 'deferred'`.execute(shop.house.db)).rows.length)
    .toBe(1)
  await diep.reload()
  await diep.getByText('1 thư chưa gửi được: cần cấp lại quyền truy cập').waitFor()
  await diep.getByText(/Hãy đăng nhập lại ở đó, lấy mã làm mới/).waitFor()
  expect(await faultsHere(heard)).toEqual([])
})

test('a mailbox is added by the same form', async () => {
  await diep.goto(`${shop.address}/cai-dat/kenh`)
  await diep.getByRole('button', { name: 'Thêm hộp thư' }).click()
  await box(/Tên gọi/).fill('Hộp thư chung')
  await box(/Địa chỉ khách gửi tới/).fill('cskh@maylanh.example')
  await box(/^Máy chủ/).fill('127.0.0.1')
  await choose(/Bảo mật/, 'Chuyển sang mã hóa trước khi đăng nhập (STARTTLS)')
  expect(await box(/^Cổng/).inputValue()).toBe('143')
  await box(/^Cổng/).fill('1')
  await diep.getByRole('button', { name: 'Thử kết nối' }).click()
  await diep.getByText('Không vào được: không kết nối được tới máy chủ').waitFor()
  await diep.getByText(/ECONNREFUSED/).waitFor()
  await box(/^Cổng/).fill('143')
  await choose(/Cách đăng nhập/, 'OAuth2 (Google, Microsoft 365)')
  expect(await faultsHere(heard)).toEqual([])
  await diep.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await diep.getByText('Cần nhập mật khẩu hoặc mã làm mới.').waitFor()
  await choose(/Cách đăng nhập/, 'Mật khẩu')
  await diep.getByLabel(/^Mật khẩu/).fill('mật khẩu')
  await diep.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  // The cell: why it cannot be fetched, told below within a second, has the same address in it.
  await diep.getByRole('cell', { name: '127.0.0.1:143', exact: true }).waitFor()
})
