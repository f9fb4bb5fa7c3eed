import { type RawBuilder, sql } from 'kysely'
import { columnOf, type Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { CaseRow } from '../rules/facts.ts'

type Tables = Db<'performance'>

/** Raise it when a formula of rules/facts.ts changes, so that the nightly check recomputes everything and says so. */
export const FORMULA_VERSION = 2

/** Columns of each table in the order they are written, with their types. Instants travel as ISO text. */
const FACT =
  'case_id uuid, channel text, type_code text, unit_id uuid, handler_id uuid, excluded text, fcr_eligible boolean, created_at timestamptz, answered_in_contact boolean, escalated boolean, replies int, first_response_at timestamptz, first_response_by uuid, first_response_seconds int, first_response_calendar_seconds int, first_response_calendar text, first_response_due_at timestamptz, resolution_due_at timestamptz, formula_version int, computed_at timestamptz'
const CHILDREN = {
  case_span:
    'case_id uuid, seq int, opened_at timestamptz, done_at timestamptz, how text, by_id uuid, unit_id uuid, counts boolean, business_seconds int, net_seconds int, calendar_seconds int, calendar text, reopened_at timestamptz, reopened_by text, followed_at timestamptz',
  case_hold: 'case_id uuid, seq int, person_id uuid, from_at timestamptz, until_at timestamptz',
  case_wait: 'case_id uuid, seq int, from_at timestamptz, until_at timestamptz',
  survey_fact:
    'invitation_id uuid, case_id uuid, sent_at timestamptz, delivered boolean, answered_at timestamptz, score int, by_id uuid, unit_id uuid',
}
const namesOf = (columns: string) => columns.split(', ').map((column) => column.split(' ')[0] ?? '')

/** One writer of facts at a time, until commit: the beat and the nightly check may want the same case at once, and the later must not write what the earlier has outdated. */
export async function lockFacts(db: Tables) {
  await sql`${steady}select pg_advisory_xact_lock(hashtext('performance.facts'))`.execute(db)
}

/** Writes facts anew: the whole of a case or nothing of it. */
export async function storeRows(db: Tables, rows: readonly CaseRow[], now: Date) {
  if (rows.length === 0) return
  const ids = rows.map(({ caseId }) => caseId)
  for (const table of Object.keys(CHILDREN))
    await sql`${steady}delete from ${sql.table(`performance.${table}`)} where case_id = any(${ids}::uuid[])`.execute(db)
  const facts = rows.map(({ spans: _1, holds: _2, waits: _3, surveys: _4, ...fact }) => ({
    ...fact,
    formulaVersion: FORMULA_VERSION,
    computedAt: now.getTime(),
  }))
  const changed = namesOf(FACT)
    .slice(1)
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  await sql`${insert('case_fact', FACT, facts)} on conflict (case_id) do update set ${sql.join(changed)}`.execute(db)
  const numbered = <One extends object>(of: (row: CaseRow) => readonly One[]) =>
    rows.flatMap((row) => of(row).map((one, seq) => ({ caseId: row.caseId, seq, ...one })))
  await insert(
    'case_span',
    CHILDREN.case_span,
    numbered((row) => row.spans),
  ).execute(db)
  await insert(
    'case_hold',
    CHILDREN.case_hold,
    numbered((row) => row.holds),
  ).execute(db)
  await insert(
    'case_wait',
    CHILDREN.case_wait,
    numbered((row) => row.waits),
  ).execute(db)
  await insert(
    'survey_fact',
    CHILDREN.survey_fact,
    numbered((row) => row.surveys),
  ).execute(db)
}

function insert(table: string, columns: string, rows: readonly object[]): RawBuilder<unknown> {
  const names = sql.join(namesOf(columns).map((name) => sql.ref(name)))
  return sql`insert into ${sql.table(`performance.${table}`)} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(rows.map(snaked))}::jsonb) as given (${sql.raw(columns)})`
}

/** `{ openedAt: 0 }` → `{ opened_at: '1970-…' }`, `{ from }` → `{ from_at }`. */
function snaked(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const column = name === 'from' || name === 'until' ? `${name}_at` : columnOf(name)
      return [column, column.endsWith('_at') && typeof value === 'number' ? new Date(value).toISOString() : value]
    }),
  )
}

const instant = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`
const list = (table: string, fields: RawBuilder<unknown>, order: string) =>
  sql`coalesce((select jsonb_agg(jsonb_build_object(${fields}) order by ${sql.ref(`o.${order}`)}) from ${sql.table(`performance.${table}`)} o where o.case_id = f.case_id), '[]')`

/** Facts as they are stored, by case; what was never counted is absent. */
export async function selectRows(db: Tables, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const { rows } = await sql<CaseRow>`${steady}
    select f.case_id, f.channel, f.type_code, f.unit_id, f.handler_id, f.excluded, f.fcr_eligible, ${instant('f.created_at')} as created_at,
      f.answered_in_contact, f.escalated, f.replies, ${instant('f.first_response_at')} as first_response_at, f.first_response_by,
      f.first_response_seconds, f.first_response_calendar_seconds, f.first_response_calendar,
      ${instant('f.first_response_due_at')} as first_response_due_at, ${instant('f.resolution_due_at')} as resolution_due_at,
      ${list('case_span', spanFields, 'seq')} as spans, ${list('case_hold', holdFields, 'seq')} as holds,
      ${list('case_wait', waitFields, 'seq')} as waits, ${list('survey_fact', surveyFields, 'sent_at')} as surveys
    from performance.case_fact f where f.case_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.caseId, row]))
}

const spanFields = sql`'seq', o.seq, 'openedAt', ${instant('o.opened_at')}, 'doneAt', ${instant('o.done_at')}, 'how', o.how, 'byId', o.by_id, 'unitId', o.unit_id,
  'counts', o.counts, 'businessSeconds', o.business_seconds, 'netSeconds', o.net_seconds, 'calendarSeconds', o.calendar_seconds, 'calendar', o.calendar,
  'reopenedAt', ${instant('o.reopened_at')}, 'reopenedBy', o.reopened_by, 'followedAt', ${instant('o.followed_at')}`
const holdFields = sql`'personId', o.person_id, 'from', ${instant('o.from_at')}, 'until', ${instant('o.until_at')}`
const waitFields = sql`'from', ${instant('o.from_at')}, 'until', ${instant('o.until_at')}`
const surveyFields = sql`'invitationId', o.invitation_id, 'sentAt', ${instant('o.sent_at')}, 'delivered', o.delivered, 'answeredAt', ${instant('o.answered_at')},
  'score', o.score, 'byId', o.by_id, 'unitId', o.unit_id`
