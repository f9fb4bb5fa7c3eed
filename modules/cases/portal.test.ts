import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import { trackingLink } from './actions/tracking.ts'
import { writes } from './samples.ts'

const house = await openHouse()
await house.does(furnishCases)
const lead = await house.person('team_lead')
const { fetches } = house.visitor

/** The form as a customer opens it: its address brings a sheet of its own. */
const openForm = (language = 'vi') => fetches(`/gui-yeu-cau?lang=${language}`, { redirect: 'follow' })
const sheetOf = (page: string) => /name="sheet" value="([^"]+)"/.exec(page)?.[1] ?? ''
type Fields = Record<string, string | (string | Blob)[] | Blob>

function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, given] of Object.entries(fields))
    for (const one of Array.isArray(given) ? given : [given]) {
      if (one instanceof Blob) form.append(name, one, 'anh.png')
      else form.append(name, one)
    }
  return form
}

const post = (path: string, fields: Fields) => fetches(path, { method: 'POST', body: formOf(fields) })
const REQUEST = { topic: 'warranty', text: 'Máy lọc nước kêu rì rì cả đêm', name: 'Đỗ Thị Tám', mail: 'tam@khach.example', lang: 'vi' }
const PIXEL = new Blob([
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
])

async function sends(fields: Fields) {
  const sheet = sheetOf(await (await openForm()).text())
  const answer = await post('/gui-yeu-cau', { sheet, ...fields })
  await house.settled()
  return { answer, to: answer.headers.get('location') ?? '', sheet }
}

const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(house.house.db)).rows
const cases = () =>
  rows(sql<{ code: string; type: string | null; customerId: string; id: string }>`select c.id, c.code, t.code as type, c.customer_id
  from cases.case c left join cases.type t on t.id = c.type_id order by c.id`)
/** What was mailed to somebody, in the order it left, as text. */
async function mails(to: string): Promise<string[]> {
  const found = await rows(sql<{ bytes: Buffer }>`select bytes from platform.outgoing where ${to} = any(mail_to) order by id`)
  return Promise.all(found.map(async ({ bytes }) => (await simpleParser(bytes, { skipHtmlToText: true })).text ?? ''))
}

beforeAll(() => lead)

test('a page for customers is small, says no-store, runs no script but ours and speaks two languages', async () => {
  const page = await openForm()
  const body = await page.text()
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.headers.get('cache-control')).toContain('no-store')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(body.match(/<script[^>]*>/g)).toEqual([expect.stringMatching(/^<script src="\/portal\/form\.js\?v=\w+">$/)])
  let bytes = Buffer.byteLength(body)
  for (const name of ['style.css', 'form.js', 'latin-400.woff2', 'latin-600.woff2', 'vietnamese-400.woff2', 'vietnamese-600.woff2'])
    bytes += (await (await fetches(`/portal/${name}`)).arrayBuffer()).byteLength
  expect(bytes).toBeLessThan(60_000)
  expect(body).toContain('kể chúng tôi nghe')
  expect(await (await openForm('en')).text()).toContain('Tell us what happened')
})

test('a form becomes one case with its photo, however often it is sent, and the receipt shows its code', async () => {
  const { answer, to, sheet } = await sends({ ...REQUEST, files: PIXEL, wish: ['repair', 'apology'] })
  expect(answer.status).toBe(303)
  const again = await post('/gui-yeu-cau', { sheet, ...REQUEST, files: PIXEL, wish: ['repair', 'apology'] })
  expect(again.headers.get('location')).toBe(to)
  await house.settled()
  const [first, ...others] = await cases()
  expect(others).toEqual([])
  expect(first?.type).toBe('warranty')
  const receipt = await (await fetches(to)).text()
  expect(receipt).toContain(first?.code)
  expect(receipt).not.toContain('tam@khach.example')
  const [message] = await rows(
    sql<{
      text: string
      files: number
    }>`select m.text, (select count(*)::int from conversations.attachment a where a.message_id = m.id) as files from conversations.message m`,
  )
  expect(message).toMatchObject({ files: 1 })
  expect(message?.text).toContain('Mong được: Sửa lại, Lời xin lỗi')
})

test('the same mail address by form is the same customer', async () => {
  await sends({ ...REQUEST, text: 'Cho hỏi thêm giá lõi lọc', topic: 'price' })
  const all = await cases()
  expect(all).toHaveLength(2)
  expect(new Set(all.map(({ customerId }) => customerId)).size).toBe(1)
})

test('by mail and by form it is one customer with one timeline', async () => {
  await writes(house, { id: 'by-mail', from: 'tam@khach.example', subject: 'Máy lọc nước', text: 'Tôi viết thư lần này' })
  const all = await cases()
  expect(all).toHaveLength(3)
  expect(new Set(all.map(({ customerId }) => customerId)).size).toBe(1)
})

