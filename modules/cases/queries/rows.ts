import { type RawBuilder, sql } from 'kysely'
import { steady } from '#platform/steady.ts'
import type { Category, Channel, Tier } from '../contract/shapes.ts'
import type { Why } from '../events.ts'
import type { Tables } from './sight.ts'

/** A case in a list, with the names behind its ids. */
export type ListedRow = {
  id: string
  code: string
  subject: string
  preview: string
  channel: Channel
  typeCode: string | null
  typeName: string | null
  typeNameEn: string | null
  statusId: string
  category: Category
  statusName: string
  statusNameEn: string
  severity: number
  tier: Tier
  customer: { id: string; code: string; name: string; honorific: string; kind: 'person' | 'company'; tier: string; segment: string } | null
  unitId: string
  unitName: string
  ownerId: string
  ownerName: string
  handlerId: string | null
  handlerName: string | null
  assignedWhy: Why | null
  tags: string[]
  unread: boolean
  isSpam: boolean
  snoozedUntil: Date | null
  dueAt: Date | null
  dueKind: 'first_response' | 'next_response' | 'resolution' | 'promise' | 'follow_up' | 'snooze' | null
  dueState: 'running' | 'paused' | 'breached' | null
  dueStartedAt: Date | null
  createdAt: Date
  lastAt: Date
  lastInAt: Date | null
  lastOutAt: Date | null
  lastOutBy: string | null
  lastResolvedAt: Date | null
  reopenedCount: number
  version: number
}

/**
 * Columns of a `ListedRow`; the case stands as `c`. What its ids name is looked up one by one (of a merged customer the one they live on in): to plan a join of
 * nine tables takes ten times as long as to read fifty rows.
 */
export const LISTED = sql`c.id, c.code, c.subject, c.preview, c.channel, c.status_id, c.category, c.severity, c.tier, c.unit_id, c.owner_id, c.handler_id, c.assigned_why,
  (select t.code from cases.type t where t.id = c.type_id) as type_code, (select t.name from cases.type t where t.id = c.type_id) as type_name,
  (select t.name_en from cases.type t where t.id = c.type_id) as type_name_en, (select s.name from cases.status s where s.id = c.status_id) as status_name,
  (select s.name_en from cases.status s where s.id = c.status_id) as status_name_en, (select u.name from org.unit u where u.id = c.unit_id) as unit_name,
  (select o.name from org.person o where o.id = c.owner_id) as owner_name, (select h.name from org.person h where h.id = c.handler_id) as handler_name,
  (select jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name, 'honorific', k.honorific, 'kind', k.kind, 'tier', k.tier, 'segment', k.segment)
    from customers.customer k where k.id = (select case when k0.merged_into_id is null then k0.id else customers.survivor(k0.id) end
      from customers.customer k0 where k0.id = c.customer_id)) as customer,
  coalesce((select array_agg(g.tag order by g.tag) from cases.tag g where g.case_id = c.id), '{}') as tags,
  c.unread, c.is_spam, c.snoozed_until, c.due_at, c.due_kind, c.due_state, c.due_started_at, c.created_at, c.last_at, c.last_in_at, c.last_out_at,
  c.last_out_by, c.last_resolved_at, c.reopened_count, c.version`

/** These cases as rows, in the order of the ids; whoever asks has chosen ids that may be seen. */
export async function selectListed(db: Tables, ids: readonly string[]): Promise<ListedRow[]> {
  const [first, ...others] = ids
  if (first === undefined) return []
  if (others.length === 0) return selectListedWhere(db, sql`c.id = ${first}::uuid`)
  const { rows } = await sql<ListedRow>`${steady}select ${LISTED} from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    join cases.case c on c.id = wanted.id order by wanted.place`.execute(db)
  return rows
}

/** The case with one id, when the rest holds of it too: asked very often, and its plan fits every time. */
export async function selectListedWhere(db: Tables, hasId: RawBuilder<unknown>): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`${steady}select ${LISTED} from cases.case c where ${hasId}`.execute(db)
  return rows
}

type Page = { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number }

/** One page of cases. Which they are has a plan for each filter; how they read always has the same. */
export async function selectPage(db: Tables, { where, order, limit }: Page): Promise<ListedRow[]> {
  const { rows } = await sql<{ id: string }>`select c.id from cases.case c
    where ${where} order by ${order} limit ${limit}`.execute(db)
  return selectListed(
    db,
    rows.map(({ id }) => id),
  )
}
