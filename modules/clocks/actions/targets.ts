import { calendarFor, type WorkingCalendar } from '#org'
import type { Ctx, HouseParts } from '#platform/context.ts'
import * as queries from '../queries.ts'
import { type Asked, dayOf, minutesOf, ruleOf, type TargetRow, targetFor } from '../rules/target.ts'

export type Facts = Asked & { unitId?: string | null }
/** What a target says for one clock. `calendar` null: round the clock. */
export type Span = { policyId: string; minutes: number; calendar: WorkingCalendar | null; rule: string }

type Known = { until: number; targets: TargetRow[]; branches: Map<string, string>; dayMinutes: number }

/** Looked up once a second per open house, not once per case: targets change a few times a year. */
const FRESH_MS = 1_000
/** After a change of one's own, until its transaction is surely over, nothing is remembered. */
const CHANGING_MS = 20_000
const remembered = new WeakMap<HouseParts, Known>()
const changing = new WeakMap<HouseParts, number>()

async function known(ctx: Ctx): Promise<Known> {
  const now = performance.now()
  const already = remembered.get(ctx.house)
  const isChanging = (changing.get(ctx.house) ?? 0) > now
  if (already && already.until > now && !isChanging) return already
  const targets = await queries.selectTargets(ctx.db)
  const branches = branchesOf(await queries.selectUnitBranches(ctx.db))
  const fresh = { until: now + FRESH_MS, targets, branches, dayMinutes: dayOf(await calendarFor(ctx)) }
  if (!isChanging) remembered.set(ctx.house, fresh)
  return fresh
}

/** Targets are being changed in this process: the next clock looks again. */
export function forgetTargets(ctx: Ctx) {
  changing.set(ctx.house, performance.now() + CHANGING_MS)
  remembered.delete(ctx.house)
}

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
  const { targets, branches, dayMinutes } = await known(ctx)
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
