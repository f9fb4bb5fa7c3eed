import excel from 'exceljs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { changeSmtp } from '#channels/contract'
import { readAudit } from '#org/contract'
import { text as kitText } from '#web/kit/text.ts'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'
import { cellWords } from './text/export.ts'

const house = await openHouse({ at: new Date('2026-11-24T03:00:00Z') })
await Promise.all([house.does(furnishCases), house.does(furnishCases)])
const team = await house.unit('Nhóm miền Bắc')
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const lead = await house.person('team_lead', { name: 'Vũ Minh Tuấn', availability: 'off', unitId: team })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: team })
await sql`insert into org.person_skill (person_id, skill) values (${linh.id}, 'robot')`.execute(house.house.db)

const read = () => diep.asks(contract.readCaseSettings, {})
const refused = (asked: Promise<unknown>) =>
  asked.then(
    () => 'nothing',
    (error: { code: string }) => error.code,
  )

test('a house is furnished once, and only those who may, see and change its settings', async () => {
  const { statuses, types, causes, rules } = await read()
  expect(statuses.filter(({ isDefault }) => isDefault)).toHaveLength(9)
  expect(new Set(types.map(({ code }) => code)).size).toBe(types.length)
  expect(causes.find(({ code }) => code === 'product.safety.handle')?.parent).toBe('product.safety')
  expect(rules.length).toBeGreaterThan(0)
  expect(await refused(linh.asks(contract.readCaseSettings, {}))).toBe('house.notAllowed')
  expect(await refused(lead.asks(contract.addType, { code: 'x', name: 'x', nameEn: 'x' }))).toBe('house.notAllowed')
})

test('codes are given once and stay; what stood there before is kept', async () => {
  const type = { code: 'install', name: 'Lắp đặt', nameEn: 'Installation', skill: 'robot', severity: 3 }
  const { id } = await diep.asks(contract.addType, type)
  expect(await refused(diep.asks(contract.addType, type))).toBe('cases.codeTaken')
  expect(await refused(diep.asks(contract.changeType, { ...type, id, code: 'other' }))).toBe('cases.codeStays')
  expect(await refused(diep.asks(contract.addType, { ...type, code: 'Có Dấu' }))).toBe('house.invalid')
  await diep.asks(contract.changeType, { ...type, id, name: 'Lắp đặt tại nhà', archived: true })
  expect((await read()).types.find((one) => one.id === id)).toMatchObject({ name: 'Lắp đặt tại nhà', archived: true })
  const { rows } = await sql<{ facts: { before: { name: string }; after: { name: string } } }>`select facts from platform.event
    where name = 'cases.settingsChanged' and facts ->> 'id' = ${id} order by id desc limit 1`.execute(house.house.db)
  expect(rows[0]?.facts).toMatchObject({ before: { name: 'Lắp đặt' }, after: { name: 'Lắp đặt tại nhà' } })
  expect(await refused(linh.asks(contract.openCase, { subject: 'Lắp máy', type: 'install' }))).toBe('cases.unknownType')
  await diep.asks(contract.changeType, { ...type, id, archived: false })
})

test('every category keeps a default status in use, and a used one keeps its category', async () => {
  const names = { nameEn: 'Checking', customerName: 'Đang xử lý', customerNameEn: 'Being worked on' }
  const { id } = await diep.asks(contract.addStatus, { category: 'active', name: 'Đang xác minh', ...names })
  const first = (await read()).statuses.find(({ category, isDefault }) => category === 'active' && isDefault)
  if (!first) throw new Error('no status')
  expect(await refused(diep.asks(contract.changeStatus, { ...first, archived: true }))).toBe('cases.defaultStays')
  await diep.asks(contract.changeStatus, { id, category: 'active', name: 'Đang xác minh', ...names, isDefault: true })
  await diep.asks(contract.changeStatus, { ...first, isDefault: false, archived: true })
  expect((await read()).statuses.filter(({ category, isDefault }) => category === 'active' && isDefault)).toMatchObject([{ id }])
  expect(await refused(diep.asks(contract.changeStatus, { id, category: 'new', name: 'x', ...names, isDefault: true }))).toBe(
    'cases.lastStatus',
  )
  const opened = await linh.asks(contract.openCase, { subject: 'Hỏi giá', handlerId: linh.id })
  await linh.asks(contract.setStatus, { id: opened.id, category: 'active' })
  expect((await linh.asks(contract.getCase, { id: opened.id })).status).toMatchObject({ id, name: 'Đang xác minh' })
})

test('causes make a tree, never a ring, and no branch is cut with leaves on it', async () => {
  const { causes } = await read()
  const of = (code: string) => causes.find((one) => one.code === code) ?? { id: '', code, parent: null, name: '', nameEn: '' }
  expect(await refused(diep.asks(contract.changeCause, { ...of('product'), parent: 'product.safety.handle' }))).toBe('cases.causeRing')
  expect(await refused(diep.asks(contract.changeCause, { ...of('staff'), archived: true }))).toBe('cases.causeHasChildren')
  await diep.asks(contract.changeCause, { ...of('staff.attitude'), archived: true })
  await diep.asks(contract.changeCause, { ...of('staff'), archived: true })
  expect(await refused(diep.asks(contract.changeCause, { ...of('staff.attitude'), archived: false }))).toBe('cases.parentArchived')
  expect(await refused(diep.asks(contract.addCause, { code: 'a.b', parent: 'nowhere', name: 'x', nameEn: 'x' }))).toBe(
    'cases.unknownSetting',
  )
})

