/**
 * What performance knows of a case, and how it is made from what happened. Instants are milliseconds since 1970 UTC,
 * durations seconds. Definitions: shared/domain/kpi.md §0.
 */

/** Why a case is in no population: kpi.md §0 `kpi_population`. */
export type Exclusion = 'spam' | 'test' | 'merged' | 'internal' | 'outbound'
export const EXCLUSIONS: readonly Exclusion[] = ['spam', 'test', 'merged', 'internal', 'outbound']

/** Out of the doors the case came in by, those where the customer waits while we work. */
export const AT_ONCE: readonly string[] = ['phone', 'counter']

/** An answer within this many working seconds counts as first contact: MetricNet's e-mail convention, kpi.md KPI-01. */
export const QUICK_SECONDS = 3600

/** A colleague who takes a resolution back within this time pressed "Hoàn tác"; it never happened. */
export const UNDO_MS = 60_000

/** Which calendar, in which version; `id:version`. */
export type CalendarMark = string

/** From opening (or reopening) to resolution: `[openedAt, doneAt)`. Seconds run from the case's creation to `doneAt`. */
export type Span = {
  seq: number
  openedAt: number
  doneAt: number | null
  how: 'resolved' | 'cancelled' | 'merged' | 'spam' | null
  byId: string | null
  unitId: string | null
  /** False for an automatic closing without an answer; such resolutions are out of the strict variants. */
  counts: boolean
  businessSeconds: number | null
  netSeconds: number | null
  calendarSeconds: number | null
  /** The working calendar the seconds were counted on. */
  calendar: CalendarMark | null
  reopenedAt: number | null
  reopenedBy: 'customer' | 'person' | null
  /** First contact of the customer on the same issue after `doneAt`: a reopening or a linked follow-up. */
  followedAt: number | null
}
export type Interval = { from: number; until: number | null }
export type Hold = Interval & { personId: string }

export type Survey = {
  invitationId: string
  sentAt: number
  delivered: boolean
  answeredAt: number | null
  score: number | null
  byId: string | null
  unitId: string | null
}

/** One case as counted. */
export type Fact = {
  caseId: string
  channel: string
  typeCode: string
  unitId: string
  handlerId: string | null
  excluded: Exclusion | null
  fcrEligible: boolean
  createdAt: number
  answeredInContact: boolean
  escalated: boolean
  /** Public answers by people up to the first resolution; an answered call or visit is one. */
  replies: number
  firstResponseAt: number | null
  firstResponseBy: string | null
  firstResponseSeconds: number | null
  firstResponseCalendarSeconds: number | null
  firstResponseCalendar: CalendarMark | null
  firstResponseDueAt: number | null
  resolutionDueAt: number | null
}
export type CaseRow = Fact & { spans: Span[]; holds: Hold[]; waits: Interval[]; surveys: Survey[] }

export type Step =
  | { at: number; kind: 'resolved'; byId: string | null; unitId: string | null; counts: boolean }
  | { at: number; kind: 'reopened'; by: 'customer' | 'person' }
  | { at: number; kind: 'cancelled' | 'merged' | 'unmerged' | 'spam' | 'notSpam' | 'waits' | 'goesOn' | 'raised' }
  | { at: number; kind: 'held'; personId: string | null }

type Derived =
  | 'escalated'
  | 'replies'
  | 'excluded'
  | 'firstResponseBy'
  | 'firstResponseSeconds'
  | 'firstResponseCalendarSeconds'
  | 'firstResponseCalendar'

export type FollowUp = { at: number; onlyThanks: boolean }

/** Everything a fact is made of, read from the rooms below. Steps in the order they happened. */
export type Source = Omit<Fact, Derived> & {
  /** Creation of the cases merged into this one. */
  mergedCreatedAt: readonly number[]
  mergedIntoId: string | null
  isSpam: boolean
  isTest: boolean
  isInternal: boolean
  /** Begun by us, and the customer has never written. */
  isOutboundOnly: boolean
  answers: readonly { at: number; byId: string | null }[]
  /** Cases that continue this one and in which the customer said something; `onlyThanks`: nothing but thanks. */
  followUps: readonly FollowUp[]
  steps: readonly Step[]
  surveys: Survey[]
}

/** The case's calendar: its mark, and the working seconds between two instants on it. */
export type Hours = { mark: CalendarMark; working: (from: number, until: number) => number }

export function rowOf(source: Source, hours: Hours): CaseRow {
  const createdAt = Math.min(source.createdAt, ...source.mergedCreatedAt)
  const waits = intervals(source.steps, createdAt)
  const spans = timed(followed(spansOf(source.steps, createdAt), source.followUps), { createdAt, waits, hours })
  const firstDone = spans[0]?.doneAt ?? null
  const first = source.firstResponseAt === null ? null : Math.max(source.firstResponseAt, createdAt)
  const {
    mergedCreatedAt: _1,
    mergedIntoId: _2,
    isSpam: _3,
    isTest: _4,
    isInternal: _5,
    isOutboundOnly: _6,
    followUps: _7,
    steps,
    answers,
    ...kept
  } = source
  return {
    ...kept,
    createdAt,
    excluded: exclusionOf(source),
    escalated: steps.some(({ kind, at }) => kind === 'raised' && (firstDone === null || at <= firstDone)),
    replies: answers.filter(({ at }) => firstDone === null || at <= firstDone).length,
    firstResponseAt: first,
    firstResponseBy: first === null ? null : (answers.find(({ byId }) => byId !== null)?.byId ?? null),
    firstResponseSeconds: first === null ? null : hours.working(createdAt, first),
    firstResponseCalendarSeconds: first === null ? null : Math.round((first - createdAt) / 1000),
    firstResponseCalendar: first === null ? null : hours.mark,
    spans,
    waits,
    holds: holdsOf(steps),
  }
}

