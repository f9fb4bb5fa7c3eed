import { AT_ONCE, type CaseRow, QUICK_SECONDS, type Span } from './facts.ts'
import { bookOf, isNever, type Line } from './identity.ts'

/**
 * Every metric as a judgement over one case: is it in the number, and did it do what the number counts?
 * Team numbers are Σ numerators / Σ denominators of these. The same sentences in SQL: queries/judged.ts; a test holds both equal.
 */
export type Counted =
  | 'csat'
  | 'fcr'
  | 'fcr_gross'
  | 'resolved'
  | 'resolved_cohort'
  | 'backlog'
  | 'backlog_overdue'
  | 'backlog_waiting'
  | 'resolution_time'
  | 'first_response'
  | 'first_response_on_time'
  | 'repeat_contact'
  | 'reopen'
  | 'survey_response'
  | BookLine

/** A line of KPI-03's control identity: rules/identity.ts. */
export type BookLine = `book_${Line}`

/** `[from, until)`, known up to `now`; `until` is never after `now`. Milliseconds. */
export type Period = { from: number; until: number; now: number }
export type Options = { windowDays: number; perPerson: boolean }
export type Part = 'numerator' | 'missed' | 'excluded' | 'pending'

export type Judgement = {
  caseId: string
  part: Part
  reason: string | null
  /** Seconds or score, where the metric has one. */
  value: number | null
  personId: string | null
  unitId: string
  channel: string
  typeCode: string
  /** The instant that puts the case into the period. */
  at: number
}

const DAY = 86_400_000
/** A survey answered later than this after sending is not valid: kpi.md KPI-04. */
export const SURVEY_DAYS = 7
/** The window within which a customer's contact reopens: kpi.md §0. */
export const REOPEN_DAYS = 7

type Verdict = { at: number; part: Part; reason?: string; value?: number | null; personId: string | null; unitId?: string | null }
type Rule = (row: CaseRow, period: Period, options: Options) => Verdict[]

export function judge(metric: Counted, row: CaseRow, period: Period, options: Options): Judgement[] {
  const excluded = isGross(metric) && !isNever(row.excluded) ? null : row.excluded
  return rules[metric](row, period, options).map(({ at, part, reason = null, value = null, personId, unitId }) => ({
    caseId: row.caseId,
    part: excluded ? 'excluded' : part,
    reason: excluded ?? reason,
    value: excluded ? null : value,
    personId,
    unitId: unitId ?? row.unitId,
    channel: row.channel,
    typeCode: row.typeCode,
    at,
  }))
}

const within = (at: number | null, { from, until }: Period): at is number => at !== null && at >= from && at < until
const openAt = (span: Span, at: number) => span.openedAt < at && (span.doneAt === null || span.doneAt >= at)
const met = (is: boolean): Part => (is ? 'numerator' : 'missed')

/** KPI-01. The window runs from the first contact; what happens after it changes nothing. */
const fcr =
  (isNet: boolean): Rule =>
  (row, period, { windowDays }) => {
    if (!within(row.createdAt, period)) return []
    const windowEnd = row.createdAt + windowDays * DAY
    const personId = row.firstResponseBy ?? row.spans[0]?.byId ?? row.handlerId
    const verdict = (part: Part, reason?: string): Verdict[] => [{ at: row.createdAt, part, reason, personId }]
    if (isNet && !row.fcrEligible) return verdict('excluded', 'not_eligible')
    if (windowEnd > period.now) return verdict('pending', 'window')
    return verdict(met(isFirstContact(row, windowEnd)))
  }

function isFirstContact(row: CaseRow, windowEnd: number): boolean {
  const first = row.spans[0]
  if (first?.how !== 'resolved' || first.doneAt === null || first.doneAt >= windowEnd) return false
  if (first.reopenedAt !== null && first.reopenedAt < windowEnd) return false
  if (first.followedAt !== null && first.followedAt < windowEnd) return false
  const isQuick = first.businessSeconds !== null && first.businessSeconds <= QUICK_SECONDS
  if (AT_ONCE.includes(row.channel)) return row.answeredInContact && row.replies <= 1 && !row.escalated && isQuick
  return row.replies <= 1 || isQuick
}

