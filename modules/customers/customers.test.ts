import excel from 'exceljs'
import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { customerCards, customerMail, findCustomer, grantAccess, recogniseCustomer, sameCustomer } from './index.ts'

const house = await openHouse({ at: new Date('2026-11-24T02:00:00Z') })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })
const ngan = await house.person('support_officer', { name: 'Huỳnh Thị Kim Ngân' })
const lead = await house.person('team_lead')
const warehouse = await house.person('warehouse')
const board = await house.person('board')

const add = (name: string, rest: Partial<contract.NewCustomer> = {}) => linh.asks(contract.addCustomer, { name, ...rest })
const phone = (value: string) => ({ kind: 'phone' as const, value })
const mail = (value: string, verified = false) => ({ kind: 'mail' as const, value, verified })
const claims = (...identities: { kind: 'phone' | 'mail'; value: string; verified?: boolean }[]) =>
  house.does((ctx) => recogniseCustomer(ctx, { identities, name: 'Ai Đó' }))
const codes = async (q: string) => (await linh.asks(contract.searchCustomers, { q })).map(({ code }) => code)

test('search: marks or none, exact tones first, any part of a phone, mail, code, a slip of a letter', async () => {
  const duong = await add('Nguyễn Thùy Dương', { identities: [phone('0316 204 518'), mail('Duong.NT@Example.vn')] })
  const road = await add('Trần Đường', { identities: [phone('+84 912 345 468')] })
  const hoa = await add('Lê Thị Hoà')
  expect(duong.code).toMatch(/^KH\d{4}$/)
  expect(new Set(await codes('duong'))).toEqual(new Set([duong.code, road.code]))
  expect((await codes('đường'))[0]).toBe(road.code)
  expect((await codes('dương'))[0]).toBe(duong.code)
  expect(await codes('hòa')).toEqual([hoa.code])
  await add('Hoàng An')
  expect((await codes('hoà'))[0]).toBe(hoa.code)
  expect((await codes('hoa'))[0]).toBe(hoa.code)
  expect(await codes('duong thuy')).toEqual([duong.code])
  for (const typed of ['0316204518', '84316204518', '+84 316 204 518', '204 518', '518', '0316'])
    expect(await codes(typed), typed).toContain(duong.code)
  expect(await codes('468')).toEqual([road.code])
  expect(await codes('duong.nt@')).toEqual([duong.code])
  expect(await codes(hoa.code.toLowerCase())).toEqual([hoa.code])
  expect(await codes('nguyen thuy duonng')).toContain(duong.code)
  expect(await codes('%')).toEqual([])
  expect(await codes('xyzxyz')).toEqual([])
})

test('phones and mails are masked, shown when asked for, and who looked is kept', async () => {
  const { id } = await add('Kín Đáo', { identities: [phone('0934 567 890'), mail('kin@example.vn')] })
  const seen = await linh.asks(contract.getCustomer, { id })
  expect(seen.identities.map(({ shown, isMasked }) => [shown, isMasked])).toEqual([
    ['0934 ••• 890', true],
    ['kin@example.vn', false],
  ])
  const byBoard = await board.asks(contract.getCustomer, { id })
  expect(JSON.stringify(byBoard)).not.toMatch(/0934 567 890|kin@example/)
  await expect(board.asks(contract.revealPhone, { id })).rejects.toMatchObject({ status: 403 })
  const { identities } = await linh.asks(contract.revealPhone, { id })
  expect(identities[0]).toMatchObject({ shown: '0934 567 890', value: '+84934567890' })
  const { items } = await lead.asks(contract.getTimeline, { id, names: ['customers.phoneRevealed'] })
  expect(items).toMatchObject([{ by: { name: 'Đỗ Thùy Linh' } }])
  expect(JSON.stringify(items)).not.toContain('934567890')
})

test('an identity belongs to one customer; what is no phone is refused with words', async () => {
  const first = await add('Chủ Số', { identities: [phone('0977 111 222')] })
  await expect(add('Người Sau', { identities: [phone('84977111222')] })).rejects.toMatchObject({
    status: 409,
    code: 'customers.phoneTaken',
    message: expect.stringContaining(first.code),
  })
  expect(await codes('Người Sau')).toEqual([])
  await expect(add('Sai', { identities: [phone('12')] })).rejects.toMatchObject({
    ...{ status: 422, code: 'house.invalid' },
    body: { issues: [{ path: ['identities', 0, 'value'], message: expect.stringContaining('không phải số điện thoại') }] },
  })
  await expect(add('Sai', { identities: [phone('1022')] })).rejects.toMatchObject({ status: 422, code: 'customers.wrongPhone' })
  await expect(linh.asks(contract.addIdentity, { id: first.id, kind: 'phone', value: '0123 456 789' })).rejects.toMatchObject({
    body: { issues: [{ path: ['value'] }] },
  })
  const dup = await linh.asks(contract.findDuplicates, { name: 'chu so', phone: '0977.111.222' })
  expect(dup).toMatchObject([{ code: first.code, why: ['phone', 'name'] }])
  expect((await linh.asks(contract.findDuplicates, { name: 'Chủ Số', notId: first.id })).length).toBe(0)
})

