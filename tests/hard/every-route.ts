import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { rooms } from '../../app/rooms.ts'
import { post } from './load.ts'
import { must, say, scenario } from './scenario.ts'
import { openWorld, type World } from './world.ts'

const NOBODY = '00000000-0000-7000-8000-00000000dead'
const ways = Object.values(rooms).flatMap(({ routes = [], pages = [] }) => [
  ...routes.map(({ endpoint: { at } }) => ({ method: at.split(' ')[0] ?? '', path: `/api/v1${at.split(' ')[1]}` })),
  ...pages.map(({ at }) => ({ method: at.split(' ')[0] ?? '', path: at.split(' ')[1] ?? '' })),
])
const OTHERS = ['/', '/hop-thu', '/api', '/api/openapi.json', '/healthz', '/readyz', '/khong-co', '/api/v1/khong-co', '/dang-nhap']

/** A30 and A33: what is true of every way in. */
await scenario('A30, A33: security headers on every route; columns nobody may set stay as they are on every write', async () => {
  const world = await openWorld()
  const app = await world.start({ env: { PUBLIC_URL: 'https://cskh.maylanh.example' } })
  for (const { method, path } of [...ways, ...OTHERS.map((path) => ({ method: 'GET', path }))]) {
    for (const authorization of [undefined, `Bearer ${world.key}`]) {
      const answer = await fetch(app.address + path.replaceAll(/:[a-zA-Z]+/g, NOBODY).replace('*', 'x'), {
        method,
        redirect: 'manual',
        headers: { ...(authorization ? { authorization } : {}), ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      await answer.arrayBuffer()
      guarded(`${method} ${path}`, answer.headers)
      must(answer.status < 500, `${method} ${path} answered ${answer.status}`)
    }
  }
  say(`${ways.length + OTHERS.length} routes, with a key and without`)
  await protectedColumns(world, app.address)
  await app.stop()
})

function guarded(route: string, headers: Headers) {
  const policy = headers.get('content-security-policy') ?? ''
  const scripts =
    /script-src([^;]*)/.exec(policy)?.[1] ?? /default-src([^;]*)/.exec(policy)?.[1] ?? (/sandbox/.test(policy) ? '' : 'none given')
  must(!/unsafe-inline|unsafe-eval|none given|\*/.test(scripts), `${route}: scripts from anywhere (${policy})`)
  must(/frame-ancestors '(none|self)'|sandbox/.test(policy), `${route}: may be framed (${policy})`)
  must(headers.get('x-content-type-options') === 'nosniff', `${route}: no nosniff`)
  must(headers.get('referrer-policy'), `${route}: no referrer policy`)
  must(/max-age=\d{7,}/.test(headers.get('strict-transport-security') ?? ''), `${route}: no HSTS over https`)
  for (const cookie of headers.getSetCookie())
    must(/^__Host-/.test(cookie) && /httponly/i.test(cookie), `${route}: cookie ${cookie.split('=')[0]}`)
}

type Columns = Record<string, unknown>

/** Every column of the table, and what attackers like to add, beside a valid body: only what the body may say is changed. */
async function protectedColumns(world: World, address: string) {
  const given = await attack(world)
  const opened = await post(
    address,
    world.key,
    '/cases',
    { subject: 'Gán', text: 'x', from: { name: 'Lan', mail: 'gan@khach.example' } },
    randomUUID(),
  )
  const { id, conversationId, customerId } = opened.body
  const rows = async () => ({
    case: await row(world, sql`select * from cases.case where id = ${id}`),
    customer: await row(world, sql`select * from customers.customer where id = ${customerId}`),
    conversation: await row(world, sql`select * from conversations.conversation where id = ${conversationId}`),
  })
  const before = await rows()
  const writes: [path: string, body: Columns][] = [
    [`/cases/${id}/tags`, { add: ['a'] }],
    [`/cases/${id}/classification`, { subject: 'Gán lại' }],
    [`/cases/${id}/status`, { category: 'active', note: '' }],
    [`/conversations/${conversationId}/notes`, { text: 'Ghi' }],
  ]
  for (const [path, body] of writes) {
    const answer = await post(address, world.key, path, { ...given, ...body }, randomUUID())
    must([200, 201, 422].includes(answer.status), `${path} with every column answered ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  const after = await rows()
  const mayChange =
    /^(subject|subjectWords|preview|tags|status_?id|category|version|.*_?at|.*_?on|handler_?id|handlerId|assignedWhy|seen_?by.*|search.*|unread|statusId|typeId|severity|.*At)$/i
  for (const table of ['case', 'customer', 'conversation'] as const)
    for (const [column, value] of Object.entries(before[table]))
      must(
        mayChange.test(column) || JSON.stringify(value) === JSON.stringify(after[table][column]),
        `${table}.${column} was set from outside: ${JSON.stringify(value)} became ${JSON.stringify(after[table][column])}`,
      )
  for (const table of ['case', 'customer'] as const)
    for (const column of ['createdAt', 'openedAt'])
      must(String(before[table][column]) === String(after[table][column]), `${table}.${column} was set from outside`)
  const { rows: hats } =
    await sql`select 1 from org.person_hat where person_id = (select person_id from org.api_key limit 1) and hat = 'administrator'`.execute(
      world.db,
    )
  must(hats.length === 0, 'somebody made themselves administrator')
  say(`${Object.keys(given).length} columns beside every write: none was set`)
}

async function row({ db }: World, query: ReturnType<typeof sql>) {
  return (await query.execute(db)).rows[0] as Columns
}

async function attack({ db }: World): Promise<Columns> {
  const { rows } = await sql<{ name: string }>`select distinct column_name as name from information_schema.columns
    where table_schema in ('cases', 'customers', 'conversations', 'org')`.execute(db)
  const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const own = [
    'subject',
    'text',
    'tags',
    'category',
    'note',
    'id',
    'version',
    'severity',
    'handlerId',
    'statusId',
    'typeId',
    'type',
    'cause',
    'mentions',
    'fileIds',
  ]
  const names = rows.flatMap(({ name }) => [name, camel(name)]).filter((name) => !own.includes(name))
  return {
    ...Object.fromEntries(names.map((name) => [name, NOBODY])),
    role: 'administrator',
    is_admin: true,
    isAdmin: true,
    verified: true,
    hats: ['administrator'],
  }
}
