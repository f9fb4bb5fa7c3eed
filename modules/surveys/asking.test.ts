import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { furnishCases, openCase } from '#cases'
import { getCase, markSpam, reopenCase, resolveCase, undoChange } from '#cases/contract'
import { undoReply, writeReply } from '#conversations/contract'
import { sendDue as sendMail } from '#platform/outbox.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { surveysOf } from './samples.ts'

const NOON = new Date('2026-11-24T05:00:00Z')
const house = await openHouse({ at: NOON })
await house.does(furnishCases)
const team = await house.unit('CSKH miền Nam')
const ngan = await house.person('team_lead', { name: 'Huỳnh Thị Kim Ngân', unitId: team })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const { rows, invitations, lettersTo, questionsLeave } = surveysOf(house)

const after = (seconds: number) => house.setNow(new Date(NOON.getTime() + seconds * 1_000))
const at = (hours: number) => after(hours * 3_600)
beforeEach(() => at(0))

let many = 0
/** A customer with a mail address writes to us. */
async function opened({ customerId }: { customerId?: string } = {}) {
  const mail = `khach${++many}@example.vn`
  const from = customerId ? undefined : { name: 'Nguyễn Thị Lan', mail }
  const made = await house.does((ctx) =>
    openCase(ctx, { channel: 'mail', subject: 'Nồi chiên gãy tay cầm', text: 'Tay cầm gãy', customerId, from, handlerId: linh.id }),
  )
  return { ...made, mail }
}

async function resolved(given: { customerId?: string } = {}) {
  const made = await opened(given)
  await linh.asks(resolveCase, { id: made.id })
  await house.settled()
  return made
}

/** Linh answers and is done with it. */
async function answered(sendAt?: Date) {
  const made = await opened()
  const { messageId } = await linh.asks(writeReply, { id: made.conversationId, text: 'Dạ em đổi tay cầm mới ạ.', next: 'done', sendAt })
  await house.settled()
  return { ...made, messageId }
}

/** The outbox does what is due, and its mails are known to have left. */
async function mailLeaves() {
  await sendMail(house.house, house.house.clock())
  await house.settled()
}

const leftTo = (mail: string) =>
  rows(sql<{ room: string }>`select room from platform.outgoing where ${mail} = any(mail_to) and kind <> 'notice' and sent_at is not null
    order by sent_at, id`)

test('“at once” leaves the seconds in which a resolution may be a slip', async () => {
  const { id, mail } = await resolved()
  after(14)
  await questionsLeave()
  expect(await lettersTo(mail)).toEqual([])
  after(15)
  await questionsLeave()
  expect(await lettersTo(mail)).toHaveLength(1)
  expect(await invitations(id)).toMatchObject([{ state: 'sent' }])
})

test('a resolution taken back within them asks nobody', async () => {
  const { id, mail } = await opened()
  const { undo } = await linh.asks(resolveCase, { id })
  await house.settled()
  after(12)
  await linh.asks(undoChange, { token: undo ?? '' })
  await house.settled()
  after(60)
  await questionsLeave()
  expect(await lettersTo(mail)).toEqual([])
  expect(await invitations(id)).toMatchObject([{ state: 'skipped', skippedWhy: 'reopened' }])
})

test('send and done: the answer leaves first, the question after it', async () => {
  const { id, mail } = await answered()
  expect((await linh.asks(getCase, { id })).status.category).toBe('resolved')
  after(20)
  await questionsLeave()
  expect(await lettersTo(mail)).toEqual([])
  expect(await invitations(id)).toMatchObject([{ state: 'planned' }])
  await mailLeaves()
  after(25)
  await questionsLeave()
  await mailLeaves()
  expect((await leftTo(mail)).map(({ room }) => room)).toEqual(['conversations', 'surveys'])
})

test('send and done, taken back within its ten seconds: no question leaves, however long one waits', async () => {
  const { id, mail, messageId } = await answered()
  after(8)
  await linh.asks(undoReply, { id: messageId })
  after(20)
  await questionsLeave()
  await house.settled()
  expect((await linh.asks(getCase, { id })).status.category).toBe('active')
  at(24)
  await questionsLeave()
  await mailLeaves()
  expect(await leftTo(mail)).toEqual([])
  expect(await invitations(id)).toMatchObject([{ state: 'skipped', skippedWhy: 'reopened' }])
})

test('an answer that leaves tomorrow morning holds the question up till then', async () => {
  const { mail } = await answered(new Date(NOON.getTime() + 20 * 3_600_000))
  at(19)
  await mailLeaves()
  await questionsLeave()
  expect(await lettersTo(mail)).toEqual([])
  at(20)
  await mailLeaves()
  after(20 * 3_600 + 20)
  await questionsLeave()
  expect(await lettersTo(mail)).toHaveLength(1)
})

test('settings: a delay that a reopening stops, days of rest, types left out, off, and one editor at a time', async () => {
  const { version, ...settings } = await diep.asks(contract.readSurveySettings, {})
  await expect(linh.asks(contract.readSurveySettings, {})).rejects.toMatchObject({ status: 403 })
  let now = await diep.asks(contract.changeSurveySettings, { ...settings, delayMinutes: 60, restDays: 30, version })
  await expect(diep.asks(contract.changeSurveySettings, { ...settings, version })).rejects.toMatchObject({ status: 409 })
  const stays = await resolved()
  const goesBack = await resolved()
  const isSpam = await resolved()
  expect(await lettersTo(stays.mail)).toEqual([])
  await linh.asks(reopenCase, { id: goesBack.id, reason: 'Chưa xong' })
  await ngan.asks(markSpam, { id: isSpam.id, spam: true })
  await house.settled()
  at(2)
  await questionsLeave()
  expect(await lettersTo(stays.mail)).toHaveLength(1)
  expect(await invitations(goesBack.id)).toMatchObject([{ state: 'skipped', skippedWhy: 'reopened' }])
  expect((await invitations(isSpam.id))[0]).toMatchObject({ state: 'skipped' })
  const soonAgain = await resolved({ customerId: stays.customerId ?? '' })
  at(4)
  await questionsLeave()
  expect(await invitations(soonAgain.id)).toMatchObject([{ skippedWhy: 'askedLately' }])
  now = await diep.asks(contract.changeSurveySettings, { ...settings, enabled: false, version: now.version })
  expect(await invitations((await resolved()).id)).toEqual([])
  await diep.asks(contract.changeSurveySettings, { ...settings, version: now.version })
})