test('twenty contacts of one stranger at once are one customer', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => claims(mail('moi@example.vn', true), phone('0988 000 111'))))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  const [{ id } = { id: '' }] = all
  expect((await linh.asks(contract.getCustomer, { id })).identities).toHaveLength(2)
})

test('whoever gave a number and no name is called by it, masked, until they say their name', async () => {
  const identities = [{ kind: 'phone' as const, value: '0316 718 249', verified: true }]
  const { id } = await house.does((ctx) => recogniseCustomer(ctx, { identities }))
  expect(await linh.asks(contract.getCustomer, { id })).toMatchObject({ name: '0316 ••• 249' })
  await house.does((ctx) => recogniseCustomer(ctx, { identities, name: 'Trịnh Quang Vinh' }))
  expect(await linh.asks(contract.getCustomer, { id })).toMatchObject({ name: 'Trịnh Quang Vinh' })
})

test('who only claims a mail does not become its owner; who proves it may add a phone', async () => {
  const victim = await add('Nạn Nhân', { identities: [mail('nan@example.vn')] })
  expect((await claims(mail('nan@example.vn'), phone('0901 999 888'))).id).toBe(victim.id)
  expect((await linh.asks(contract.getCustomer, { id: victim.id })).identities).toHaveLength(1)
  await claims(mail('nan@example.vn', true), phone('0901 999 888'))
  const { identities } = await linh.asks(contract.getCustomer, { id: victim.id })
  expect(identities.map(({ kind, verifiedAt }) => [kind, verifiedAt !== null])).toEqual([
    ['phone', false],
    ['mail', true],
  ])
})

test('of two who change at once the second is told who was first', async () => {
  const { id } = await add('Hai Người Sửa')
  const { version } = await linh.asks(contract.getCustomer, { id })
  await linh.asks(contract.changeCustomer, { id, version, honorific: 'chị', tags: ['quen'] })
  await expect(ngan.asks(contract.changeCustomer, { id, version, honorific: 'cô' })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('Đỗ Thùy Linh'),
  })
  expect(await linh.asks(contract.getCustomer, { id })).toMatchObject({ honorific: 'chị', tags: ['quen'] })
  await linh.asks(contract.rememberCustomer, { id, was: '', memory: 'Nhà có bé nhỏ' })
  await expect(ngan.asks(contract.rememberCustomer, { id, was: '', memory: 'Sàn gỗ' })).rejects.toMatchObject({
    code: 'customers.memoryMeanwhile',
    body: { facts: { memory: 'Nhà có bé nhỏ', by: 'Đỗ Thùy Linh' } },
  })
  await ngan.asks(contract.rememberCustomer, { id, was: 'Nhà có bé nhỏ', memory: 'Nhà có bé nhỏ, sàn gỗ' })
  expect((await linh.asks(contract.getCustomer, { id })).memoryChanged?.by).toBe('Huỳnh Thị Kim Ngân')
})

test('an address takes a ward of its own province and keeps the old text', async () => {
  const place = { provinceCode: '79', wardCode: '27343', addressLine: '145 Võ Văn Kiệt', legacyAddress: 'Phường 1, Quận 5, TP HCM' }
  const { id } = await add('Có Nhà', place)
  const { address, version } = await linh.asks(contract.getCustomer, { id })
  expect(address).toMatchObject({
    wardName: 'Phường Chợ Lớn',
    provinceName: expect.stringContaining('Hồ Chí Minh'),
    legacy: place.legacyAddress,
  })
  await expect(linh.asks(contract.changeCustomer, { id, version, wardCode: '00004' })).rejects.toMatchObject({
    code: 'customers.unknownPlace',
  })
  await linh.asks(contract.changeCustomer, { id, version, provinceCode: '01' })
  expect((await linh.asks(contract.getCustomer, { id })).address).toMatchObject({
    provinceCode: '01',
    wardCode: null,
    legacy: place.legacyAddress,
  })
  expect(await linh.asks(contract.listProvinces, {})).toHaveLength(34)
  expect((await linh.asks(contract.listWards, { code: '01' })).some(({ short }) => short === 'Cầu Giấy')).toBe(true)
})

