import excel from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { newId } from '#platform/id.ts'
import { openHouse } from '../../tests/house.ts'
import { addCalendar } from '../org/contract.ts'
import { beginChecking, catchUp, checkOn } from './actions/facts.ts'
import { changeTargets } from './actions/targets.ts'
import * as contract from './contract.ts'
import { playGolden } from './played/samples.ts'
import { vn } from './samples.ts'

/** kpi.md §9 through the front door: October as it happened, asked on 15 November. */
const house = await openHouse({ at: new Date(vn('28/09')) })
const october = { period: 'custom', from: '2026-10-01', until: '2026-10-31' } as const
const manager = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const team = await house.unit('Nhóm miền Bắc')
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
const lead = await house.person('team_lead', { name: 'Vũ Anh Tuấn', unitId: team })
const elsewhere = await house.person('team_lead', { unitId: await house.unit('Nhóm miền Nam') })
const stranger = await house.person('support_officer', { unitId: team })
let ids: Map<string, string>

/** Counts until nothing waits. The house beats on its own too; whoever is first does it. */
async function counted() {
  for (let quiet = 0; quiet < 3; ) {
    const did = await house.does(catchUp)
    const { dataAt } = await manager.asks(contract.dashboard, october)
    quiet = did === 0 && dataAt.getTime() === vn('15/11') ? quiet + 1 : 0
  }
}

beforeAll(async () => {
  const office: [number, number][] = [
    [480, 720],
    [780, 1020],
  ]
  const week = { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] }
  await manager.asks(addCalendar, { name: 'Giờ hành chính', roundClock: false, isDefault: true, week })
  ids = await playGolden(house, linh.id, team)
  house.setNow(new Date(vn('15/11')))
  await counted()
})

test('October by the book: every tile of the worked fixture, through events and real rows', async () => {
  const { tiles, identity, scope } = await manager.asks(contract.dashboard, october)
  const tile = (metric: string) => tiles.find((one) => one.metric === metric)
  expect(scope).toBe('all')
  expect(tile('csat')).toMatchObject({ value: 0.6, numerator: 3, denominator: 5, target: 0.85, more: { mean: 3.8 } })
  expect(tile('fcr')).toMatchObject({ value: 0.2, numerator: 1, denominator: 5, excluded: { spam: 1, merged: 1, not_eligible: 2 } })
  expect(tile('resolved')).toMatchObject({ value: 0.75, numerator: 6, denominator: 8, more: { cohort: 5 / 7, clearance: 6 / 7 } })
  expect(tile('backlog')).toMatchObject({ value: 2, unit: 'count', direction: 'down' })
  expect(tile('resolution_time')).toMatchObject({ value: 17.625 * 3600, more: { p90: 34 * 3600 } })
  expect(tile('first_response')).toMatchObject({ value: 20 * 60, target: 4 * 3600 })
  expect(tile('first_response_on_time')).toMatchObject({ numerator: 5, denominator: 7 })
  expect(tile('repeat_contact')).toMatchObject({ numerator: 2, denominator: 6 })
  expect(tile('reopen')).toMatchObject({ numerator: 2, denominator: 6 })
  expect(tile('survey_response')).toMatchObject({ numerator: 5, denominator: 6 })
  expect(identity).toEqual({ opening: 1, created: 9, reopened: 0, resolved: 6, cancelled: 0, merged: 1, spam: 1, closing: 2 })
})

test('every number opens exactly its cases, page by page', async () => {
  const opened = async (input: object) => {
    const subjects: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await manager.asks(contract.listCases, { ...october, metric: 'fcr', limit: 2, after, ...input })
      subjects.push(...page.items.map(({ subject }) => subject))
      if (!page.next) {
        expect(page.total).toBe(subjects.length)
        return subjects.sort()
      }
      after = page.next
    }
  }
  expect(await opened({ part: 'numerator' })).toEqual(['T01'])
  expect(await opened({ part: 'missed' })).toEqual(['T02', 'T03', 'T04', 'T06'])
  expect(await opened({ part: 'excluded' })).toEqual(['T05', 'T07', 'T08', 'T10'])
  expect(await opened({ metric: 'resolved', part: 'numerator' })).toEqual(['T01', 'T02', 'T03', 'T04', 'T05', 'T09'])
  expect(await opened({ metric: 'csat', part: 'missed' })).toEqual(['T03', 'T09'])
  expect(await opened({ metric: 'backlog' })).toEqual(['T06', 'T10'])
  expect(await opened({ metric: 'backlog', ageFrom: 8 })).toEqual(['T06'])
  expect(await opened({ metric: 'backlog', ageTo: 3 })).toEqual(['T10'])
  expect(await opened({ metric: 'backlog_waiting', part: 'numerator' })).toEqual([])
})

