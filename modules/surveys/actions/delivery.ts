import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type { mailStateChanged } from '#platform/outbox.ts'
import * as queries from '../queries.ts'

/** The question came back: nobody was asked. */
export async function followDelivery(ctx: Ctx, { room, state, outgoingId }: z.output<typeof mailStateChanged.facts>) {
  if (room === 'surveys' && state === 'bounced') await queries.updateBounced(ctx.db, outgoingId)
}
