import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { addBranch as AddBranch, addPosition as AddPosition } from '../contract/chart.ts'
import { branchChanged, calendarChanged, positionChanged, unitChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'
import { type Colleague, findPeople, findPerson, shown } from './colleagues.ts'
import { poolsChanged } from './pools.ts'

type PositionGiven = z.output<typeof AddPosition.input>
type BranchGiven = z.output<typeof AddBranch.input>

export async function chart(ctx: Ctx) {
  const people = await queries.selectEverybody(ctx.db, vnDay(ctx.now))
  return {
    units: await listUnits(ctx),
    positions: await queries.selectPositions(ctx.db),
    people: people.map((row) => shown(ctx, row)),
  }
}

export const listUnits = (ctx: Ctx) => queries.selectUnits(ctx.db)

async function unitOf(ctx: Ctx, id: string) {
  const unit = await queries.selectUnit(ctx.db, id)
  if (!unit) throw text.refusal(404, 'unknownUnit')
  return unit
}

export async function addUnit(ctx: Ctx, unit: queries.NewUnit) {
  await refuseUnknown(ctx, unit)
  const id = newId()
  if (unit.takesNew) await queries.clearTakesNew(ctx.db)
  await queries.insertUnit(ctx.db, { ...unit, id })
  await poolsChanged(ctx)
  emit(ctx, unitChanged, { unitId: id, ...difference(null, unit) })
  return unitOf(ctx, id)
}

export async function changeUnit(ctx: Ctx, { id, ...unit }: queries.NewUnit & { id: string }) {
  await queries.lockUnits(ctx.db)
  const before = await unitOf(ctx, id)
  await refuseUnknown(ctx, unit)
  if (unit.parentId && (await queries.selectUnitsBelow(ctx.db, id)).includes(unit.parentId)) throw text.refusal(422, 'unitInItself')
  if (before.takesNew && unit.takesNew === false) throw text.refusal(409, 'unitTakesNew')
  if (unit.takesNew && !before.takesNew) await queries.clearTakesNew(ctx.db)
  await queries.updateUnit(ctx.db, id, unit)
  await poolsChanged(ctx)
  const after = await unitOf(ctx, id)
  emit(ctx, unitChanged, { unitId: id, ...difference(before, after) })
  // Another branch, or another one above: its working time counts for what the unit holds.
  if (before.branchId !== after.branchId || before.parentId !== after.parentId) emit(ctx, calendarChanged, { calendarId: null })
  return after
}

export async function closeUnit(ctx: Ctx, { id }: { id: string }) {
  await queries.lockUnits(ctx.db)
  const unit = await unitOf(ctx, id)
  if (unit.takesNew) throw text.refusal(409, 'unitTakesNew')
  if (unit.people > 0) throw text.refusal(409, 'unitHasPeople')
  if ((await queries.selectUnitsBelow(ctx.db, id)).length > 1) throw text.refusal(409, 'unitHasUnits')
  await queries.updateUnit(ctx.db, id, { closedAt: ctx.now })
  await poolsChanged(ctx)
  emit(ctx, unitChanged, { unitId: id, ...difference(unit, null) })
  return { id }
}

async function refuseUnknown(ctx: Ctx, { parentId, leadId, branchId }: Partial<queries.NewUnit>) {
  if (parentId) await unitOf(ctx, parentId)
  if (leadId && !(await findPerson(ctx, leadId))) throw text.refusal(422, 'unknownPerson')
  if (branchId && !(await queries.selectBranches(ctx.db)).some(({ id }) => id === branchId)) throw text.refusal(422, 'unknownBranch')
}

/** Where cases fall for which no rule knows a unit: the one marked so, else the first team or department. Undefined before the first run. */
export async function defaultUnit(ctx: Ctx): Promise<{ id: string; name: string } | undefined> {
  const unit = await queries.selectDefaultUnit(ctx.db)
  return unit && { id: unit.id, name: unit.name }
}

/** The unit and every open unit below it. */
export const unitsBelow = (ctx: Ctx, unitId: string): Promise<string[]> => queries.selectUnitsBelow(ctx.db, unitId)

/** Whoever leads the unit, else the nearest one above that has a lead; empty when nobody leads anything. */
export async function leadsOfUnit(ctx: Ctx, unitId: string): Promise<Colleague[]> {
  const lead = (await queries.selectUnitsAbove(ctx.db, unitId)).find(({ leadId }) => leadId)?.leadId
  return lead ? findPeople(ctx, [lead]) : []
}

/** Who leads somebody: the nearest lead above them who is not they themselves, else their manager. */
export async function leadOf(ctx: Ctx, personId: string): Promise<Colleague | undefined> {
  const person = await findPerson(ctx, personId)
  if (!person) return undefined
  const above = person.unitId ? await queries.selectUnitsAbove(ctx.db, person.unitId) : []
  const own = above[0]?.leadId === personId
  const lead = own ? undefined : above.find(({ leadId }) => leadId && leadId !== personId)?.leadId
  const next = lead ?? person.managerId ?? above.find(({ leadId }) => leadId && leadId !== personId)?.leadId
  const found = next ? await findPerson(ctx, next) : undefined
  return found?.leftAt ? undefined : found
}

async function positionOf(ctx: Ctx, id: string) {
  const position = await queries.selectPosition(ctx.db, id)
  if (!position) throw text.refusal(404, 'unknownPosition')
  return position
}

export async function addPosition(ctx: Ctx, position: PositionGiven) {
  await unitOf(ctx, position.unitId)
  const id = newId()
  await queries.insertPosition(ctx.db, { ...position, id })
  emit(ctx, positionChanged, { positionId: id, unitId: position.unitId, ...difference(null, position) })
  return positionOf(ctx, id)
}

export async function changePosition(ctx: Ctx, { id, ...position }: PositionGiven & { id: string }) {
  const before = await positionOf(ctx, id)
  await unitOf(ctx, position.unitId)
  await queries.updatePosition(ctx.db, id, position)
  emit(ctx, positionChanged, { positionId: id, unitId: position.unitId, ...difference(before, position) })
  return positionOf(ctx, id)
}

export async function closePosition(ctx: Ctx, { id }: { id: string }) {
  const position = await positionOf(ctx, id)
  if (!position.vacant) throw text.refusal(409, 'positionHeld')
  await queries.updatePosition(ctx.db, id, { closedAt: ctx.now })
  emit(ctx, positionChanged, { positionId: id, unitId: position.unitId, ...difference(position, null) })
  return { id }
}

export const listBranches = (ctx: Ctx) => queries.selectBranches(ctx.db)

export async function addBranch(ctx: Ctx, branch: BranchGiven) {
  const made = await queries.insertBranch(ctx.db, { ...branch, id: newId() })
  if (!made) throw text.refusal(409, 'branchCodeTaken')
  emit(ctx, branchChanged, { branchId: made.id, ...difference(null, branch) })
  return made
}

export async function changeBranch(ctx: Ctx, { id, ...branch }: BranchGiven & { id: string }) {
  const other = await queries.selectBranchByCode(ctx.db, branch.code)
  if (other && other.id !== id) throw text.refusal(409, 'branchCodeTaken')
  const before = (await queries.selectBranches(ctx.db)).find((one) => one.id === id)
  const changed = await queries.updateBranch(ctx.db, id, branch)
  if (!before || !changed) throw text.refusal(404, 'unknownBranch')
  emit(ctx, branchChanged, { branchId: id, ...difference(before, changed) })
  return changed
}