test('each line of the book, each day, each line of a table and each part opens as many cases as it says', async () => {
  const { identity } = await manager.asks(contract.dashboard, october)
  const opens = async (input: Partial<z.input<typeof contract.listCases.input>> & { metric: contract.Metric }) => {
    const { items, total } = await manager.asks(contract.listCases, { ...october, ...input })
    expect(items).toHaveLength(total)
    return total
  }
  for (const line of ['opening', 'created', 'reopened', 'resolved', 'cancelled', 'merged', 'spam', 'closing'] as const)
    expect(await opens({ metric: `book_${line}` }), line).toBe(identity?.[line])
  for (const { day, received, resolved } of await manager.asks(contract.flow, october)) {
    expect(await opens({ metric: 'resolved_cohort', day }), day).toBe(received)
    expect(await opens({ metric: 'resolution_time', day }), day).toBe(resolved)
  }
  for (const by of ['person', 'unit'] as const)
    for (const { id, figures, open } of (await manager.asks(contract.table, { ...october, by })).lines) {
      const whose = by === 'unit' ? { unitId: id ?? '', unitAlone: true } : id ? { personId: id } : { nobody: true }
      expect(await opens({ metric: 'backlog', ...whose })).toBe(open)
      expect(await opens({ metric: 'resolved', part: 'numerator', ...whose })).toBe(figures.resolved?.numerator)
      for (const metric of ['fcr', 'csat'] as const) expect(await opens({ metric, ...whose })).toBe(figures[metric]?.denominator)
    }
  const byDay = await manager.asks(contract.breakdown, { ...october, metric: 'csat', by: 'day' })
  for (const { key, now } of byDay.parts) expect(await opens({ metric: 'csat', day: key })).toBe(now.denominator)
  expect(await opens({ metric: 'backlog', unitId: house.rootUnit })).toBe(2)
  expect(await opens({ metric: 'backlog', unitId: house.rootUnit, unitAlone: true })).toBe(0)
  expect(await opens({ metric: 'backlog', typeCode: contract.NO_TYPE })).toBe(0)
})

test('a day that is none is refused at its field, everywhere', async () => {
  const asking = (path: string, query: string) => manager.fetches(`/api/v1/performance/${path}${path.includes('?') ? '&' : '?'}${query}`)
  for (const path of ['dashboard', 'export', 'breakdown?metric=fcr&by=day', 'trend', 'flow', 'ages', 'cases?metric=fcr', 'table?by=unit'])
    for (const bad of ['from=2026-13-45', 'from=2026-02-31', 'until=2026-11-31', 'from=0001-01-01']) {
      const answer = await asking(path, `period=custom&${bad}`)
      expect([answer.status, await answer.text()], `${path} ${bad}`).toEqual([422, expect.stringContaining(bad.split('=')[0] ?? '')])
    }
  expect((await asking('flow', 'period=custom&from=2028-02-29&until=2028-02-29')).status).toBe(200)
})

test('taken apart, the parts are the whole', async () => {
  const byType = await manager.asks(contract.breakdown, { ...october, metric: 'resolved', by: 'type' })
  expect(byType.parts.reduce((sum, { now }) => sum + now.denominator, 0)).toBe(byType.total.denominator)
  const byChannel = await manager.asks(contract.breakdown, { ...october, metric: 'fcr', by: 'channel' })
  expect(byChannel.parts.find(({ key }) => key === 'phone')).toMatchObject({ label: 'Tổng đài', now: { value: 1 } })
  const days = await manager.asks(contract.flow, october)
  expect(days).toHaveLength(31)
  expect([days.reduce((sum, { received }) => sum + received, 0), days.reduce((sum, { resolved }) => sum + resolved, 0)]).toEqual([7, 6])
  const ages = await manager.asks(contract.ages, october)
  expect(ages.buckets.map(({ open }) => open)).toEqual([1, 0, 0, 1, 0, 0])
  expect(ages).toMatchObject({ total: 2, p50: 1, max: 11 })
  const { lines } = await manager.asks(contract.table, { ...october, by: 'person' })
  expect(lines).toMatchObject([{ id: linh.id, name: 'Đỗ Thùy Linh', open: 2, cap: 30, figures: { csat: { value: 0.6 } } }])
  expect((await manager.asks(contract.trend, october)).lines.csat).toEqual([null, null, null, null, null, null, null, 0.6])
})

