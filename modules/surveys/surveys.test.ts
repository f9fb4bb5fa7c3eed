import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { furnishCases, openCase } from '#cases'
import { getCase, reopenCase, resolveCase } from '#cases/contract'
import { addCustomer, changeCustomer } from '#customers'
import { listNotifications } from '#notifications/contract'
import { type Colleague, openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { surveysOf } from './samples.ts'

const NOON = new Date('2026-11-24T05:00:00Z')
const house = await openHouse({ at: NOON })
await house.does(furnishCases)
const team = await house.unit('CSKH miền Nam')
const ngan = await house.person('team_lead', { name: 'Huỳnh Thị Kim Ngân', unitId: team })
await sql`update org.unit set lead_id = ${ngan.id} where id = ${team}`.execute(house.house.db)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
const khang = await house.person('support_officer', { name: 'Bùi Văn Khang', unitId: await house.unit('CSKH miền Bắc') })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const { fetches } = house.visitor

const { rows, invitations, lettersTo, questionsLeave } = surveysOf(house)
const at = (hours: number) => house.setNow(new Date(NOON.getTime() + hours * 3_600_000))
beforeEach(() => at(0))

let many = 0
/** A customer with a mail address writes to us, and Linh says it is done. */
async function resolved({
  by = linh,
  customerId,
  ...rest
}: {
  by?: Colleague
  customerId?: string
  isTest?: boolean
  subject?: string
} = {}) {
  const mail = `khach${++many}@example.vn`
  const from = customerId ? undefined : { name: 'Nguyễn Thị Lan', mail }
  const opened = await house.does((ctx) =>
    openCase(ctx, { channel: 'mail', subject: 'Nồi chiên gãy tay cầm', text: 'Tay cầm gãy', customerId, from, handlerId: by.id, ...rest }),
  )
  await by.asks(resolveCase, { id: opened.id })
  await house.settled()
  await asked()
  return { ...opened, mail }
}

/** Lets the seconds pass in which a resolution may be a slip. */
async function asked() {
  const now = house.house.clock()
  house.setNow(new Date(now.getTime() + 15_000))
  await questionsLeave()
  house.setNow(now)
}

async function linksTo(mail: string) {
  const text = (await lettersTo(mail)).at(-1)?.text ?? ''
  return { token: /\/khao-sat\/([\w-]{22})\?/.exec(text)?.[1] ?? '', refusal: /\/khao-sat\/ngung\/([\w-]{22})/.exec(text)?.[1] ?? '', text }
}
const opens = (token: string, query = '') => fetches(`/khao-sat/${token}${query}`)
const answers = (token: string, given: Record<string, string>) =>
  fetches(`/khao-sat/${token}`, { method: 'POST', body: new URLSearchParams(given) })

const said = async (caseId: string, who = diep) => who.asks(contract.listAnswersOfCase, { caseId })

test('the customer is asked at once: a link a score, honest headers, an answer with a comment', async () => {
  const { id, mail, code } = await resolved()
  const [letter, ...more] = await lettersTo(mail)
  expect(more).toEqual([])
  expect(letter?.subject).toBe(`Yêu cầu ${code} được xử lý thế nào ạ?`)
  expect(letter?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(letter?.headers.get('precedence')).toBe('bulk')
  expect(letter?.headers.get('x-auto-response-suppress')).toBe('All')
  expect(String(JSON.stringify(letter?.headers.get('list')))).toContain('/khao-sat/ngung/')
  expect(letter?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toContain('List-Unsubscribe=One-Click')
  const { token, text } = await linksTo(mail)
  for (const score of [1, 2, 3, 4, 5]) expect(text).toContain(`http://cskh.maylanh.example/khao-sat/${token}?diem=${score}`)

  const page = await opens(token, '?diem=4')
  const body = await page.text()
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(body).not.toContain('<script')
  expect(body).toMatch(/value="4" required checked/)
  const answer = await answers(token, { diem: '4', gop_y: 'Nhanh lắm, cảm ơn em' })
  expect(answer.status).toBe(303)
  expect(await (await fetches(answer.headers.get('location') ?? '')).text()).toContain('Cảm ơn anh/chị')
  await house.settled()
  expect(await said(id)).toMatchObject([
    { score: 4, comment: 'Nhanh lắm, cảm ơn em', person: { id: linh.id }, followUp: null, formerScore: null },
  ])
})

test('scanners and previews answer nothing, whatever they open and however often', async () => {
  const { id, mail } = await resolved()
  const { token, refusal } = await linksTo(mail)
  for (const score of [1, 2, 3, 4, 5]) {
    expect((await opens(token, `?diem=${score}`)).status).toBe(200)
    await fetches(`/khao-sat/${token}?diem=${score}`, { method: 'HEAD' })
  }
  expect((await fetches(`/khao-sat/ngung/${refusal}`)).status).toBe(200)
  await house.settled()
  expect(await said(id)).toEqual([])
  expect(await rows(sql`select 1 from surveys.refusal`)).toEqual([])
})

test('a low score opens a follow-up for the lead, once, and never for the person rated', async () => {
  const { id, code, mail } = await resolved()
  const { token } = await linksTo(mail)
  await answers(token, { diem: '2', gop_y: 'Không ai xin lỗi một câu.' })
  await house.settled()
  const [answer] = await said(id)
  const followUp = await ngan.asks(getCase, { id: answer?.followUp?.id ?? '' })
  expect(followUp).toMatchObject({ handler: { id: ngan.id }, subject: `Khách chấm 2/5 cho ${code}: Nồi chiên gãy tay cầm` })
  const told = (await ngan.asks(listNotifications, {})).items.filter(({ caseId }) => caseId === followUp.id)
  expect(told).toMatchObject([{ kind: 'low_score', title: `Khách chấm 2/5 cho ${code}`, link: `/hop-thu/${followUp.code}` }])
  expect((await linh.asks(listNotifications, {})).items.filter(({ kind }) => kind === 'low_score')).toEqual([])

  // They think again, twice: one follow-up, the last answer counts, the former is remembered.
  await answers(token, { diem: '1', gop_y: '' })
  await answers(token, { diem: '5', gop_y: '' })
  await house.settled()
  expect(await said(id)).toMatchObject([
    { score: 5, comment: 'Không ai xin lỗi một câu.', formerScore: 1, followUp: { id: followUp.id }, opened: false },
  ])
  expect(await rows(sql`select 1 from cases.case where follow_up_of_id = ${id}`)).toHaveLength(1)
  // The lead reads in the follow-up why it is there; the follow-up itself asks nobody.
  expect(await said(followUp.id, ngan)).toMatchObject([{ opened: true, score: 5 }])
  await ngan.asks(resolveCase, { id: followUp.id })
  await house.settled()
  await asked()
  expect(await invitations(followUp.id)).toMatchObject([{ state: 'skipped', skippedWhy: 'noContact' }])
})

test('a lead who is rated does not follow up themselves', async () => {
  const { id, mail } = await resolved({ by: ngan })
  await answers((await linksTo(mail)).token, { diem: '1' })
  await house.settled()
  const [answer] = await said(id)
  expect((await diep.asks(getCase, { id: answer?.followUp?.id ?? '' })).handler?.id).not.toBe(ngan.id)
})

test('one link is one answer: twenty at once, pressed twice, changed within a day, then used up', async () => {
  const { id, mail } = await resolved()
  const { token } = await linksTo(mail)
  const all = await Promise.all(Array.from({ length: 20 }, () => answers(token, { diem: '3', gop_y: 'Tạm' })))
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303]))
  expect(await rows(sql`select 1 from surveys.answer where case_id = ${id}`)).toHaveLength(1)
  at(23)
  expect((await answers(token, { diem: '4', gop_y: '' })).status).toBe(303)
  at(25)
  expect((await answers(token, { diem: '1', gop_y: '' })).status).toBe(404)
  expect((await opens(token)).status).toBe(404)
  expect(await said(id)).toMatchObject([{ score: 4, formerScore: 3 }])
})

