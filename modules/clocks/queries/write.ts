import { sql } from 'kysely'
import { columnOf } from '#platform/database.ts'
import { kept, listed } from '#platform/steady.ts'
import type { Clock, Tables } from './clocks.ts'

export type NewSegment = { clockId: string; state: string; at: Date; dueAt: Date | null; reason: string; byId: string | null }

const MOVING =
  sql.raw(`id uuid, kind text, subject_room text, subject_id uuid, title text, link text, responsible_id uuid, unit_id uuid, customer_id uuid,
  calendar_id uuid, channel text, severity int, case_type text, tier text, policy_id uuid, minutes float8, used_minutes float8, running_since timestamptz,
  started_at timestamptz, due_at timestamptz, state text, level int, next_at timestamptz, breached_at timestamptz, stopped_at timestamptz, rule text`)
/**
 * New clocks and the first segment of each, in one statement; answers the ids of those that began. One of a kind that is open already
 * for the subject stays as it is.
 */
export async function insertClocks(
  db: Tables,
  clocks: readonly Omit<Clock, 'stale' | 'version'>[],
  byId: string | null,
): Promise<string[]> {
  if (clocks.length === 0) return []
  const { rows } = await kept<{ id: string }>`
    with made as (
      insert into clocks.clock (id, kind, subject_room, subject_id, title, link, responsible_id, unit_id, customer_id, calendar_id, channel, severity,
        case_type, tier, policy_id, minutes, used_minutes, running_since, started_at, due_at, state, level, next_at, breached_at, stopped_at, rule)
      values ${listed(clocks.map(valuesOf))}
      on conflict do nothing returning id, started_at, due_at, rule),
    told as (
      insert into clocks.segment (clock_id, state, at, due_at, reason, by_id) select id, 'running', started_at, due_at, rule, ${byId}::uuid from made)
    select id from made`.execute(db)
  return rows.map(({ id }) => id)
}

/** In the order of the columns above. */
const valuesOf = (one: Omit<Clock, 'stale' | 'version'>) => [
  ...[one.id, one.kind, one.subjectRoom, one.subjectId, one.title, one.link, one.responsibleId, one.unitId, one.customerId, one.calendarId],
  ...[one.channel, one.severity, one.caseType, one.tier, one.policyId, one.minutes, one.usedMinutes, one.runningSince, one.startedAt],
  ...[one.dueAt, one.state, one.level, one.nextAt, one.breachedAt, one.stoppedAt, one.rule],
]

/** Clocks as they are now, and what happened to them, in one statement. */
export async function updateClocks(db: Tables, clocks: readonly Clock[], segments: readonly NewSegment[]): Promise<void> {
  if (clocks.length === 0) return
  await sql`
    with moved as (
      update clocks.clock c set title = given.title, responsible_id = given.responsible_id, unit_id = given.unit_id, customer_id = given.customer_id,
        calendar_id = given.calendar_id, channel = given.channel, severity = given.severity, case_type = given.case_type, tier = given.tier,
        policy_id = given.policy_id, minutes = given.minutes, used_minutes = given.used_minutes, running_since = given.running_since,
        due_at = given.due_at, state = given.state, level = given.level, next_at = given.next_at, breached_at = given.breached_at,
        stopped_at = given.stopped_at, rule = given.rule, stale = false, version = c.version + 1
      from jsonb_to_recordset(${asJson(clocks)}::jsonb) as given (${MOVING})
      -- Said twice, so that those few are looked up however many clocks there are.
      where c.id = given.id and c.id = any(${clocks.map(({ id }) => id)}::uuid[]))
    insert into clocks.segment (clock_id, state, at, due_at, reason, by_id)
    select clock_id, state, at, due_at, reason, by_id from jsonb_to_recordset(${asJson(segments)}::jsonb)
      as told (clock_id uuid, state text, at timestamptz, due_at timestamptz, reason text, by_id uuid)`.execute(db)
}

/** Marks what must be dated anew: clocks on this calendar, or every one that counts working time. */
export function markStale(db: Tables, calendarId: string | null) {
  const query = db.updateTable('clocks.clock').set({ stale: true }).where('state', 'in', ['running', 'paused']).where('stale', '=', false)
  return (calendarId ? query.where('calendarId', '=', calendarId) : query.where('calendarId', 'is not', null)).execute()
}

/** Records with the columns' own names, as `jsonb_to_recordset` reads them. */
function asJson(records: readonly object[]): string {
  const named = (record: object) => Object.fromEntries(Object.entries(record).map(([property, value]) => [columnOf(property), value]))
  return JSON.stringify(records.map(named))
}
