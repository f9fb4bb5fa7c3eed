import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { furnishCases } from '#cases'
import { caseThread, getCase, listQueue } from '#cases/contract'
import { forwardMessage, writeReply } from '#conversations/contract'
import { openHouse } from '../../tests/house.ts'
import { writes } from '../cases/samples.ts'
import { catchUp } from './actions/facts.ts'
import { dashboard } from './contract.ts'

const MORNING = Date.parse('2026-11-24T03:00:00Z')
const house = await openHouse({ at: new Date(MORNING) })
const at = (minutes: number) => house.setNow(new Date(MORNING + minutes * 60_000))
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const diep = await house.person('care_manager')

/** Counts until nothing waits: an event is left for later while another transaction is still open. Asked a minute later, so that what waits is seen to. */
async function counted(caseId: string) {
  for (let quiet = 0; quiet < 3; ) {
    const did = await house.does(catchUp)
    const { dataAt } = await diep.asks(dashboard, { period: 'today' })
    quiet = did === 0 && dataAt.getTime() === house.house.clock().getTime() ? quiet + 1 : 0
  }
  const { rows } = await sql<{ answered: boolean; replies: number }>`
    select first_response_at is not null as answered, replies from performance.case_fact where case_id = ${caseId}`.execute(house.house.db)
  return rows[0]
}

test('what is said to a maker counts as no answer to the customer', async () => {
  await writes(house, { id: 'a', text: 'Máy báo lỗi E4.' })
  const { id = '' } = (await linh.asks(listQueue, { view: 'all', state: 'any', sort: 'newest', limit: 1 })).items[0] ?? {}
  const [message] = (await linh.asks(caseThread, { id })).items
  at(10)
  const to = [{ name: 'Hãng', address: 'hang2@nsx.example' }]
  const aside = await linh.asks(forwardMessage, { id: message?.id ?? '', to, text: 'Nhờ hãng xem.' })
  await house.settled()
  at(20)
  await linh.asks(writeReply, { id: aside.conversationId, text: 'Hãng trả lời sớm giúp em.', next: 'wait' })
  await house.settled()
  at(21)
  expect(await counted(id)).toEqual({ answered: false, replies: 0 })

  at(30)
  const own = (await linh.asks(getCase, { id })).conversations.find((one) => one.id !== aside.conversationId)
  await linh.asks(writeReply, { id: own?.id ?? '', text: 'Dạ em đang hỏi hãng ạ.' })
  await house.settled()
  at(31)
  expect(await counted(id)).toEqual({ answered: true, replies: 1 })
})
