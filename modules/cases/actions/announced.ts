import type { z } from 'zod'
import type { Told } from '#customers'
import type { Ctx } from '#platform/context.ts'
import type { caseOpened } from '../events.ts'
import { selectCase, selectVisibleIds } from '../queries/case.ts'
import { letSeeCustomer } from './sight.ts'
import { tell, words } from './tell.ts'

/** Whoever a case fell to may see its customer, and is told; who gave it to themselves knows, and of a low score they are told as such. */
export async function followOpened(ctx: Ctx, { caseId, customerId, handlerId, why }: z.output<typeof caseOpened.facts>) {
  if (!handlerId) return
  await letSeeCustomer(ctx, customerId, [handlerId])
  if (['answered', 'wroteFirst', 'lowScore'].includes(why.code)) return
  const found = await selectCase(ctx.db, caseId)
  if (found && !found.isSpam) await tell(ctx, found, { to: [handlerId], kind: 'assigned', title: words('givenToYou') })
}

/** Of a customer's history a reader is told what happened in cases they may see. */
export async function visibleEvents(ctx: Ctx, events: readonly Told[]): Promise<ReadonlySet<string>> {
  const ids = await selectVisibleIds(
    ctx.db,
    events.flatMap(({ caseId }) => caseId ?? []),
    ctx.me,
  )
  return new Set(events.filter(({ caseId, byId }) => byId === ctx.me.id || (caseId !== null && ids.has(caseId))).map(({ id }) => id))
}
