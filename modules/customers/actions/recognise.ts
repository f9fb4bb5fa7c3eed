import { maskedPhone } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { IdentityKind } from '../contract/shapes.ts'
import { identityChanged } from '../events.ts'
import { hidesNumber } from '../facts.ts'
import type { Bearing, Owner } from '../queries/find.ts'
import * as write from '../queries/write.ts'
import { identityFrom, type Known } from '../rules/identity.ts'
import { text } from '../text.ts'
import { create, keepIdentities } from './add.ts'

/** Who a contact says it is from. `verified`: the channel has proven that this identity is theirs. */
export type Claim = {
  identities: readonly { kind: IdentityKind; value: string; verified?: boolean }[]
  name?: string
  honorific?: string
  /** As it was written, in one line. */
  address?: string
  language?: 'vi' | 'en'
}

/** `bearing`: as it was found, when nothing of it changed. */
export type Recognised = { id: string; isNew: boolean; bearing?: Bearing }

type Claimed = Known & { verified: boolean }

/**
 * The customer who has one of these identities, or a new one. Two at once with the same identity get the same customer. A new identity joins a known
 * customer only when the one that matched is proven: else whoever types a stranger's mail in a form would become them. What is no phone or mail is left out.
 */
export async function recogniseCustomer(ctx: Ctx, claim: Claim): Promise<Recognised> {
  const claimed = claim.identities.flatMap(({ kind, value, verified = false }) => {
    const known = identityFrom(kind, value)
    return known ? [{ ...known, verified }] : []
  })
  const name = claim.name?.trim() ?? ''
  // A merge of this very moment is waited for: what comes now belongs to whom they live on in.
  const known = await write.holdOwners(ctx.db, claimed, name)
  if (known.length > 0) return recognised(ctx, name, claimed, known)
  // One at a time may ask the second question for an identity, so that the second of two sees what the first made.
  const held = await write.holdIdentities(ctx.db, claimed)
  const meanwhile = await write.holdOwners(ctx.db, claimed, name)
  if (meanwhile.length > 0) {
    await held.letGo()
    return recognised(ctx, name, claimed, meanwhile)
  }
  await held.keep()
  const { id } = await create(ctx, {
    kind: 'person',
    name: name || unnamed(claimed[0]),
    honorific: claim.honorific ?? '',
    addressLine: claim.address?.slice(0, 300) ?? '',
    language: claim.language ?? 'vi',
  })
  await keepIdentities(ctx, id, claimed, { isFirst: true })
  return { id, isNew: true }
}

/** Whoever gave no name is called by how they were recognised; a name stands everywhere, so a number is masked in it as everywhere. */
function unnamed(known: Known | undefined): string {
  if (!known) return text.vi.nameless
  return hidesNumber(known) ? maskedPhone(known.shown) : known.shown
}

async function recognised(ctx: Ctx, name: string, claimed: readonly Claimed[], owners: readonly write.Held[]): Promise<Recognised> {
  const matches = claimed.flatMap((one) =>
    owners.filter(({ kind, value }) => kind === one.kind && value === one.value).map((owner) => ({ one, owner })),
  )
  const best = matches.find(({ one }) => one.verified) ?? matches[0]
  if (!best) throw new Error('an owner without a claim')
  const { customerId: id, mergedIntoId, nameless } = best.owner
  const customerId = mergedIntoId ? await write.selectSurvivor(ctx.db, id) : id
  if (best.one.verified) {
    await verify(
      ctx,
      matches
        .filter(({ one, owner }) => one.verified && owner.customerId === best.owner.customerId && !owner.verifiedAt)
        .map(({ owner }) => owner),
    )
    const fresh = claimed.filter((one) => !owners.some(({ kind, value }) => kind === one.kind && value === one.value))
    await keepIdentities(ctx, customerId, fresh, { isFirst: false })
  }
  if ((nameless || mergedIntoId) && name) await write.nameNameless(ctx.db, customerId, name, ctx.now)
  return { id: customerId, isNew: false, ...(nameless || mergedIntoId ? {} : { bearing: bearingOf(best.owner) }) }
}

const bearingOf = ({ customerId, name, tier, segment, language, ownerId, unitId }: write.Held): Bearing => ({
  id: customerId,
  ...{ name, tier, segment, language, ownerId, unitId },
})

async function verify(ctx: Ctx, owners: readonly Owner[]) {
  for (const { id, customerId, kind } of owners) {
    await write.updateIdentity(ctx.db, id, { verifiedAt: ctx.now })
    emit(ctx, identityChanged, { customerId, identityId: id, kind, what: 'verified' }, { customerId })
  }
}
