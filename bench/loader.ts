import type { PoolClient } from 'pg'
import { openPool } from '#platform/database.ts'
import { copyInto, dropIndexes } from './copy.ts'
import {
  type Company,
  caseId,
  conversationId,
  customerId,
  customerOf,
  EPOCH,
  handlerOf,
  idOf,
  isOpen,
  iso,
  MESSAGES,
  mailOf,
  mapped,
  messageId,
  places,
  type Range,
  saidAt,
  YEARS_MS,
} from './places.ts'
import { nameOf, subjectOf, textOf } from './texts.ts'

const TEXTS = 40_000
const LOADED = [
  'customers.customer',
  'customers.identity',
  'conversations.conversation',
  'conversations.participant',
  'conversations.message',
  'cases.case',
  'cases.case_message',
  'clocks.clock',
]

/**
 * Two years of cases (numbers `from` to `to` of the bench) with five messages each, their customers, ties and clocks, by COPY; without the events that
 * made them. References are not checked on the way, and what has an index is indexed afterwards.
 */
export async function load(url: string, from: number, to: number) {
  const pool = openPool(url, 2, {
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    connectionTimeoutMillis: 30_000,
    // COPY is a conversation of its own.
    pipeline: false,
  })
  const client = await pool.connect()
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'`)
    const company = await companyOf(client)
    const indexes = await dropIndexes(client, LOADED)
    const range = { from, to, all: to, end: Date.now() - 3_600_000 }
    await loadCustomers(client, range)
    await loadConversations(client, range, company)
    await loadCases(client, range, company)
    for (const index of indexes) await client.query(index)
    await client.query(
      `select setval('cases.code', greatest((select max(number) from cases.case), 1)), setval('customers.code_person', ${to + 1_000})`,
    )
    for (const table of LOADED) await client.query(`vacuum analyze ${table}`)
    await client.query('checkpoint')
  } finally {
    client.release(true)
    await pool.end()
  }
}

async function companyOf(client: PoolClient): Promise<Company> {
  const { rows: people } = await client.query<{ id: string; unitId: string }>(`select distinct p.id, p.unit_id as "unitId" from org.person p
    join org.person_hat h on h.person_id = p.id where h.hat in ('support_officer', 'issue_officer') and p.unit_id is not null and p.left_at is null order by 1`)
  const { rows: statuses } = await client.query<{ id: string; category: string }>('select id, category from cases.status where is_default')
  const { rows } = await client.query<{ words: string }>(
    'select conversations.words(said)::text as words from unnest($1::text[]) with ordinality as x (said, n) order by n',
    [Array.from({ length: TEXTS }, (_, place) => textOf(place))],
  )
  return { people, status: new Map(statuses.map(({ id, category }) => [category, id])), words: rows.map(({ words }) => words) }
}

async function loadCustomers(client: PoolClient, range: Range) {
  const customers = function* () {
    for (let one = Math.ceil(range.from / 4); one <= customerOf(range.to - 1); one++) yield one
  }
  const at = iso(range.end - YEARS_MS)
  await copyInto(
    client,
    'customers.customer',
    ['id', 'code', 'kind', 'name', 'first_seen_at', 'created_at'],
    mapped(customers(), (one) => [customerId(one), `KH9${one}`, 'person', nameOf(one), at, at]),
  )
  await copyInto(
    client,
    'customers.identity',
    ['id', 'customer_id', 'kind', 'value', 'shown', 'verified_at', 'is_main', 'created_at'],
    mapped(customers(), (one) => [idOf(EPOCH, 5, one), customerId(one), 'mail', mailOf(one), mailOf(one), at, 't', at]),
  )
}
async function loadConversations(client: PoolClient, range: Range, company: Company) {
  await copyInto(
    client,
    'conversations.conversation',
    ['id', 'channel', 'customer_id', 'subject', 'seen_by_units', 'seen_by_people', 'first_at', 'last_at'],
    mapped(places(range), (place) => {
      const { id, unitId } = handlerOf(company, place)
      const ends = [saidAt(range, place, 0), saidAt(range, place, MESSAGES - 1)].map(iso)
      return [
        conversationId(place),
        'mail',
        customerId(customerOf(place)),
        subjectOf(place),
        `{${unitId}}`,
        `{${id}}`,
        ends[0] ?? null,
        ends[1] ?? null,
      ]
    }),
  )
  await copyInto(
    client,
    'conversations.participant',
    ['conversation_id', 'address', 'name', 'role'],
    mapped(places(range), (place) => [conversationId(place), mailOf(customerOf(place)), nameOf(customerOf(place)), 'customer']),
  )
  const columns = [
    'id',
    'conversation_id',
    'direction',
    'author_id',
    'from_name',
    'from_address',
    'subject',
    'text',
    'visible_text',
    'delivery',
    'at',
    'search',
  ]
  await copyInto(client, 'conversations.message', columns, messages(range, company))
  await copyInto(client, 'cases.case_message', ['case_id', 'message_id', 'conversation_id', 'at'], ties(range))
}

