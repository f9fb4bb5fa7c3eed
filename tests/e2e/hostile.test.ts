import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase, resolveCase } from '#cases'
import { declareAvailability } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { answerSurvey } from '#surveys'
import { EVIL, MARKUP } from './hostile.ts'
import { type MailServer, openMailServer } from './mail-server.ts'
import { openShop, type Shop } from './shop.ts'

/** A21: hostile markup from every place customers and colleagues can write, opened in Chromium: no dialog, no request to elsewhere. */
let shop: Shop
let provider: MailServer
let linh: Page
let seen: string[]
const KHACH = 'khach@khach.example'
const IN_ONE_LINE = MARKUP.filter((markup) => !markup.includes('\u0000')).join(' ')

beforeAll(async () => {
  provider = await openMailServer()
  shop = await openShop()
  await act(shop.house, { me: SYSTEM }, async (ctx) => {
    await changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: provider.port, security: 'none', username: '', password: '' })
    for (const id of shop.people.values()) await declareAvailability({ ...ctx, me: { ...ctx.me, id } }, { availability: 'off' })
  })
  linh = await shop.window('linh')
  seen = watched(linh)
})

afterAll(async () => {
  await shop?.close()
  await provider?.close()
})

/** What must not happen in a window, as it happens: dialogs, popups, and requests to anywhere but the house. */
function watched(page: Page): string[] {
  const found: string[] = []
  page.on('dialog', (dialog) => {
    found.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => found.push(`popup ${popup.url()}`))
  page.context().on('request', (request) => {
    const url = new URL(request.url())
    if (/^https?:$/.test(url.protocol) && url.origin !== shop.address) found.push(`request ${url.href}`)
  })
  return found
}

async function mails(subject: string, body: { html?: string; text?: string }, more: Record<string, unknown> = {}) {
  const transport = createTransport({ host: '127.0.0.1', port: shop.smtpPort, ignoreTLS: true })
  const from = { name: '<img src=x onerror=alert(1)>', address: KHACH }
  try {
    await transport.sendMail({ from, to: 'cskh@maylanh.example', subject, ...body, ...more })
  } finally {
    transport.close()
  }
}

const codes = async (subject: string) =>
  (await sql<{ code: string }>`select code from cases.case where subject = ${subject}`.execute(shop.house.db)).rows.map(({ code }) => code)
const messages = async (code: string) =>
  (
    await sql<{ many: number }>`select count(*)::int as many from cases.case_message m
      join cases.case c on c.id = m.case_id where c.code = ${code}`.execute(shop.house.db)
  ).rows[0]?.many ?? 0

/** Everything that stands on the screen, in its frames as well. */
const words = async (page: Page) => (await Promise.all(page.frames().map((frame) => frame.locator('body').innerText()))).join('\n')
/** What in its frames could run something or ask somebody. */
const live = (page: Page) =>
  Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) =>
        frame
          .locator('script,iframe,object,embed,form,link,base[href],meta[http-equiv=refresh],svg,math,video,audio,[src*=evil],[style*=url]')
          .count(),
      ),
  )

test('the watch sees what raw markup does', async () => {
  const bare = await shop.window()
  const found = watched(bare)
  await bare.setContent(MARKUP.filter((markup) => /^<img src/.test(markup)).join(''))
  await expect.poll(() => found.some((one) => one.startsWith('dialog'))).toBe(true)
  expect(found.some((one) => one.includes(EVIL))).toBe(true)
  await bare.context().close()
})

