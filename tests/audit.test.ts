import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { furnishCases } from '#cases'
import { HATS } from '#org'
import { requestFor } from '#web/api.ts'
import { rooms } from '../app/rooms.ts'
import { given } from './given.ts'
import { type Colleague, openHouse, type TestHouse } from './house.ts'

let house: TestHouse
let boss: Colleague
const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(house.house.db)).rows
const one = async (query: string) => String((await rows(sql<{ id: string }>`${sql.raw(query)}`))[0]?.id ?? '')

beforeAll(async () => {
  house = await openHouse()
  await house.does(furnishCases)
  boss = await house.person('care_manager', { hats: [...HATS] })
})
const routes = Object.values(rooms)
  .flatMap(({ routes = [] }) => routes)
  .filter(({ endpoint }) => !endpoint.at.startsWith('GET '))

async function ask(at: string, input: Record<string, unknown>) {
  const { method, url, body } = requestFor({ at: at as 'GET /x' }, input)
  const answer = await boss.fetches(url, { method, body, headers: body ? { 'content-type': 'application/json' } : {} })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown>, text }
}
let count = 0
type Given = Record<string, unknown>
const inputOf = (at: string, own: Given) =>
  given(routes.find((one) => one.endpoint.at === at)?.endpoint.input, (name) => own[name]) as Given

/** Does it, and answers with what was made. */
async function made(at: string, own: Given = {}): Promise<Given> {
  const { status, body, text } = await ask(at, inputOf(at, own))
  expect([at, text]).toEqual([at, expect.anything()])
  expect(status, `${at} ${text}`).toBeLessThan(300)
  return body
}
const idOf = async (at: string, own: Given = {}) => (await made(at, own)).id
const code = () => `so_${++count}`
const newCase = () => made('POST /cases', { from: { name: 'Lan', mail: `so${++count}@khach.example` } })
const newReply = async () => made('POST /conversations/:id/replies', { id: (await newCase()).conversationId, by: 'mail' })
const newPerson = () => idOf('POST /org/people', { mail: `nguoi${++count}@maylanh.example`, unitId: house.rootUnit })
const phone = () => ({ kind: 'phone', value: `09031${String(10_000 + ++count)}` })
const newFilter = async () => {
  await made('POST /cases/filters')
  return one('select id from cases.saved_filter order by id desc limit 1')
}
const messageOf = async (caseId: unknown) => one(`select message_id as id from cases.case_message where case_id = '${caseId}'`)
const newClock = async () => {
  await made('POST /cases/:id/promises', { id: (await newCase()).id })
  return one("select id from clocks.clock where kind = 'promise' order by id desc limit 1")
}
const version = async (setting: string) =>
  (await rows(sql<{ version: number }>`select version from platform.setting where key = ${setting}`))[0]?.version ?? 0
const MAIL = { fromAddress: 'cskh@maylanh.example', fromName: '', signature: '', authservId: 'mx.maylanh.example', plusAddressing: false }
const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, []]))
const SECRET = { host: 'imap.khach.example', username: 'ai', secret: 'x' }

