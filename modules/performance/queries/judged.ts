import { type RawBuilder, sql } from 'kysely'
import { AT_ONCE, QUICK_SECONDS } from '../rules/facts.ts'
import type { Line } from '../rules/identity.ts'
import { type Counted, REOPEN_DAYS, SURVEY_DAYS } from '../rules/judge.ts'

/**
 * rules/judge.ts again, as SQL over the facts: every sentence answers `k, case_id, sub, at, part, reason, value, person_id, unit_id`,
 * one row per judgement, for each period `k` of the relation `p (k, from_at, until_at)`. A test holds both equal on 10,000 random cases.
 */
export type Windows = { now: Date; windowDays: number; perPerson: boolean }
type Sentence = (windows: Windows) => RawBuilder<unknown>

const days = (count: number) => sql`make_interval(hours => ${count * 24}::int)`
const met = (is: RawBuilder<unknown>) => sql`case when ${is} then 'numerator' else 'missed' end`
/** A row per case and period of resolutions in it: the last one, and the first that `again` holds for. */
const resolutions = (again: RawBuilder<unknown>) => sql`
  select p.k, s.case_id, max(s.done_at) as last_done, max(s.seq) as last_seq, min(s.seq) filter (where ${again}) as again_seq
  from p join performance.case_span s on s.how = 'resolved' and s.done_at >= p.from_at and s.done_at < p.until_at
  group by p.k, s.case_id`

const fcr =
  (isNet: boolean): Sentence =>
  ({ now, windowDays }) =>
    sql`
  select p.k, f.case_id, '' as sub, f.created_at as at,
    case when ${isNet} and not f.fcr_eligible then 'excluded'
         when f.created_at + ${days(windowDays)} > ${now} then 'pending'
         else ${met(isFirstContact(windowDays))} end as part,
    case when ${isNet} and not f.fcr_eligible then 'not_eligible' when f.created_at + ${days(windowDays)} > ${now} then 'window' end as reason,
    null::float8 as value, coalesce(f.first_response_by, s.by_id, f.handler_id) as person_id, null::uuid as unit_id
  from p join performance.case_fact f on f.created_at >= p.from_at and f.created_at < p.until_at
  left join performance.case_span s on s.case_id = f.case_id and s.seq = 0`

const isFirstContact = (windowDays: number) => sql`coalesce(
  s.how = 'resolved' and s.done_at < f.created_at + ${days(windowDays)}
  and (s.reopened_at is null or s.reopened_at >= f.created_at + ${days(windowDays)})
  and (s.followed_at is null or s.followed_at >= f.created_at + ${days(windowDays)})
  and case when f.channel = any(${[...AT_ONCE]}::text[])
        then f.answered_in_contact and f.replies <= 1 and not f.escalated and s.business_seconds <= ${QUICK_SECONDS}
        else f.replies <= 1 or s.business_seconds <= ${QUICK_SECONDS} end, false)`

const worked = sql`
  select distinct on (p.k, s.case_id) p.k, p.from_at, p.until_at, s.case_id, s.done_at, s.how, s.by_id, s.unit_id, s.counts,
    min(s.opened_at) over (partition by p.k, s.case_id) as first_opened,
    coalesce(s.how = 'resolved' and s.done_at < p.until_at, false) as is_done
  from p join performance.case_span s on tstzrange(s.opened_at, s.done_at, '[]') && tstzrange(p.from_at, p.until_at, '[]')
    and s.opened_at < p.until_at and (s.done_at is null or s.done_at >= p.from_at)
  order by p.k, s.case_id, s.seq desc`

const resolved: Sentence = ({ perPerson }) =>
  perPerson
    ? sql`
  select w.k, w.case_id, h.person_id::text as sub, case when w.is_done then w.done_at else greatest(f.created_at, w.from_at) end as at,
    ${met(sql`w.is_done and w.by_id is not distinct from h.person_id`)} as part, null as reason,
    (w.is_done and w.counts and w.by_id is not distinct from h.person_id)::int::float8 as value, h.person_id, case when w.is_done then w.unit_id end as unit_id
  from (${worked}) w join performance.case_fact f on f.case_id = w.case_id
  cross join lateral (
    select c.person_id from performance.case_hold c where c.case_id = w.case_id and c.from_at < w.until_at and (c.until_at is null or c.until_at > w.from_at)
    union select w.by_id where w.is_done and w.by_id is not null) h`
    : sql`
  select w.k, w.case_id, '' as sub, case when w.is_done then w.done_at else greatest(f.created_at, w.from_at) end as at,
    ${met(sql`w.is_done`)} as part, null as reason, (w.is_done and w.counts)::int::float8 as value,
    case when w.is_done then w.by_id else f.handler_id end as person_id, case when w.is_done then w.unit_id end as unit_id
  from (${worked}) w join performance.case_fact f on f.case_id = w.case_id`