test('what is no link of ours gets one and the same 404, and the database knows only hashes', async () => {
  const { id, mail } = await resolved()
  const { token, refusal } = await linksTo(mail)
  const { token: late } = await linksTo((await resolved()).mail)
  const bodies = new Set<string>()
  at(7 * 24 + 1)
  for (const wrong of ['', 'null', 'undefined', '%00', '[]', refusal, token.slice(1), `${token}x`, late, 'a'.repeat(22)])
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? new URLSearchParams({ diem: '5' }) : undefined
      const answer = await fetches(`/khao-sat/${wrong}`, { method, body })
      expect([wrong, method, answer.status]).toEqual([wrong, method, 404])
      bodies.add(await answer.text())
    }
  expect(bodies.size).toBe(1)
  expect([...bodies][0]).toContain('Đường dẫn này không dùng được')
  const dump = await rows(
    sql<{ row: string }>`select i::text as row from surveys.invitation i union all select e.facts::text from platform.event e`,
  )
  expect(dump.filter(({ row }) => row.includes(token) || row.includes(refusal))).toEqual([])
  expect((await invitations(id))[0]?.tokenHash).toHaveLength(32)
})

test('a forwarded link tells nothing of the customer, not even what they answered', async () => {
  const { mail } = await resolved({ subject: 'Bệnh án của tôi' })
  const { token } = await linksTo(mail)
  await answers(token, { diem: '2', gop_y: 'Số tài khoản 0123' })
  const page = `${await (await opens(token)).text()}${await (await opens(token, '?xong=1')).text()}`
  for (const secret of ['Lan', mail, 'Bệnh án', '0123', 'Thùy Linh', 'checked']) expect(page).not.toContain(secret)
})

