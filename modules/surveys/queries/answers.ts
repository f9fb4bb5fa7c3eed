import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/context.ts'
import type { Tables } from './invitations.ts'

export const selectCurrent = (db: Tables, invitationId: string) =>
  db
    .selectFrom('surveys.answer')
    .select(['id', 'score', 'comment', 'at', 'followUpCaseId'])
    .where('invitationId', '=', invitationId)
    .where('replacedAt', 'is', null)
    .executeTakeFirst()

type NewAnswer = {
  id: string
  invitationId: string
  caseId: string
  score: number
  comment: string
  at: Date
  followUpCaseId: string | null
}

/** The former answer of the invitation stays, replaced. */
export async function insertAnswer(db: Tables, answer: NewAnswer) {
  await db
    .updateTable('surveys.answer')
    .set({ replacedAt: answer.at })
    .where('invitationId', '=', answer.invitationId)
    .where('replacedAt', 'is', null)
    .execute()
  await db.insertInto('surveys.answer').values(answer).execute()
  await db.updateTable('surveys.invitation').set({ state: 'answered' }).where('id', '=', answer.invitationId).execute()
}

/** An answer, the case it is about, and who was rated; locked, so that one follow-up is opened. */
export const lockAnswer = (db: Tables, id: string) =>
  db
    .selectFrom('surveys.answer as a')
    .innerJoin('surveys.invitation as i', 'i.id', 'a.invitationId')
    .innerJoin('cases.case as c', 'c.id', 'a.caseId')
    .select(['a.id', 'a.caseId', 'a.invitationId', 'a.score', 'a.comment', 'a.followUpCaseId', 'a.replacedAt'])
    .select(['i.handlerId', 'i.unitId', 'c.code', 'c.subject', 'c.severity'])
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst()

export const updateFollowUp = (db: Tables, answerId: string, followUpCaseId: string) =>
  db.updateTable('surveys.answer').set({ followUpCaseId }).where('id', '=', answerId).execute()

export type Sight = { meId: string; scope: Scope; teamIds: readonly string[]; unitIds: readonly string[] }
export type Filter = {
  score?: readonly number[]
  from?: Date
  /** The first moment that is too late. */
  before?: Date
  personId?: string
  customerId?: string
  channel?: readonly string[]
  withComment?: boolean
}

/** Whose answers one may read: about one's own work, one's team's, one's unit's, everybody's. */
function seenBy({ meId, scope, teamIds, unitIds }: Sight): RawBuilder<boolean> {
  if (scope === 'all') return sql<boolean>`true`
  const units = scope === 'unit' ? unitIds : scope === 'team' ? teamIds : []
  return sql<boolean>`(i.handler_id = ${meId} or i.unit_id = any(${[...units]}::uuid[]))`
}

const narrowed = ({ personId, customerId, channel }: Filter) => [
  ...(customerId ? [sql<boolean>`customers.survivor(i.customer_id) = (select customers.survivor(${customerId}::uuid))`] : []),
  ...(personId ? [sql<boolean>`i.handler_id = ${personId}`] : []),
  ...(channel && channel.length > 0 ? [sql<boolean>`c.channel = any(${[...channel]}::text[])`] : []),
]

const between = (column: RawBuilder<unknown>, { from, before }: Filter) => [
  ...(from ? [sql<boolean>`${column} >= ${from}`] : []),
  ...(before ? [sql<boolean>`${column} < ${before}`] : []),
]

const answered = (filter: Filter) => [
  ...narrowed(filter),
  ...between(sql`a.at`, filter),
  ...(filter.score && filter.score.length > 0 ? [sql<boolean>`a.score = any(${[...filter.score]}::int[])`] : []),
  ...(filter.withComment === undefined ? [] : [filter.withComment ? sql<boolean>`a.comment <> ''` : sql<boolean>`a.comment = ''`]),
]

const all = (conditions: readonly RawBuilder<boolean>[]) => (conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``)

export type AnswerRow = {
  id: string
  score: number
  comment: string
  at: Date
  formerScore: number | null
  caseId: string
  code: string
  subject: string
  channel: 'mail' | 'form' | 'phone' | 'counter' | 'letter' | 'zalo' | 'facebook' | 'api' | 'other'
  customerId: string | null
  customerName: string | null
  personId: string | null
  personName: string | null
  followUpId: string | null
  followUpCode: string | null
}

