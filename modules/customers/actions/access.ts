import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { accessGranted } from '../events.ts'
import * as queries from '../queries/find.ts'
import { insertAccess } from '../queries/write.ts'

/** Lets a person or a unit see a customer, with the reason, until a moment or for good. The same grant again only moves its end. */
export async function grantAccess(
  ctx: Ctx,
  given: { customerId: string; personId?: string | null; unitId?: string | null; why: string; until?: Date | null },
) {
  const { customerId, personId = null, unitId = null, why, until = null } = given
  const isNew = await insertAccess(ctx.db, { customerId, personId, unitId, why, untilAt: until })
  if (isNew) emit(ctx, accessGranted, { customerId, personId, unitId, why }, { customerId })
}

/** Within reach of this permission (`customers.read` unless told), in any of the ids they ever had. */
export async function maySeeCustomer(ctx: Ctx, id: string, permission = 'customers.read'): Promise<boolean> {
  return queries.existsVisible(ctx.db, id, { me: ctx.me, scope: scopeOf(ctx.me, permission), now: ctx.now })
}