const cohort: Sentence = () => sql`
  select p.k, f.case_id, '' as sub, f.created_at as at, ${met(sql`l.is_done`)} as part, null as reason, null::float8 as value,
    case when l.is_done then l.by_id else f.handler_id end as person_id, case when l.is_done then l.unit_id end as unit_id
  from p join performance.case_fact f on f.created_at >= p.from_at and f.created_at < p.until_at
  cross join lateral (
    select s.by_id, s.unit_id, coalesce(s.how = 'resolved' and s.done_at < p.until_at, false) as is_done
    from performance.case_span s where s.case_id = f.case_id and s.opened_at < p.until_at order by s.seq desc limit 1) l`

const backlog =
  (is: RawBuilder<unknown>): Sentence =>
  () =>
    sql`
  select p.k, f.case_id, '' as sub, f.created_at as at, ${met(is)} as part, null as reason, null::float8 as value, h.person_id, null::uuid as unit_id
  from p join performance.case_span s on tstzrange(s.opened_at, s.done_at, '[]') @> p.until_at
    and s.opened_at < p.until_at and (s.done_at is null or s.done_at >= p.until_at)
  join performance.case_fact f on f.case_id = s.case_id
  left join lateral (
    select c.person_id from performance.case_hold c
    where c.case_id = f.case_id and c.from_at < p.until_at and (c.until_at is null or c.until_at >= p.until_at) order by c.seq limit 1) h on true`

const isWaiting = sql`exists (select from performance.case_wait w
  where w.case_id = f.case_id and w.from_at < p.until_at and (w.until_at is null or w.until_at >= p.until_at))`

const isValid = (survey: string) => sql`${sql.ref(`${survey}.answered_at`)} <= ${sql.ref(`${survey}.sent_at`)} + ${days(SURVEY_DAYS)}`
const isReplaced = sql`exists (select from performance.survey_fact o where o.case_id = v.case_id and ${isValid('o')}
  and (o.answered_at, o.invitation_id) > (v.answered_at, v.invitation_id))`

const csat: Sentence = () => sql`
  select p.k, v.case_id, v.invitation_id::text as sub, v.answered_at as at,
    case when not ${isValid('v')} or ${isReplaced} then 'excluded' else ${met(sql`v.score >= 4`)} end as part,
    case when not ${isValid('v')} then 'late' when ${isReplaced} then 'replaced' end as reason,
    case when ${isValid('v')} and not ${isReplaced} then v.score::float8 end as value, v.by_id as person_id, v.unit_id
  from p join performance.survey_fact v on v.answered_at >= p.from_at and v.answered_at < p.until_at`

const surveyResponse: Sentence = () => sql`
  select p.k, v.case_id, v.invitation_id::text as sub, v.sent_at as at,
    case when not v.delivered then 'excluded' else ${met(sql`coalesce(${isValid('v')}, false)`)} end as part,
    case when not v.delivered then 'bounced' end as reason, null::float8 as value, v.by_id as person_id, v.unit_id
  from p join performance.survey_fact v on v.sent_at >= p.from_at and v.sent_at < p.until_at`

const resolutionTime: Sentence = () => sql`
  select distinct on (p.k, s.case_id) p.k, s.case_id, '' as sub, s.done_at as at, 'numerator' as part, null as reason,
    s.net_seconds::float8 as value, s.by_id as person_id, s.unit_id
  from p join performance.case_span s on s.how = 'resolved' and s.done_at >= p.from_at and s.done_at < p.until_at
  order by p.k, s.case_id, s.seq desc`