test('filters by channel, type, team and person reach the numbers and their cases', async () => {
  const csat = async (input: object) => {
    const { tiles } = await manager.asks(contract.dashboard, { ...october, ...input })
    return tiles.find(({ metric }) => metric === 'csat')?.denominator
  }
  expect(await csat({ channel: 'phone' })).toBe(1)
  expect(await csat({ typeCode: 'complaint' })).toBe(2)
  expect(await csat({ unitId: house.rootUnit })).toBe(5)
  expect(await csat({ unitId: elsewhere.unitId })).toBe(0)
  expect(await csat({ personId: linh.id })).toBe(5)
  expect(await csat({ personId: lead.id })).toBe(0)
})

test('an agent sees their own numbers, a lead those of the team, nobody else’s', async () => {
  const seen = async (who: typeof linh) => {
    const { tiles, scope, identity } = await who.asks(contract.dashboard, october)
    expect(identity === null).toBe(scope === 'own')
    const { total } = await who.asks(contract.listCases, { ...october, metric: 'csat' })
    expect(total).toBe(tiles.find(({ metric }) => metric === 'csat')?.denominator)
    return [scope, total]
  }
  expect(await seen(linh)).toEqual(['own', 5])
  expect(await seen(lead)).toEqual(['unit', 5])
  expect(await seen(elsewhere)).toEqual(['unit', 0])
  expect(await seen(stranger)).toEqual(['own', 0])
  expect((await stranger.asks(contract.table, { ...october, by: 'person' })).lines).toEqual([])
  const none = await house.person('marketing')
  await expect(none.asks(contract.dashboard, october)).rejects.toMatchObject({ status: 403 })
})

test('the Excel file says the same numbers, as numbers', async () => {
  const answer = await manager.fetches('/api/v1/performance/export?period=custom&from=2026-10-01&until=2026-10-31')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="KPI-CSKH-2026-11-15.xlsx"')
  const book = new excel.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Chỉ số', 'Từng người', 'Theo nhóm', 'Theo kênh', 'Theo loại việc', 'Theo ngày'])
  const figures = book
    .getWorksheet('Chỉ số')
    ?.getSheetValues()
    .flatMap((row) => (Array.isArray(row) ? [row] : []))
  expect(figures?.find(([, label]) => label === 'Hài lòng (CSAT)')?.slice(2, 4)).toEqual([0.6, undefined])
  expect(book.getWorksheet('Từng người')?.getCell('A2').value).toBe('Đỗ Thùy Linh')
  expect((await linh.fetches('/api/v1/performance/export')).status).toBe(200)
  expect(await stranger.asks(contract.loads, {})).toEqual([{ personId: linh.id, open: 8, overdue: 0 }])
})

test('the filter finds colleagues without marks, and only those whose numbers one may see', async () => {
  const found = async (who: typeof linh, find?: string) => (await who.asks(contract.findPeople, { find })).map(({ label }) => label)
  expect(await found(linh)).toEqual(['Đỗ Thùy Linh'])
  expect(await found(manager, 'thuy do')).toEqual(['Đỗ Thùy Linh'])
  expect(await found(manager, 'xyz')).toEqual([])
  expect([await found(lead), await found(elsewhere)]).toEqual([['Đỗ Thùy Linh'], []])
})

test('targets have versions and a history; the second to save is told', async () => {
  const { targets, version, history } = await manager.asks(contract.readTargets, {})
  expect([version, history]).toEqual([0, []])
  await manager.asks(contract.changeTargets, { targets: { ...targets, csat: 0.9 }, version })
  await expect(manager.asks(contract.changeTargets, { targets, version })).rejects.toMatchObject({ status: 409 })
  await expect(linh.asks(contract.changeTargets, { targets, version: 1 })).rejects.toMatchObject({ status: 403 })
  expect((await manager.asks(contract.readTargets, {})).history).toMatchObject([
    { version: 1, by: 'Phạm Ngọc Diệp', targets: { csat: 0.9 } },
  ])
  const { tiles } = await manager.asks(contract.dashboard, october)
  expect(tiles.find(({ metric }) => metric === 'csat')?.target).toBe(0.9)
  expect(await house.names()).toContain('performance.targetsChanged')
})

