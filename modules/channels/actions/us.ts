import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { remembered } from '#platform/remembered.ts'
import { keyFor } from '#platform/secrets.ts'
import { readSetting } from '#platform/settings.ts'
import { sameAddress } from '../mail/headers.ts'
import { displayName } from '../mail/outgoing.ts'
import { selectAddresses } from '../queries/mailboxes.ts'
import { mailSetting } from '../settings.ts'

const fetched = remembered((ctx) => selectAddresses(ctx.db))
/** Mailboxes are being changed: the next question looks again. */
export const forgetAddresses = (ctx: Ctx) => fetched.forget(ctx)

/** Where we can be written to: address → the unit it belongs to (null: nobody's in particular). */
export async function ourAddresses(ctx: Ctx): Promise<Map<string, string | null>> {
  const { fromAddress } = await readSetting(ctx, mailSetting)
  const { mail } = await companyOf(ctx)
  const others = [fromAddress, mail].filter(Boolean).map((address) => ({ address, unitId: null }))
  return new Map([...others, ...(await fetched.of(ctx))].map(({ address, unitId }) => [sameAddress(address), unitId]))
}

/** Who mail of ours is from, and the company's signature below it. */
export async function mailIdentity(ctx: Ctx): Promise<{ fromName: string; fromAddress: string; signature: string }> {
  const { fromAddress, fromName, signature } = await readSetting(ctx, mailSetting)
  const { name, shortName, mail } = await companyOf(ctx)
  return {
    fromName: displayName(fromName || shortName || name),
    fromAddress: sameAddress(fromAddress || mail || 'cskh@localhost.localdomain'),
    signature,
  }
}

/** Signs ids that name a conversation. */
export const threadKey = (ctx: Ctx): Buffer => keyFor(ctx.house.secret, 'channels.thread')