const firstResponse: Sentence = () => sql`
  select p.k, f.case_id, '' as sub, f.created_at as at,
    case when f.first_response_at is null then 'excluded' else 'numerator' end as part,
    case when f.first_response_at is null then 'unanswered' end as reason,
    f.first_response_seconds::float8 as value, coalesce(f.first_response_by, f.handler_id) as person_id, null::uuid as unit_id
  from p join performance.case_fact f on f.created_at >= p.from_at and f.created_at < p.until_at`

const firstResponseOnTime: Sentence = () => sql`
  select p.k, f.case_id, '' as sub, m.at, ${met(sql`m.is_met`)} as part, null as reason, f.first_response_seconds::float8 as value,
    coalesce(f.first_response_by, f.handler_id) as person_id, null::uuid as unit_id
  from p join performance.case_fact f on f.first_response_due_at is not null
    and (f.first_response_due_at >= p.from_at and f.first_response_due_at < p.until_at or f.first_response_at >= p.from_at and f.first_response_at < p.until_at)
  cross join lateral (
    select least(f.first_response_at, f.first_response_due_at) as at, coalesce(f.first_response_at <= f.first_response_due_at, false) as is_met) m
  where m.at >= p.from_at and m.at < p.until_at`

const repeatContact: Sentence = ({ now, windowDays }) => sql`
  select r.k, r.case_id, '' as sub, r.last_done as at,
    case when r.last_done + ${days(windowDays)} > ${now} then 'pending' else ${met(sql`r.again_seq is not null`)} end as part,
    case when r.last_done + ${days(windowDays)} > ${now} then 'window' end as reason,
    null::float8 as value, s.by_id as person_id, s.unit_id
  from (${resolutions(sql`s.followed_at < s.done_at + ${days(windowDays)}`)}) r
  join performance.case_span s on s.case_id = r.case_id and s.seq = coalesce(r.again_seq, r.last_seq)`

const reopen: Sentence = () => sql`
  select r.k, r.case_id, '' as sub, r.last_done as at, ${met(sql`r.again_seq is not null`)} as part, null as reason,
    null::float8 as value, s.by_id as person_id, s.unit_id
  from (${resolutions(sql`s.reopened_by = 'customer' and s.reopened_at < s.done_at + ${days(REOPEN_DAYS)}`)}) r
  join performance.case_span s on s.case_id = r.case_id and s.seq = coalesce(r.again_seq, r.last_seq)`

/** How each case came into the period and went out of it: rules/identity.ts `bookOf`. */
export const books = sql`
  select w.k, w.case_id, c.came, case when c.came = 'reopened' then w.first_opened else f.created_at end as came_at,
    case when w.done_at is null or w.done_at >= w.until_at then 'closing' when f.excluded in ('spam', 'merged') then f.excluded else w.how end as went,
    case when w.done_at < w.until_at then w.done_at else f.created_at end as went_at, f.handler_id as person_id
  from (${worked}) w join performance.case_fact f on f.case_id = w.case_id
  cross join lateral (
    select case when w.first_opened < w.from_at then 'opening' when f.created_at >= w.from_at then 'created' else 'reopened' end as came) c`

const book =
  (line: Line): Sentence =>
  () =>
    sql`
  select b.k, b.case_id, '' as sub, case when b.came = ${line} then b.came_at else b.went_at end as at, 'numerator' as part, null as reason,
    null::float8 as value, b.person_id, null::uuid as unit_id
  from (${books}) b where ${line} in (b.came, b.went)`

export const sentences: Record<Counted, Sentence> = {
  csat,
  fcr: fcr(true),
  fcr_gross: fcr(false),
  resolved,
  resolved_cohort: cohort,
  backlog: backlog(sql`true`),
  backlog_overdue: backlog(sql`coalesce(f.resolution_due_at < p.until_at, false)`),
  backlog_waiting: backlog(isWaiting),
  resolution_time: resolutionTime,
  first_response: firstResponse,
  first_response_on_time: firstResponseOnTime,
  repeat_contact: repeatContact,
  reopen,
  survey_response: surveyResponse,
  book_opening: book('opening'),
  book_created: book('created'),
  book_reopened: book('reopened'),
  book_resolved: book('resolved'),
  book_cancelled: book('cancelled'),
  book_merged: book('merged'),
  book_spam: book('spam'),
  book_closing: book('closing'),
}