const shown = sql`select a.id, a.score, a.comment, a.at, i.case_id, c.code, c.subject, c.channel, k.id as customer_id, k.name as customer_name,
    p.id as person_id, p.name as person_name, f.id as follow_up_id, f.code as follow_up_code,
    (select o.score from surveys.answer o where o.invitation_id = a.invitation_id and o.replaced_at is not null and o.score <> a.score
      order by o.at desc, o.id desc limit 1) as former_score
  from surveys.answer a
  join surveys.invitation i on i.id = a.invitation_id
  join cases.case c on c.id = i.case_id
  left join customers.customer k on k.id = customers.survivor(i.customer_id)
  left join org.person p on p.id = i.handler_id
  left join cases.case f on f.id = a.follow_up_case_id
  where a.replaced_at is null and not c.is_spam and not c.is_test`

/** Newest first, `limit` + 1 rows. */
export async function selectAnswers(
  db: Tables,
  sight: Sight,
  filter: Filter,
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  const { rows } = await sql<AnswerRow>`${shown} and ${seenBy(sight)} ${all(answered(filter))}
    ${after ? sql`and (a.at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by a.at desc, a.id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** About a case, and the answer that opened it as a follow-up: whoever works on that one reads it too. */
export async function selectAnswersOfCase(db: Tables, sight: Sight, caseId: string) {
  const { rows } = await sql<AnswerRow>`${shown} and (i.case_id = ${caseId} or a.follow_up_case_id = ${caseId})
    and (${seenBy(sight)} or f.id = ${caseId} and ${sight.meId} in (f.handler_id, f.owner_id)) order by a.at desc, a.id desc limit 50`.execute(
    db,
  )
  return rows
}

const VALID_DAYS = 7
/** Given in time: KPI-04. */
const inTime = (answer: string, invitation: string) =>
  sql`${sql.ref(`${answer}.at`)} <= ${sql.ref(`${invitation}.sent_at`)} + make_interval(days => ${VALID_DAYS}::int)`

/** Work for a customer, as kpi.md §0 counts it: no spam, test, double or internal work, and nothing we began that the customer never answered. */
const isCounted = sql`not c.is_spam and not c.is_test and c.merged_into_id is null
  and not exists (select from cases.type t where t.id = c.type_id and t.internal)
  and (exists (select from cases.case_message x join conversations.message m on m.id = x.message_id
    where x.case_id = c.id and m.direction = 'in' and not conversations.with_third_party(m.conversation_id)) or not (
      c.follow_up_of_id is not null or c.parent_id is not null
      or exists (select from cases.case_message x join conversations.message m on m.id = x.message_id
        where x.case_id = c.id and m.direction = 'out' and m.kind not in ('automatic', 'forward') and m.author_id is not null)))`

/** "Last valid one counts": no later answer in time about the same case, whichever question it answers. */
const isLast = sql`not exists (select from surveys.answer o join surveys.invitation oi on oi.id = o.invitation_id
  where oi.case_id = i.case_id and o.replaced_at is null and ${inTime('o', 'oi')} and (o.at, o.invitation_id) > (a.at, a.invitation_id))`

/** As CSAT of the dashboard counts (kpi.md KPI-04): of several answers about a case the last one in time. */
export async function countScores(db: Tables, sight: Sight, filter: Filter) {
  const { rows } = await sql<{ score: number; answers: number }>`
    select s.score, count(a.id)::int as answers from generate_series(1, 5) s(score)
    left join (select a.id, a.score from surveys.answer a join surveys.invitation i on i.id = a.invitation_id join cases.case c on c.id = i.case_id
      where a.replaced_at is null and ${inTime('a', 'i')} and ${isLast} and ${isCounted} and ${seenBy(sight)} ${all(answered(filter))}) a on a.score = s.score
    group by s.score order by s.score`.execute(db)
  return rows
}

/** Surveys sent in those days that reached somebody, and how many of them were answered in time: KPI-29. */
export async function countSent(db: Tables, sight: Sight, filter: Filter) {
  const { rows } = await sql<{ sent: number; answered: number }>`
    select count(*)::int as sent, count(*) filter (where exists (
      select 1 from surveys.answer a where a.invitation_id = i.id and a.replaced_at is null and ${inTime('a', 'i')}))::int as answered
    from surveys.invitation i join cases.case c on c.id = i.case_id
    where i.sent_at is not null and i.state <> 'bounced' and ${isCounted} and ${seenBy(sight)}
      ${all([...narrowed(filter), ...between(sql`i.sent_at`, filter)])}`.execute(db)
  return rows[0] ?? { sent: 0, answered: 0 }
}

/** Those of these invitations one may read about. */
export async function selectSeen(db: Tables, sight: Sight, invitationIds: readonly string[]): Promise<Set<string>> {
  if (invitationIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`select i.id from surveys.invitation i
    where i.id = any(${[...new Set(invitationIds)]}::uuid[]) and ${seenBy(sight)}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
