import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { ClockShown } from '../contract.ts'
import { clockChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { type Nearest, nearestOpen } from '../rules/nearest.ts'
import { spanOf } from '../rules/target.ts'
import { text } from '../text.ts'
import { aboutOf } from './about.ts'
import type { Subject } from './start.ts'

/** All clocks a subject ever had, the open ones first, by due moment. */
export async function clocksOf(ctx: Ctx, subject: Subject): Promise<z.input<typeof ClockShown>[]> {
  const rows = await queries.selectOfSubject(ctx.db, subject)
  return rows.map((row) => shown(ctx, row))
}

/** Of a subject's open clocks the one that bites first; null when none is open. */
export const nearestOf = async (ctx: Ctx, subject: Subject): Promise<Nearest | null> =>
  nearestOpen(await queries.selectOpen(ctx.db, [subject]))

function shown(ctx: Ctx, row: queries.ClockRow): z.input<typeof ClockShown> {
  const { id, kind, title, startedAt, dueAt, stoppedAt, level, calendar } = row
  const isLate = row.state === 'running' && dueAt <= ctx.now
  return {
    ...{ id, kind, title, startedAt, dueAt, stoppedAt, level, calendar },
    state: isLate ? 'breached' : row.state,
    breachedAt: isLate ? dueAt : row.breachedAt,
    responsible: row.responsibleId ? { id: row.responsibleId, name: row.responsible ?? '' } : null,
    rule: ruleOf(ctx, row),
    minutes: row.policyId ? row.minutes : null,
    pauses: pausesOf(row.steps ?? []),
  }
}

function ruleOf(ctx: Ctx, { policyId, rule }: queries.ClockRow): string {
  const t = text[ctx.me.language]
  const span = spanOf(rule)
  if (!policyId) return t.byHand
  if (!span) return rule
  const { amount, unit, workingTime } = span
  if (unit === 'days') return t.workingDays(amount)
  if (unit === 'hours') return workingTime ? t.workingHours(amount) : t.hours(amount)
  return workingTime ? t.workingMinutes(amount) : t.minutes(amount)
}

function pausesOf(steps: queries.ClockRow['steps']) {
  return steps.flatMap(({ state, at, reason }, place) => {
    if (state !== 'paused') return []
    const next = steps.slice(place + 1).find((step) => step.state !== 'redated')
    return { from: new Date(at), to: next ? new Date(next.at) : null, reason }
  })
}

/** Tells upper rooms what bites first now, once per subject of these clocks. */
export async function tellChanged(ctx: Ctx, clocks: readonly queries.Clock[]) {
  const bySubject = new Map(clocks.map((clock) => [`${clock.subjectRoom}:${clock.subjectId}`, clock]))
  const subjects = [...bySubject.values()].map(({ subjectRoom: room, subjectId: id }) => ({ room, id }))
  const open = Map.groupBy(await queries.selectOpen(ctx.db, subjects), ({ subjectRoom, subjectId }) => `${subjectRoom}:${subjectId}`)
  for (const [key, clock] of bySubject) {
    const subject = { room: clock.subjectRoom, id: clock.subjectId }
    emit(ctx, clockChanged, { subject, nearest: nearestOpen(open.get(key) ?? []) }, aboutOf(clock))
  }
}
