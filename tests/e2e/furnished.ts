import { openCase, resolveCase } from '#cases'
import { addCustomer } from '#customers'
import { addPerson, changeHats, HATS } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { answerSurvey } from '#surveys'
import { trackingLink } from '../../modules/cases/actions/tracking.ts'
import { post, quotedHistory } from './letter.ts'
import type { MailServer } from './mail-server.ts'
import { type Shop, WHO } from './shop.ts'

const LAN = 'lan.nguyen@khach.example'
const HUNG = 'hung.tran@khach.example'
const MAI = 'mai.le@nhanvien.example'
const SUBJECT = 'Máy lọc nước rò nước ra sàn'

/**
 * A house with something on every screen: a customer, a mail with a picture, cases open and resolved, an answered survey, notifications,
 * an invitation. Cường wears every hat, so that he sees everything. Answers what stands for the parameters of addresses.
 */
export async function furnish(shop: Shop, provider: MailServer) {
  const { house, people } = shop
  const cuong = people.get(WHO.cuong) ?? ''
  const customer = await act(house, { me: SYSTEM }, async (ctx) => {
    await changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: provider.port, security: 'none', username: '', password: '' })
    await changeHats(ctx, { id: cuong, hats: HATS.map((hat) => ({ hat, share: 0, main: hat === 'administrator' })) })
    await addPerson(ctx, { name: 'Lê Thị Mai', mail: MAI, hats: [{ hat: 'support_officer', share: 100, main: true }], invite: true })
    const identities = [{ kind: 'mail' as const, value: LAN, verified: true }]
    return addCustomer(ctx, { kind: 'person', name: 'Nguyễn Thị Lan', honorific: 'chị', tier: 'gold', identities })
  })
  const resolved = await act(house, { me: SYSTEM }, async (ctx) => {
    const ids: string[] = []
    for (const [at, mail] of [LAN, HUNG].entries()) {
      const from = { name: 'Trần Văn Hùng', mail }
      const opened = await openCase(ctx, {
        channel: 'mail',
        from,
        subject: `Hỏi giờ mở cửa ${at}`,
        text: 'Mấy giờ cửa hàng mở ạ?',
        handlerId: cuong,
      })
      await resolveCase(ctx, { id: opened.id })
      ids.push(opened.id)
    }
    const more = { channel: 'phone' as const, from: { name: 'Phạm Văn Ba', phone: '0912345678' }, severity: 1 as const, handlerId: cuong }
    await openCase(ctx, { ...more, subject: 'Bếp từ chập điện', text: 'Bếp bốc khói, nhà tôi đã ngắt điện.' })
    return ids
  })
  await post(shop.smtpPort, {
    from: `Nguyễn Thị Lan <${LAN}>`,
    subject: SUBJECT,
    text: `Em ơi máy lọc nước nhà chị lại rò nước ra sàn rồi.${quotedHistory}`,
    withPhoto: true,
  })
  const answered = await tokenOf(provider, HUNG, /\/khao-sat\/([\w-]+)/)
  await act(house, { me: SYSTEM }, (ctx) => answerSurvey(ctx, { token: answered, score: 2, comment: 'Phải gọi ba lần mới xong.' }))
  return {
    reference: await codeOf(shop),
    customerId: customer.id,
    personId: people.get(WHO.linh) ?? '',
    password: await tokenOf(provider, MAI, /\/mat-khau\/([\w-]+)/),
    survey: await tokenOf(provider, LAN, /\/khao-sat\/([\w-]{10,})/),
    noMoreSurveys: await tokenOf(provider, LAN, /\/khao-sat\/ngung\/([\w-]+)/),
    tracking: await sendForm(shop),
    followed: await act(house, { me: SYSTEM }, (ctx) => trackingLink(ctx, { caseId: resolved[0] ?? '', address: LAN })),
  }
}

async function tokenOf(provider: MailServer, mail: string, link: RegExp): Promise<string> {
  const { text = '', headers } = await provider.mailTo(mail, (one) => link.test(`${one.text} ${headersOf(one.headers)}`))
  return link.exec(`${text} ${headersOf(headers)}`)?.[1] ?? ''
}

/** The way out of surveys stands in a header. */
const headersOf = (headers: Map<string, unknown>) => JSON.stringify([...headers])

/** The code of the mail's case, as soon as it is one. */
async function codeOf(shop: Shop): Promise<string> {
  const page = await shop.window('cuong')
  await page.goto(`${shop.address}/hop-thu?view=all`)
  await page.getByText(SUBJECT).first().click()
  await page.waitForURL(/\/hop-thu\/PH-\d+/)
  const code = /PH-\d+/.exec(page.url())?.[0] ?? ''
  await page.context().close()
  return code
}

/** Sends the public form as a customer does; the secret token of its receipt. */
async function sendForm(shop: Shop): Promise<string> {
  const page = await shop.window(undefined, { javaScriptEnabled: false })
  await page.goto(`${shop.address}/gui-yeu-cau`)
  await page.locator('textarea[name=text]').fill('Nhờ công ty xuất lại hóa đơn giúp tôi.')
  await page.locator('input[name=topic]').first().check({ force: true })
  await page.locator('button.btn.p').click()
  await page.locator('input[name=name]').fill('Đặng Thu Hà')
  await page.locator('input[name=mail]').fill('ha.dang@khach.example')
  await page.locator('button.btn.p').click()
  await page
    .getByText(/PH-\d+/)
    .first()
    .waitFor()
  const token = page.url().split('?')[0]?.split('/').at(-1) ?? ''
  await page.context().close()
  return token
}
