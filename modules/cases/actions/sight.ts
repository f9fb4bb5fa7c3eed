import { setSeenBy } from '#conversations'
import { grantAccess } from '#customers'
import { poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { type Case, isVisible, selectConversationIds } from '../queries/case.ts'
import { selectSeenBy } from '../queries/people.ts'

/** Whoever may see a case may see its conversations, and whoever works on it may see its customer. Kept equal whenever the case changes hands. */
export async function keepSight(ctx: Ctx, { id, customerId, handlerId }: Pick<Case, 'id' | 'customerId' | 'handlerId'>) {
  for (const conversationId of await selectConversationIds(ctx.db, id)) await keepConversationSight(ctx, conversationId)
  if (customerId && handlerId) await grantAccess(ctx, { customerId, personId: handlerId, why: 'case' })
}

export async function keepConversationSight(ctx: Ctx, conversationId: string) {
  await setSeenBy(ctx, conversationId, await selectSeenBy(ctx.db, conversationId))
}

/** Units whose people may know of a case: its own; while nobody works on it, those below too. */
export const unitsOf = async (ctx: Ctx, { unitId, handlerId }: Pick<Case, 'unitId' | 'handlerId'>): Promise<string[]> =>
  handlerId ? [unitId] : ((await poolOf(ctx, unitId))?.unitIds ?? [])

/** Colleagues brought into a case may see its customer too. */
export async function letSeeCustomer(ctx: Ctx, customerId: string | null, personIds: readonly string[]) {
  if (!customerId) return
  for (const personId of personIds) await grantAccess(ctx, { customerId, personId, why: 'case' })
}

/** May this person see the case: asked for live hints, presence and watching. */
export const maySee = (ctx: Ctx, id: string): Promise<boolean> => isVisible(ctx.db, id, ctx.me, 'cases.read')