test('a lunar birthday is announced on its solar day', async () => {
  const { id } = await add('Sinh Âm', { birthLunar: true, birthLunarDay: 1, birthLunarMonth: 12 })
  const { upcoming } = await linh.asks(contract.getCustomer, { id })
  // The first of the twelfth month of Bính Ngọ.
  expect(upcoming).toEqual([{ what: 'birthday', date: '2027-01-08', daysAhead: 45, lunar: { day: 1, month: 12 } }])
  await expect(add('Thiếu', { birthLunar: true, birthLunarDay: 3 })).rejects.toMatchObject({ code: 'customers.lunarIncomplete' })
})

test('a protected group is seen, changed and told only to those who must act on it', async () => {
  const { id } = await add('Cụ Già', { vulnerable: ['elderly'] })
  const { version } = await linh.asks(contract.getCustomer, { id })
  await linh.asks(contract.changeCustomer, { id, version, vulnerable: ['elderly', 'illness'] })
  const sales = await house.person('loyalty_officer')
  const theirs = await sales.asks(contract.getCustomer, { id })
  expect(theirs.vulnerable).toBeUndefined()
  await expect(sales.asks(contract.changeCustomer, { id, version: version + 1, vulnerable: [] })).rejects.toMatchObject({ status: 403 })
  await expect(sales.asks(contract.listCustomers, { vulnerable: ['illness'] })).rejects.toMatchObject({ status: 403 })
  const told = await sales.asks(contract.getTimeline, { id })
  expect(JSON.stringify(told)).not.toContain('vulnerable')
  expect((await linh.asks(contract.getTimeline, { id })).items.map(({ name }) => name)).toContain('customers.changed')
  expect((await linh.asks(contract.listCustomers, { vulnerable: ['illness'] })).items.map((row) => row.id)).toEqual([id])
})

test('whoever has no business with a customer learns nothing, until somebody lets them', async () => {
  const { id, code } = await add('Của Người Khác', { identities: [phone('0966 333 444')] })
  for (const asked of [id, code]) await expect(warehouse.asks(contract.getCustomer, { id: asked })).rejects.toMatchObject({ status: 404 })
  expect(await warehouse.asks(contract.searchCustomers, { q: '0966333444' })).toEqual([])
  expect(await warehouse.asks(contract.findDuplicates, { phone: '0966333444' })).toEqual([])
  await expect(warehouse.asks(contract.getTimeline, { id })).rejects.toMatchObject({ status: 404 })
  await house.does((ctx) => grantAccess(ctx, { customerId: id, personId: warehouse.id, why: 'PH-000001', until: new Date('2026-11-25') }))
  expect((await warehouse.asks(contract.getCustomer, { id: code })).name).toBe('Của Người Khác')
  house.setNow(new Date('2026-11-26T02:00:00Z'))
  await expect(warehouse.asks(contract.getCustomer, { id })).rejects.toMatchObject({ status: 404 })
  house.setNow(new Date('2026-11-24T02:00:00Z'))
})

test('a merge moves everything and is taken back exactly', async () => {
  const a = await add('Bản Một', {
    identities: [phone('0911 000 001')],
    tags: ['sỉ'],
    memory: 'Dị ứng mùi sơn',
    preferences: { noCalls: true },
  })
  const b = await add('Bản Hai', { identities: [phone('0911 000 002'), mail('hai@example.vn')], memory: 'Gọi sau 17h', honorific: 'anh' })
  const before = await Promise.all([a, b].map(({ id }) => linh.asks(contract.getCustomer, { id })))
  await expect(linh.asks(contract.mergeCustomers, { id: a.id, intoId: b.id })).rejects.toMatchObject({ status: 403 })
  const { mergeId } = await lead.asks(contract.mergeCustomers, { id: a.id, intoId: b.id })
  const one = await linh.asks(contract.getCustomer, { id: a.code })
  expect(one).toMatchObject({ id: b.id, tags: ['sỉ'], preferences: { noCalls: true } })
  expect(one.memory).toContain('Gọi sau 17h')
  expect(one.memory).toContain('Dị ứng mùi sơn')
  expect(one.identities.map(({ kind }) => kind)).toEqual(['phone', 'phone', 'mail'])
  expect(one.merged).toMatchObject([{ mergeId, code: a.code }])
  expect((await claims(phone('0911 000 001'))).id).toBe(b.id)
  await expect(linh.asks(contract.changeCustomer, { id: a.id, version: 2, honorific: 'x' })).rejects.toMatchObject({
    code: 'customers.mergedAway',
  })
  expect(await house.does((ctx) => sameCustomer(ctx, a.id))).toEqual([b.id, a.id])
  expect(await house.does((ctx) => customerMail(ctx, a.id))).toBe('hai@example.vn')
  expect((await house.does((ctx) => findCustomer(ctx, a.id)))?.code).toBe(b.code)
  expect([...(await house.does((ctx) => customerCards(ctx, [a.id, b.id]))).values()].map(({ code }) => code)).toEqual([b.code, b.code])
  expect(await codes('Bản Một')).toEqual([])

  await lead.asks(contract.undoMerge, { id: mergeId })
  const after = await Promise.all([a, b].map(({ id }) => linh.asks(contract.getCustomer, { id })))
  expect(after.map((one) => ({ ...one, version: 0 }))).toEqual(before.map((one) => ({ ...one, version: 0 })))
  await expect(lead.asks(contract.undoMerge, { id: mergeId })).rejects.toMatchObject({ code: 'customers.mergeUndone' })
})

