import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { markBounced, sendDue } from '#platform/outbox.ts'
import { post } from './letter.ts'
import { openShop, type Shop } from './shop.ts'

/** A mail that came back says why in words, and is sent again to the right address. */
let shop: Shop
let page: Page

beforeAll(async () => {
  shop = await openShop()
  page = await shop.window('linh')
})
afterAll(() => shop?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await page?.screenshot({ path: '.cache/returned.png' })
})

const api = async (path: string, data?: object) => {
  const url = `${shop.address}/api/v1${path}`
  const answer = data ? await page.request.post(url, { data, headers: { origin: shop.address } }) : await page.request.get(url)
  return answer.json()
}

test('the address is put right where the mail says that it does not exist', async () => {
  await expect.poll(async () => (await api('/cases/choices')).statuses.length, { timeout: 20_000 }).toBeGreaterThan(0)
  await post(shop.smtpPort, { from: 'Trần Mai <mai@khach.example>', subject: 'Máy rửa bát lỗi E4', text: 'Máy báo lỗi E4.' })
  const queue = () => api('/cases?view=all&state=any')
  await expect.poll(async () => (await queue()).items.length, { timeout: 20_000 }).toBe(1)
  const [{ id, code }] = (await queue()).items
  const [{ conversationId }] = (await api(`/cases/${id}/messages`)).items
  await api(`/conversations/${conversationId}/replies`, { text: 'Dạ em xem ạ.', next: 'wait' })
  await sendDue(shop.house, new Date(Date.now() + 11_000))
  const { rows } = await sql<{ messageId: string }>`select message_id from platform.outgoing where room = 'conversations'`.execute(
    shop.house.db,
  )
  const said = 'mai@khach.example 5.1.1 smtp; 550 5.1.1 User unknown'
  await act(shop.house, { me: SYSTEM }, (ctx) => markBounced(ctx, rows[0]?.messageId ?? '', said))
  await page.goto(`${shop.address}/hop-thu/${code}`)
  await page.getByText('mai@khach.example: Địa chỉ này không tồn tại, có thể đã gõ nhầm.').waitFor()
  await page.getByText('Máy chủ báo: 5.1.1 smtp; 550 5.1.1 User unknown').waitFor()
  await page.getByText('Thư trả lời không tới được khách').first().waitFor()
  await page.getByRole('button', { name: 'Gửi lại…' }).click()
  const field = page.getByLabel('Gửi lại tới').first()
  await field.press('Backspace')
  await field.fill('mai.tran@khach.example')
  await field.press('Enter')
  await page.getByRole('button', { name: 'Gửi lại', exact: true }).click()
  await page.getByText('Đã gửi lại.').waitFor()
  const again = async () => (await api(`/cases/${id}/messages`)).items.find((one: { direction: string }) => one.direction === 'out')
  await expect.poll(async () => (await again()).to, { timeout: 10_000 }).toMatchObject([{ address: 'mai.tran@khach.example' }])
})
