import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { Counted } from '../rules/judge.ts'
import type { Windows } from './judged.ts'
import { dayOf, type Edges, type Filter, judged } from './sums.ts'

type Tables = Db<'performance' | 'cases' | 'org' | 'customers' | 'platform'>

export type Wanted = {
  part: 'numerator' | 'denominator' | 'missed' | 'excluded' | 'pending'
  /** Backlog: created before this instant, and not before that one. */
  createdBefore?: Date
  createdFrom?: Date
  /** Standing on this day. */
  day?: string
  after?: readonly (string | number | null)[]
  limit: number
}
export type CaseLineRow = {
  caseId: string
  code: string
  subject: string
  customer: string | null
  channel: string
  typeCode: string
  handler: string | null
  category: string
  at: Date
  /** `at` to the microsecond, for the cursor. */
  exactly: string
  sub: string
  part: 'numerator' | 'missed' | 'excluded' | 'pending'
  reason: string | null
  value: number | null
}

const partOf = (part: Wanted['part']) => (part === 'denominator' ? sql`j.part in ('numerator', 'missed')` : sql`j.part = ${part}`)

const wantedOf = ({ part, createdBefore = undefined, createdFrom = undefined, day = undefined }: Wanted) => sql`${partOf(part)}
  and (${createdBefore ?? null}::timestamptz is null or j.at < ${createdBefore ?? null})
  and (${createdFrom ?? null}::timestamptz is null or j.at >= ${createdFrom ?? null})
  and (${day ?? null}::text is null or ${dayOf} = ${day ?? null}::text)`

/** The cases behind a number, newest first, one more than the page. */
export async function selectCaseLines(
  db: Tables,
  metric: Counted,
  period: Edges,
  windows: Windows,
  filter: Filter,
  wanted: Wanted,
): Promise<CaseLineRow[]> {
  const [at = null, caseId = null, sub = null] = wanted.after ?? []
  const { rows } = await sql<CaseLineRow>`${judged(metric, [period], windows, filter)}
    select j.case_id, c.code, c.subject, u.name as customer, j.channel, j.type_code, coalesce(b.name, h.name) as handler, c.category,
      j.at, j.at::text as exactly, j.sub, j.part, j.reason, j.value
    from j join cases.case c on c.id = j.case_id
    left join customers.customer u on u.id = c.customer_id
    left join org.person b on b.id = j.person_id
    left join org.person h on h.id = c.handler_id
    where ${wantedOf(wanted)}
      and (${at}::text is null or (j.at, j.case_id, j.sub) < (${at}::text::timestamptz, ${caseId}::text::uuid, ${sub}::text))
    order by j.at desc, j.case_id desc, j.sub desc limit ${wanted.limit + 1}`.execute(db)
  return rows
}

export async function countCaseLines(
  db: Tables,
  metric: Counted,
  period: Edges,
  windows: Windows,
  filter: Filter,
  wanted: Wanted,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`${judged(metric, [period], windows, filter)}
    select count(*)::int as total from j where ${wantedOf(wanted)}`.execute(db)
  return rows[0]?.total ?? 0
}
