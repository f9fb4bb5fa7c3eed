import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { Identity, Line } from '../rules/identity.ts'
import { type Counted, isGross } from '../rules/judge.ts'
import type { Sum } from '../rules/sum.ts'
import { books, sentences, type Windows } from './judged.ts'

type Tables = Db<'performance' | 'cases' | 'org' | 'customers' | 'platform'>

/** Whose numbers: what was asked for, and how far this person may see. Each absent part filters nothing. */
export type Filter = {
  channel?: string
  typeCode?: string
  unitIds?: readonly string[]
  personId?: string
  /** To nobody's credit. */
  nobody?: boolean
  seenUnits?: readonly string[]
  seenPerson?: string
}
export type Edges = { from: Date; until: Date }
export type By = 'channel' | 'type' | 'unit' | 'person' | 'day' | 'nothing'

/** The Hồ Chí Minh City day a judgement stands on. */
export const dayOf = sql`(j.at at time zone 'Asia/Ho_Chi_Minh')::date::text`

const keys: Record<By, RawBuilder<unknown>> = {
  channel: sql`j.channel`,
  type: sql`j.type_code`,
  unit: sql`j.unit_id::text`,
  person: sql`coalesce(j.person_id::text, '')`,
  day: dayOf,
  nothing: sql`''`,
}
const REASONS = ['spam', 'test', 'merged', 'internal', 'outbound', 'not_eligible', 'late', 'replaced', 'bounced', 'unanswered'] as const

const periodsOf = (periods: readonly Edges[]) => sql`p as materialized (
    select k::int, from_at, until_at from unnest(${periods.map(({ from }) => from)}::timestamptz[], ${periods.map(({ until }) => until)}::timestamptz[])
      with ordinality as given (from_at, until_at, k))`

/** The judgements of one metric in some periods, filtered: the relation `j`. */
export function judged(metric: Counted, periods: readonly Edges[], windows: Windows, filter: Filter) {
  const { channel = null, typeCode = null, unitIds = null, personId = null, nobody = false, seenUnits = null, seenPerson = null } = filter
  const out = isGross(metric) ? sql`nullif(nullif(f.excluded, 'spam'), 'merged')` : sql`f.excluded`
  return sql`
  with ${periodsOf(periods)},
  j as (
    select v.k, v.case_id, v.sub, v.at, case when ${out} is null then v.part else 'excluded' end as part, coalesce(${out}, v.reason) as reason,
      case when ${out} is null then v.value end as value, v.person_id, coalesce(v.unit_id, f.unit_id) as unit_id, f.channel, f.type_code
    from (${sentences[metric](windows)}) v join performance.case_fact f on f.case_id = v.case_id
    where (${channel}::text is null or f.channel = ${channel})
      and (${typeCode}::text is null or f.type_code = ${typeCode})
      and (${personId}::uuid is null or v.person_id = ${personId}::uuid)
      and (not ${nobody} or v.person_id is null)
      and (${seenPerson}::uuid is null or v.person_id = ${seenPerson}::uuid)
      and (${unitIds}::uuid[] is null or coalesce(v.unit_id, f.unit_id) = any(${unitIds}::uuid[]))
      and (${seenUnits}::uuid[] is null or coalesce(v.unit_id, f.unit_id) = any(${seenUnits}::uuid[])))`
}

const counted = sql`part in ('numerator', 'missed')`

type SumRow = Omit<Sum, 'excluded'> & { k: number; key: string; excluded: Record<string, number> }

/** Sums of a metric per period (1, 2, … as given) and group. Groups without a judgement have no row. */
export async function selectSums(
  db: Tables,
  metric: Counted,
  periods: readonly Edges[],
  windows: Windows,
  filter: Filter,
  by: By = 'nothing',
): Promise<SumRow[]> {
  const excluded = sql.join(
    REASONS.map((reason) => sql`${sql.lit(reason)}, count(*) filter (where part = 'excluded' and reason = ${sql.lit(reason)})`),
  )
  const { rows } = await sql<SumRow>`${judged(metric, periods, windows, filter)}
    select j.k, ${keys[by]} as key,
      count(*) filter (where part = 'numerator')::int as numerator,
      count(*) filter (where ${counted})::int as denominator,
      count(*) filter (where part = 'pending')::int as pending,
      sum(value) filter (where ${counted}) as total,
      percentile_cont(0.5) within group (order by value) filter (where ${counted}) as median,
      percentile_disc(0.9) within group (order by value) filter (where ${counted}) as p90,
      count(*) filter (where ${counted} and value <= 2)::int as bottom,
      jsonb_build_object(${excluded}) as excluded
    from j group by 1, 2 order by 1, 2`.execute(db)
  return rows.map((row) => ({ ...row, excluded: Object.fromEntries(Object.entries(row.excluded).filter(([, count]) => count > 0)) }))
}

export type BucketRow = { bucket: number; open: number; waiting: number }

/** Open cases by age: bucket n holds those created before exactly n of the bounds. */
export async function selectAges(db: Tables, at: Edges, bounds: readonly Date[], windows: Windows, filter: Filter): Promise<BucketRow[]> {
  const { rows } = await sql<BucketRow>`${judged('backlog_waiting', [at], windows, filter)}
    select (select count(*)::int from unnest(${[...bounds]}::timestamptz[]) b where j.at < b) as bucket,
      count(*) filter (where ${counted})::int as open, count(*) filter (where part = 'numerator')::int as waiting
    from j where ${counted} group by 1 order by 1`.execute(db)
  return rows
}

/** Creation of the open case that half, nine tenths and all of them are younger than. Null when nothing is open. */
export async function selectAgeRanks(db: Tables, at: Edges, windows: Windows, filter: Filter) {
  const { rows } = await sql<{ p50: Date | null; p90: Date | null; max: Date | null }>`${judged('backlog', [at], windows, filter)}
    select percentile_disc(0.5) within group (order by j.at desc) as p50, percentile_disc(0.9) within group (order by j.at desc) as p90, min(j.at) as max
    from j where ${counted}`.execute(db)
  return rows[0] ?? { p50: null, p90: null, max: null }
}

/** KPI-03's identity, as rules/identity.ts. Of the filter only channel, type and units apply: a hand-over is no flow of the department. */
export async function selectIdentity(db: Tables, period: Edges, filter: Filter): Promise<Identity> {
  const { channel = null, typeCode = null, unitIds = null, seenUnits = null } = filter
  const { rows } = await sql<{ line: Line; cases: number }>`with ${periodsOf([period])}
    select l.line, count(*)::int as cases
    from (${books}) b join performance.case_fact f on f.case_id = b.case_id cross join lateral (values (b.came), (b.went)) l (line)
    where coalesce(f.excluded, '') not in ('internal', 'test', 'outbound')
      and (${channel}::text is null or f.channel = ${channel}) and (${typeCode}::text is null or f.type_code = ${typeCode})
      and (${unitIds}::uuid[] is null or f.unit_id = any(${unitIds}::uuid[])) and (${seenUnits}::uuid[] is null or f.unit_id = any(${seenUnits}::uuid[]))
    group by 1`.execute(db)
  const none: Identity = { opening: 0, created: 0, reopened: 0, resolved: 0, cancelled: 0, merged: 0, spam: 0, closing: 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ line, cases }) => [line, cases])) }
}
