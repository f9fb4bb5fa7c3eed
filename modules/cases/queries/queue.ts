import { type Expression, type RawBuilder, sql } from 'kysely'
import { type Me, scopeOf } from '#platform/context.ts'
import { steady } from '#platform/steady.ts'
import type { QueueFilter, Sort } from '../contract/queue.ts'
import { type ListedRow, selectListedWhere, selectPage } from './rows.ts'
import { isOpen, type Tables, visibleTo } from './sight.ts'

/** As the indexes have it: what has no deadline stands behind everything. */
const DUE = sql`coalesce(c.due_at, 'infinity')`

type Part = Expression<unknown> | RawBuilder<unknown>
/** Moments that decide what a filter means. */
export type Moments = { now: Date; endOfDay: Date }

const among = (column: string, values: readonly (string | number)[] | undefined, cast: 'text' | 'int' = 'text') =>
  // One value alone keeps the order of an index that begins with it.
  values?.length === 1
    ? [sql`${sql.ref(column)} = ${values[0]}::${sql.raw(cast)}`]
    : values && values.length > 0
      ? [sql`${sql.ref(column)} = any(${[...values]}::${sql.raw(cast)}[])`]
      : []

/** Everything the filter sentence says, and who asks. */
export function conditionsOf(me: Me, filter: QueueFilter, moments: Moments): RawBuilder<unknown> {
  const parts: Part[] = [
    visibleTo(me),
    ...fewOf(me),
    sql`c.merged_into_id is null`,
    ...viewOf(me, filter.view),
    ...stateOf(filter.state, moments),
    ...columnsOf(filter),
  ]
  return sql.join([...parts, ...customerOf(filter), ...momentsOf(filter, moments)], sql` and `)
}

/** Whoever sees only their own sees few of many: those are looked up, not searched for among all. */
function fewOf(me: Me): Part[] {
  if (scopeOf(me, 'cases.read') !== 'own') return []
  return [
    sql`c.id in (select f.id from cases.case f where f.handler_id = ${me.id} union select f.id from cases.case f where f.owner_id = ${me.id}
      union select f.case_id from cases.participant f where f.person_id = ${me.id})`,
  ]
}

function viewOf(me: Me, view: QueueFilter['view']): Part[] {
  const units = sql`c.unit_id = any(${[...me.unitIds]}::uuid[])`
  const follows = sql`exists (select from cases.participant f where f.case_id = c.id and f.person_id = ${me.id})`
  if (view === 'mine') return [sql`c.handler_id = ${me.id}`]
  if (view === 'team') return [units]
  if (view === 'unassigned') return [sql`c.handler_id is null`, visibleTo(me, 'cases.take')]
  if (view === 'following') return [follows]
  return []
}

function stateOf(state: QueueFilter['state'], { now }: Moments): Part[] {
  const awake = sql`(c.snoozed_until is null or c.snoozed_until <= ${now})`
  const noSpam = sql`not c.is_spam`
  if (state === 'open') return [isOpen(), noSpam, awake]
  if (state === 'snoozed') return [isOpen(), noSpam, sql`c.snoozed_until > ${now}`]
  if (state === 'waiting') return [isOpen(), noSpam, sql`c.category = 'waiting_customer'`]
  if (state === 'done') return [noSpam, sql`c.category = 'resolved'`]
  if (state === 'closed') return [noSpam, sql`c.category in ('closed', 'cancelled')`]
  return state === 'spam' ? [sql`c.is_spam`] : [noSpam]
}

function columnsOf(filter: QueueFilter): Part[] {
  const { category, channel, severity, tier, handlerId, ownerId, unitId, unread, type, tag, words } = filter
  const types = type?.filter((code) => code !== 'none') ?? []
  const typed = [
    ...(types.length > 0 ? [sql`c.type_id in (select id from cases.type where code = any(${types}::text[]))`] : []),
    ...(type?.includes('none') ? [sql`c.type_id is null`] : []),
  ]
  return [
    ...among('c.category', category),
    ...among('c.channel', channel),
    ...among('c.severity', severity, 'int'),
    ...among('c.tier', tier),
    ...(typed.length > 0 ? [sql`(${sql.join(typed, sql` or `)})`] : []),
    ...(tag && tag.length > 0 ? [sql`exists (select from cases.tag g where g.case_id = c.id and g.tag = any(${tag}::text[]))`] : []),
    ...(handlerId ? [sql`c.handler_id = ${handlerId}`] : []),
    ...(ownerId ? [sql`c.owner_id = ${ownerId}`] : []),
    ...(unitId ? [sql`c.unit_id = ${unitId}`] : []),
    ...(unread === undefined ? [] : [sql`c.unread = ${unread}`]),
    ...(words ? [sql`c.subject_words @@ plainto_tsquery('simple', conversations.apart(platform.fold(${words})))`] : []),
  ]
}

