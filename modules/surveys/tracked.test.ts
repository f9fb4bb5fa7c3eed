import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { furnishCases, openCase } from '#cases'
import { resolveCase } from '#cases/contract'
import { openHouse } from '../../tests/house.ts'
import { trackingLink } from '../cases/actions/tracking.ts'
import * as contract from './contract.ts'
import { surveysOf } from './samples.ts'

/** Where a customer follows their case: the faces, and what pressing one does. */
const NOON = new Date('2026-11-24T05:00:00Z')
const house = await openHouse({ at: NOON })
await house.does(furnishCases)
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: await house.unit('CSKH miền Nam') })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const { fetches } = house.visitor
const { questionsLeave } = surveysOf(house)
const MAIL = 'lan@khach.example'

const pathTo = async (caseId: string, address = MAIL) =>
  (await house.does((ctx) => trackingLink(ctx, { caseId, address }))).replace('http://cskh.maylanh.example', '')
const presses = (path: string, given: Record<string, string>) =>
  fetches(`${path}/danh-gia`, { method: 'POST', body: new URLSearchParams(given), redirect: 'manual' })
const said = (caseId: string) => diep.asks(contract.listAnswersOfCase, { caseId })

test('faces stand there once the question is open, for the address it was mailed to; the last press counts, words may follow', async () => {
  const { id } = await house.does((ctx) =>
    openCase(ctx, {
      channel: 'mail',
      subject: 'Nồi chiên',
      text: 'Gãy tay cầm',
      from: { name: 'Nguyễn Thị Lan', mail: MAIL },
      handlerId: linh.id,
    }),
  )
  const path = await pathTo(id)
  expect(await (await fetches(path)).text()).not.toContain('name="diem"')
  expect((await presses(path, { diem: '5' })).status).toBe(404)

  await linh.asks(resolveCase, { id })
  await house.settled()
  house.setNow(new Date(NOON.getTime() + 15_000))
  await questionsLeave()
  const page = await (await fetches(path)).text()
  expect(page.match(/name="diem"/g)).toHaveLength(5)
  expect(page).toContain('aria-label="2/5 Không hài lòng"')
  expect(page).not.toContain('name="gop_y"')

  const answer = await presses(path, { diem: '2' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=vi#danh-gia`])
  await presses(path, { diem: '4' })
  await presses(path, { gop_y: 'Thợ đến đúng hẹn.' })
  await house.settled()
  expect(await said(id)).toMatchObject([{ score: 4, comment: 'Thợ đến đúng hẹn.' }])
  const after = await (await fetches(path)).text()
  expect(after).toContain('Đánh giá đã được ghi nhận')
  expect(after).toContain('name="gop_y"')

  const stranger = await pathTo(id, 'khac@khach.example')
  expect(await (await fetches(stranger)).text()).not.toContain('name="diem"')
  expect((await presses(stranger, { diem: '1' })).status).toBe(404)
  expect((await presses(path, { diem: '9' })).status).toBe(422)
  house.setNow(new Date(NOON.getTime() + 25 * 3_600_000))
  expect(await (await fetches(path)).text()).not.toContain('name="diem"')
  expect((await presses(path, { diem: '1' })).status).toBe(404)
  const { rows } = await sql<{ count: number }>`select count(*)::int from surveys.answer where case_id = ${id}`.execute(house.house.db)
  expect(rows[0]?.count).toBe(3)
})

test('the page says which rights the law gives, by article', async () => {
  const { id } = await house.does((ctx) =>
    openCase(ctx, { channel: 'mail', subject: 'Quạt kêu', text: 'Kêu to', from: { name: 'Nguyễn Thị Lan', mail: 'hai@khach.example' } }),
  )
  const path = await pathTo(id, 'hai@khach.example')
  const page = await (await fetches(path)).text()
  for (const words of ['Quyền của', 'trong 3 ngày làm việc (Điều 31)', '7 ngày làm việc kể từ khi nhận yêu cầu (Điều 57)'])
    expect(page).toContain(words)
  expect(await (await fetches(`${path}?lang=en`)).text()).toContain('Your rights')
})
