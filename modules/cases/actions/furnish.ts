import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { settingsChanged } from '../events.ts'
import * as queries from '../queries/furnish.ts'
import { CAUSES, RESOLUTIONS, RULES, STATUSES, TYPES } from '../seeds.ts'
import { forgetIntake } from './intake.ts'

/** What every house begins with: statuses, types, the tree of causes, resolutions, assignment rules. Does nothing in a house that has them. */
export async function furnishCases(ctx: Ctx): Promise<void> {
  if (await queries.existsAnyStatus(ctx.db)) return
  await queries.insertStatuses(
    ctx.db,
    STATUSES.map((status, position) => ({ ...status, position, isDefault: true })),
  )
  await queries.insertTypes(
    ctx.db,
    TYPES.map((type, position) => ({ ...type, position })),
  )
  await queries.insertCauses(ctx.db, withParents(CAUSES))
  await queries.insertResolutions(ctx.db, RESOLUTIONS)
  await queries.insertRules(
    ctx.db,
    RULES.map(({ condition, ...rule }, place) => ({
      ...rule,
      condition: JSON.stringify(condition),
      position: place * 10,
      toCustomerOwner: true,
      how: 'least_load',
    })),
  )
  forgetIntake(ctx)
  for (const what of ['status', 'type', 'cause', 'resolution', 'rule'] as const) emit(ctx, settingsChanged, { what, id: null })
}

function withParents(causes: typeof CAUSES) {
  const ids = new Map(causes.map(({ code }) => [code, newId()]))
  return causes.map(({ code, parent, name, nameEn }) => ({
    ...{ code, name, nameEn },
    id: ids.get(code) ?? newId(),
    parentId: parent ? (ids.get(parent) ?? null) : null,
  }))
}