/** What has to be there before a route can do its work, and what cannot be guessed from its contract. */
const NEEDS: Record<string, () => Promise<Given> | Given> = {
  'POST /cases/:id/links': async () => ({ toId: (await newCase()).id }),
  'DELETE /cases/:id/links/:toId': async () => {
    const [one, other] = [(await newCase()).id, (await newCase()).id]
    await made('POST /cases/:id/links', { id: one, toId: other })
    return { id: one, toId: other }
  },
  'POST /cases/:id/participants': async () => ({ personIds: [await newPerson()] }),
  'DELETE /cases/:id/participants/:personId': async () => {
    const [id, personId] = [(await newCase()).id, await newPerson()]
    await made('POST /cases/:id/participants', { id, personIds: [personId] })
    return { id, personId }
  },
  'POST /cases/:id/assignment': async () => ({ handlerId: boss.id }),
  'POST /cases/:id/classification': () => ({ subject: 'Đổi tên' }),
  'POST /cases/:id/closing': async () => ({ id: await resolved() }),
  'POST /cases/:id/reopening': async () => ({ id: await resolved() }),
  'POST /cases/:id/merge': async () => ({ intoId: (await newCase()).id, anyway: true }),
  'POST /cases/merges/:id/undoing': async () => {
    await made('POST /cases/:id/merge', { id: (await newCase()).id, intoId: (await newCase()).id, anyway: true })
    return { id: await one('select id from cases.merge order by id desc limit 1') }
  },
  'POST /cases/:id/splits': async () => {
    const { id } = await newCase()
    return { id, messageIds: [await messageOf(id)], move: false }
  },
  'POST /cases/:id/promises/dismissal': async () => {
    const { id } = await newCase()
    return { id, messageId: await messageOf(id) }
  },
  'POST /cases/:id/status': () => ({ category: 'active' }),
  'POST /cases/:id/tags': () => ({ add: ['gap'] }),
  'POST /cases/:id/snooze': () => ({ until: new Date(Date.now() + 86_400_000).toISOString() }),
  'POST /cases/:id/parent': async () => ({ parentId: (await newCase()).id }),
  'POST /cases/bulk': async () => ({ ids: [(await newCase()).id], change: { what: 'tag', add: ['gap'], remove: [] } }),
  'POST /cases/undo': async () => ({
    token: (await made('POST /cases/bulk', { ids: [(await newCase()).id], change: { what: 'tag', add: ['gap'], remove: [] } })).undo,
  }),
  'PUT /cases/filters/order': async () => ({ ids: [await newFilter()] }),
  'DELETE /cases/filters/:id': async () => ({ id: await newFilter() }),
  ...Object.fromEntries(
    ['types', 'causes', 'resolutions'].flatMap((kind) => [
      [`POST /cases/settings/${kind}`, () => ({ code: code() })],
      [
        `PUT /cases/settings/${kind}/:id`,
        async () => {
          const stays = code()
          return { code: stays, id: await idOf(`POST /cases/settings/${kind}`, { code: stays }) }
        },
      ],
    ]),
  ),
  'PUT /cases/settings/statuses/:id': async () => ({ id: await idOf('POST /cases/settings/statuses') }),
  'PUT /cases/settings/rules/:id': async () => ({ id: await idOf('POST /cases/settings/rules') }),
  'DELETE /cases/settings/rules/:id': async () => ({ id: await idOf('POST /cases/settings/rules') }),
  'PUT /cases/settings/rule-order': async () => {
    await idOf('POST /cases/settings/rules')
    return { ids: (await rows(sql<{ id: string }>`select id from cases.assignment_rule`)).map(({ id }) => id) }
  },
  'POST /channels/contacts': () => ({ from: { name: 'Lan', phone: '0903112233' } }),
  'POST /channels/mailboxes': () => SECRET,
  'POST /channels/mailboxes/trial': () => SECRET,
  'PUT /channels/mailboxes/:id': async () => ({ ...SECRET, id: await idOf('POST /channels/mailboxes', SECRET) }),
  'DELETE /channels/mailboxes/:id': async () => ({ id: await idOf('POST /channels/mailboxes', SECRET) }),
  'POST /clocks/:id/cancellation': async () => ({ id: await newClock() }),
  'POST /clocks/:id/keeping': async () => ({ id: await newClock() }),
  'POST /clocks/:id/undoing': async () => {
    const id = await newClock()
    await made('POST /clocks/:id/keeping', { id })
    return { id }
  },
  'PUT /channels/settings': () => ({ mail: { ...MAIL, fromName: 'Mây Lành' } }),
  'POST /clocks/policies': () => ({ precedence: ++count }),
  'PUT /clocks/policies/:id': async () => ({ id: await idOf('POST /clocks/policies', { precedence: ++count }), precedence: ++count }),
  'DELETE /clocks/policies/:id': async () => ({ id: await idOf('POST /clocks/policies', { precedence: ++count }) }),
  'PUT /clocks/ladder': async () => ({
    version: await version('clocks.ladder'),
    steps: [50, 80, 100, 150].map((level) => ({ level, responsible: true })),
  }),
  'POST /conversations': async () => ({ customerId: (await newCase()).customerId, to: [{ name: '', address: 'moi@khach.example' }] }),
  'POST /conversations/messages/:id/cancellation': async () => ({ id: (await newReply()).messageId }),
  'POST /conversations/messages/:id/forwarding': async () => ({
    id: (await newReply()).messageId,
    to: [{ name: '', address: 'kho@khach.example' }],
  }),
  'POST /conversations/messages/:id/resending': async () => {
    const { messageId } = await newReply()
    await sql`update conversations.message set delivery = 'bounced' where id = ${messageId}`.execute(house.house.db)
    await sql`update platform.outgoing o set state = 'bounced' from conversations.message m where m.id = ${messageId} and o.id = m.outgoing_id`.execute(
      house.house.db,
    )
    return { id: messageId }
  },
  'POST /customers/:id/identities': phone,
  'PATCH /customers/:id/identities/:identityId': async () => {
    const { id } = await made('POST /customers', { identities: [phone()] })
    return { id, label: 'Nhà', identityId: await one(`select id from customers.identity where customer_id = '${id}'`) }
  },
  'DELETE /customers/:id/identities/:identityId': async () => {
    const { id } = await made('POST /customers', { identities: [phone(), phone()] })
    return { id, identityId: await one(`select id from customers.identity where customer_id = '${id}' order by id desc limit 1`) }
  },
  'POST /customers/:id/phone-reveal': async () => ({ id: await idOf('POST /customers', { identities: [phone()] }) }),
  'POST /customers/:id/merge': async () => ({ intoId: await idOf('POST /customers') }),
  'POST /customers/merges/:id/undoing': async () => {
    await made('POST /customers/:id/merge', { id: await idOf('POST /customers'), intoId: await idOf('POST /customers') })
    return { id: await one('select id from customers.merge order by id desc limit 1') }
  },
  'PUT /customers/:id/memory': () => ({ was: '', memory: 'Thích gọi buổi sáng' }),
  'PATCH /customers/:id': () => ({ name: 'Tên mới' }),
  ...Object.fromEntries(
    ['PUT /knowledge/replies/:id', 'POST /knowledge/replies/:id/archiving', 'POST /knowledge/replies/:id/filling'].map((at) => [
      at,
      async () => ({ id: await idOf('POST /knowledge/replies', { shortcut: code() }), shortcut: code() }),
    ]),
  ),
  'POST /knowledge/replies/:id/restoration': async () => {
    const id = await idOf('POST /knowledge/replies', { shortcut: code() })
    await made('POST /knowledge/replies/:id/archiving', { id })
    return { id }
  },
  'POST /knowledge/replies': () => ({ shortcut: code() }),
  'POST /notifications/:id/reading': async () => ({
    id: await one(`select id from notifications.notification where person_id = '${boss.id}' limit 1`),
  }),
  'POST /org/calendar-years': () => ({ year: 2027 }),
  'PUT /org/calendars/:id': async () => ({ week, id: await idOf('POST /org/calendars', { week }) }),
  'DELETE /org/calendars/:id': async () => ({ id: await idOf('POST /org/calendars', { week, isDefault: false }) }),
  'DELETE /org/calendar-days/:id': async () => ({ id: await idOf('POST /org/calendar-days', { day: '2027-07-08' }) }),
  'POST /org/keys': () => ({ permissions: ['org.read'] }),
  'POST /org/keys/:id/revocation': async () => ({ id: await idOf('POST /org/keys', { permissions: ['org.read'] }) }),
  'PATCH /org/people/:id': async () => ({ id: await newPerson(), name: 'Tên mới' }),
  'PUT /org/people/:id/hats': async () => ({ id: await newPerson(), hats: [{ hat: 'support_officer', share: 100, main: true }] }),
  'POST /org/people/:id/return': async () => {
    const id = await newPerson()
    await made('POST /org/people/:id/departure', { id })
    return { id }
  },
  ...Object.fromEntries(
    ['departure', 'invitations', 'availability'].map((what) => [`POST /org/people/:id/${what}`, async () => ({ id: await newPerson() })]),
  ),
  'POST /org/units': () => ({ kind: 'team', parentId: house.rootUnit }),
  'PUT /org/units/:id': async () => ({
    kind: 'team',
    parentId: house.rootUnit,
    id: await idOf('POST /org/units', { kind: 'team', parentId: house.rootUnit }),
  }),
  'POST /org/units/:id/closing': async () => ({ id: await idOf('POST /org/units', { kind: 'team', parentId: house.rootUnit }) }),
  'POST /org/positions': () => ({ unitId: house.rootUnit }),
  'PUT /org/positions/:id': async () => ({ unitId: house.rootUnit, id: await idOf('POST /org/positions', { unitId: house.rootUnit }) }),
  'POST /org/positions/:id/closing': async () => ({ id: await idOf('POST /org/positions', { unitId: house.rootUnit }) }),
  'PUT /org/branches/:id': async () => ({ id: await idOf('POST /org/branches') }),
  'PUT /performance/targets': async () => ({ version: await version('performance.targets') }),
  'PUT /surveys/settings': async () => ({ version: await version('surveys.csat') }),
  'PATCH /me': () => ({ name: 'Tên mới' }),
}
const resolved = async () => {
  const { id } = await newCase()
  await made('POST /cases/:id/resolution', { id })
  return id
}