function exclusionOf(source: Source): Exclusion | null {
  if (source.isSpam) return 'spam'
  if (source.isTest) return 'test'
  if (source.mergedIntoId) return 'merged'
  if (source.isInternal) return 'internal'
  return source.isOutboundOnly ? 'outbound' : null
}

const fresh = (seq: number, openedAt: number): Span => ({
  seq,
  openedAt,
  doneAt: null,
  how: null,
  byId: null,
  unitId: null,
  counts: true,
  businessSeconds: null,
  netSeconds: null,
  calendarSeconds: null,
  calendar: null,
  reopenedAt: null,
  reopenedBy: null,
  followedAt: null,
})

function spansOf(steps: readonly Step[], createdAt: number): Span[] {
  const spans = [fresh(0, createdAt)]
  for (const step of steps) {
    const last = spans.at(-1)
    if (!last) continue
    if (last.doneAt === null) end(last, step)
    else if (isTakenBack(last, step)) Object.assign(last, { doneAt: null, how: null, byId: null, unitId: null, counts: true })
    else if (step.kind === 'reopened') {
      Object.assign(last, { reopenedAt: step.at, reopenedBy: step.by })
      spans.push(fresh(last.seq + 1, step.at))
    }
  }
  return spans
}

function end(span: Span, step: Step) {
  if (step.kind === 'resolved')
    Object.assign(span, { doneAt: step.at, how: step.kind, byId: step.byId, unitId: step.unitId, counts: step.counts })
  else if (step.kind === 'cancelled' || step.kind === 'merged' || step.kind === 'spam')
    Object.assign(span, { doneAt: step.at, how: step.kind })
}

function isTakenBack(last: Span, step: Step): boolean {
  if (step.kind === 'unmerged') return last.how === 'merged'
  if (step.kind === 'notSpam') return last.how === 'spam'
  return step.kind === 'reopened' && step.by === 'person' && last.doneAt !== null && step.at - last.doneAt <= UNDO_MS
}

/** A follow-up belongs to the resolution it comes after, and to no earlier one. Thanks are no repeat contact: kpi.md KPI-10. */
function followed(spans: Span[], followUps: readonly FollowUp[]): Span[] {
  const contacts = followUps.filter(({ onlyThanks }) => !onlyThanks).map(({ at }) => at)
  return spans.map((span, place) => {
    const { doneAt } = span
    if (doneAt === null) return span
    const nextDone = spans[place + 1]?.doneAt ?? Number.POSITIVE_INFINITY
    const after = contacts.filter((at) => at >= doneAt && at < nextDone)
    if (span.reopenedBy === 'customer' && span.reopenedAt !== null) after.push(span.reopenedAt)
    return { ...span, followedAt: after.length > 0 ? Math.min(...after) : null }
  })
}

function timed(spans: Span[], { createdAt, waits, hours }: { createdAt: number; waits: Interval[]; hours: Hours }): Span[] {
  return spans.map((span) => {
    const { doneAt } = span
    if (doneAt === null || span.how !== 'resolved') return span
    const business = hours.working(createdAt, doneAt)
    const paused = waits
      .map(({ from, until }) => [Math.max(from, createdAt), Math.min(until ?? doneAt, doneAt)] as const)
      .filter(([from, until]) => from < until)
      .reduce((sum, [from, until]) => sum + hours.working(from, until), 0)
    return {
      ...span,
      businessSeconds: business,
      netSeconds: Math.max(0, business - paused),
      calendarSeconds: Math.round((doneAt - createdAt) / 1000),
      calendar: hours.mark,
    }
  })
}

/** When the case waited for the customer. Resolving, cancelling and merging end a wait too. */
function intervals(steps: readonly Step[], createdAt: number): Interval[] {
  const waits: Interval[] = []
  for (const step of steps) {
    const last = waits.at(-1)
    const isWaiting = last !== undefined && last.until === null
    if (step.kind === 'waits' && !isWaiting) waits.push({ from: Math.max(step.at, createdAt), until: null })
    else if (step.kind !== 'waits' && step.kind !== 'held' && isWaiting) last.until = step.at
  }
  return waits.filter(({ from, until }) => until === null || until > from)
}

function holdsOf(steps: readonly Step[]): Hold[] {
  const holds: Hold[] = []
  for (const step of steps) {
    if (step.kind !== 'held') continue
    const last = holds.at(-1)
    if (last && last.until === null && last.personId === step.personId) continue
    if (last && last.until === null) last.until = step.at
    if (step.personId) holds.push({ personId: step.personId, from: step.at, until: null })
  }
  return holds.filter(({ from, until }) => until === null || until > from)
}