const photosIn = (page: string) => page.match(/\/gui-yeu-cau\/tep\/[^"]+/g)?.map((path) => path.replaceAll('&amp;', '&')) ?? []
/** What a page of the form would post by itself: hidden and filled fields, ticked boxes. */
function fieldsOf(page: string): Fields {
  const fields: Record<string, string[]> = {}
  for (const [input] of page.matchAll(/<input [^>]*>/g)) {
    const name = /name="(\w+)"/.exec(input)?.[1] ?? ''
    if (!name || / type="file"/.test(input) || (/type="(radio|checkbox)"/.test(input) && !/ checked/.test(input))) continue
    fields[name] = [...(fields[name] ?? []), /value="([^"]*)"/.exec(input)?.[1] ?? '']
  }
  const text = /<textarea[^>]*name="text"[^>]*>([^<]*)</.exec(page)?.[1]
  return text === undefined ? fields : { ...fields, text }
}
const lastMessage = async () =>
  (
    await rows(sql<{ text: string; files: number }>`select m.text,
      (select count(*)::int from conversations.attachment a where a.message_id = m.id) as files from conversations.message m order by id desc limit 1`)
  )[0]

test('what is missing is said at its field, and the files are kept', async () => {
  const sheet = sheetOf(await (await openForm()).text())
  const wrong = { sheet, topic: 'other', text: 'Máy hỏng', name: '<script>alert(1)</script>', phone: '12345678', files: PIXEL }
  const there = await post('/gui-yeu-cau', wrong)
  expect(there.status).toBe(303)
  const body = await (await fetches(there.headers.get('location') ?? '')).text()
  expect(body).toContain('<p class="err" id="phone-err">')
  expect(body).toContain('Số điện thoại chưa đúng.')
  expect(photosIn(body)).toHaveLength(1)
  expect(body).toContain('&lt;script&gt;')
  const kept = /name="kept" value="([^"]+)"/.exec(body)?.[1] ?? ''
  await sends({ topic: 'other', text: 'Máy hỏng', name: 'Khách', phone: '0316204518', kept })
  expect((await lastMessage())?.files).toBe(1)
  const trapped = await post('/gui-yeu-cau', { ...REQUEST, url2: 'http://spam.example' })
  expect(trapped.headers.get('location')).toContain('wrong=1')
})

test('two steps carry everything forward and back, show the photos, and end in one case however often its button is pressed', async () => {
  const before = (await cases()).length
  const follow = async (page: string, more: Fields) => {
    const answer = await post('/gui-yeu-cau', { ...fieldsOf(page), ...more })
    expect(answer.status).toBe(303)
    return { to: answer.headers.get('location') ?? '', page: await (await fetches(answer.headers.get('location') ?? '')).text() }
  }
  const first = await (await openForm()).text()
  const empty = await follow(first, { text: '', files: PIXEL })
  expect(empty.page).toContain('id="text-err"')
  expect(photosIn(empty.page)).toHaveLength(1)
  const second = await follow(empty.page, {
    text: 'Quạt kêu to,\nmua tuần trước',
    topic: 'warranty',
    wish: ['repair', 'refund'],
    files: PIXEL,
  })
  expect(second.page).toContain('Quạt kêu to,<br>mua tuần trước')
  const [photo = '', ...others] = photosIn(second.page)
  expect(others).toHaveLength(1)
  expect((await fetches(photo)).headers.get('content-type')).toBe('image/webp')
  expect((await fetches(photo.replace(/k=.+/, 'k=AAAA'))).status).toBe(404)
  const back = await follow(second.page, { go: 'back', name: 'Võ Minh' })
  expect(back.page).toContain('>Quạt kêu to,\nmua tuần trước</textarea>')
  expect(back.page).toMatch(/value="refund" checked/)
  const without = await follow(back.page, { drop: /tep\/([\w-]+)/.exec(photo)?.[1] ?? '' })
  expect(photosIn(without.page)).toHaveLength(1)
  const english = await follow(without.page, { speak: 'en' })
  expect(english.page).toContain('Continue, one step left')
  const last = await follow(english.page, { speak: '' })
  expect(last.page).toContain('value="Võ Minh"')
  expect(await (await fetches(last.to)).text()).toContain('value="Võ Minh"')
  const whole = { ...fieldsOf(last.page), mail: 'minh@khach.example', lang: 'vi' }
  const [one, twin] = await Promise.all([post('/gui-yeu-cau', whole), post('/gui-yeu-cau', whole)])
  expect(one?.headers.get('location')).toContain('/da-gui/')
  expect(twin?.headers.get('location')).toBe(one?.headers.get('location'))
  await house.settled()
  expect((await cases()).length).toBe(before + 1)
  expect(await lastMessage()).toMatchObject({
    files: 1,
    text: expect.stringContaining('Quạt kêu to,\nmua tuần trước\n\nMong được: Sửa lại, Hoàn tiền'),
  })
  expect(await (await fetches(last.to)).text()).not.toContain('Võ Minh')
})