test('rules decide in the order they are put in; a trial names the rule and takes no number', async () => {
  const robots = { name: 'Robot', condition: { words: ['rô bốt', 'robot'] }, unitId: team, skill: 'robot' }
  const { id } = await diep.asks(contract.addRule, { ...robots, position: 900 })
  const asked = { channel: 'mail' as const, text: 'Robot hút bụi không chạy' }
  expect((await diep.asks(contract.tryRules, asked)).rule).not.toBe('Robot')
  const ids = (await read()).rules.map((rule) => rule.id)
  expect(await refused(diep.asks(contract.orderRules, { ids: ids.slice(1) }))).toBe('cases.orderStale')
  await diep.asks(contract.orderRules, { ids: [id, ...ids.filter((one) => one !== id)] })
  expect(await diep.asks(contract.tryRules, asked)).toMatchObject({
    rule: 'Robot',
    person: 'Đỗ Thùy Linh',
    why: { vi: expect.stringContaining('biết “robot”') },
  })
  const before = await linh.asks(contract.openCase, { subject: 'Một' })
  await diep.asks(contract.tryRules, asked)
  const after = await linh.asks(contract.openCase, { subject: 'Hai' })
  expect(Number(after.code.slice(3))).toBe(Number(before.code.slice(3)) + 1)
  expect(await refused(diep.asks(contract.addRule, { name: 'x', personId: crypto.randomUUID() }))).toBe('cases.unknownPerson')
  expect(await refused(diep.asks(contract.addRule, { name: 'x', condition: { types: ['nothing'] } }))).toBe('cases.unknownType')
  await diep.asks(contract.removeRule, { id })
  expect((await diep.asks(contract.tryRules, asked)).rule).not.toBe('Robot')
})

test('policy asks for a cause when resolving, and its limits hold', async () => {
  const { policy } = await read()
  expect(await refused(diep.asks(contract.changeCasePolicy, { ...policy, closeDays: 0 }))).toBe('house.invalid')
  await diep.asks(contract.changeCasePolicy, { ...policy, causeNeeded: true })
  const opened = await linh.asks(contract.openCase, { subject: 'Hỏng tay cầm', handlerId: linh.id })
  expect(await refused(linh.asks(contract.resolveCase, { id: opened.id }))).toBe('cases.causeNeeded')
  await linh.asks(contract.resolveCase, { id: opened.id, cause: 'product.safety.handle' })
})

test('what a setting was before stands in the audit; a secret one keeps its secret there too', async () => {
  const admin = await house.person('administrator')
  const newest = async () => (await admin.asks(readAudit, { name: 'platform.settingChanged', limit: 1 })).items[0]?.facts
  const { policy } = await read()
  await admin.asks(contract.changeCasePolicy, { ...policy, closeDays: policy.closeDays + 1 })
  expect(await newest()).toMatchObject({
    key: 'cases.policy',
    before: { closeDays: policy.closeDays },
    after: { closeDays: policy.closeDays + 1 },
  })
  await admin.asks(changeSmtp, {
    host: 'mail.maylanh.example',
    port: 587,
    security: 'starttls',
    username: 'cskh',
    secret: 'mật-khẩu-thư',
  })
  const told = await newest()
  expect(told).toMatchObject({ before: null, after: null })
  expect(JSON.stringify(told)).not.toContain('mật-khẩu')
})

async function sheetIn(answer: Response) {
  const book = new excel.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  return book.worksheets[0]
}

test('a sheet speaks the words of the screen, in the language of who takes it', async () => {
  const english = await house.person('care_manager', { name: 'Anna Reader', language: 'en' })
  for (const [channel, severity, tier] of [
    ['form', 3, 'L2'],
    ['zalo', 1, 'L4'],
  ] as const) {
    const { id } = await linh.asks(contract.openCase, { subject: `Qua ${channel}`, channel, severity, handlerId: linh.id })
    await sql`update cases.case set tier = ${tier} where id = ${id}`.execute(house.house.db)
  }
  const told = async (who: typeof lead) => {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ view: 'all', state: 'any' }) }
    const sheet = await sheetIn(await who.fetches('/api/v1/cases/export', asked))
    const rows = [2, 3].map((row) => sheet?.getRow(row))
    return rows.map((row) => [2, 5, 8, 9].map((cell) => row?.getCell(cell).value)).sort()
  }
  for (const [who, language] of [
    [diep, 'vi'],
    [english, 'en'],
  ] as const) {
    const t = kitText[language]
    expect(await told(who)).toEqual([
      ['Qua form', t.channelForm, t.severity3, 'L2'],
      ['Qua zalo', t.channelZalo, t.severity1, t.tierTop],
    ])
    expect(Object.values(cellWords[language])).toEqual([
      ...[t.channelMail, t.channelForm, t.channelPhone, t.channelCounter, t.channelLetter],
      ...[t.channelZalo, t.channelFacebook, t.channelApi, t.channelOther],
      ...[t.severity1, t.severity2, t.severity3, t.severity4, 'L1', 'L2', 'L3', t.tierTop],
    ])
  }
})

test('a sheet holds what may be taken out, formulas stay words, and the taking is kept', async () => {
  await linh.asks(contract.openCase, { subject: '=HYPERLINK("http://evil.example")', handlerId: linh.id, tags: ['=1+1'] })
  const exports = (who: typeof lead) =>
    who.fetches('/api/v1/cases/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ view: 'all', state: 'any' }),
    })
  expect((await exports(linh)).status).toBe(403)
  const answer = await exports(lead)
  expect(answer.status).toBe(200)
  const sheet = await sheetIn(answer)
  expect(sheet?.rowCount).toBe(Number(answer.headers.get('x-row-count')) + 1)
  const first = sheet?.getRow(2)
  expect(first?.getCell(2).type).toBe(excel.ValueType.String)
  expect(first?.getCell(2).value).toBe('=HYPERLINK("http://evil.example")')
  expect(await house.names()).toContain('cases.casesExported')
})
