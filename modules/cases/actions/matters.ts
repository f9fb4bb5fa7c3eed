import { z } from 'zod'
import type { Matter, Told } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { selectMatters } from '../queries/matters.ts'

const Said = z.object({ messageId: z.uuid() })

/** Of a customer's history: which case each event is about, for those the reader may see, and how it was said. */
export async function mattersOf(ctx: Ctx, events: readonly Told[]): Promise<ReadonlyMap<string, Matter>> {
  const asked = events.flatMap(({ id, caseId, facts }) =>
    caseId ? [{ id, caseId, messageId: Said.safeParse(facts).data?.messageId ?? null }] : [],
  )
  const found = await selectMatters(ctx.db, asked, ctx.me)
  return new Map(found.map(({ id, ...matter }) => [id, matter]))
}
