import type { z } from 'zod'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { IdentityKind } from '../contract/shapes.ts'
import type { addIdentity as Add, changeIdentity as Change, removeIdentity as Remove } from '../contract/tell.ts'
import { identityAdded, identityChanged, phoneRevealed } from '../events.ts'
import * as find from '../queries/find.ts'
import { selectIdentities } from '../queries/read.ts'
import * as queries from '../queries/write.ts'
import { identityFrom, type Known } from '../rules/identity.ts'
import { text } from '../text.ts'

export async function addIdentity(ctx: Ctx, { id, kind, value, label, verified }: z.output<typeof Add.input>) {
  await lockWithin(ctx, id)
  const known = knownFrom(kind, value)
  await queries.lockIdentities(ctx.db, [known])
  return { id: await keepOne(ctx, id, { ...known, label, verified }, { isFirst: false }) }
}

export async function changeIdentity(ctx: Ctx, { id, identityId, isMain, label, verified }: z.output<typeof Change.input>) {
  const identity = await lockOne(ctx, id, identityId)
  const announce = (what: 'main' | 'label' | 'verified') =>
    emit(ctx, identityChanged, { customerId: id, identityId, kind: identity.kind, what }, { customerId: id })
  if (isMain && !identity.isMain) {
    await queries.clearMain(ctx.db, id, identity.kind)
    await queries.updateIdentity(ctx.db, identityId, { isMain: true })
    announce('main')
  }
  if (label !== undefined && label !== identity.label) {
    await queries.updateIdentity(ctx.db, identityId, { label })
    announce('label')
  }
  if (verified && !identity.verifiedAt) {
    await queries.updateIdentity(ctx.db, identityId, { verifiedAt: ctx.now })
    announce('verified')
  }
  return { done: true as const }
}

export async function removeIdentity(ctx: Ctx, { id, identityId }: z.output<typeof Remove.input>) {
  const identity = await lockOne(ctx, id, identityId)
  await queries.updateIdentity(ctx.db, identityId, { removedAt: ctx.now, isMain: false })
  await queries.promoteMain(ctx.db, id, identity.kind)
  emit(ctx, identityChanged, { customerId: id, identityId, kind: identity.kind, what: 'removed' }, { customerId: id })
  return { done: true as const }
}

/** For rooms above that have proven an identity, such as by a code sent to it. True when the customer has it. */
export async function verifyIdentity(ctx: Ctx, given: { customerId: string; kind: IdentityKind; value: string }): Promise<boolean> {
  const known = identityFrom(given.kind, given.value)
  const ids = await find.selectSame(ctx.db, given.customerId)
  const owner = known && (await find.selectOwners(ctx.db, [known])).find(({ customerId }) => ids.includes(customerId))
  if (!owner) return false
  if (owner.verifiedAt) return true
  await queries.updateIdentity(ctx.db, owner.id, { verifiedAt: ctx.now })
  const { id: identityId, customerId, kind } = owner
  emit(ctx, identityChanged, { customerId, identityId, kind, what: 'verified' }, { customerId })
  return true
}

export async function revealPhone(ctx: Ctx, { id }: { id: string }) {
  const sight = { me: ctx.me, scope: scopeOf(ctx.me, 'customers.revealPhone'), now: ctx.now }
  if (!(await find.existsVisible(ctx.db, id, sight))) throw text.refusal(404, 'unknown')
  const [customerId = id] = await find.selectSame(ctx.db, id)
  const identities = await selectIdentities(ctx.db, customerId)
  emit(ctx, phoneRevealed, { customerId, identityIds: identities.map((one) => one.id) }, { customerId })
  return { identities: identities.map(({ id, kind, shown, value }) => ({ id, kind, shown, value })) }
}

/** The identity of what somebody typed, or 422 with what is wrong. */
export function knownFrom(kind: IdentityKind, value: string): Known {
  const known = identityFrom(kind, value)
  if (!known) throw text.refusal(422, kind === 'mail' ? 'wrongMail' : 'wrongPhone', value)
  return known
}

/** Keeps an identity, or refuses with the code of whoever has it. Answers its id. */
export async function keepOne(
  ctx: Ctx,
  customerId: string,
  { kind, value, shown, label, verified }: Known & { label: string; verified: boolean },
  { isFirst }: { isFirst: boolean },
): Promise<string> {
  const id = newId()
  const row = { id, customerId, kind, value, shown, label, verifiedAt: verified ? ctx.now : null, createdAt: ctx.now }
  if (!(await queries.insertIdentity(ctx.db, row))) {
    const taken = kind === 'phone' ? 'phoneTaken' : kind === 'mail' ? 'mailTaken' : 'identityTaken'
    throw text.refusal(409, taken, await find.selectCodeOf(ctx.db, { kind, value }))
  }
  emit(ctx, identityAdded, { customerId, identityId: id, kind, verified, isFirst }, { customerId })
  return id
}

/** Locks a customer whom this person may change; a merged one is refused with the code of the one they live on in. */
export async function lockWithin(ctx: Ctx, id: string, permission = 'customers.change') {
  const sight = { me: ctx.me, scope: scopeOf(ctx.me, permission), now: ctx.now }
  const customer = await queries.lockCustomer(ctx.db, id, sight)
  if (!customer) throw text.refusal(404, 'unknown')
  if (customer.mergedIntoId) {
    const survivor = (await find.selectFacts(ctx.db, [id]))[0]
    throw text.refusal(409, 'mergedAway', survivor?.code ?? '')
  }
  return customer
}

async function lockOne(ctx: Ctx, customerId: string, identityId: string) {
  await lockWithin(ctx, customerId)
  const identity = await queries.lockIdentity(ctx.db, customerId, identityId)
  if (!identity) throw text.refusal(404, 'unknownIdentity')
  return identity
}
