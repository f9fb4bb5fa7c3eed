import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { keepSetting, readSettingNow, setting } from '#platform/settings.ts'
import { lockRenewed } from '../queries/mailboxes.ts'

/** A refresh token as somebody typed it, and where it is good for something. */
export type Typed = { tokenUrl: string; clientId: string; secret: string }

const KEPT_DAYS = 7
const MOST = 50

/**
 * Some providers give another refresh token each time and let the former one die. A trial uses up the typed one before anything is saved: what it
 * got instead waits here, for whoever types that one again or saves it.
 */
const renewedSetting = setting(
  'channels.renewed',
  z.array(z.object({ of: z.string(), refreshToken: z.string(), at: z.coerce.date() })),
  [],
  { isSecret: true },
)

const markOf = ({ tokenUrl, clientId, secret }: Typed) =>
  createHash('sha256')
    .update(JSON.stringify([tokenUrl, clientId, secret]))
    .digest('base64url')

/** The refresh token that came of this one in trials; the same one when none did. */
export async function newestOf(ctx: Ctx, typed: Typed): Promise<string> {
  const of = markOf(typed)
  return (await readSettingNow(ctx, renewedSetting)).find((one) => one.of === of)?.refreshToken ?? typed.secret
}

/** What a trial got in the place of a token that was typed. */
export async function keepNewest(ctx: Ctx, typed: Typed, refreshToken: string): Promise<void> {
  await lockRenewed(ctx.db)
  const of = markOf(typed)
  const others = (await readSettingNow(ctx, renewedSetting)).filter((one) => one.of !== of)
  await keepSetting(ctx, renewedSetting, [...others.slice(1 - MOST), { of, refreshToken, at: ctx.now }])
}

/** Every night: nobody saved what they tried a week ago. */
export async function forgetRenewed(ctx: Ctx): Promise<void> {
  await lockRenewed(ctx.db)
  const all = await readSettingNow(ctx, renewedSetting)
  const since = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)
  const young = all.filter(({ at }) => at >= since)
  if (young.length < all.length) await keepSetting(ctx, renewedSetting, young)
}
