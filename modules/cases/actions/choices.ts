import { HATS } from '#org'
import type { Ctx } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import { permissions } from '../permissions.ts'
import { selectChoices } from '../queries/choices.ts'
import { casePolicy } from '../settings.ts'

/** Hats that may be given a case: whoever may read one. */
const WORKING = HATS.filter((hat) => permissions['cases.change']?.[hat] !== undefined)

export async function listChoices(ctx: Ctx) {
  const { causeNeeded, resolutionNeeded } = await readSetting(ctx, casePolicy)
  return { ...(await selectChoices(ctx.db, WORKING, ctx.now)), causeNeeded, resolutionNeeded }
}
