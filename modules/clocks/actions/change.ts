import { calendarById, type WorkingCalendar } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { clockMet, promiseCancelled } from '../events.ts'
import * as queries from '../queries.ts'
import { cancelled, ended, paused, redated, resumed, revived } from '../rules/change.ts'
import { type Nearest, nearestOpen } from '../rules/nearest.ts'
import { type Kind, PAUSED_KINDS, stretchesOf } from '../rules/span.ts'
import { text } from '../text.ts'
import { aboutOf, authorOf } from './about.ts'
import type { Subject, SubjectFacts } from './start.ts'
import { targetsFor } from './targets.ts'

type Clock = queries.Clock
/** `told`: what its history keeps of it, its state unless told; null: nothing. */
type Moved = { clock: Clock; at: Date; reason?: string; told?: string | null; announce?: () => unknown }

/** The calendars of some clocks; what counts round the clock has none. */
export async function calendarsOf(ctx: Ctx, clocks: readonly Clock[]): Promise<(clock: Clock) => WorkingCalendar | null> {
  const calendars = new Map<string, WorkingCalendar | undefined>()
  for (const { calendarId } of clocks)
    if (calendarId && !calendars.has(calendarId)) calendars.set(calendarId, await calendarById(ctx, calendarId))
  return ({ calendarId }) => calendars.get(calendarId ?? '') ?? null
}

/** Changes the open clocks of a subject that `change` answers for, writes them at once and tells what bites first now. */
async function each(
  ctx: Ctx,
  subject: Subject,
  change: (clock: Clock, calendar: WorkingCalendar | null) => Moved | undefined,
): Promise<Nearest | null> {
  const open = await queries.lockOpen(ctx.db, subject)
  const calendarOf = await calendarsOf(ctx, open)
  const moved = open.flatMap((clock) => change(clock, calendarOf(clock)) ?? [])
  await write(ctx, moved)
  const after = new Map(moved.map(({ clock }) => [clock.id, clock]))
  return nearestOpen(open.map((clock) => after.get(clock.id) ?? clock))
}

/** Writes what moved, each with its segment, and announces it. */
export async function write(ctx: Ctx, moved: readonly Moved[]) {
  const segments = moved.flatMap(({ clock, at, reason = '', told = clock.state }) =>
    told ? { clockId: clock.id, state: told, at, dueAt: clock.dueAt, reason, byId: authorOf(ctx) } : [],
  )
  await queries.updateClocks(
    ctx.db,
    moved.map(({ clock }) => clock),
    segments,
  )
  for (const { announce } of moved) announce?.()
}

/** What the open clock of this kind waited for was done at `at`. None open: nothing happens. Answers what bites first now. */
export const meetClock = (ctx: Ctx, subject: Subject, kind: Kind, at = ctx.now): Promise<Nearest | null> =>
  each(ctx, subject, (clock, calendar) => (clock.kind === kind ? met(ctx, clock, calendar, at) : undefined))

export function met(ctx: Ctx, before: Clock, calendar: WorkingCalendar | null, given: Date, reason = ''): Moved {
  const { clock, at, inTime } = ended(before, given, calendar)
  const facts = { clockId: clock.id, kind: clock.kind, subject: subjectOf(clock), at, dueAt: clock.dueAt, inTime }
  return { clock, at, reason, announce: () => emit(ctx, clockMet, facts, aboutOf(clock)) }
}

/** The customer is waited for: the clocks of the next answer and of the resolution stand still. */
export const pauseClocks = (ctx: Ctx, subject: Subject, reason: string, at = ctx.now): Promise<Nearest | null> =>
  each(ctx, subject, (clock, calendar) =>
    clock.state === 'running' && PAUSED_KINDS.includes(clock.kind) ? { ...paused(clock, at, calendar), reason } : undefined,
  )

/** The customer is waited for no longer. */
export const resumeClocks = (ctx: Ctx, subject: Subject, at = ctx.now): Promise<Nearest | null> =>
  each(ctx, subject, (clock, calendar) => (clock.state === 'paused' ? { clock: resumed(clock, at, calendar), at } : undefined))

/** Nobody waits any more (spam, merged, cancelled): clocks of these kinds, or every open one, end as neither met nor missed. */
export const cancelClocks = (
  ctx: Ctx,
  subject: Subject,
  { reason, kinds, at = ctx.now }: { reason: string; kinds?: readonly Kind[]; at?: Date },
): Promise<Nearest | null> =>
  each(ctx, subject, (clock, calendar) => (!kinds || kinds.includes(clock.kind) ? takenBack(ctx, clock, calendar, at, reason) : undefined))

