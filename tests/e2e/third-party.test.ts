import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { post } from './letter.ts'
import { openShop, type Shop } from './shop.ts'

/** After a maker wrote last, an answer still goes to the customer, and to the maker only on purpose; the box says to whom. */
let shop: Shop
let phone: Page

beforeAll(async () => {
  shop = await openShop()
  phone = await shop.window('linh', { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
})
afterAll(() => shop?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await phone?.screenshot({ path: '.cache/third-party.png' })
})

const MAKER = 'hang2@nsx.example'
const api = async (path: string, data?: object) => {
  const url = `${shop.address}/api/v1${path}`
  const answer = data ? await phone.request.post(url, { data, headers: { origin: shop.address } }) : await phone.request.get(url)
  return answer.json()
}

test('the box names the customer, and the maker once their message is answered', async () => {
  await expect.poll(async () => (await api('/cases/choices')).statuses.length, { timeout: 20_000 }).toBeGreaterThan(0)
  await post(shop.smtpPort, { from: 'Trần Mai <mai@khach.example>', subject: 'Máy rửa bát lỗi E4', text: 'Máy báo lỗi E4.' })
  const queue = () => api('/cases?view=all&state=any')
  await expect.poll(async () => (await queue()).items.length, { timeout: 20_000 }).toBe(1)
  const [{ id, code }] = (await queue()).items
  const [message] = (await api(`/cases/${id}/messages`)).items
  await api(`/conversations/messages/${message.id}/forwarding`, { to: [{ name: 'Hãng', address: MAKER }], text: 'Nhờ hãng xem.' })
  const { rows } = await sql<{ messageId: string }>`select message_id from platform.outgoing where ${MAKER} = any(mail_to)`.execute(
    shop.house.db,
  )
  const inReplyTo = `<${rows[0]?.messageId}>`
  await post(shop.smtpPort, { from: `Hãng <${MAKER}>`, subject: 'Re: Fwd: E4', text: 'Do cảm biến nước.', inReplyTo })
  await phone.goto(`${shop.address}/hop-thu/${code}`)
  await phone.getByText('Do cảm biến nước.').waitFor()
  await phone.getByText(/^Trả lời (chị |anh )?.*Mai…$/).click()
  await phone.getByText('Tới Trần Mai').waitFor()

  await phone.getByRole('log').locator('button[aria-haspopup]').last().click()
  await phone.getByRole('menuitem', { name: 'Trả lời tin này' }).click()
  await phone.getByText('Tới Hãng').waitFor()
  expect(await phone.getByRole('button', { name: 'Gửi và chờ khách' }).count()).toBe(0)
})