/** Their effect lies elsewhere: in a mail that a reaction sends, or in what somebody was shown. */
const ONLY_TELLS = new Set(['POST /org/password-resets', 'POST /customers/:id/phone-reveal', 'POST /cases/:id/promises/dismissal'])

/** Tried where the thing itself is tried: what they need is made once in the life of a house, or by somebody who is not signed in. */
const ELSEWHERE: Record<string, string> = {
  'POST /first-run': 'modules/org/org.test.ts',
  'POST /org/invitations/acceptance': 'modules/org/identity.test.ts',
  'POST /channels/suspended/:id/not-spam': 'modules/channels/inbound.test.ts',
  'POST /channels/suspended/:id/rerun': 'modules/channels/inbound.test.ts',
  'POST /conversations/messages/:id/decoding': 'modules/conversations/threads.test.ts',
}

type Left = { id: string; tx: string; name: string }
const records = () => rows(sql<Left>`select id, tx::text, name from platform.event where by_id = ${boss.id}`)

/** Tables with a row that this transaction wrote; what it deleted is seen nowhere. */
async function writtenBy(tx: string) {
  const tables = await rows(sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss') and table_name not like 'event%'`)
  const asked = tables.map(({ name }) => `(select '${name}' as name from ${name} where xmin::text = '${tx}' limit 1)`)
  return rows(sql<{ name: string }>`${sql.raw(asked.join(' union all '))}`)
}

const ways = routes.map(({ endpoint: { at, quiet } }) => ({ at, quiet }))

test.each(ways.filter(({ at }) => !(at in ELSEWHERE)))('A63: $at', async ({ at, quiet }) => {
  const { id, conversationId, customerId } = await newCase()
  const own: Given = {
    ...(at.includes('/cases/:id') && { id }),
    ...(at.includes('/conversations/:id') && { id: conversationId }),
    ...(at.includes('/customers/:id') && { id: customerId }),
    ...(await NEEDS[at]?.()),
  }
  const before = new Set((await records()).map((record) => record.id))
  const { status, text } = await ask(at, inputOf(at, own))
  expect(status, text).toBeLessThan(300)
  const more = (await records()).filter((record) => !before.has(record.id))
  const [first, ...others] = more
  if (quiet) return expect(more, quiet).toEqual([])
  expect(first, 'it left no record').toBeDefined()
  // One fact, one record: a resolution says that the clock was met and that the case is resolved, each once and in the one transaction.
  expect(others.filter(({ tx }) => tx !== first?.tx)).toEqual([])
  expect(more.map(({ name }) => name)).toEqual([...new Set(more.map(({ name }) => name))])
  if (!at.startsWith('DELETE') && !ONLY_TELLS.has(at)) expect(await writtenBy(first?.tx ?? ''), at).not.toEqual([])
})

test('A63: what is refused leaves no record', async () => {
  const before = (await records()).length
  for (const { at } of ways) await ask(at, inputOf(at, {})).then(({ status }) => expect([at, status < 500]).toEqual([at, true]))
  const { id } = await newCase()
  const known = (await records()).length
  for (const at of ['POST /cases/:id/closing', 'POST /cases/:id/reopening']) expect((await ask(at, inputOf(at, { id }))).status).toBe(409)
  expect((await records()).length).toBe(known)
  expect(known).toBeGreaterThan(before)
})
