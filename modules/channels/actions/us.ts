import type { Ctx } from '#platform/context.ts'
import { keyFor } from '#platform/secrets.ts'
import { readSetting } from '#platform/settings.ts'
import { sameAddress } from '../mail/headers.ts'
import { displayName } from '../mail/outgoing.ts'
import { selectCompany, selectOwnAddresses } from '../queries/mail.ts'
import { mailSetting } from '../settings.ts'

/** Where we can be written to: address → the unit it belongs to (null: nobody's in particular). */
export async function ourAddresses(ctx: Ctx): Promise<Map<string, string | null>> {
  const { fromAddress } = await readSetting(ctx, mailSetting)
  const known = await selectOwnAddresses(ctx.db)
  const all = fromAddress ? [{ address: fromAddress, unitId: null }, ...known] : known
  return new Map(all.map(({ address, unitId }) => [sameAddress(address), unitId]))
}

/** Who mail of ours is from, and the company's signature below it. */
export async function mailIdentity(ctx: Ctx): Promise<{ fromName: string; fromAddress: string; signature: string }> {
  const { fromAddress, fromName, signature } = await readSetting(ctx, mailSetting)
  const company = await selectCompany(ctx.db)
  return {
    fromName: displayName(fromName || company?.shortName || company?.name || ''),
    fromAddress: sameAddress(fromAddress || company?.mail || 'cskh@localhost.localdomain'),
    signature,
  }
}

/** Signs ids that name a conversation. */
export const threadKey = (ctx: Ctx): Buffer => keyFor(ctx.house.secret, 'channels.thread')
