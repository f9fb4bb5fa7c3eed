import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { addPerson, availablePeople, defaultUnit, leadOf, leadsOfUnit, unitsBelow } from './index.ts'

const house = await openHouse({ at: new Date('2026-11-24T02:00:00Z') })
const admin = await house.person('administrator', { name: 'Phạm Quản Trị' })
const manager = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })

const hat = (name: string, share = 100, main = true) => ({ hat: name as 'support_officer', share, main })

beforeAll(async () => {
  await admin.asks(contract.changePerson, { id: linh.id, phone: '0316 204 518' })
})

test('a colleague is added with hats, skills and the next code, and found without marks', async () => {
  const unit = await admin.asks(contract.addUnit, { name: 'Nhóm miền Bắc', kind: 'team', parentId: house.rootUnit })
  const added = await admin.asks(contract.addPerson, {
    name: '  Ngô Thị   Mai Anh ',
    mail: 'maianh@maylanh.example',
    unitId: unit.id,
    hats: [hat('issue_officer', 70), hat('support_officer', 30, false)],
    skills: ['nồi chiên', 'tiếng Anh'],
  })
  expect(added).toMatchObject({ code: 'NV001', unitName: 'Nhóm miền Bắc', skills: ['nồi chiên', 'tiếng Anh'], account: 'none' })
  expect(added.hats).toEqual([
    { hat: 'issue_officer', share: 70, main: true, untilDate: null },
    { hat: 'support_officer', share: 30, main: false, untilDate: null },
  ])
  const found = await linh.asks(contract.listPeople, { find: 'ngo thi' })
  expect(found.items.map(({ code }) => code)).toEqual(['NV001'])
  expect((await linh.asks(contract.listPeople, { find: '%' })).items).toEqual([])
  expect((await linh.asks(contract.listPeople, { hat: 'issue_officer' })).items.map(({ code }) => code)).toEqual(['NV001'])
})

test('wrong hats are refused with what is wrong', async () => {
  const base = { name: 'Sai Vai' }
  await expect(
    admin.asks(contract.addPerson, { ...base, hats: [hat('technician', 60), hat('warehouse', 60, false)] }),
  ).rejects.toMatchObject({
    code: 'org.sharesTooMuch',
    message: 'Các vai cộng lại 120% thời gian. Tối đa 100%.',
  })
  await expect(admin.asks(contract.addPerson, { ...base, hats: [hat('technician', 50), hat('warehouse', 50)] })).rejects.toMatchObject({
    code: 'org.oneMainHat',
  })
  await expect(
    admin.asks(contract.addPerson, { ...base, hats: [hat('technician', 50), hat('technician', 50, false)] }),
  ).rejects.toMatchObject({ code: 'org.hatTwice' })
  await expect(admin.asks(contract.addPerson, { ...base, hats: [hat('emperor')] })).rejects.toMatchObject({ status: 422 })
  await expect(admin.asks(contract.addPerson, { ...base, mail: 'maianh@maylanh.example' })).rejects.toMatchObject({ code: 'org.mailTaken' })
  await expect(admin.asks(contract.addPerson, { ...base, code: 'NV001' })).rejects.toMatchObject({ code: 'org.codeTaken' })
})

test('contact data of others is masked, one’s own and for those who manage people it is not', async () => {
  const seen = async (who: typeof linh) => (await who.asks(contract.getPerson, { id: linh.id })).phone
  expect(await seen(linh)).toBe('0316 204 518')
  expect(await seen(manager)).toBe('0316 204 518')
  const other = await house.person('support_officer')
  expect(await seen(other)).toBe('0316 ••• 518')
  expect((await other.asks(contract.getPerson, { id: linh.id })).mail).toMatch(/^t3•••@|^t\d?•••@/)
})

