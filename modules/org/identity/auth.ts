import { createHmac } from 'node:crypto'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { z } from 'zod'
import { openPool } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { LONGEST, SHORTEST } from '../rules/password.ts'

/** Carries the caller's true address to better-auth; whatever the outside sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-tantam-address'
const SESSION_DAYS = 30

/** `__Host-` cookies need https; what decides is the address people use. */
export const cookiePrefix = (publicUrl: string) => (publicUrl.startsWith('https:') ? '__Host-tantam' : 'tantam')

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** better-auth over a small pool of its own, in the schema `identity`. It never sends mail, signs nobody up, and believes no forwarded header. */
export function openAuth(house: Pick<House, 'url' | 'secret' | 'publicUrl' | 'log'>) {
  const pool = openPool(house.url, 4, { options: '-c search_path=identity', application_name: 'tantam-identity' })
  const isHttps = house.publicUrl.startsWith('https:')
  const auth = betterAuth({
    appName: 'Tận Tâm',
    baseURL: house.publicUrl,
    basePath: '/api/auth',
    secret: createHmac('sha256', house.secret).update('identity').digest('hex'),
    database: pool,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => house.log.warn({ level }, `sign-in: ${message}`) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: SHORTEST, maxPasswordLength: LONGEST },
    user: { fields: { emailVerified: 'email_verified', ...times } },
    session: {
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
      freshAge: 0,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
    },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { fields: { expiresAt: 'expires_at', ...times } },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(house.publicUrl),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    plugins: [twoFactor({ issuer: 'Tận Tâm', schema: twoFactorColumns }), demoDoor],
  })
  return { auth, pool }
}

const twoFactorColumns = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
}

/** Opens a session for somebody whose one-click link was found good; reachable from inside only. */
const demoDoor = {
  id: 'demo-door',
  endpoints: {
    openDemoSession: createAuthEndpoint(
      '/demo-door',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
        if (!user) return ctx.json({ opened: false })
        const session = await ctx.context.internalAdapter.createSession(user.id, false)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ opened: true })
      },
    ),
  },
} satisfies BetterAuthPlugin

export type Auth = ReturnType<typeof openAuth>['auth']
