import type { Named } from '#org'
import type { Ctx } from '#platform/context.ts'
import { selectCalled } from '../queries/find.ts'
import { sightOf } from '../queries/sight.ts'

/** What the audit calls the customers among these ids that the reader may see. */
export async function namesOfCustomers(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const found = await selectCalled(ctx.db, ids, sightOf(ctx.me, ctx.now, 'customers.read'))
  return new Map(found.map(({ id, code, name }) => [id, { label: [name, code].filter(Boolean).join(' · '), to: `/khach/${code}` }]))
}
