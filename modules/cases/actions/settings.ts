import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { changeSetting, readSettingNow } from '#platform/settings.ts'
import type * as contract from '../contract/settings.ts'
import { settingsChanged } from '../events.ts'
import * as queries from '../queries/settings.ts'
import { casePolicy } from '../settings.ts'
import { settingsText as text } from '../text/settings.ts'
import { forgetIntake } from './intake.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>
type What = 'policy' | 'status' | 'type' | 'cause' | 'resolution' | 'rule'
const DONE = { done: true as const }

export async function readCaseSettings(ctx: Ctx): Promise<z.input<typeof contract.readCaseSettings.reply>> {
  const archived = <Row extends { archivedAt: Date | null }>({ archivedAt, ...row }: Row) => ({ ...row, archived: archivedAt !== null })
  return {
    policy: await readSettingNow(ctx, casePolicy),
    statuses: (await queries.selectStatuses(ctx.db)).map(archived),
    types: (await queries.selectTypes(ctx.db)).map(archived),
    causes: (await queries.selectCauses(ctx.db)).map(archived),
    resolutions: (await queries.selectResolutions(ctx.db)).map(archived),
    rules: await queries.selectRules(ctx.db),
  }
}

/** Says what was changed, from what to what: the event is the history. */
export function told(ctx: Ctx, what: What, id: string | null, before?: object, after?: object) {
  forgetIntake(ctx)
  emit(ctx, settingsChanged, { what, id, before: plain(before), after: plain(after) }, { people: [] })
}
const Plain = z.record(z.string(), z.unknown())
const plain = (given: object | undefined) => (given ? Plain.parse(JSON.parse(JSON.stringify(given))) : null)

/** When it was archived: now, when it already was, or never. */
export const archivedAt = (ctx: Ctx, archived: boolean, before: Date | null = null) => (archived ? (before ?? ctx.now) : null)

export async function changeCasePolicy(ctx: Ctx, policy: Asked<typeof contract.changeCasePolicy>) {
  const before = await readSettingNow(ctx, casePolicy)
  await changeSetting(ctx, casePolicy, policy)
  told(ctx, 'policy', null, before, policy)
  return DONE
}

/* Statuses */

export async function addStatus(ctx: Ctx, { archived, ...status }: Asked<typeof contract.addStatus>) {
  const { id } = await queries.insertStatus(ctx.db, { ...status, isDefault: false, archivedAt: archivedAt(ctx, archived) })
  if (status.isDefault && !archived) await makeDefault(ctx, id, status.category)
  told(ctx, 'status', id, undefined, status)
  return { id }
}

async function makeDefault(ctx: Ctx, id: string, category: string) {
  await queries.clearDefault(ctx.db, category, id)
  await queries.updateStatus(ctx.db, id, { isDefault: true })
}

export async function changeStatus(ctx: Ctx, { id, archived, isDefault, ...status }: Asked<typeof contract.changeStatus>) {
  const before = await queries.lockStatus(ctx.db, id)
  if (!before) throw text.refusal(404, 'unknownSetting')
  const { used, others } = await queries.selectStatusUse(ctx.db, id)
  const moves = status.category !== before.category
  if (moves && used) throw text.refusal(409, 'categoryStays')
  if ((moves || archived) && !before.archivedAt && !others) throw text.refusal(409, 'lastStatus')
  if (before.isDefault && (archived || moves || !isDefault)) throw text.refusal(409, 'defaultStays')
  await queries.updateStatus(ctx.db, id, { ...status, archivedAt: archivedAt(ctx, archived, before.archivedAt) })
  if (isDefault && !before.isDefault && !archived) await makeDefault(ctx, id, status.category)
  told(ctx, 'status', id, before, { ...status, archived, isDefault })
  return DONE
}

/* Types and resolutions */

/** A code is given once and stays. */
async function refuseTaken(ctx: Ctx, what: queries.Coded, code: string) {
  if (await queries.existsCode(ctx.db, what, code)) throw text.refusal(409, 'codeTaken', code)
}

function refuseOther(before: { code: string } | undefined, code: string): asserts before is { code: string } {
  if (!before) throw text.refusal(404, 'unknownSetting')
  if (before.code !== code) throw text.refusal(409, 'codeStays')
}

export async function addType(ctx: Ctx, { archived, ...type }: Asked<typeof contract.addType>) {
  await refuseTaken(ctx, 'type', type.code)
  const { id } = await queries.insertType(ctx.db, { ...type, archivedAt: archivedAt(ctx, archived) })
  told(ctx, 'type', id, undefined, type)
  return { id }
}

export async function changeType(ctx: Ctx, { id, archived, ...type }: Asked<typeof contract.changeType>) {
  const before = await queries.lockType(ctx.db, id)
  refuseOther(before, type.code)
  await queries.updateType(ctx.db, id, { ...type, archivedAt: archivedAt(ctx, archived, before.archivedAt) })
  told(ctx, 'type', id, before, { ...type, archived })
  return DONE
}

export async function addResolution(ctx: Ctx, { archived, ...resolution }: Asked<typeof contract.addResolution>) {
  await refuseTaken(ctx, 'resolution', resolution.code)
  const { id } = await queries.insertResolution(ctx.db, { ...resolution, archivedAt: archivedAt(ctx, archived) })
  told(ctx, 'resolution', id, undefined, resolution)
  return { id }
}

export async function changeResolution(ctx: Ctx, { id, archived, ...resolution }: Asked<typeof contract.changeResolution>) {
  const before = await queries.lockResolution(ctx.db, id)
  refuseOther(before, resolution.code)
  await queries.updateResolution(ctx.db, id, { ...resolution, archivedAt: archivedAt(ctx, archived, before.archivedAt) })
  told(ctx, 'resolution', id, before, { ...resolution, archived })
  return DONE
}

/* The tree of causes */

export async function addCause(ctx: Ctx, { archived, parent, ...cause }: Asked<typeof contract.addCause>) {
  await refuseTaken(ctx, 'cause', cause.code)
  const parentId = await parentOf(ctx, parent, archived)
  const { id } = await queries.insertCause(ctx.db, { ...cause, parentId, archivedAt: archivedAt(ctx, archived) })
  told(ctx, 'cause', id, undefined, { ...cause, parent })
  return { id }
}

async function parentOf(ctx: Ctx, code: string | null, archived: boolean): Promise<string | null> {
  if (code === null) return null
  const parent = await queries.selectCauseByCode(ctx.db, code)
  if (!parent) throw text.refusal(404, 'unknownSetting')
  if (parent.archivedAt && !archived) throw text.refusal(409, 'parentArchived')
  return parent.id
}

export async function changeCause(ctx: Ctx, { id, archived, parent, ...cause }: Asked<typeof contract.changeCause>) {
  const before = await queries.lockCause(ctx.db, id)
  refuseOther(before, cause.code)
  const branch = await queries.selectBranch(ctx.db, id)
  const parentId = await parentOf(ctx, parent, archived)
  if (branch.some((one) => one.id === parentId)) throw text.refusal(409, 'causeRing')
  const below = branch.filter((one) => one.id !== id && !one.archivedAt).length
  if (archived && below > 0) throw text.refusal(409, 'causeHasChildren', below)
  await queries.updateCause(ctx.db, id, { ...cause, parentId, archivedAt: archivedAt(ctx, archived, before.archivedAt) })
  told(ctx, 'cause', id, before, { ...cause, parent, archived })
  return DONE
}
