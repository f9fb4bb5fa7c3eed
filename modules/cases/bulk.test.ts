import { expect, test } from 'vitest'
import { listNotifications } from '#notifications/contract'
import { type Colleague, openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const house = await openHouse({ at: new Date('2026-11-24T03:00:00Z') })
await house.does(furnishCases)
const north = await house.unit('Nhóm miền Bắc')
const south = await house.unit('Nhóm miền Nam')
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const khang = await house.person('support_officer', { name: 'Bùi Văn Khang', unitId: south, availability: 'off' })
const tuan = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', unitId: north, availability: 'off' })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })

const opens = async (subject: string, rest: object = {}) =>
  (await linh.asks(contract.openCase, { subject, text: 'x', handlerId: linh.id, ...rest })).id
const get = (id: string) => diep.asks(contract.getCase, { id })
const bulk = (who: Colleague, ids: string[], change: Parameters<typeof contract.bulkChange.input.parse>[0] & object) =>
  who.asks(contract.bulkChange, contract.bulkChange.input.parse({ ids, change }))
const open = async (id: string) =>
  (await get(id)).clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind, responsible }) => [kind, responsible?.id])

test('a parent is resolved after its children, whichever was named first; with a child left out it says what it waits for', async () => {
  const parent = await opens('Cha')
  const children = [await opens('Con một', { parentId: parent }), await opens('Con hai', { parentId: parent })]
  const early = await bulk(linh, [parent, ...children.slice(1)], { what: 'resolve', resolution: 'answered', note: 'Đã gọi' })
  expect(early.done).toEqual(children.slice(1))
  expect(early.failed).toMatchObject([{ id: parent, reason: 'cases.childrenOpen', words: { vi: 'Còn 1 phiếu con chưa xong.' } }])
  expect(await get(children[1] ?? '')).toMatchObject({ resolution: { code: 'answered' }, resolutionNote: 'Đã gọi' })
  await linh.asks(contract.undoChange, { token: early.undo ?? '' })
  const whole = await bulk(linh, [parent, ...children], { what: 'resolve', resolution: 'answered' })
  expect(whole.done).toEqual([...children, parent])
  expect(await open(parent)).toEqual([])
  await linh.asks(contract.undoChange, { token: whole.undo ?? '' })
  expect(await open(parent)).toContainEqual(['resolution', linh.id])
})

test('what is wrong for all is said of each, and nothing is written', async () => {
  const ids = [await opens('Một'), await opens('Hai')]
  for (const [change, reason] of [
    [{ what: 'resolve', resolution: 'khong_co' }, 'cases.unknownResolution'],
    [{ what: 'resolve', cause: 'khong_co' }, 'cases.unknownCause'],
  ] as const) {
    const said = await bulk(linh, ids, change)
    expect(said).toMatchObject({ done: [], undo: null })
    expect(said.failed.map((one) => one.reason)).toEqual([reason, reason])
  }
  for (const id of ids) expect(await get(id)).toMatchObject({ status: { category: 'new' }, version: 1 })
})

test('handed over: clocks, sight and the bell go with each case; who may only see it, or not even that, is told so', async () => {
  const ids = [await opens('Ba'), await opens('Bốn')]
  const merged = await opens('Năm')
  await linh.asks(contract.mergeCase, { id: merged, intoId: ids[0] ?? '' })
  const before = await get(ids[1] ?? '')
  const given = await bulk(diep, [...ids, merged], { what: 'assign', handlerId: khang.id })
  expect(given.done).toEqual(ids)
  expect(given.failed).toMatchObject([{ id: merged, reason: 'cases.mergedInto' }])
  for (const id of ids) {
    expect(await get(id)).toMatchObject({ handler: { id: khang.id }, owner: { id: before.owner.id }, unread: true })
    expect((await open(id)).every(([, responsible]) => responsible === khang.id)).toBe(true)
    expect((await khang.asks(contract.caseThread, { id })).items.length).toBeGreaterThan(0)
  }
  const bell = (await khang.asks(listNotifications, {})).items.filter(({ caseId }) => ids.includes(caseId ?? ''))
  expect(bell.map(({ title }) => title)).toEqual(['Phạm Ngọc Diệp giao phiếu cho anh/chị', 'Phạm Ngọc Diệp giao phiếu cho anh/chị'])
  expect((await bulk(tuan, ids, { what: 'resolve', resolution: 'answered' })).failed.map(({ reason }) => reason)).toEqual([
    'cases.unknown',
    'cases.unknown',
  ])
  expect(await bulk(diep, ids, { what: 'assign', handlerId: khang.id })).toMatchObject({ done: ids, undo: null })
  await diep.asks(contract.undoChange, { token: given.undo ?? '' })
  expect(await get(ids[1] ?? '')).toMatchObject({ handler: { id: linh.id }, owner: { id: before.owner.id } })
})

test('put off and woken together, each with the clock that wakes it', async () => {
  const ids = [await opens('Sáu'), await opens('Bảy')]
  const until = new Date('2026-11-25T03:00:00Z')
  const snoozed = await bulk(linh, ids, { what: 'snooze', until })
  for (const id of ids) {
    expect(await get(id)).toMatchObject({ snoozedUntil: until })
    expect((await open(id)).map(([kind]) => kind)).toContain('snooze')
  }
  await linh.asks(contract.undoChange, { token: snoozed.undo ?? '' })
  for (const id of ids) expect((await open(id)).map(([kind]) => kind)).not.toContain('snooze')
  expect(await bulk(linh, ids, { what: 'snooze', until: null })).toMatchObject({ done: ids, undo: null })
})

test('a parent that is done takes no open case below it, and why not is said without codes', async () => {
  const [parent, later] = [await opens('Cha đã xong'), await opens('Con đến sau')]
  await bulk(linh, [parent], { what: 'resolve', resolution: 'answered' })
  await expect(linh.asks(contract.setParent, { id: later, parentId: parent })).rejects.toMatchObject({ code: 'cases.parentDone' })
  const { actions, status } = await get(parent)
  const said = actions.flatMap(({ whyNot }) => (whyNot ? [whyNot.vi] : []))
  expect(said).toContain(`Phiếu đang ở “${status.name}” thì không làm việc này được.`)
})

test('one tag in two spellings is one tag', async () => {
  const id = await opens('Nhãn hai kiểu chữ')
  await linh.asks(contract.tagCase, { id, add: ['Gấp', 'gấp'] })
  await linh.asks(contract.tagCase, { id, add: ['GẤP', 'khác'] })
  expect((await get(id)).tags.toSorted()).toEqual(['Gấp', 'khác'])
})
