import { expect, test } from 'vitest'
import type { z } from 'zod'
import * as conversations from '#conversations/contract'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

const MORNING = new Date('2026-11-24T03:00:00Z')
const house = await openHouse({ at: MORNING })
await house.does(furnishCases)
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const mate = await house.person('support_officer', { name: 'Trần Bảo An', unitId: north })
const far = await house.person('support_officer', { name: 'Lê Phương Nam', unitId: south })
const lead = await house.person('team_lead', { name: 'Nguyễn Minh Tuấn', unitId: north, availability: 'off' })
const manager = await house.person('care_manager', { name: 'Phạm Ngọc Diệp', availability: 'off' })
const technician = await house.person('technician', { name: 'Võ Kỹ Thuật', unitId: north, availability: 'off' })
const administrator = await house.person('administrator', { availability: 'off' })
const everybody = { linh, mate, far, lead, manager, technician, administrator }

const opened = await linh.asks(contract.openCase, {
  subject: 'Bình nóng lạnh rò điện',
  text: 'Bình nóng lạnh nhà chị Hường bị rò điện, đường dây cũ.',
  from: { name: 'Trần Thu Hường', mail: 'huong@example.vn', phone: '0912 345 678' },
  handlerId: linh.id,
  tags: ['rò điện'],
})
const { id } = opened

const may = async (asking: Promise<unknown>) =>
  asking.then(
    () => 'yes',
    (refused: { status: number }) => refused.status,
  )

test('a case is for its own, its team, the units below its lead and those who see all; for others it does not exist', async () => {
  const seen: Record<string, unknown> = {}
  for (const [name, who] of Object.entries(everybody)) seen[name] = await may(who.asks(contract.getCase, { id }))
  expect(seen).toEqual({ linh: 'yes', mate: 'yes', far: 404, lead: 'yes', manager: 'yes', technician: 404, administrator: 403 })
  expect(await may(far.asks(contract.getCase, { id: opened.code }))).toBe(404)
  expect(await may(far.asks(contract.caseThread, { id }))).toBe(404)
})

test('every way to change a case refuses whoever may not see it with the same 404, and writes nothing', async () => {
  const before = await linh.asks(contract.getCase, { id })
  const asked: [string, () => Promise<unknown>][] = [
    ['take', () => far.asks(contract.takeCase, { id })],
    ['assign', () => far.asks(contract.assignCase, { id, handlerId: far.id })],
    ['participants', () => far.asks(contract.addParticipants, { id, personIds: [far.id] })],
    ['leave', () => far.asks(contract.removeParticipant, { id, personId: linh.id })],
    ['classify', () => far.asks(contract.classifyCase, { id, subject: 'Của tôi' })],
    ['severity', () => far.asks(contract.setSeverity, { id, severity: 1 })],
    ['spam', () => far.asks(contract.markSpam, { id, spam: true })],
    ['status', () => far.asks(contract.setStatus, { id, category: 'active' })],
    ['resolve', () => far.asks(contract.resolveCase, { id })],
    ['reopen', () => far.asks(contract.reopenCase, { id, reason: 'vì tôi muốn' })],
    ['close', () => far.asks(contract.closeCase, { id })],
    ['cancel', () => far.asks(contract.cancelCase, { id, reason: 'vì tôi muốn' })],
    ['snooze', () => far.asks(contract.snoozeCase, { id, until: new Date('2026-12-01T03:00:00Z') })],
    ['raise', () => far.asks(contract.raiseTier, { id, reason: 'abc', tried: 'abc', asked: 'abc' })],
    ['read', () => far.asks(contract.readCase, { id })],
    ['promise', () => far.asks(contract.makePromise, { id, dueAt: new Date('2026-12-01T03:00:00Z') })],
    ['child', () => far.asks(contract.openCase, { subject: 'Con', parentId: id })],
  ]
  const answers = Object.fromEntries(await Promise.all(asked.map(async ([name, ask]) => [name, await may(ask())])))
  expect(answers).toEqual(Object.fromEntries(asked.map(([name]) => [name, 404])))
  expect(await linh.asks(contract.getCase, { id })).toEqual(before)
})

