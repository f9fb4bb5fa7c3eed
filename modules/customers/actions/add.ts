import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { NewCustomer } from '../contract/tell.ts'
import { customerAdded, identityAdded } from '../events.ts'
import * as queries from '../queries/write.ts'
import type { Known } from '../rules/identity.ts'
import { columnsFrom } from './fields.ts'
import { keepOne, knownFrom } from './identities.ts'

/** Adds a person or a company; their number comes from the house. A phone or mail of somebody else is refused with 409 and their code. */
export async function addCustomer(ctx: Ctx, given: NewCustomer) {
  const { kind, identities, tags = [], ...fields } = NewCustomer.parse(given)
  const columns = await columnsFrom(ctx, fields, { kind })
  const known = identities.map((given) => ({ ...knownFrom(given.kind, given.value), label: given.label, verified: given.verified }))
  await queries.lockIdentities(ctx.db, known)
  const { id, code } = await create(ctx, { ...columns, kind, name: fields.name })
  if (tags.length > 0) await queries.replaceTags(ctx.db, id, tags)
  for (const one of known) await keepOne(ctx, id, one, { isFirst: true })
  return { id, code }
}

/** A customer's row and its announcement. */
export async function create(ctx: Ctx, columns: queries.Columns & { kind: 'person' | 'company'; name: string }) {
  const id = newId()
  const code = await queries.nextCode(ctx.db, columns.kind)
  await queries.insertCustomer(ctx.db, {
    ...columns,
    ...{ id, code, firstSeenAt: ctx.now, createdAt: ctx.now, createdBy: ctx.me.id, changedAt: ctx.now, changedBy: ctx.me.id },
    ...(columns.memory ? { memoryBy: ctx.me.id, memoryAt: ctx.now } : {}),
  })
  emit(ctx, customerAdded, { customerId: id, kind: columns.kind }, { customerId: id })
  return { id, code }
}

/** Keeps those that nobody has. */
export async function keepIdentities(
  ctx: Ctx,
  customerId: string,
  identities: readonly (Known & { verified: boolean; label?: string })[],
  { isFirst }: { isFirst: boolean },
) {
  for (const { kind, value, shown, verified, label = '' } of identities) {
    const id = newId()
    const row = { id, customerId, kind, value, shown, label, verifiedAt: verified ? ctx.now : null, createdAt: ctx.now }
    if (await queries.insertIdentity(ctx.db, row))
      emit(ctx, identityAdded, { customerId, identityId: id, kind, verified, isFirst }, { customerId })
  }
}
