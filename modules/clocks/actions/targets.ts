import { calendarFor, type WorkingCalendar } from '#org'
import type { Ctx } from '#platform/context.ts'
import { remembered } from '#platform/remembered.ts'
import * as queries from '../queries.ts'
import { type Asked, dayOf, minutesOf, ruleOf, type TargetRow, targetFor } from '../rules/target.ts'

export type Facts = Asked & { unitId?: string | null }
/** What a target says for one clock. `calendar` null: round the clock. */
export type Span = { policyId: string; minutes: number; calendar: WorkingCalendar | null; rule: string }

type Known = { targets: TargetRow[]; branches: Map<string, string>; dayMinutes: number }

const known = remembered(
  async (ctx): Promise<Known> => ({
    targets: await queries.selectTargets(ctx.db),
    branches: branchesOf(await queries.selectUnitBranches(ctx.db)),
    dayMinutes: dayOf(await calendarFor(ctx)),
  }),
)

/** Targets are being changed in this process: the next clock looks again. */
export const forgetTargets = (ctx: Ctx) => known.forget(ctx)

/** The branch a unit belongs to: its own, else that of the nearest unit above. */
function branchesOf(units: readonly { id: string; parentId: string | null; branchId: string | null }[]): Map<string, string> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const branches = new Map<string, string>()
  for (const { id } of units) {
    const walked = new Set<string>()
    let unit = byId.get(id)
    while (unit && !unit.branchId && unit.parentId && !walked.has(unit.id)) {
      walked.add(unit.id)
      unit = byId.get(unit.parentId)
    }
    if (unit?.branchId) branches.set(id, unit.branchId)
  }
  return branches
}

/** The working calendar that counts for something: of its severity, of the branch its unit belongs to, of its channel, else the usual one. */
export const workingHoursOf = async (ctx: Ctx, about: Pick<Facts, 'severity' | 'channel' | 'unitId'>): Promise<WorkingCalendar> =>
  (await targetsFor(ctx)).calendar(about)

/** A finder of calendars and targets for one piece of work: what was asked for once is not asked for again. */
export async function targetsFor(ctx: Ctx) {
  const { targets, branches, dayMinutes } = await known.of(ctx)
  const calendars = new Map<string, Promise<WorkingCalendar>>()
  const calendar = ({ channel, severity, unitId }: Facts) => {
    const wanted = { channel: channel ?? undefined, severity: severity ?? undefined, branchId: branches.get(unitId ?? '') }
    const key = JSON.stringify(wanted)
    const found = calendars.get(key) ?? calendarFor(ctx, wanted)
    calendars.set(key, found)
    return found
  }
  return {
    calendar,
    /** Undefined: nobody set a target for this. */
    span: async (kind: string, facts: Facts): Promise<Span | undefined> => {
      const target = targetFor(targets, kind, facts)
      if (!target) return undefined
      const minutes = minutesOf(target, dayMinutes)
      return { policyId: target.id, minutes, calendar: target.workingTime ? await calendar(facts) : null, rule: ruleOf(target) }
    },
  }
}
