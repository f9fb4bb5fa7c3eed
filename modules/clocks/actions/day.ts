import type { z } from 'zod'
import { vnDay, vnStartOfDay } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type {
  cancelPromise as CancelPromise,
  keepPromise as KeepPromise,
  myDay as MyDay,
  myDone as MyDone,
  undoPromise as UndoPromise,
} from '../contract.ts'
import { promiseMade } from '../events.ts'
import * as queries from '../queries.ts'
import { text } from '../text.ts'
import { aboutOf } from './about.ts'
import { calendarsOf, met, revive, subjectOf, takenBack, write } from './change.ts'
import { tellChanged } from './show.ts'

const MOST_ROWS = 200
const MOST_COUNTED = 999
const DAY = 86_400_000
const TEN_MINUTES = 600_000

/** What is due for whoever asks, until the end of the day in Hồ Chí Minh City; promises and appointments of any day. */
export async function myDay(ctx: Ctx): Promise<z.input<typeof MyDay.reply>> {
  const midnight = vnStartOfDay(vnDay(ctx.now))
  const tomorrow = new Date(midnight.getTime() + DAY)
  const rows = await queries.selectDay(ctx.db, ctx.me.id, ctx.now, tomorrow, MOST_ROWS)
  return {
    items: rows.map((row) => ({ ...named(row), mayKeep: row.kind === 'promise' || row.kind === 'follow_up' })),
    counts: await queries.countDay(ctx.db, ctx.me.id, ctx.now, tomorrow, MOST_COUNTED),
    done: await queries.countDone(ctx.db, ctx.me.id, midnight),
  }
}

export async function myDone(ctx: Ctx): Promise<z.input<typeof MyDone.reply>> {
  return (await queries.selectDone(ctx.db, ctx.me.id, vnStartOfDay(vnDay(ctx.now)), MOST_ROWS)).map(named)
}

function named<Row extends queries.DayLine>({ subjectRoom, subjectId, customerId, customerName, honorific, ...row }: Row) {
  return {
    ...row,
    subject: { room: subjectRoom, id: subjectId },
    customer: customerId ? { id: customerId, name: customerName ?? '', honorific: honorific ?? '' } : null,
  }
}

export async function keepPromise(ctx: Ctx, { id, note }: z.output<typeof KeepPromise.input>) {
  const clock = await lockMine(ctx, id)
  const calendarOf = await calendarsOf(ctx, [clock])
  await write(ctx, [met(ctx, clock, calendarOf(clock), ctx.now, note || text.vi.kept)])
  await tellChanged(ctx, [clock])
  return { done: true as const }
}

export async function cancelPromise(ctx: Ctx, { id, reason }: z.output<typeof CancelPromise.input>) {
  const clock = await lockMine(ctx, id)
  const calendarOf = await calendarsOf(ctx, [clock])
  await write(ctx, [takenBack(ctx, clock, calendarOf(clock), ctx.now, reason)])
  await tellChanged(ctx, [clock])
  return { done: true as const }
}

/** Whoever kept it or took it back thought better of it. */
export async function undoPromise(ctx: Ctx, { id }: z.output<typeof UndoPromise.input>) {
  const clock = await lockKeepable(ctx, id)
  const ended = await queries.selectEnding(ctx.db, id)
  const isMine = ended?.byId === ctx.me.id && clock.stoppedAt && ctx.now.getTime() - clock.stoppedAt.getTime() <= TEN_MINUTES
  if (!isMine) throw text.refusal(409, 'undoLate')
  await revive(ctx, [clock])
  if (clock.kind === 'promise') {
    const { dueAt, responsibleId } = clock
    emit(ctx, promiseMade, { clockId: id, subject: subjectOf(clock), dueAt, responsibleId }, aboutOf(clock))
  }
  await tellChanged(ctx, [clock])
  return { done: true as const }
}

/** An open promise or appointment that this person answers for, or leads whoever does. */
async function lockMine(ctx: Ctx, id: string): Promise<queries.Clock> {
  const clock = await lockKeepable(ctx, id)
  if (clock.stoppedAt) throw text.refusal(409, 'alreadyEnded')
  return clock
}

async function lockKeepable(ctx: Ctx, id: string): Promise<queries.Clock> {
  const clock = await queries.lockClock(ctx.db, id)
  if (!clock) throw text.refusal(404, 'unknownClock')
  if (!mayKeep(ctx, clock)) throw text.refusal(403, 'notYours')
  if (clock.kind !== 'promise' && clock.kind !== 'follow_up') throw text.refusal(422, 'notPromise')
  return clock
}

function mayKeep({ me }: Ctx, { responsibleId, unitId }: queries.Clock): boolean {
  const scope = scopeOf(me, 'clocks.keep')
  return responsibleId === me.id || scope === 'all' || (scope === 'unit' && unitId !== null && me.unitIds.includes(unitId))
}