test('wrong answers are explained and nothing is lost; hostile words are only words', async () => {
  const { id, mail } = await resolved()
  const { token } = await linksTo(mail)
  const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
  const refused = await answers(token, { diem: '9', gop_y: hostile })
  const body = await refused.text()
  expect(refused.status).toBe(422)
  expect(body).toContain('chọn một mức từ 1 đến 5')
  expect(body).toContain('&lt;script&gt;')
  expect(body).not.toContain('<img src=x')
  for (const junk of ['[]', 'null', '{"diem":{"$gt":0}}', '{"__proto__":{"diem":5}}']) {
    const { status } = await fetches(`/khao-sat/${token}`, { method: 'POST', body: junk, headers: { 'content-type': 'application/json' } })
    expect([400, 422]).toContain(status)
  }
  expect((await answers(token, { diem: '3', gop_y: 'x'.repeat(2_001) })).status).toBe(422)
  expect(await said(id)).toEqual([])
  await answers(token, { diem: '3', gop_y: `${hostile}\u0000Dạ` })
  expect(await said(id)).toMatchObject([{ comment: `${hostile}Dạ` }])
})

test('nobody is asked who should not be, and why not is kept', async () => {
  const plain = await house.does((ctx) => addCustomer(ctx, { kind: 'person', name: 'Không thư' }))
  expect(await invitations((await resolved({ customerId: plain.id })).id)).toMatchObject([{ skippedWhy: 'noMail' }])
  const { customerId } = await resolved()
  const tam = customerId ?? ''
  await house.does((ctx) => changeCustomer(ctx, { id: tam, vulnerable: ['elderly'], version: 1 }))
  expect(await invitations((await resolved({ customerId: tam })).id)).toMatchObject([{ skippedWhy: 'vulnerable' }])
  expect(await invitations((await resolved({ isTest: true })).id)).toMatchObject([{ skippedWhy: 'test' }])
})

test('whoever says “no more” is asked no more, by the page or by the button of a mail program', async () => {
  const { mail, customerId } = await resolved()
  const { refusal } = await linksTo(mail)
  const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
  expect((await fetches(`/khao-sat/ngung/${refusal}`, oneClick)).status).toBe(200)
  expect((await fetches(`/khao-sat/ngung/${refusal}`, oneClick)).status).toBe(200)
  expect(await invitations((await resolved({ customerId: customerId ?? '' })).id)).toMatchObject([{ skippedWhy: 'refused' }])
})

test('the way out of surveys stays open longer than the question, replaced or not, and has an end', async () => {
  const { id, mail } = await resolved()
  const { refusal } = await linksTo(mail)
  await linh.asks(reopenCase, { id, reason: 'Khách báo vẫn hỏng' })
  await linh.asks(resolveCase, { id })
  await house.settled()
  await asked()
  at(89 * 24)
  expect((await fetches(`/khao-sat/ngung/${refusal}`)).status).toBe(200)
  at(90 * 24 + 1)
  for (const method of ['GET', 'POST']) expect((await fetches(`/khao-sat/ngung/${refusal}`, { method })).status).toBe(404)
})