test('people are sorted by given name as Vietnamese sort, page by page', async () => {
  const names = []
  for (let after: string | undefined; ; ) {
    const page = await admin.asks(contract.listPeople, { limit: 2, after })
    names.push(...page.items.map(({ name }) => name))
    if (!page.next) break
    after = page.next
  }
  expect(names.indexOf('Ngô Thị Mai Anh')).toBeLessThan(names.indexOf('Phạm Ngọc Diệp'))
  expect(names.indexOf('Phạm Ngọc Diệp')).toBeLessThan(names.indexOf('Đỗ Thùy Linh'))
  expect(new Set(names).size).toBe(names.length)
  await expect(admin.asks(contract.listPeople, { after: 'rác' })).rejects.toMatchObject({ status: 422 })
})

test('nobody but an administrator touches the guarded, nobody changes their own hats', async () => {
  const hr = await house.person('hr')
  await expect(hr.asks(contract.changePerson, { id: admin.id, mail: 'trom@xau.example' })).rejects.toMatchObject({
    status: 403,
    code: 'org.guardedHats',
  })
  await expect(hr.asks(contract.changeHats, { id: linh.id, hats: [hat('administrator')] })).rejects.toMatchObject({
    code: 'org.guardedHats',
  })
  await expect(hr.asks(contract.addPerson, { name: 'Cửa Sau', hats: [hat('board')] })).rejects.toMatchObject({ code: 'org.guardedHats' })
  await expect(
    manager.asks(contract.changeHats, { id: manager.id, hats: [hat('care_manager', 50), hat('hr', 50, false)] }),
  ).rejects.toMatchObject({ code: 'org.ownHats' })
  await expect(linh.asks(contract.changeHats, { id: linh.id, hats: [] })).rejects.toMatchObject({ status: 403, code: 'house.notAllowed' })
})