test('merges at once do not hang, and a company is not a person', async () => {
  const [x, y] = [await add('Một X'), await add('Một Y')]
  const both = await Promise.allSettled([
    lead.asks(contract.mergeCustomers, { id: x.id, intoId: y.id }),
    lead.asks(contract.mergeCustomers, { id: y.id, intoId: x.id }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const firm = await add('Công ty Z', { kind: 'company' })
  expect(firm.code).toMatch(/^DN\d{4}$/)
  const survivor = both[0]?.status === 'fulfilled' ? y : x
  await expect(lead.asks(contract.mergeCustomers, { id: survivor.id, intoId: firm.id })).rejects.toMatchObject({
    code: 'customers.mergeKinds',
  })
  await expect(lead.asks(contract.mergeCustomers, { id: survivor.id, intoId: survivor.id })).rejects.toMatchObject({ status: 422 })
})

test('the list goes page by page by given name as Vietnamese sort, and by filters', async () => {
  await Promise.all(['Lê Ấn', 'Bùi Ánh', 'Vũ An', 'Đinh Ân'].map((name) => add(name, { tags: ['trang'], tier: 'gold', ownerId: linh.id })))
  const names = []
  for (let after: string | undefined; ; ) {
    const page = await linh.asks(contract.listCustomers, { tag: 'trang', limit: 3, after })
    names.push(...page.items.map(({ name }) => name))
    if (!page.next) break
    after = page.next
  }
  expect(names).toEqual(['Vũ An', 'Bùi Ánh', 'Đinh Ân', 'Lê Ấn'])
  const newest = await linh.asks(contract.listCustomers, { sort: 'newest', limit: 100, tier: ['gold'], ownerId: linh.id })
  expect(newest.items).toHaveLength(4)
  expect((await linh.asks(contract.listCustomers, { tag: 'trang', unowned: true })).items).toEqual([])
  expect((await linh.asks(contract.listTags, {})).find(({ tag }) => tag === 'trang')?.count).toBe(4)
  await expect(linh.asks(contract.listCustomers, { after: 'rác' })).rejects.toMatchObject({ status: 422 })
})

test('the sheet holds what may be seen, names stay names, and who took it is kept', async () => {
  await add('=HYPERLINK("http://xau.example")', { tags: ['tờ'], identities: [phone('0955 444 333')] })
  const take = (who: typeof lead, body: object) =>
    who.fetches('/api/v1/customers/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await take(linh, {})).status).toBe(403)
  const read = async (body: object) => {
    const book = new excel.Workbook()
    await book.xlsx.load(await (await take(lead, body)).arrayBuffer())
    return book.worksheets[0]?.getRow(2)
  }
  const masked = await read({ tag: 'tờ' })
  expect(masked?.getCell(2).value).toBe('=HYPERLINK("http://xau.example")')
  expect(masked?.getCell(10).value).toBe('0955 ••• 333')
  expect((await read({ tag: 'tờ', withContacts: true }))?.getCell(10).value).toBe('0955 444 333')
  expect((await house.names()).filter((name) => name === 'customers.exported')).toHaveLength(2)
})

test('a request asked twice under one key adds one customer', async () => {
  const twice = await Promise.all([1, 2].map(() => linh.asks(contract.addCustomer, { name: 'Bấm Đúp' }, { key: 'dup-1' }).catch(String)))
  const again = await linh.asks(contract.addCustomer, { name: 'Bấm Đúp' }, { key: 'dup-1' })
  expect(await codes('Bấm Đúp')).toEqual([again.code])
  expect(twice).toContainEqual(again)
})
