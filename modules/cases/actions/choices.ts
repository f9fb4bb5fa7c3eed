import type { z } from 'zod'
import { HATS } from '#org'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import { readSetting } from '#platform/settings.ts'
import type { listHandlers as ListHandlers } from '../contract.ts'
import { permissions } from '../permissions.ts'
import { selectChoices, selectHandlers } from '../queries/choices.ts'
import { casePolicy } from '../settings.ts'

/** Hats that may be given a case: whoever may read one. */
const WORKING = HATS.filter((hat) => permissions['cases.change']?.[hat] !== undefined)

export async function listChoices(ctx: Ctx) {
  const { causeNeeded, resolutionNeeded } = await readSetting(ctx, casePolicy)
  return { ...(await selectChoices(ctx.db)), causeNeeded, resolutionNeeded }
}

export async function listHandlers(ctx: Ctx, { find, after, limit }: z.output<typeof ListHandlers.input>) {
  const rows = await selectHandlers(ctx.db, WORKING, { find, limit, after: decodeCursor(after, 3), now: ctx.now })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(({ givenName: _, ...handler }) => handler),
    next: rows.length > limit && last ? encodeCursor([last.givenName, last.name, last.id]) : null,
  }
}
