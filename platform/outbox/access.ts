import { z } from 'zod'
import { act, look } from '../act.ts'
import { type Ctx, SYSTEM } from '../context.ts'
import type { House } from '../house.ts'
import { keepSetting, readSettingNow, readSettingVersion, setting } from '../settings.ts'
import { type Smtp, smtpSetting, type Token } from './server.ts'
import { type Access, renewAccess, TokenRefused } from './token.ts'

/** What stands beside the outgoing server while it is signed in to with OAuth2; good for one version of its settings only. */
const accessSetting = setting(
  'mail.smtp.access',
  z
    .object({ version: z.number(), accessToken: z.string(), given: z.coerce.date(), until: z.coerce.date(), refreshToken: z.string() })
    .nullable(),
  null,
  { isSecret: true },
)
export type KeptAccess = NonNullable<z.output<typeof accessSetting.shape>>
type Server = { smtp: Smtp; version: number }

/** A token with less than this left is not worth a connection. */
const MARGIN_MS = 60_000
/** A token, or a refusal, that is younger than this is not asked for again: many mails wait for one server. */
const YOUNG_MS = 30_000
/** nodemailer keeps no token: it asks here each time, where every process finds the newest. */
const NEVER_KEPT = 1

/** What was renewed since these settings hold; null: nothing yet. */
export async function keptAccess(ctx: Ctx, version: number): Promise<KeptAccess | null> {
  const kept = await readSettingNow(ctx, accessSetting)
  return kept?.version === version ? kept : null
}

/** Some providers give another refresh token each time and let the former one die: it is kept at once, unless people changed the server meanwhile. `former`: what asked for this access. */
export async function keepAccess(ctx: Ctx, version: number, access: Access, former: string): Promise<void> {
  const { version: now } = await readSettingVersion(ctx, smtpSetting)
  if (now !== version) return
  const until = new Date(ctx.now.getTime() + access.seconds * 1_000)
  const refreshToken = access.refreshToken ?? former
  await keepSetting(ctx, accessSetting, { version, accessToken: access.accessToken, given: ctx.now, until, refreshToken })
}

/** The server was set anew: nothing of the former one is kept. */
export const forgetAccess = (ctx: Ctx) => keepSetting(ctx, accessSetting, null)

/** Who gives the sender its access tokens. After `refused()` the next one is a new one: the mail server has refused the present one. */
export function accessOf(house: House, server: Server): Token & { refused: () => void } {
  let wasRefused = false
  let denied: { error: Error; at: number } | undefined
  async function token(anew: boolean): Promise<string> {
    const now = house.clock().getTime()
    if (denied && now - denied.at < YOUNG_MS) throw denied.error
    const kept = await look(house, SYSTEM, (ctx) => keptAccess(ctx, server.version))
    const isGood = kept && kept.until.getTime() - now > MARGIN_MS
    if (isGood && (!anew || now - kept.given.getTime() < YOUNG_MS)) return kept.accessToken
    try {
      return await renewed(house, server, kept)
    } catch (error) {
      if (error instanceof Error) denied = { error, at: now }
      throw error
    }
  }
  return {
    refused: () => {
      wasRefused = true
    },
    provisionCallback: (_user, renew, done) => {
      const anew = renew || wasRefused
      wasRefused = false
      token(anew).then(
        (accessToken) => done(null, accessToken, NEVER_KEPT),
        (error) => done(error, '', NEVER_KEPT),
      )
    },
  }
}

async function renewed(house: House, { smtp, version }: Server, kept: KeptAccess | null): Promise<string> {
  const { tokenUrl, clientId, clientSecret, password } = smtp
  const refreshToken = kept?.refreshToken ?? password
  try {
    const access = await renewAccess({ tokenUrl, clientId, clientSecret, refreshToken })
    await act(house, { me: SYSTEM }, (ctx) => keepAccess(ctx, version, access, refreshToken))
    return access.accessToken
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error
    // Another process may have used the refresh token a moment before, and have kept what it was given.
    const now = await look(house, SYSTEM, (ctx) => keptAccess(ctx, version))
    if (now && now.accessToken !== kept?.accessToken) return now.accessToken
    throw error
  }
}