function* messages(range: Range, company: Company) {
  for (const place of places(range))
    for (let turn = 0; turn < MESSAGES; turn++) {
      const isOurs = turn % 2 === 1
      const words = ((place * MESSAGES + turn * 7_919) % (TEXTS / 2)) * 2 + (isOurs ? 1 : 0)
      const said = textOf(words)
      const who = isOurs
        ? [handlerOf(company, place).id, 'CSKH', 'cskh@maylanh.example']
        : [null, nameOf(customerOf(place)), mailOf(customerOf(place))]
      const [author, name, address] = [who[0] ?? null, who[1] ?? '', who[2] ?? '']
      yield [
        messageId(place, turn),
        conversationId(place),
        isOurs ? 'out' : 'in',
        author,
        name,
        address,
        subjectOf(place),
        said,
        said,
        isOurs ? 'sent' : null,
        iso(saidAt(range, place, turn)),
        company.words[words] ?? '',
      ]
    }
}

function* ties(range: Range) {
  for (const place of places(range))
    for (let turn = 0; turn < MESSAGES; turn++)
      yield [caseId(place), messageId(place, turn), conversationId(place), iso(saidAt(range, place, turn))]
}

async function loadCases(client: PoolClient, range: Range, { people, status, words }: Company) {
  const company = { people, status, words }
  const columns = [
    'id',
    'number',
    'subject',
    'preview',
    'channel',
    'status_id',
    'category',
    'severity',
    'customer_id',
    'unit_id',
    'owner_id',
    'handler_id',
    'assigned_at',
    'unread',
    'last_in_at',
    'last_out_at',
    'last_at',
    'due_at',
    'due_kind',
    'due_state',
    'due_started_at',
    'created_at',
    'first_response_at',
    'first_resolved_at',
    'last_resolved_at',
    'closed_at',
    'created_by',
  ]
  await copyInto(
    client,
    'cases.case',
    columns,
    mapped(places(range), (place) => caseRow(range, company, place)),
  )
  const clock = [
    'id',
    'kind',
    'subject_room',
    'subject_id',
    'title',
    'link',
    'responsible_id',
    'unit_id',
    'customer_id',
    'minutes',
    'running_since',
    'started_at',
    'due_at',
    'state',
    'next_at',
    'stopped_at',
  ]
  await copyInto(client, 'clocks.clock', clock, clocks(range, company))
}

const dueAt = (range: Range, place: number) => iso(range.end + (1 + (place % 400)) * 3_600_000)

function caseRow(range: Range, company: Company, place: number) {
  const { id, unitId } = handlerOf(company, place)
  const [opened, answered, last] = [0, 1, MESSAGES - 1].map((turn) => iso(saidAt(range, place, turn)))
  const open = isOpen(place)
  const category = open ? 'active' : 'closed'
  const done = open ? null : (last ?? null)
  const due = open ? [dueAt(range, place), 'resolution', 'running', opened ?? null] : [null, null, null, null]
  return [
    caseId(place),
    100_000 + place,
    subjectOf(place),
    textOf(place % TEXTS).slice(0, 200),
    'mail',
    company.status.get(category) ?? '',
    category,
    1 + (place % 4),
    customerId(customerOf(place)),
    unitId,
    id,
    id,
    opened ?? null,
    'f',
    last ?? null,
    answered ?? null,
    last ?? null,
    ...due,
    opened ?? null,
    answered ?? null,
    done,
    done,
    done,
    id,
  ]
}

function* clocks(range: Range, company: Company) {
  for (const place of places(range)) {
    const { id, unitId } = handlerOf(company, place)
    const opened = iso(saidAt(range, place, 0))
    const row = (kind: string, number: number, open: boolean) => {
      const due = open ? dueAt(range, place) : iso(saidAt(range, place, 20))
      const run = open ? [opened, opened, due, 'running', due, null] : [null, opened, due, 'met', null, iso(saidAt(range, place, 1))]
      return [
        idOf(EPOCH, 6 + number, place),
        kind,
        'cases',
        caseId(place),
        subjectOf(place),
        `/hop-thu/PH-${100_000 + place}`,
        id,
        unitId,
        customerId(customerOf(place)),
        480,
        ...run,
      ]
    }
    yield row('first_response', 0, false)
    yield row('resolution', 1, isOpen(place))
  }
}
