import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { Source, Step } from '../rules/facts.ts'

type Tables = Db<'performance' | 'cases' | 'conversations' | 'clocks' | 'surveys' | 'platform'>

/** A case with all that its fact is made of, and what decides its calendar. */
export type Found = Source & { severity: number }

type CaseLine = Omit<Found, 'steps'> & { category: string; resolvedAt: number | null; firstResolvedAt: number | null; unitId: string }

const instant = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`
/** Said with somebody a message was passed on to. */
const isAside = sql`conversations.with_third_party(m.conversation_id)`
/** Public answers to the customer by people: replies, and calls or visits answered on the spot. What was taken back, has not left yet or came back is none. */
const isAnswer = sql`(not ${isAside} and (m.direction = 'out' and m.kind not in ('automatic', 'forward') and m.author_id is not null and m.delivery is distinct from 'cancelled'
  and m.facts ->> 'waits' is null or m.direction = 'in' and (m.facts ->> 'answered')::boolean))`
const hasInbound = (
  of: string,
  that = sql``,
) => sql`exists (select from cases.case_message x join conversations.message m on m.id = x.message_id
  where x.case_id = ${sql.ref(`${of}.id`)} and m.direction = 'in' and not ${isAside} ${that})`

/** Sources of these cases; a case that does not exist has none. */
export async function selectSources(db: Tables, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<CaseLine>`${steady}
    select c.id as case_id, c.channel, coalesce(t.code, '') as type_code, c.severity, c.unit_id, c.handler_id,
      coalesce(t.fcr_eligible, true) and not (coalesce(t.code, '') like 'complaint%' and c.severity <= 2) as fcr_eligible,
      ${instant('c.created_at')} as created_at, c.category, ${instant('c.last_resolved_at')} as resolved_at, ${instant('c.first_resolved_at')} as first_resolved_at,
      coalesce((a.answers -> 0 ->> 'at')::float8, ${instant('c.first_response_at')}) as first_response_at, a.answers, a.answered_in_contact,
      c.merged_into_id, c.is_spam, c.is_test, coalesce(t.internal, false) as is_internal,
      (a.answers <> '[]' or c.follow_up_of_id is not null or c.parent_id is not null) and not ${hasInbound('c')} as is_outbound_only,
      (select ${instant('k.due_at')} from clocks.clock k where k.subject_room = 'cases' and k.subject_id = c.id and k.kind = 'first_response'
        -- Missed before the matter was done stays missed: kpi.md KPI-16.
        and (k.state <> 'cancelled' or k.due_at < k.stopped_at) order by k.started_at, k.id limit 1) as first_response_due_at,
      (select ${instant('k.due_at')} from clocks.clock k where k.subject_room = 'cases' and k.subject_id = c.id and k.kind = 'resolution'
        and k.state <> 'cancelled' order by k.started_at desc, k.id desc limit 1) as resolution_due_at,
      array(select ${instant('f.created_at')} from cases.case f where f.merged_into_id = c.id) as merged_created_at,
      coalesce((select jsonb_agg(jsonb_build_object('at', ${instant('f.created_at')}, 'onlyThanks', not ${hasInbound('f', sql`and not x.thanks`)}) order by f.created_at)
        from cases.case f where f.follow_up_of_id = c.id and not f.is_spam and not f.is_test and ${hasInbound('f')}), '[]') as follow_ups,
      coalesce(s.surveys, '[]') as surveys
    from cases.case c
    left join cases.type t on t.id = c.type_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('at', ${instant('m.at')}, 'byId', coalesce(m.author_id::text, m.facts ->> 'loggedBy')) order by m.at, m.id), '[]') as answers,
        coalesce(bool_or(m.direction = 'in' and m.at <= c.created_at), false) as answered_in_contact
      from cases.case_message x join conversations.message m on m.id = x.message_id where x.case_id = c.id and ${isAnswer}) a
    left join lateral (
      select jsonb_agg(jsonb_build_object('invitationId', i.id, 'sentAt', ${instant('i.sent_at')}, 'delivered', i.state <> 'bounced',
        'answeredAt', ${instant('w.at')}, 'score', w.score, 'byId', i.handler_id, 'unitId', i.unit_id) order by i.sent_at, i.id) as surveys
      from surveys.invitation i left join surveys.answer w on w.invitation_id = i.id and w.replaced_at is null
      where i.case_id = c.id and i.sent_at is not null and i.state in ('sent', 'bounced', 'answered', 'replaced')) s on true
    where c.id = any(${[...ids]}::uuid[])`.execute(db)
  const steps = await selectSteps(db, ids)
  return rows.map(({ category, resolvedAt, firstResolvedAt, ...line }) => ({
    ...line,
    steps: steps.get(line.caseId) ?? stepsOfRow({ ...line, category, resolvedAt, firstResolvedAt }),
  }))
}

/** A case brought in without its history (an import) tells only how it ended. */
function stepsOfRow({ category, resolvedAt, firstResolvedAt, handlerId, unitId, createdAt }: CaseLine): Step[] {
  const held: Step[] = handlerId ? [{ at: createdAt, kind: 'held', personId: handlerId }] : []
  const end = resolvedAt ?? firstResolvedAt
  if (end === null || !['resolved', 'closed'].includes(category)) return held
  return [...held, { at: end, kind: 'resolved', byId: handlerId, unitId, counts: true }]
}

type Told = {
  caseId: string
  name: string
  at: number
  byId: string | null
  facts: Record<string, string | boolean | null>
  counts: boolean
}

/** What happened to these cases, out of the house's memory and the ledger of merges, oldest first; at one instant in the order it was written. */
async function selectSteps(db: Tables, ids: readonly string[]): Promise<Map<string, Step[]>> {
  const { rows } = await sql<Told>`${steady}
    select e.case_id, e.name, (extract(epoch from coalesce((e.facts ->> 'at')::timestamptz, e.at)) * 1000)::float8 as at, e.facts,
      nullif(coalesce(e.facts ->> 'handlerId', e.by_id::text), '00000000-0000-4000-8000-000000000000') as by_id, coalesce(r.counts, true) as counts, e.tx, e.id
    from platform.event e left join cases.resolution r on e.name = 'cases.caseResolved' and r.code = e.facts ->> 'resolutionCode'
    where e.case_id = any(${[...ids]}::uuid[]) and e.at >= (select min(created_at) from cases.case where id = any(${[...ids]}::uuid[]))
      and e.name in ('cases.caseOpened', 'cases.caseAssigned', 'cases.caseResolved', 'cases.caseReopened', 'cases.caseCancelled', 'cases.caseMarkedSpam', 'cases.statusChanged', 'cases.tierRaised')
    union all
    select g.from_id, 'merged', (extract(epoch from g.at) * 1000)::float8, '{}', null, true, null, g.id from cases.merge g where g.from_id = any(${[...ids]}::uuid[])
    union all
    select g.from_id, 'unmerged', (extract(epoch from g.undone_at) * 1000)::float8, '{}', null, true, null, g.id from cases.merge g where g.from_id = any(${[...ids]}::uuid[]) and g.undone_at is not null
    order by 3, tx, id`.execute(db)
  const steps = new Map<string, Step[]>()
  for (const told of rows) {
    const known = steps.get(told.caseId) ?? []
    steps.set(told.caseId, [...known, ...stepsOf(told)])
  }
  return steps
}

function stepsOf({ name, at, byId, facts, counts }: Told): Step[] {
  const text = (key: string) => (typeof facts[key] === 'string' ? facts[key] : null)
  switch (name) {
    case 'cases.caseOpened':
    case 'cases.caseAssigned':
      return [{ at, kind: 'held', personId: text('handlerId') }]
    case 'cases.caseResolved':
      return [{ at, kind: 'resolved', byId: counts ? byId : null, unitId: text('unitId'), counts }]
    case 'cases.caseReopened':
      return [{ at, kind: 'reopened', by: facts.by === 'customer' ? 'customer' : 'person' }]
    case 'cases.caseCancelled':
      return [{ at, kind: 'cancelled' }]
    case 'cases.caseMarkedSpam':
      return [{ at, kind: facts.spam ? 'spam' : 'notSpam' }]
    case 'cases.tierRaised':
      return [{ at, kind: 'raised' }]
    case 'cases.statusChanged':
      if (facts.categoryTo === 'waiting_customer') return [{ at, kind: 'waits' }]
      return facts.categoryFrom === 'waiting_customer' ? [{ at, kind: 'goesOn' }] : []
    default:
      return name === 'merged' || name === 'unmerged' ? [{ at, kind: name }] : []
  }
}
