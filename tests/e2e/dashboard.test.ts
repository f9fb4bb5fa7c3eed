import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnishCases } from '#cases'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { newId } from '#platform/id.ts'
import { storeRows } from '../../modules/performance/queries/facts.ts'
import { randomCases } from '../../modules/performance/randomCases.ts'
import { openShop, type Shop } from './shop.ts'

/** The dashboard over four hundred cases to which everything has happened, counted as facts; the list of cases needs a row for each. */
let shop: Shop
const OCTOBER = 'ky=custom&tu=2026-10-01&den=2026-10-31'

beforeAll(async () => {
  shop = await openShop()
  const { db } = shop.house
  await act(shop.house, { me: SYSTEM }, furnishCases)
  const { rows: people } = await sql<{ id: string; unitId: string }>`
    select p.id, p.unit_id from org.person p join org.person_hat h on h.person_id = p.id and h.hat in ('support_officer', 'team_lead') order by p.id`.execute(
    db,
  )
  const units = [...new Set(people.map(({ unitId }) => unitId))]
  const { rows: types } = await sql<{ code: string }>`select code from cases.type order by position, code limit 6`.execute(db)
  const cast = { people: people.map(({ id }) => id), units, types: types.map(({ code }) => code), newId }
  const rows = randomCases(400, 11, cast).map((row) => ({ ...row, excluded: row.excluded === 'merged' ? null : row.excluded }))
  for (const { caseId, channel, createdAt, unitId, handlerId, typeCode } of rows)
    await sql`insert into cases.case (id, subject, channel, type_id, status_id, category, unit_id, owner_id, handler_id, last_at, created_at, created_by)
      values (${caseId}, ${`Máy xay ${caseId.slice(-4)} kêu to`}, ${channel}, (select id from cases.type where code = ${typeCode}),
        (select id from cases.status where category = 'active' limit 1), 'active', ${unitId}, ${cast.people[0]}, ${handlerId},
        ${new Date(createdAt)}, ${new Date(createdAt)}, ${cast.people[0]})`.execute(db)
  await storeRows(db, rows, new Date())
}, 180_000)

afterAll(() => shop?.close())

/** Opens a door and answers how many cases the list behind it says it holds. */
async function listed(page: Page, href: string | null): Promise<number> {
  const list = await page.context().newPage()
  await list.goto(`${shop.address}${href}`)
  const said = await list
    .getByText(/^[\d.]+ phiếu/)
    .first()
    .innerText()
  await list.close()
  return numberIn(said)
}
const numberIn = (said: string) => Number(/[\d.]+/.exec(said.replaceAll(/\b\d+ ngày/g, ''))?.[0].replaceAll('.', ''))

test('the book, what is overdue or waits, a day of the flow and the cells of a person open as many cases as they say', async () => {
  const diep = await shop.window('diep')
  await diep.goto(`${shop.address}/bao-cao?${OCTOBER}`)
  const main = diep.getByRole('main')
  await main.locator('dl a').first().waitFor()
  const doors = await main.locator('dl a').all()
  expect(doors.length).toBeGreaterThan(5)
  for (const door of [...doors, ...(await main.getByRole('link', { name: /^\d+ phiếu (đã quá hạn|chờ khách)/ }).all())])
    expect(await listed(diep, await door.getAttribute('href')), await door.innerText()).toBe(numberIn(await door.innerText()))

  await main.locator('figure').click({ position: { x: 200, y: 120 } })
  const day = main.getByText(/^\d\d\/\d\d: /)
  await day.waitFor()
  for (const door of await day.locator('a').all())
    expect(await listed(diep, await door.getAttribute('href'))).toBe(numberIn(await door.innerText()))

  const cell = main.getByRole('link', { name: /^Đã xong .*xem từng phiếu/ }).first()
  const done = numberIn(await cell.innerText())
  await cell.click()
  await diep.waitForURL(/bao-cao\/phieu.*so=resolved/)
  await expect
    .poll(async () =>
      numberIn(
        await diep
          .getByText(/^[\d.]+ phiếu/)
          .first()
          .innerText(),
      ),
    )
    .toBe(done)
  await diep.context().close()
})

test('the chosen figure is taken apart by team, person and day', async () => {
  const diep = await shop.window('diep')
  await diep.goto(`${shop.address}/bao-cao?${OCTOBER}&so=resolved`)
  for (const [way, words] of [
    ['Nhóm', 'theo nhóm'],
    ['Người', 'theo người'],
    ['Ngày', 'theo ngày'],
  ] as const) {
    await diep.getByText(way, { exact: true }).last().click()
    const section = diep.getByRole('region', { name: new RegExp(words) }).first()
    await section.getByRole('link').first().waitFor()
  }
  expect(new URL(diep.url()).searchParams.get('tach')).toBe('day')
  await diep.context().close()
})

test('nothing of the dashboard is cut or scrolls sideways, on a desk and on a phone', async () => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const diep = await shop.window('diep', { viewport })
    await diep.goto(`${shop.address}/bao-cao?${OCTOBER}`)
    await diep
      .getByRole('link', { name: /^Đã xong .*xem từng phiếu/ })
      .first()
      .waitFor()
    await diep
      .getByText(/trung\sbình\s\d/)
      .first()
      .waitFor()
    const cut = await diep.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main table')].flatMap((one) => {
        const box = one.tagName === 'TABLE' ? one.parentElement : one
        return box && box.scrollWidth > box.clientWidth ? [`${one.tagName} ${box.scrollWidth} in ${box.clientWidth}`] : []
      }),
    )
    expect(cut, `${viewport.width}`).toEqual([])
    await diep.context().close()
  }
})