test('reopened and resolved again: asked anew, the old link ends, an answer given stays', async () => {
  const { id, mail } = await resolved()
  const first = await linksTo(mail)
  await linh.asks(reopenCase, { id, reason: 'Khách báo vẫn hỏng' })
  await linh.asks(resolveCase, { id })
  await house.settled()
  await asked()
  const second = await linksTo(mail)
  expect(second.token).not.toBe(first.token)
  expect((await opens(first.token)).status).toBe(404)
  expect((await answers(second.token, { diem: '2' })).status).toBe(303)
  await house.settled()
  await linh.asks(reopenCase, { id, reason: 'Làm lại' })
  await linh.asks(resolveCase, { id })
  await house.settled()
  await asked()
  expect((await answers((await linksTo(mail)).token, { diem: '5' })).status).toBe(303)
  expect((await said(id)).map(({ score }) => score)).toEqual([5, 2])
  expect((await invitations(id)).map(({ state }) => state)).toEqual(['replaced', 'answered', 'answered'])
})

test('answers are read as far as one’s reach goes, filtered and counted', async () => {
  const { id, mail } = await resolved({ by: khang })
  await answers((await linksTo(mail)).token, { diem: '5', gop_y: 'Tuyệt vời' })
  await house.settled()
  expect(await said(id, khang)).toHaveLength(1)
  for (const other of [linh, ngan]) expect(await said(id, other)).toEqual([])
  const filter = { personId: khang.id, from: '2026-11-24', to: '2026-11-24' }
  expect((await diep.asks(contract.listAnswers, filter)).items.map(({ case: { id: about } }) => about)).toEqual([id])
  expect(await diep.asks(contract.sumUpAnswers, filter)).toEqual({
    scores: [1, 2, 3, 4, 5].map((score) => ({ score, answers: score === 5 ? 1 : 0 })),
    sent: 1,
    answered: 1,
  })
  await khang.asks(reopenCase, { id, reason: 'Làm lại' })
  await khang.asks(resolveCase, { id })
  await house.settled()
  await asked()
  await answers((await linksTo(mail)).token, { diem: '2' })
  await house.settled()
  // As the dashboard's CSAT: of several answers about a case the last one counts; the list shows both.
  expect((await diep.asks(contract.listAnswers, filter)).items.map(({ score }) => score)).toEqual([2, 5])
  const { scores } = await diep.asks(contract.sumUpAnswers, filter)
  expect(scores.map(({ answers: count }) => count)).toEqual([0, 1, 0, 0, 0])
  await sql`update surveys.answer set at = at + interval '8 days' where score = 2 and case_id = ${id}`.execute(house.house.db)
  const late = await diep.asks(contract.sumUpAnswers, { ...filter, to: '2026-12-24' })
  expect([late.scores.map(({ answers: count }) => count), late.sent, late.answered]).toEqual([[0, 0, 0, 0, 1], 2, 1])
  expect((await diep.asks(contract.listAnswers, { ...filter, to: '2026-11-23', from: '2026-11-01' })).items).toEqual([])
  expect((await diep.asks(contract.listAnswers, { score: [1, 2], withComment: true })).items.every(({ score }) => score <= 2)).toBe(true)
  const page = await diep.asks(contract.listAnswers, { limit: 1 })
  const next = await diep.asks(contract.listAnswers, { limit: 1, after: page.next ?? '' })
  expect(next.items[0]?.id).not.toBe(page.items[0]?.id)
})

// The last of all: for a minute nobody at this address is answered any more.
test('guessing is slowed down and hits nothing', async () => {
  const guesses = await Promise.all(
    Array.from({ length: 300 }, (_, n) => fetches(`/khao-sat/ngung/${String(n).padStart(22, 'x')}`).then(({ status }) => status)),
  )
  expect(guesses.filter((status) => status === 429).length).toBeGreaterThan(200)
  expect(guesses.filter((status) => ![404, 429].includes(status))).toEqual([])
})
