import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { furnishCases, openCase } from '#cases'
import { markSpam, mergeCase, reopenCase, resolveCase, undoChange } from '#cases/contract'
import { writeReply } from '#conversations/contract'
import { sendDue } from '#platform/outbox.ts'
import { openHouse } from '../../tests/house.ts'
import { until } from '../channels/samples.ts'
import { catchUp } from './actions/facts.ts'
import * as contract from './contract.ts'

/** A morning of the real rooms, nothing inserted: mails, answers, a survey, a slip of the hand, spam, a merge; then the numbers. */
const MORNING = Date.parse('2026-11-24T03:00:00Z')
const house = await openHouse({ at: new Date(MORNING) })
const at = (minutes: number) => house.setNow(new Date(MORNING + minutes * 60_000))
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const lead = await house.person('team_lead', { name: 'Vũ Minh Tuấn' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
await sql`update org.unit set lead_id = ${lead.id} where id = ${house.rootUnit}`.execute(house.house.db)

const arrives = (subject: string, mail: string) =>
  house.does((ctx) =>
    openCase(ctx, { channel: 'mail', subject, text: `${subject} ạ`, from: { name: 'Nguyễn Thị Lan', mail }, handlerId: linh.id }),
  )

async function surveyOf(mail: string): Promise<string> {
  const { rows } = await sql<{
    bytes: Buffer
  }>`select bytes from platform.outgoing where room = 'surveys' and ${mail} = any(mail_to)`.execute(house.house.db)
  const letter = await simpleParser(rows[0]?.bytes ?? '', { skipHtmlToText: true })
  return /\/khao-sat\/([\w-]{22})\?/.exec(letter.text ?? '')?.[1] ?? ''
}

async function morning() {
  const fryer = await arrives('Nồi chiên không nóng', 'lan@example.vn')
  const kettle = await arrives('Ấm rò nước', 'hoa@example.vn')
  const spam = await arrives('Trúng thưởng', 'rac@example.vn')
  const twin = await arrives('Ấm rò nước lần nữa', 'hoa@example.vn')
  at(20)
  await linh.asks(writeReply, { id: fryer.conversationId, text: 'Dạ em gửi cách sửa ạ.' })
  await linh.asks(writeReply, { id: kettle.conversationId, text: 'Dạ em xem ạ.' })
  await linh.asks(markSpam, { id: spam.id, spam: true })
  await lead.asks(mergeCase, { id: twin.id, intoId: kettle.id })
  at(60)
  await linh.asks(resolveCase, { id: fryer.id })
  const { undo } = await linh.asks(resolveCase, { id: kettle.id })
  await linh.asks(undoChange, { token: undo ?? '' })
  await house.settled()
  at(90)
  // Nobody is asked before the answers to them have left.
  await sendDue(house.house, house.house.clock())
  const token = await until(() => surveyOf('lan@example.vn'), 30_000)
  await house.visitor.fetches(`/khao-sat/${token}`, { method: 'POST', body: new URLSearchParams({ diem: '2', gop_y: 'Lâu quá' }) })
  await house.settled()
  at(120)
  return { fryer, kettle }
}

async function counted() {
  for (let quiet = 0; quiet < 3; ) {
    const did = await house.does(catchUp)
    const { dataAt } = await diep.asks(contract.dashboard, { period: 'today' })
    quiet = did === 0 && dataAt.getTime() === MORNING + 120 * 60_000 ? quiet + 1 : 0
  }
}

test('what people did in the other rooms is what the dashboard says', async () => {
  const { fryer, kettle } = await morning()
  await counted()
  const { tiles, identity } = await diep.asks(contract.dashboard, { period: 'today' })
  const tile = (metric: string) => tiles.find((one) => one.metric === metric)
  expect(tile('csat')).toMatchObject({ numerator: 0, denominator: 1, more: { mean: 2 } })
  expect(tile('resolved')).toMatchObject({ numerator: 1, denominator: 2 })
  expect(tile('resolved')?.excluded).toMatchObject({ spam: 1, merged: 1, outbound: 1 })
  expect(tile('backlog')?.value).toBe(1)
  expect(tile('first_response')).toMatchObject({ value: 20 * 60, denominator: 2 })
  expect(tile('resolution_time')).toMatchObject({ value: 60 * 60, denominator: 1 })
  expect(tile('survey_response')).toMatchObject({ numerator: 1, denominator: 1 })
  expect(identity).toMatchObject({ opening: 0, created: 4, resolved: 1, merged: 1, spam: 1, closing: 1 })
  const { items } = await diep.asks(contract.listCases, { period: 'today', metric: 'csat', part: 'missed' })
  expect(items).toMatchObject([{ caseId: fryer.id, customer: 'Nguyễn Thị Lan', handler: 'Đỗ Thùy Linh', value: 2 }])
  expect(await diep.asks(contract.loads, {})).toContainEqual({ personId: linh.id, open: 1, overdue: 0 })
  expect(await diep.asks(contract.listCases, { period: 'today', metric: 'backlog' })).toMatchObject({ items: [{ caseId: kettle.id }] })

  at(119)
  await diep.asks(reopenCase, { id: fryer.id, reason: 'Khách gọi lại' })
  at(120)
  await counted()
  const after = await diep.asks(contract.dashboard, { period: 'today' })
  expect(after.tiles.find(({ metric }) => metric === 'backlog')?.value).toBe(2)
  expect(after.identity).toMatchObject({ resolved: 0, closing: 2 })
  house.setNow(undefined)
})