test('what may only be seen is not changed: 403, and the page says so beforehand; who was invited sees until they leave', async () => {
  const qa = await house.person('qa_officer')
  const shown = await qa.asks(contract.getCase, { id })
  expect(shown.may).toMatchObject({ reply: false, assign: false, take: false, lowerSeverity: false })
  expect(shown.actions.every(({ may }) => !may)).toBe(true)
  expect(await may(qa.asks(contract.setSeverity, { id, severity: 1 }))).toBe(403)
  await linh.asks(contract.addParticipants, { id, personIds: [technician.id] })
  expect((await technician.asks(contract.getCase, { id })).participants).toMatchObject([{ id: technician.id, why: 'invited' }])
  expect(await may(technician.asks(contract.closeCase, { id }))).toBe(409)
  await linh.asks(contract.removeParticipant, { id, personId: technician.id })
  expect(await may(technician.asks(contract.getCase, { id }))).toBe(404)
})

test('queue, counts, search, tags and links tell nobody of a case they may not see', async () => {
  const codes = async (who: typeof linh, view: 'mine' | 'team' | 'all') =>
    (await who.asks(contract.listQueue, { view })).items.map(({ code }) => code)
  expect(await codes(linh, 'mine')).toEqual([opened.code])
  expect(await codes(mate, 'mine')).toEqual([])
  expect(await codes(mate, 'team')).toEqual([opened.code])
  expect(await codes(far, 'all')).toEqual([])
  expect((await far.asks(contract.countQueue, {})).all).toEqual({ count: 0, more: false })
  expect((await lead.asks(contract.countQueue, {})).all).toEqual({ count: 1, more: false })
  for (const q of [opened.code, 'rò điện', 'Hường', '5678']) {
    expect((await far.asks(contract.searchCases, { q, state: 'any' })).items).toEqual([])
    expect((await mate.asks(contract.searchCases, { q, state: 'any' })).items.map((one) => one.case.code)).toEqual([opened.code])
  }
  expect(await far.asks(contract.listTags, {})).toEqual([])
  expect(await mate.asks(contract.listTags, { q: 'ro' })).toEqual([{ tag: 'rò điện', count: 1 }])
  const child = await linh.asks(contract.openCase, { subject: 'Con', parentId: id, handlerId: far.id, unitId: south })
  expect((await far.asks(contract.getCase, { id: child.id })).parent).toEqual({
    ...{ id, code: opened.code, seen: false, subject: '', category: null, createdAt: null },
  })
})

test('search finds without marks, puts the exact tone first, by code, by the last figures of a phone, and marks what matched', async () => {
  const plain = await linh.asks(contract.openCase, { subject: 'Duong ong nuoc', text: 'khong dau', handlerId: linh.id })
  const toned = await linh.asks(contract.openCase, { subject: 'Đường ống nước', text: 'có dấu', handlerId: linh.id })
  const later = await linh.asks(contract.openCase, { subject: 'Dương ống gì đó', text: 'tên người', handlerId: linh.id })
  const found = async (q: string) => (await linh.asks(contract.searchCases, { q })).items
  expect((await found('duong ong')).map((one) => one.case.id).sort()).toEqual([plain.id, toned.id, later.id].sort())
  expect((await found('đường ống'))[0]?.case.id).toBe(toned.id)
  expect((await found('binh nong'))[0]).toMatchObject({ by: 'subject', excerpt: '\u{E000}Bình\u{E001} \u{E000}nóng\u{E001} lạnh rò điện' })
  expect((await found('duong day'))[0]).toMatchObject({ by: 'message', case: { id }, messageId: opened.messageId })
  expect((await found('thu huong'))[0]).toMatchObject({ by: 'customer', case: { id } })
  expect((await found('+84912345678'))[0]).toMatchObject({ by: 'customer', case: { id } })
  expect((await found(`ph-${Number(opened.code.slice(3))}`))[0]).toMatchObject({ by: 'code', case: { id } })
  for (const q of ["'", '\\', '%', '_', '& | !', "a' | b", '🎉', 'ph-', '<>'])
    expect(await may(linh.asks(contract.searchCases, { q }))).toBe('yes')
})

