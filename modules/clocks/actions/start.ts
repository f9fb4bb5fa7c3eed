import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { leftToCommit } from '#platform/transaction.ts'
import { promiseMade } from '../events.ts'
import * as queries from '../queries.ts'
import { begun } from '../rules/change.ts'
import { bySoonest } from '../rules/nearest.ts'
import type { Kind, TARGET_KINDS } from '../rules/span.ts'
import { text } from '../text.ts'
import { aboutOf, authorOf } from './about.ts'
import { type Span, targetsFor } from './targets.ts'

/** The thing of an upper room that a clock belongs to, such as `{ room: 'cases', id }`. */
export type Subject = queries.Subject
type TargetKind = (typeof TARGET_KINDS)[number]

/** What a clock carries of its subject, so that the screen of the day is one query. */
export type SubjectFacts = {
  subject: Subject
  title: string
  /** Where it opens, such as `/hop-thu/PH-000123`. */
  link: string
  responsibleId?: string | null
  unitId?: string | null
  customerId?: string | null
  channel?: string | null
  severity?: number | null
  /** Code of the case type. */
  caseType?: string | null
  tier?: string | null
}
export type StartedClock = { id: string; kind: Kind; dueAt: Date; startedAt: Date; state: 'running' | 'paused' | 'breached' }

/**
 * Starts the clocks of a subject whose span the targets tell, in one statement; a kind without a target gets none, a kind that is open
 * already goes on as it is. `at`: when the customer began to wait (now unless told). Answers the open ones of these kinds, soonest first.
 */
export async function startClocks(ctx: Ctx, facts: SubjectFacts, kinds: readonly TargetKind[], at = ctx.now): Promise<StartedClock[]> {
  return insert(ctx, facts.subject, await clocksOf(ctx, facts, kinds, at))
}

/**
 * As `startClocks`, for a subject that is made this very moment: none can be open yet, so what began is known while it is still on its way, and COMMIT answers
 * for it.
 */
export async function startFirstClocks(ctx: Ctx, facts: SubjectFacts, kinds: readonly TargetKind[], at = ctx.now): Promise<StartedClock[]> {
  const clocks = await clocksOf(ctx, facts, kinds, at)
  leftToCommit(ctx.db, queries.insertClocks(ctx.db, clocks, authorOf(ctx)))
  return clocks.toSorted(bySoonest).map(startedOf)
}

async function clocksOf(ctx: Ctx, facts: SubjectFacts, kinds: readonly TargetKind[], at: Date) {
  const targets = await targetsFor(ctx)
  const clocks = []
  for (const kind of kinds) {
    const span = await targets.span(kind, facts)
    if (span) clocks.push(clockOf(facts, kind, span, at))
  }
  return clocks
}

/**
 * Starts one clock: of a target kind as `startClocks` does (null when no target is set), or a promise, an appointment or a snooze due at
 * `dueAt`. Refuses a moment that has passed.
 */
export async function startClock(
  ctx: Ctx,
  { kind, dueAt, at, ...facts }: SubjectFacts & { kind: Kind; dueAt?: Date; at?: Date },
): Promise<StartedClock | null> {
  if (kind === 'first_response' || kind === 'next_response' || kind === 'resolution')
    return (await startClocks(ctx, facts, [kind], at))[0] ?? null
  const from = at ?? ctx.now
  if (!dueAt || dueAt <= from) throw text.refusal(422, 'duePassed')
  if (dueAt.getTime() - from.getTime() > THREE_YEARS) throw text.refusal(422, 'dueTooFar')
  const minutes = (dueAt.getTime() - from.getTime()) / 60_000
  const clock = clockOf(facts, kind, { policyId: null, minutes, calendar: null, rule: '' }, from)
  const [started] = await insert(ctx, facts.subject, [clock])
  if (started && kind === 'promise')
    emit(
      ctx,
      promiseMade,
      { clockId: started.id, subject: facts.subject, dueAt, responsibleId: facts.responsibleId ?? null },
      aboutOf(clock),
    )
  return started ?? null
}

const THREE_YEARS = 3 * 366 * 86_400_000

function clockOf(
  { subject, title, link, ...facts }: SubjectFacts,
  kind: Kind,
  { policyId, minutes, calendar, rule }: Omit<Span, 'policyId'> & { policyId: string | null },
  at: Date,
) {
  return {
    ...begun(kind, minutes, at, calendar),
    ...{ id: newId(), subjectRoom: subject.room, subjectId: subject.id, title, link, policyId, rule, calendarId: calendar?.id ?? null },
    responsibleId: facts.responsibleId ?? null,
    unitId: facts.unitId ?? null,
    customerId: facts.customerId ?? null,
    channel: facts.channel ?? null,
    severity: facts.severity ?? null,
    caseType: facts.caseType ?? null,
    tier: facts.tier ?? null,
  }
}

async function insert(ctx: Ctx, subject: Subject, clocks: readonly ReturnType<typeof clockOf>[]): Promise<StartedClock[]> {
  if (clocks.length === 0) return []
  const made = new Set(await queries.insertClocks(ctx.db, clocks, authorOf(ctx)))
  const missing = clocks.filter(({ id }) => !made.has(id)).map(({ kind }) => kind)
  const already = missing.length > 0 ? (await queries.selectOpen(ctx.db, [subject])).filter(({ kind }) => missing.includes(kind)) : []
  return [...clocks.filter(({ id }) => made.has(id)), ...already].toSorted(bySoonest).map(startedOf)
}

function startedOf({
  id,
  kind,
  dueAt,
  startedAt,
  state,
  breachedAt,
}: Pick<queries.Clock, 'id' | 'kind' | 'dueAt' | 'startedAt' | 'state' | 'breachedAt'>): StartedClock {
  return { id, kind, dueAt, startedAt, state: state === 'paused' ? 'paused' : breachedAt ? 'breached' : 'running' }
}