/** KPI-02. Workload: open at the start, created, or come back within the period; met when resolved at the cut-off and not open again. */
const resolved: Rule = (row, period, { perPerson }) => {
  const { from, until } = period
  const worked = row.spans.filter((span) => span.openedAt < until && (span.doneAt === null || span.doneAt >= from))
  const last = worked.at(-1)
  if (!last) return []
  const isDone = last.how === 'resolved' && last.doneAt !== null && last.doneAt < until
  const at = isDone && last.doneAt !== null ? last.doneAt : Math.max(row.createdAt, from)
  const value = isDone && last.counts ? 1 : 0
  const unitId = isDone ? last.unitId : null
  if (!perPerson) return [{ at, part: met(isDone), value, personId: isDone ? last.byId : row.handlerId, unitId }]
  const held = row.holds.filter((hold) => hold.from < until && (hold.until === null || hold.until > from)).map(({ personId }) => personId)
  const people = new Set(isDone && last.byId ? [...held, last.byId] : held)
  return [...people].map((personId) => ({
    at,
    part: met(isDone && last.byId === personId),
    value: isDone && last.byId === personId ? value : 0,
    personId,
    unitId,
  }))
}

const cohort: Rule = (row, period) => {
  if (!within(row.createdAt, period)) return []
  const last = row.spans.filter(({ openedAt }) => openedAt < period.until).at(-1)
  const isDone = last?.how === 'resolved' && last.doneAt !== null && last.doneAt < period.until
  return [{ at: row.createdAt, part: met(isDone), personId: isDone ? last.byId : row.handlerId, unitId: isDone ? last.unitId : null }]
}

/** KPI-03, at the instant `until`. */
const backlog =
  (is: (row: CaseRow, at: number) => boolean): Rule =>
  (row, { until }) => {
    if (!row.spans.some((span) => openAt(span, until))) return []
    const holder = row.holds.find((hold) => hold.from < until && (hold.until === null || hold.until >= until))
    return [{ at: row.createdAt, part: met(is(row, until)), personId: holder?.personId ?? null }]
  }

/** KPI-04, one judgement per valid answer; KPI-29, one per delivered invitation. */
const csat: Rule = (row, period) =>
  row.surveys
    .filter(({ answeredAt }) => within(answeredAt, period))
    .map((survey) => {
      const { answeredAt, score, byId, unitId } = survey
      const at = answeredAt ?? 0
      if (isLate(survey)) return { at, part: 'excluded', reason: 'late', personId: byId, unitId }
      if (survey !== lastAnswer(row)) return { at, part: 'excluded', reason: 'replaced', personId: byId, unitId }
      return { at, part: met((score ?? 0) >= 4), value: score, personId: byId, unitId }
    })

const isLate = ({ sentAt, answeredAt }: { sentAt: number; answeredAt: number | null }) =>
  answeredAt !== null && answeredAt > sentAt + SURVEY_DAYS * DAY

/** "Last valid one counts": of several answers to one case the one given last. */
function lastAnswer({ surveys }: CaseRow) {
  const valid = surveys.filter((survey) => survey.answeredAt !== null && !isLate(survey))
  return valid.sort((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0) || (a.invitationId < b.invitationId ? -1 : 1)).at(-1)
}

const surveyResponse: Rule = (row, period) =>
  row.surveys
    .filter(({ sentAt }) => within(sentAt, period))
    .map((survey) => {
      const common = { at: survey.sentAt, personId: survey.byId, unitId: survey.unitId }
      if (!survey.delivered) return { ...common, part: 'excluded', reason: 'bounced' }
      return { ...common, part: met(survey.answeredAt !== null && !isLate(survey)) }
    })

