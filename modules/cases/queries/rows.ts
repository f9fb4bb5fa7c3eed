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

/** Columns of a `ListedRow`; the case stands as `c`, `NAMED` joins what they name (of a merged customer the one they live on in). */
export const LISTED = sql`c.id, c.code, c.subject, c.preview, c.channel, t.code as type_code, t.name as type_name, t.name_en as type_name_en,
  c.status_id, c.category, s.name as status_name, s.name_en as status_name_en, c.severity, c.tier,
  case when k.id is null then null else jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name, 'honorific', k.honorific, 'kind', k.kind, 'tier', k.tier,
    'segment', k.segment) end as customer,
  c.unit_id, u.name as unit_name, c.owner_id, o.name as owner_name, c.handler_id, h.name as handler_name, c.assigned_why,
  coalesce((select array_agg(g.tag order by g.tag) from cases.tag g where g.case_id = c.id), '{}') as tags,
  c.unread, c.is_spam, c.snoozed_until, c.due_at, c.due_kind, c.due_state, c.due_started_at, c.created_at, c.last_at, c.last_in_at, c.last_out_at,
  c.last_out_by, c.last_resolved_at, c.reopened_count, c.version`

export const NAMED = sql`join cases.status s on s.id = c.status_id join org.unit u on u.id = c.unit_id join org.person o on o.id = c.owner_id
  left join org.person h on h.id = c.handler_id left join cases.type t on t.id = c.type_id
  left join customers.customer k0 on k0.id = c.customer_id
  left join customers.customer k on k.id = case when k0.merged_into_id is null then k0.id else customers.survivor(k0.id) end`

/** These cases as rows, in the order of the ids; whoever asks has chosen ids that may be seen. */
export async function selectListed(db: Tables, ids: readonly string[]): Promise<ListedRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ListedRow>`${steady}select ${LISTED} from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    join cases.case c on c.id = wanted.id ${NAMED} order by wanted.place`.execute(db)
  return rows
}

/** One page of cases. Which they are has a plan for each filter; how they read always has the same. */
export async function selectPage(
  db: Tables,
  page: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number },
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string
  }>`select c.id from cases.case c where ${page.where} order by ${page.order} limit ${page.limit}`.execute(db)
  return selectListed(
    db,
    rows.map(({ id }) => id),
  )
}