test('what the house set is told in the reader’s language; whoever is called as it is keeps their name', async () => {
  const reader = await house.person('care_manager', { name: 'Peter Brown', language: 'en' })
  const { targets, version } = await reader.asks(contract.readTargets, {})
  await house.does((ctx) => changeTargets(ctx, { targets, version }))
  const by = async (who: typeof reader) => (await who.asks(contract.readTargets, {})).history[0]?.by
  expect([await by(reader), await by(manager)]).toEqual(['System', 'Hệ thống'])
  const namesake = await house.person('care_manager', { name: 'Hệ thống' })
  await namesake.asks(contract.changeTargets, { targets, version: version + 1 })
  expect(await by(reader)).toBe('Hệ thống')
})

test('counting everything again finds nothing, and what somebody bent it puts right', async () => {
  expect(await manager.asks(contract.recompute, {})).toMatchObject({ checked: 10, differing: 0 })
  await sql`update performance.case_span set net_seconds = 0 where case_id = ${ids.get('T02')}`.execute(house.house.db)
  expect(await manager.asks(contract.recompute, {})).toMatchObject({ checked: 10, differing: 1 })
  const { tiles, checked } = await manager.asks(contract.dashboard, october)
  expect(tiles.find(({ metric }) => metric === 'resolution_time')?.value).toBe(17.625 * 3600)
  expect(checked).toMatchObject({ checked: 10, differing: 1 })

  // The night does the same a slice at a time, whichever process is at it.
  await sql`delete from performance.case_hold where case_id in (${ids.get('T06')}, ${ids.get('T10')})`.execute(house.house.db)
  await house.does(beginChecking)
  while ((await house.does(checkOn)) > 0);
  const night = async () => (await manager.asks(contract.dashboard, october)).checked
  await expect.poll(night, { timeout: 10_000 }).toMatchObject({ checked: 10, differing: 2 })
  expect((await manager.asks(contract.table, { ...october, by: 'person' })).lines[0]?.open).toBe(2)
})

test('the same news twice changes nothing', async () => {
  const before = await manager.asks(contract.dashboard, october)
  await sql`update performance.position set tx = '0', event_id = '00000000-0000-0000-0000-000000000000'`.execute(house.house.db)
  await counted()
  expect((await manager.asks(contract.dashboard, october)).tiles).toEqual(before.tiles)
})

test('a case that continues another and holds nothing but thanks is no repeat contact', async () => {
  const { db } = house.house
  const [followUp, message, conversation] = [newId(), newId(), newId()]
  const at = new Date(vn('05/10 09:00'))
  await sql`insert into cases.case (id, subject, channel, type_id, status_id, category, unit_id, owner_id, handler_id, last_at, created_at, created_by, follow_up_of_id)
    select ${followUp}, 'T11', channel, type_id, status_id, 'active', unit_id, owner_id, handler_id, ${at}, ${at}, created_by, id
    from cases.case where id = ${ids.get('T09')}`.execute(db)
  await sql`insert into conversations.conversation (id, channel) values (${conversation}, 'mail')`.execute(db)
  await sql`insert into conversations.message (id, conversation_id, direction, facts, at) values (${message}, ${conversation}, 'in', '{}', ${at})`.execute(
    db,
  )
  const repeated = async (thanks: boolean) => {
    await sql`insert into cases.case_message (case_id, message_id, conversation_id, at, thanks) values (${followUp}, ${message}, ${conversation}, ${at}, ${thanks})
      on conflict (case_id, message_id) do update set thanks = excluded.thanks`.execute(db)
    await manager.asks(contract.recompute, {})
    const { tiles } = await manager.asks(contract.dashboard, october)
    return tiles.find(({ metric }) => metric === 'repeat_contact')?.numerator
  }
  expect(await repeated(true)).toBe(2)
  expect(await repeated(false)).toBe(3)
})