test('the queue pages through every case once, in every order, and keeps its filters', async () => {
  for (const [place, severity] of [3, 1, 2, 4, 3].entries())
    await linh.asks(contract.openCase, {
      subject: `Việc ${place}`,
      severity,
      handlerId: linh.id,
      type: place % 2 ? 'complaint' : undefined,
      at: new Date(MORNING.getTime() - place * 3_600_000),
    })
  for (const sort of ['due', 'newest', 'oldest', 'updated', 'severity'] as const) {
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await linh.asks(contract.listQueue, { view: 'mine', sort, limit: 3, after })
      seen.push(...page.items.map((row) => row.id))
      if (!page.next) break
      after = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(9)
  }
  const worst = await linh.asks(contract.listQueue, { view: 'mine', sort: 'severity' })
  expect(worst.items[0]).toMatchObject({ severity: 1 })
  const complaints = await linh.asks(contract.listQueue, { view: 'mine', type: ['complaint'] })
  expect(complaints.items.map(({ type }) => type?.code)).toEqual(['complaint', 'complaint'])
  expect((await linh.asks(contract.listQueue, { view: 'mine', words: 'binh nong' })).items.map((row) => row.id)).toEqual([id])
  expect((await linh.asks(contract.listQueue, { view: 'mine', tag: ['rò điện'] })).items.map((row) => row.id)).toEqual([id])
  await expect(linh.asks(contract.listQueue, { view: 'mine', after: 'rác' })).rejects.toMatchObject({ status: 422 })
  const handlers: z.output<typeof contract.listHandlers.reply>['items'] = []
  for (let after: string | undefined; ; ) {
    const page = await linh.asks(contract.listHandlers, { limit: 2, after })
    handlers.push(...page.items)
    if (!page.next) break
    after = page.next
  }
  expect(new Set(handlers.map((one) => one.id)).size).toBe(handlers.length)
  expect(handlers.find((one) => one.id === linh.id)).toMatchObject({ availability: 'accepting', load: 9 })
  expect(handlers.some((one) => one.id === administrator.id)).toBe(false)
  const named = handlers.find((one) => one.id === linh.id)?.name ?? ''
  const bare = named.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase()
  expect((await linh.asks(contract.listHandlers, { find: bare })).items.map((one) => one.id)).toEqual([linh.id])
  expect((await linh.asks(contract.listHandlers, { find: 'không ai tên thế' })).items).toEqual([])
})

test('what a handler may do beside: read, spam and back, classify raises the severity and dates anew', async () => {
  expect(await mate.asks(contract.readCase, { id })).toEqual({ unread: false })
  expect(await linh.asks(contract.readCase, { id, unread: true })).toEqual({ unread: true })
  const before = await linh.asks(contract.getCase, { id })
  await linh.asks(contract.classifyCase, { id, type: 'complaint' })
  const after = await linh.asks(contract.getCase, { id })
  expect(after).toMatchObject({ severity: 3, type: { code: 'complaint' } })
  expect(after.due?.at.getTime()).toBeLessThan(before.due?.at.getTime() ?? 0)
  await linh.asks(contract.markSpam, { id, spam: true })
  expect((await linh.asks(contract.listQueue, { view: 'mine', state: 'spam' })).items.map((row) => row.id)).toEqual([id])
  expect((await linh.asks(contract.getCase, { id })).due).toBeNull()
  await linh.asks(contract.markSpam, { id, spam: false })
  expect((await linh.asks(contract.getCase, { id })).due).toMatchObject({ kind: 'first_response', at: after.due?.at })
})

test('what waits in a pool above waits for everybody below it, with its conversation; once taken it is the taker’s team’s', async () => {
  const pooled = await manager.asks(contract.openCase, { subject: 'Chung cả phòng', handlerId: null, unitId: house.rootUnit })
  const reads = (who: typeof linh) => may(who.asks(conversations.readConversation, { id: pooled.conversationId }))
  expect([await may(far.asks(contract.getCase, { id: pooled.id })), await reads(far), await reads(linh)]).toEqual(['yes', 'yes', 'yes'])
  await linh.asks(contract.takeCase, { id: pooled.id })
  expect([await may(far.asks(contract.getCase, { id: pooled.id })), await reads(far), await reads(linh)]).toEqual([404, 404, 'yes'])
  expect(await may(lead.asks(contract.getCase, { id: pooled.id }))).toBe('yes')
})