test('fields nobody may set are ignored', async () => {
  const answer = await admin.fetches(`/api/v1/org/people/${linh.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      duties: 'Trực tổng đài',
      userId: 'x',
      leftAt: '2020-01-01',
      createdAt: '2020-01-01',
      hats: [hat('administrator')],
      availability: 'away',
    }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    duties: 'Trực tổng đài',
    leftAt: null,
    availability: 'accepting',
    account: 'none',
    hats: [{ hat: 'support_officer' }],
  })
})

test('of two administrators who dismiss each other at once, one remains', async () => {
  const second = await house.person('administrator')
  const third = await house.person('administrator')
  await expect(admin.asks(contract.declareLeave, { id: admin.id })).rejects.toMatchObject({ code: 'org.ownDeparture' })
  await admin.asks(contract.declareLeave, { id: third.id })
  const both = await Promise.allSettled([
    admin.asks(contract.changeHats, { id: second.id, hats: [hat('hr')] }),
    second.asks(contract.declareLeave, { id: admin.id }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ status: 409, code: 'org.lastAdministrator' })
  const left = both[0].status === 'fulfilled' ? admin : second
  await expect(left.asks(contract.changeHats, { id: left.id, hats: [hat('hr')] })).rejects.toMatchObject({ code: 'org.lastAdministrator' })
  await expect(
    left.asks(contract.changeHats, { id: left.id, hats: [{ ...hat('administrator'), untilDate: '2026-12-31' }] }),
  ).rejects.toMatchObject({ code: 'org.lastAdministrator' })
  if (left !== admin) await second.asks(contract.declareReturn, { id: admin.id })
})

test('who leaves ends everything, and history keeps the name', async () => {
  const boss = await house.person('administrator')
  const gone = await house.person('support_officer', { name: 'Lê Nghỉ Việc' })
  await boss.asks(contract.declareLeave, { id: gone.id })
  await expect(boss.asks(contract.declareLeave, { id: gone.id })).rejects.toThrow('Lê Nghỉ Việc đã nghỉ việc.')
  expect(await house.does((ctx) => availablePeople(ctx))).not.toContainEqual(expect.objectContaining({ id: gone.id }))
  expect((await boss.asks(contract.getPerson, { id: gone.id })).name).toBe('Lê Nghỉ Việc')
  expect((await boss.asks(contract.listPeople, { left: true })).items.map(({ id }) => id)).toContain(gone.id)
  expect(await boss.asks(contract.declareReturn, { id: gone.id })).toMatchObject({ leftAt: null, account: 'none' })
})

test('units never lie inside themselves, and close only when empty', async () => {
  const boss = await house.person('administrator')
  const a = await boss.asks(contract.addUnit, { name: 'A', kind: 'team', parentId: house.rootUnit })
  const b = await boss.asks(contract.addUnit, { name: 'B', kind: 'team', parentId: a.id })
  await expect(boss.asks(contract.changeUnit, { id: a.id, name: 'A', kind: 'team', parentId: b.id })).rejects.toMatchObject({
    code: 'org.unitInItself',
  })
  await expect(boss.asks(contract.changeUnit, { id: a.id, name: 'A', kind: 'team', parentId: a.id })).rejects.toMatchObject({
    code: 'org.unitInItself',
  })
  await expect(boss.asks(contract.closeUnit, { id: a.id })).rejects.toMatchObject({ code: 'org.unitHasUnits' })
  const one = await house.person('support_officer', { unitId: b.id })
  await expect(boss.asks(contract.closeUnit, { id: b.id })).rejects.toMatchObject({ code: 'org.unitHasPeople' })
  await boss.asks(contract.changePerson, { id: one.id, unitId: a.id })
  await boss.asks(contract.closeUnit, { id: b.id })
  expect(await house.does((ctx) => unitsBelow(ctx, a.id))).toEqual([a.id])
  await expect(boss.asks(contract.changePerson, { id: one.id, unitId: b.id })).rejects.toMatchObject({ code: 'org.unknownUnit' })
})

test('the lead is the nearest above who is not oneself', async () => {
  const boss = await house.person('administrator')
  const north = await boss.asks(contract.addUnit, { name: 'Bắc', kind: 'team', parentId: house.rootUnit })
  const head = await house.person('care_manager')
  const lead = await house.person('team_lead', { unitId: north.id })
  const agent = await house.person('support_officer', { unitId: north.id })
  await boss.asks(contract.changeUnit, { id: house.rootUnit, name: 'Phòng CSKH', kind: 'department', parentId: null, leadId: head.id })
  await boss.asks(contract.changeUnit, {
    id: north.id,
    name: 'Bắc',
    kind: 'team',
    parentId: house.rootUnit,
    leadId: lead.id,
    takesNew: true,
  })
  const leadId = async (id: string) => (await house.does((ctx) => leadOf(ctx, id)))?.id
  expect(await leadId(agent.id)).toBe(lead.id)
  expect(await leadId(lead.id)).toBe(head.id)
  expect(await leadId(head.id)).toBeUndefined()
  expect((await house.does((ctx) => leadsOfUnit(ctx, north.id))).map(({ id }) => id)).toEqual([lead.id])
  expect(await house.does((ctx) => defaultUnit(ctx))).toEqual({ id: north.id, name: 'Bắc' })
  await expect(boss.asks(contract.closeUnit, { id: north.id })).rejects.toMatchObject({ code: 'org.unitTakesNew' })
})

test('nobody is their own manager through others', async () => {
  const boss = await house.person('administrator')
  const a = await house.person()
  const b = await house.person()
  await boss.asks(contract.changePerson, { id: a.id, managerId: b.id })
  await expect(boss.asks(contract.changePerson, { id: b.id, managerId: a.id })).rejects.toMatchObject({ code: 'org.ownManager' })
  await expect(boss.asks(contract.changePerson, { id: a.id, managerId: a.id })).rejects.toMatchObject({ code: 'org.ownManager' })
})

test('a position is vacant until somebody holds it', async () => {
  const boss = await house.person('administrator')
  const position = await boss.asks(contract.addPosition, {
    unitId: house.rootUnit,
    title: 'Kỹ thuật viên bảo hành',
    function: 'returns',
    grade: 'L2',
    note: 'Đang tuyển, cần trước Tết',
  })
  expect(position.vacant).toBe(true)
  const holder = await house.person('technician')
  await boss.asks(contract.changePerson, { id: holder.id, positionId: position.id })
  const { positions } = await boss.asks(contract.chart, {})
  expect(positions.find(({ id }) => id === position.id)?.vacant).toBe(false)
  await expect(boss.asks(contract.closePosition, { id: position.id })).rejects.toMatchObject({ code: 'org.positionHeld' })
})

test('availability is declared, remembered, and ends when it was said to end', async () => {
  const an = await house.person('support_officer')
  const untilAt = new Date('2026-11-24T05:00:00Z')
  await expect(
    an.asks(contract.declareAvailability, { availability: 'away', untilAt: new Date('2026-11-24T01:00:00Z') }),
  ).rejects.toMatchObject({ code: 'org.untilPassed' })
  await an.asks(contract.declareAvailability, { availability: 'away', untilAt })
  const accepting = async () => (await house.does((ctx) => availablePeople(ctx, { hat: 'support_officer' }))).some(({ id }) => id === an.id)
  expect(await accepting()).toBe(false)
  house.setNow(new Date('2026-11-24T05:00:01Z'))
  expect(await accepting()).toBe(true)
  const { endLapsed } = await import('./actions/availability.ts')
  await house.does(endLapsed)
  house.setNow(new Date('2026-11-24T02:00:00Z'))
  expect(await an.asks(contract.availabilityHistory, { id: an.id })).toMatchObject([
    { availability: 'accepting', lapsed: true, byName: 'Hệ thống' },
    { availability: 'away', lapsed: false, untilAt },
  ])
  const reader = await house.person('hr', { name: 'Peter Brown', language: 'en' })
  expect(await reader.asks(contract.availabilityHistory, { id: an.id })).toMatchObject([{ byName: 'System' }, { byName: an.name }])
})

test('me knows my hats, my company and whether I am alone', async () => {
  const me = await linh.asks(contract.me, {})
  expect(me).toMatchObject({
    name: 'Đỗ Thùy Linh',
    initials: 'TL',
    hats: ['support_officer'],
    alone: false,
    company: { name: 'Tận Tâm' },
    twoFactor: false,
  })
  expect(await linh.asks(contract.changeMe, { signature: 'Linh · CSKH', language: 'en', theme: 'dark', shortcuts: false })).toMatchObject({
    signature: 'Linh · CSKH',
    language: 'en',
    theme: 'dark',
    shortcuts: false,
  })
})

test('two at once take two codes', async () => {
  const both = await Promise.all(['Một', 'Hai', 'Ba'].map((name) => house.does((ctx) => addPerson(ctx, { name }))))
  expect(new Set(both.map(({ code }) => code)).size).toBe(3)
})

test('the audit says how its chain stands, and notices a change', async () => {
  await expect.poll(async () => (await admin.asks(contract.auditState, {})).sealed).toBeGreaterThan(0)
  const { faults, checked, sealed } = await admin.asks(contract.auditState, {})
  expect(faults).toEqual([])
  expect(checked).toBe(sealed)
  await expect(linh.asks(contract.auditState, {})).rejects.toMatchObject({ status: 403 })
  await house.does(async ({ db }) => {
    await sql`alter table platform.event disable trigger event_append_only`.execute(db)
    await sql`update platform.event set facts = '{"code":"X"}' where id = (select event_id from platform.seal order by seq limit 1)`.execute(
      db,
    )
    await sql`alter table platform.event enable trigger event_append_only`.execute(db)
  })
  expect((await admin.asks(contract.auditState, {})).faults).toEqual([expect.stringContaining('was changed')])
})