test('too many photos, or one too large, cost nobody what they wrote', async () => {
  const there = await post('/gui-yeu-cau', { ...REQUEST, files: Array.from({ length: 12 }, () => PIXEL) })
  const body = await (await fetches(there.headers.get('location') ?? '')).text()
  expect(photosIn(body)).toHaveLength(8)
  expect(body).toContain('Nhiều nhất 8 tệp')
  expect(body).toContain(REQUEST.text)
  const heavy = await post('/gui-yeu-cau', { ...REQUEST, files: [new Blob([Buffer.alloc(26 * 1024 * 1024)]), PIXEL] })
  const said = await (await fetches(heavy.headers.get('location') ?? '')).text()
  expect(photosIn(said)).toHaveLength(1)
  expect(said).toContain('quá lớn nên chưa kèm được')
  expect(said).toContain(REQUEST.text)
})

test('a link asked for by mail opens the case; the answer on screen tells nothing', async () => {
  const ask = async (mail: string) => {
    const answer = await post('/tra-cuu', { mail, sheet: sheetOf(await (await fetches('/tra-cuu')).text()), lang: 'vi' })
    await house.settled()
    return { status: answer.status, body: (await answer.text()).replaceAll(mail, 'X').replace(/value="[\w-]{22}"/g, '') }
  }
  const before = (await mails('tam@khach.example')).length
  expect(await ask('tam@khach.example')).toEqual(await ask('nobody@khach.example'))
  expect(await mails('nobody@khach.example')).toEqual([])
  const sent = await mails('tam@khach.example')
  expect(sent.length).toBe(before + 1)
  const link = /http:\/\/cskh.maylanh.example(\/tra-cuu\/[\w-]{22})/.exec(sent.at(-1) ?? '')?.[1] ?? ''
  const page = await fetches(link)
  const body = await page.text()
  expect(page.status).toBe(200)
  expect(body).toContain('Tôi viết thư lần này')
  const many = (await cases()).length
  await post(link, { text: 'Tôi bổ sung số sê-ri: RO9-22', sheet: sheetOf(body), lang: 'vi' })
  await house.settled()
  const more = await (await fetches(link)).text()
  expect(more).toContain('RO9-22')
  expect((await cases()).length).toBe(many)
})

test('every link that opens nothing gets the same 404', async () => {
  const answers = await Promise.all(
    [
      '/tra-cuu/x',
      '/tra-cuu/AAAAAAAAAAAAAAAAAAAAAA',
      '/tra-cuu/AAAAAAAAAAAAAAAAAAAAAA%00',
      '/gui-yeu-cau/da-gui/AAAAAAAAAAAAAAAAAAAAAA',
    ].map((path) => fetches(path)),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const [found] = await cases()
  const link = await house.does((ctx) => trackingLink(ctx, { caseId: found?.id ?? '', address: 'tam@khach.example' }))
  const path = new URL(link).pathname
  expect((await fetches(path)).status).toBe(200)
  house.setNow(new Date(Date.now() + 91 * 86_400_000))
  expect((await fetches(path)).status).toBe(404)
  house.setNow(undefined)
})

test('the receipt of a form never shows what came by mail or what we answered', async () => {
  const { to } = await sends({ ...REQUEST, mail: 'other@khach.example', text: 'Tôi là người khác' })
  const found = (await cases()).at(-1)
  const [conversation] = await rows(sql<{ id: string }>`select conversation_id as id from cases.case_message where case_id = ${found?.id}`)
  await rows(sql`with said as (insert into conversations.message (conversation_id, direction, text, visible_text, at, delivery, recipients)
    values (${conversation?.id}, 'out', 'Mật khẩu là 1234', 'Mật khẩu là 1234', now(), 'sent', '{"to":[{"name":"","address":"other@khach.example"}]}') returning id, conversation_id, at)
    insert into cases.case_message (case_id, message_id, conversation_id, at) select ${found?.id}, id, conversation_id, at from said`)
  const receipt = to.replace('/gui-yeu-cau/da-gui/', '/tra-cuu/')
  const shown = await (await fetches(receipt)).text()
  expect(shown).toContain('Tôi là người khác')
  expect(shown).not.toContain('1234')
  expect(shown).toContain('Chúng tôi đã trả lời qua email')
  expect(shown).toContain('Câu trả lời đã gửi tới ot•••@khach.example')
  expect(shown).not.toContain('other@khach.example')
  const link = await house.does((ctx) => trackingLink(ctx, { caseId: found?.id ?? '', address: 'other@khach.example' }))
  expect(await (await fetches(new URL(link).pathname)).text()).toContain('1234')
  const stranger = await house.does((ctx) => trackingLink(ctx, { caseId: found?.id ?? '', address: 'tam@khach.example' }))
  expect(await (await fetches(new URL(stranger).pathname)).text()).not.toContain('1234')
})

test('who presses too often is told so in words, on a page', async () => {
  const answers = await Promise.all(Array.from({ length: 15 }, () => post('/tra-cuu', { mail: 'tam@khach.example' })))
  const slowed = answers.find(({ status }) => status === 429)
  expect(slowed?.headers.get('content-type')).toContain('text/html')
  expect(await slowed?.text()).toContain('Thao tác quá nhanh')
})