export function takenBack(ctx: Ctx, before: Clock, calendar: WorkingCalendar | null, given: Date, reason: string): Moved {
  const { clock, at } = cancelled(before, given, calendar)
  const facts = { clockId: clock.id, subject: subjectOf(clock), reason }
  return { clock, at, reason, announce: () => clock.kind === 'promise' && emit(ctx, promiseCancelled, facts, aboutOf(clock)) }
}

type Changed = Partial<Omit<SubjectFacts, 'subject' | 'link'>>

/**
 * The subject is other than it was. Whoever is responsible, its unit, customer and title are taken over by every open clock; when severity,
 * type, tier, channel or unit changed, running targets are looked up again and dated from the beginning, as if it had always been so.
 */
export async function redateClocks(ctx: Ctx, subject: Subject, changed: Changed): Promise<Nearest | null> {
  const open = await queries.lockOpen(ctx.db, subject)
  const given = defined(changed)
  const asked = open.map((clock) => ({ ...clock, ...given }))
  const differsIn = (...keys: (keyof Changed)[]) => open.some((clock) => keys.some((key) => key in given && given[key] !== clock[key]))
  const isOther = differsIn('severity', 'caseType', 'tier', 'channel')
  const after = isOther || differsIn('unitId') ? await dated(ctx, asked, { keepSpan: !isOther }) : asked
  const moved = after.map((clock, place) => ({ clock, at: ctx.now, told: toldOf(open[place], clock), reason: text.vi.factsChanged }))
  const differs = moved.filter(({ clock }, place) => JSON.stringify(clock) !== JSON.stringify(open[place]))
  await write(ctx, differs)
  return nearestOpen(after)
}

const defined = (changed: Changed): Changed => Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined))
const toldOf = (before: Clock | undefined, after: Clock) => (before?.dueAt.getTime() === after.dueAt.getTime() ? null : 'redated')

/** Clocks of targets dated anew by the targets and calendars that hold now; the others as they are. */
export async function dated(ctx: Ctx, clocks: readonly Clock[], { keepSpan = false } = {}): Promise<Clock[]> {
  const targets = await targetsFor(ctx)
  const steps = await queries.selectSteps(
    ctx.db,
    clocks.filter(({ policyId }) => policyId).map(({ id }) => id),
  )
  const after: Clock[] = []
  for (const clock of clocks) {
    if (!clock.policyId) {
      after.push({ ...clock, stale: false })
      continue
    }
    const span = keepSpan
      ? { ...clock, calendar: clock.calendarId ? await targets.calendar(clock) : null }
      : ((await targets.span(clock.kind, clock)) ?? { ...clock, calendar: clock.calendarId ? await targets.calendar(clock) : null })
    const { minutes, calendar, policyId, rule } = span
    const moved = redated(clock, stretchesOf(steps.get(clock.id) ?? []), { minutes, calendar, now: ctx.now })
    after.push({ ...moved, policyId, rule, calendarId: calendar?.id ?? null, stale: false })
  }
  return after
}

/** What ended since a moment, of these kinds or any, goes on as if it had never stopped (an undo). A kind that was started anew meanwhile stays ended. */
export async function reviveClocks(ctx: Ctx, subject: Subject, since: Date, kinds?: readonly Kind[]): Promise<Nearest | null> {
  const open = await queries.lockOpen(ctx.db, subject)
  const gone = (await queries.lockEnded(ctx.db, subject, since)).filter(({ kind }) => !kinds || kinds.includes(kind))
  const again = await revive(
    ctx,
    gone.filter(({ kind }) => kind === 'promise' || kind === 'follow_up' || !open.some((one) => one.kind === kind)),
  )
  return nearestOpen([...open, ...again])
}

/** Ended clocks go on; answers them as they are now. */
export async function revive(ctx: Ctx, gone: readonly Clock[]): Promise<Clock[]> {
  const calendarOf = await calendarsOf(ctx, gone)
  const steps = await queries.selectSteps(
    ctx.db,
    gone.map(({ id }) => id),
  )
  const again = gone.map((clock) => {
    const at = clock.stoppedAt ?? ctx.now
    const stretches = stretchesOf([...(steps.get(clock.id) ?? []), { state: 'running', at }])
    return { clock: revived(clock, stretches, calendarOf(clock), ctx.now), at, reason: text.vi.undone }
  })
  await write(ctx, again)
  return again.map(({ clock }) => clock)
}

export const subjectOf = ({ subjectRoom, subjectId }: Clock): Subject => ({ room: subjectRoom, id: subjectId })