test('as HTML mail, as text, as subject, name and file name: shown in the case, and nothing happens', { timeout: 600_000 }, async () => {
  const subject = `Hỏi <img src=x onerror=alert(1)><svg/onload=alert(1)>`
  const first = '<dau-tien@khach.example>'
  const names = ['<img src=x onerror=alert(1)>.txt', '"><script>alert(1)</script>.html', 'a.svg']
  const attachments = names.map((filename) => ({ filename, content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' }))
  await mails(subject, { text: `Mốc-chữ ${IN_ONE_LINE}` }, { messageId: first, attachments })
  await expect.poll(async () => (await codes(subject)).length, { timeout: 60_000 }).toBe(1)
  const [code = ''] = await codes(subject)
  for (const [at, markup] of MARKUP.entries())
    await mails(`Re: ${subject}`, { html: `<p>Mốc-${at}-trước</p>${markup}` }, { inReplyTo: first, references: first })
  await expect.poll(() => messages(code), { timeout: 300_000 }).toBe(MARKUP.length + 1)
  await linh.goto(`${shop.address}/hop-thu?view=unassigned`)
  await linh.getByText('Hỏi <img').first().waitFor()
  await linh.goto(`${shop.address}/hop-thu/${code}`)
  await expect.poll(() => words(linh), { timeout: 60_000 }).toContain(`Mốc-${MARKUP.length - 1}-trước`)
  expect(await live(linh)).toEqual(
    linh
      .frames()
      .slice(1)
      .map(() => 0),
  )
  expect(seen).toEqual([])
})

test('by the public form, in a note, and as a survey’s comment: the words stand there, and nothing happens', async () => {
  const portal = await shop.window()
  const public_ = watched(portal)
  await portal.goto(`${shop.address}/gui-yeu-cau`)
  await portal.locator('textarea[name=text]').fill(`Mốc-biểu-mẫu ${IN_ONE_LINE}`)
  await portal.locator('input[name=topic]').first().check({ force: true })
  await portal.locator('button.btn.p').click()
  await portal.locator('input[name=name]').fill('<script>alert(1)</script>')
  await portal.locator('input[name=mail]').fill('form@khach.example')
  await portal.locator('button.btn.p').click()
  const code =
    /PH-\d+/.exec(
      await portal
        .getByText(/PH-\d+/)
        .first()
        .innerText(),
    )?.[0] ?? ''
  expect(public_).toEqual([])
  await linh.goto(`${shop.address}/hop-thu/${code}`)
  await linh.getByText('Mốc-biểu-mẫu').last().waitFor()
  await linh.getByRole('tab', { name: 'Ghi chú nội bộ' }).click()
  await linh.getByRole('textbox', { name: /Ghi chú nội bộ/ }).fill(`Mốc-ghi-chú ${IN_ONE_LINE}`)
  await linh
    .getByRole('button', { name: /^Ghi chú/ })
    .last()
    .click()
  await linh.getByText('Đã ghi chú.').first().waitFor()
  await linh.reload()
  await linh.getByText('Mốc-ghi-chú').last().waitFor()
  const { id } = await act(shop.house, { me: SYSTEM }, (ctx) =>
    openCase(ctx, { channel: 'mail', from: { name: 'Lan', mail: 'lan@khach.example' }, subject: 'Hỏi giờ', text: 'Mấy giờ mở?' }),
  )
  await act(shop.house, { me: SYSTEM }, (ctx) => resolveCase(ctx, { id }))
  const survey = await provider.mailTo('lan@khach.example', ({ text }) => Boolean(text?.includes('/khao-sat/')))
  const token = /\/khao-sat\/([\w-]{10,})/.exec(survey.text ?? '')?.[1] ?? ''
  await act(shop.house, { me: SYSTEM }, (ctx) =>
    answerSurvey(ctx, { token, score: 2, comment: `Mốc-góp-ý ${IN_ONE_LINE}`.slice(0, 1_900) }),
  )
  const diep = await shop.window('diep')
  const above = watched(diep)
  const { rows } = await sql<{ code: string }>`select code from cases.case where id = ${id}`.execute(shop.house.db)
  await diep.goto(`${shop.address}/hop-thu/${rows[0]?.code}`)
  await diep.getByText('Mốc-góp-ý').first().waitFor()
  expect([...seen, ...above]).toEqual([])
  await diep.context().close()
  await portal.context().close()
})