function customerOf({ customerTier, segment, customerId }: QueueFilter): Part[] {
  const known = [...among('f.tier', customerTier), ...among('f.segment', segment)]
  return [
    ...(known.length > 0
      ? [sql`exists (select from customers.customer f where f.id = c.customer_id and ${sql.join(known, sql` and `)})`]
      : []),
    ...(customerId
      ? [
          sql`c.customer_id in (select f.id from customers.customer f where f.id = ${customerId} or customers.survivor(f.id) = ${customerId} and f.merged_into_id is not null)`,
        ]
      : []),
  ]
}

function momentsOf({ due, createdFrom, createdTo }: QueueFilter, { now, endOfDay }: Moments): Part[] {
  const runs = sql`c.due_state is distinct from 'paused'`
  return [
    ...(due === 'overdue' ? [sql`${DUE} <= ${now}`, runs, isOpen()] : []),
    ...(due === 'today' ? [sql`${DUE} < ${endOfDay}`, runs, isOpen()] : []),
    ...(createdFrom ? [sql`c.created_at >= ${createdFrom}`] : []),
    ...(createdTo ? [sql`c.created_at < ${createdTo}`] : []),
  ]
}

type Order = { by: RawBuilder<unknown>; after: (last: readonly (string | number | null)[]) => RawBuilder<unknown>; length: number }

const ORDERS: Record<Sort, Order> = {
  due: { by: sql`${DUE}, c.id`, length: 2, after: ([at, id]) => sql`(${DUE}, c.id) > (${at}::timestamptz, ${id}::uuid)` },
  newest: {
    by: sql`c.created_at desc, c.id desc`,
    length: 2,
    after: ([at, id]) => sql`(c.created_at, c.id) < (${at}::timestamptz, ${id}::uuid)`,
  },
  oldest: { by: sql`c.created_at, c.id`, length: 2, after: ([at, id]) => sql`(c.created_at, c.id) > (${at}::timestamptz, ${id}::uuid)` },
  updated: {
    by: sql`c.last_at desc, c.id desc`,
    length: 2,
    after: ([at, id]) => sql`(c.last_at, c.id) < (${at}::timestamptz, ${id}::uuid)`,
  },
  severity: {
    by: sql`c.severity, ${DUE}, c.id`,
    length: 3,
    after: ([severity, at, id]) => sql`(c.severity, ${DUE}, c.id) > (${severity}::int, ${at}::timestamptz, ${id}::uuid)`,
  },
}

/** How many values a cursor of this order has. */
export const cursorLength = (sort: Sort): number => ORDERS[sort].length

/** The values of a row that a cursor keeps. */
export function cursorOf(sort: Sort, row: ListedRow): (string | number)[] {
  const due = row.dueAt ? row.dueAt.toISOString() : 'infinity'
  if (sort === 'due') return [due, row.id]
  if (sort === 'severity') return [row.severity, due, row.id]
  return [(sort === 'updated' ? row.lastAt : row.createdAt).toISOString(), row.id]
}

/** `limit` + 1 cases of a view, sorted. */
export function selectQueue(
  db: Tables,
  me: Me,
  filter: QueueFilter & { sort: Sort; limit: number; ids?: readonly string[] },
  moments: Moments,
  after: readonly (string | number | null)[] | undefined,
): Promise<ListedRow[]> {
  const order = ORDERS[filter.sort]
  const all = conditionsOf(me, filter, moments)
  const [first, ...others] = filter.ids ?? []
  // One that has changed is asked for by everybody who has it on screen.
  if (first && others.length === 0) return selectListedWhere(db, sql`c.id = ${first}::uuid and ${all}`)
  const where = filter.ids ? sql`c.id = any(${[...filter.ids]}::uuid[]) and ${all}` : all
  return selectPage(db, { where: after ? sql`${where} and ${order.after(after)}` : where, order: order.by, limit: filter.limit + 1 })
}

const MOST = 1000
export type Counts = Record<
  'mine' | 'team' | 'unassigned' | 'following' | 'all' | 'mineOverdue' | 'mineUnread' | 'mineSnoozed' | 'mineWaiting',
  number
>

/** Open cases of each view, each counted up to a thousand, in one statement. */
export async function selectCounts(db: Tables, me: Me, moments: Moments): Promise<Counts> {
  const open = { view: 'mine', state: 'open' } as const
  const asked: [keyof Counts, QueueFilter][] = [
    ['mine', open],
    ['team', { ...open, view: 'team' }],
    ['unassigned', { ...open, view: 'unassigned' }],
    ['following', { ...open, view: 'following' }],
    ['all', { ...open, view: 'all' }],
    ['mineOverdue', { ...open, due: 'overdue' }],
    ['mineUnread', { ...open, unread: true }],
    ['mineSnoozed', { ...open, state: 'snoozed' }],
    ['mineWaiting', { ...open, state: 'waiting' }],
  ]
  const counts = asked.map(
    ([name, filter]) =>
      sql`(select count(*) from (select from cases.case c where ${conditionsOf(me, filter, moments)} limit ${MOST}) counted)::int as ${sql.ref(name)}`,
  )
  // Asked by every open browser every few seconds: to plan nine questions takes longer than to answer them.
  const { rows } = await sql<Counts>`${steady}select ${sql.join(counts)}`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a statement without tables answered nothing')
  return found
}