const resolutionsIn = (row: CaseRow, period: Period) => row.spans.filter(({ how, doneAt }) => how === 'resolved' && within(doneAt, period))

/** KPI-09: to the last resolution of the period, on net working time. */
const resolutionTime: Rule = (row, period) => {
  const last = resolutionsIn(row, period).at(-1)
  if (!last || last.doneAt === null) return []
  return [{ at: last.doneAt, part: 'numerator', value: last.netSeconds, personId: last.byId, unitId: last.unitId }]
}

/** KPI-15: created in the period and answered; those never answered are shown beside it. */
const firstResponse: Rule = (row, period) => {
  if (!within(row.createdAt, period)) return []
  const common = { at: row.createdAt, personId: row.firstResponseBy ?? row.handlerId }
  if (row.firstResponseAt === null) return [{ ...common, part: 'excluded', reason: 'unanswered' }]
  return [{ ...common, part: 'numerator', value: row.firstResponseSeconds }]
}

/** KPI-16: in the period in which the milestone was reached early or fell due; equality is met. */
const firstResponseOnTime: Rule = (row, period) => {
  const { firstResponseAt: done, firstResponseDueAt: due } = row
  if (due === null) return []
  const isMet = done !== null && done <= due
  const at = isMet ? done : due
  return within(at, period)
    ? [{ at, part: met(isMet), value: row.firstResponseSeconds, personId: row.firstResponseBy ?? row.handlerId }]
    : []
}

/** KPI-10: credit to whoever resolved what the customer came back about. */
const repeatContact: Rule = (row, period, { windowDays }) => {
  const done = resolutionsIn(row, period)
  const last = done.at(-1)
  if (!last || last.doneAt === null) return []
  const repeated = done.find(({ doneAt, followedAt }) => doneAt !== null && followedAt !== null && followedAt < doneAt + windowDays * DAY)
  const { byId, unitId } = repeated ?? last
  if (last.doneAt + windowDays * DAY > period.now) return [{ at: last.doneAt, part: 'pending', reason: 'window', personId: byId, unitId }]
  return [{ at: last.doneAt, part: met(repeated !== undefined), personId: byId, unitId }]
}

/** KPI-18: a contact of the customer that reopened, within the window. */
const reopen: Rule = (row, period) => {
  const done = resolutionsIn(row, period)
  const last = done.at(-1)
  if (!last || last.doneAt === null) return []
  const again = done.find(
    ({ doneAt, reopenedAt, reopenedBy }) =>
      reopenedBy === 'customer' && reopenedAt !== null && doneAt !== null && reopenedAt < doneAt + REOPEN_DAYS * DAY,
  )
  const { byId, unitId } = again ?? last
  return [{ at: last.doneAt, part: met(again !== undefined), personId: byId, unitId }]
}

/** The identity is gross: what turned out to be spam or a double came in and left. */
export const isGross = (metric: Counted): metric is BookLine => metric.startsWith('book_')

/** A line of the book: the cases that came, left or stayed that way. */
const book =
  (line: Line): Rule =>
  (row, { from, until }) => {
    const worked = bookOf(row, from, until)
    const at = worked && (line === worked.came ? worked.cameAt : line === worked.went ? worked.wentAt : null)
    return at ? [{ at, part: 'numerator', personId: row.handlerId }] : []
  }

const rules: Record<Counted, Rule> = {
  csat,
  fcr: fcr(true),
  fcr_gross: fcr(false),
  resolved,
  resolved_cohort: cohort,
  backlog: backlog(() => true),
  backlog_overdue: backlog(({ resolutionDueAt }, at) => resolutionDueAt !== null && resolutionDueAt < at),
  backlog_waiting: backlog(({ waits }, at) => waits.some(({ from, until }) => from < at && (until === null || until >= at))),
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
