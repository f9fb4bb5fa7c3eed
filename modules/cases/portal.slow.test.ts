import { type ClientRequest, request } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Colleague, openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import { trackingLink } from './actions/tracking.ts'
import { openCase } from './contract.ts'

const house = await openHouse()
const MANY = 12
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const REQUEST = { topic: 'warranty', name: 'Đỗ Thị Tám', mail: 'tam@khach.example', lang: 'vi' }
let lan: Colleague

beforeAll(async () => {
  await house.does(furnishCases)
  lan = await house.person('team_lead')
})

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(house.house.db)).rows
/** What customers wrote that begins so, and how many files came with it. */
const received = (beginning: string) =>
  rows(sql<{
    text: string
    files: number
  }>`select m.text, (select count(*)::int from conversations.attachment a where a.message_id = m.id) as files
    from cases.case_message cm join conversations.message m on m.id = cm.message_id where m.text like ${`${beginning}%`} order by m.text`)
const cases = async () => (await rows(sql<{ n: number }>`select count(*)::int as n from cases.case`))[0]?.n

/** A form whose fields have left and whose photo comes only as its customer's network brings it: half of it, and the rest when `goesOn`. */
function slowly(path: string, fields: Record<string, string>) {
  const sent = request(`${house.address}${path}`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=ranh' } })
  onTestFinished(() => void sent.destroy())
  const answered = new Promise<{ status: number | undefined; to: string; said: string }>((done, fail) => {
    sent.on('error', fail).on('response', async (answer) => {
      let said = ''
      for await (const chunk of answer.setEncoding('utf8')) said += chunk
      done({ status: answer.statusCode, to: answer.headers.location ?? '', said })
    })
  })
  answered.catch(() => undefined)
  for (const [name, value] of Object.entries(fields))
    sent.write(`--ranh\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  sent.write('--ranh\r\nContent-Disposition: form-data; name="files"; filename="anh.png"\r\nContent-Type: image/png\r\n\r\n')
  sent.write(PIXEL.subarray(0, 30))
  return { answered, goesOn: () => rest(sent) }
}

async function rest(sent: ClientRequest) {
  sent.write(PIXEL.subarray(30, 50))
  await pause(20)
  sent.write(PIXEL.subarray(50))
  await pause(20)
  sent.end('\r\n--ranh--\r\n')
}

test('who sends a form slowly keeps no colleague waiting, and every form becomes a case', async () => {
  const forms = Array.from({ length: MANY }, (_, n) =>
    slowly('/gui-yeu-cau', { ...REQUEST, text: `Máy kêu ${n + 10}`, sheet: `sheet-of-slow-form--${n + 10}` }),
  )
  await pause(300)
  expect(await lan.asks(openCase, { subject: 'Khách gọi tới' })).toMatchObject({ id: expect.any(String) })
  await Promise.all(forms.map(({ goesOn }) => goesOn()))
  for (const { answered } of forms) expect(await answered).toMatchObject({ status: 303, to: expect.stringContaining('/da-gui/') })
  await house.settled()
  expect(await received('Máy kêu')).toEqual(forms.map((_, n) => ({ text: `Máy kêu ${n + 10}`, files: 1 })))
  expect(await cases()).toBe(MANY + 1)
})

test('photos on their way into a slow storage keep no colleague waiting either', async () => {
  const [first] = await rows(sql<{ id: string }>`select case_id as id from cases.case_message cm
    join conversations.message m on m.id = cm.message_id where m.text like 'Máy kêu%' limit 1`)
  const link = await house.does((ctx) => trackingLink(ctx, { caseId: first?.id ?? '', address: REQUEST.mail }))
  const { storage } = house.house
  let opens = () => {}
  const open = new Promise<void>((done) => {
    opens = done
  })
  house.house.storage = { ...storage, put: (...given) => open.then(() => storage.put(...given)) }
  const messages = Array.from({ length: MANY }, (_, n) => slowly(new URL(link).pathname, { text: `Thêm ${n + 10}`, lang: 'vi' }))
  await Promise.all(messages.map(({ goesOn }) => goesOn()))
  await pause(300)
  expect(await lan.asks(openCase, { subject: 'Khách gọi lại' })).toMatchObject({ id: expect.any(String) })
  opens()
  for (const { answered } of messages) expect(await answered).toMatchObject({ status: 303, to: expect.stringContaining('sent=1') })
  house.house.storage = storage
  await house.settled()
  expect(await received('Thêm')).toEqual(messages.map((_, n) => ({ text: `Thêm ${n + 10}`, files: 1 })))
})

test('a database that breaks off while a form comes in costs nobody what they wrote', async () => {
  const before = await cases()
  const form = slowly('/gui-yeu-cau', { ...REQUEST, text: 'Quạt rơi cánh', wish: 'repair', sheet: 'sheet-of-broken-form-0' })
  await pause(300)
  await rows(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
  await form.goesOn()
  expect(await form.answered).toMatchObject({ status: 303, to: expect.stringContaining('/da-gui/') })
  await house.settled()
  expect(await cases()).toBe((before ?? 0) + 1)
  expect(await received('Quạt')).toEqual([{ text: 'Quạt rơi cánh\n\nMong được: Sửa lại', files: 1 }])
})

test('a photo that went out with one request goes out with the next as a copy', async () => {
  const posts = async (fields: Record<string, string | Blob>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...REQUEST, ...fields })) body.append(name, value)
    const answer = await house.visitor.fetches('/gui-yeu-cau', { method: 'POST', body })
    await house.settled()
    return answer.headers.get('location') ?? ''
  }
  const next = await posts({ step: 'tell', text: 'Ảnh chụp hôm qua', files: new Blob([PIXEL]) })
  const kept = /name="kept" value="([^"]+)"/.exec(await (await house.visitor.fetches(next)).text())?.[1] ?? ''
  for (const text of ['Ảnh lần 1', 'Ảnh lần 2']) expect(await posts({ text, kept })).toContain('/da-gui/')
  expect(await received('Ảnh')).toEqual(['Ảnh lần 1', 'Ảnh lần 2'].map((text) => ({ text, files: 1 })))
})
