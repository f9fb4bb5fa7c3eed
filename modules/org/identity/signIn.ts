import { z } from 'zod'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { House } from '#platform/house.ts'
import type { Refusal } from '#platform/text.ts'
import { signedIn, signInFailed, twoFactorEnabled } from '../events.ts'
import { endSessions, selectUserByMail } from '../queries.ts'
import { text } from '../text.ts'
import type { Auth } from './auth.ts'
import { countTry, deviceCookie, forgetTries, knownDevice } from './throttle.ts'

/** One request to better-auth, taken apart: its body is read once and bounded. */
export type Asked = {
  path: string
  body: Record<string, unknown>
  headers: Headers
  address: string
  pass: (body?: object) => Promise<Response>
}
export type Doorway = {
  house: House
  auth: Auth
  deviceName: string
  isHttps: boolean
  forget: () => void
  cookie: (name: string, headers: Headers) => string | undefined
}

const Credentials = z.object({ email: z.email().max(200), password: z.string().min(1).max(400) })

/** Sign-in by password: counted by account and address, alike for known and unknown, audited, with a new session id every time. */
export async function signInByPassword(door: Doorway, asked: Asked): Promise<Response> {
  const given = Credentials.safeParse(asked.body)
  if (!given.success) return refused(text.refusal(401, 'wrongLogin'), asked.headers)
  const { email, password } = given.data
  const { house, deviceName } = door
  const device = knownDevice(house, email, door.cookie(deviceName, asked.headers))
  const tried = await countTry(house, { mail: email, address: asked.address, device })
  const user = await selectUserByMail(house.db, email)
  if (!tried.allowed) return tooManyTries(tried.retryAfter, asked.headers)
  const earlier = await sessionOf(door, asked.headers)
  const answer = await asked.pass({ email, password })
  if (!answer.ok || !user?.personId || user.left) {
    if (user && answer.ok) await endSessions(house.db, user.id)
    await announce(house, user?.personId, (ctx) =>
      emit(ctx, signInFailed, { personId: user?.personId ?? null, why: user?.left ? 'left' : 'wrong' }, { people: [] }),
    )
    return refused(text.refusal(401, 'wrongLogin'), asked.headers)
  }
  await forgetTries(house, tried.keys)
  if (earlier) await door.auth.api.revokeSession({ headers: asked.headers, body: { token: earlier.token } }).catch(() => undefined)
  const isHalfway = (await answer.clone().json()).twoFactorRedirect === true
  if (!isHalfway) await announceSignIn(house, user.personId, 'password')
  return withCookie(answer, door, email)
}

/** The second step, or the first use of a new authenticator by somebody already signed in. */
export async function verifySecondFactor(door: Doorway, asked: Asked): Promise<Response> {
  const before = await sessionOf(door, asked.headers)
  const answer = before ? await guess(door, asked, before.email) : await asked.pass()
  if (answer.status === 429) return tooManyTries(Number(answer.headers.get('retry-after')), asked.headers)
  if (!answer.ok) return refused(text.refusal(before ? 422 : 401, 'wrongCode'), asked.headers)
  const said = z.object({ user: z.object({ email: z.string() }) }).safeParse(await answer.clone().json())
  const user = said.success ? await selectUserByMail(door.house.db, said.data.user.email) : undefined
  door.forget()
  if (!user?.personId || user.left) {
    if (user) await endSessions(door.house.db, user.id)
    return refused(text.refusal(401, 'wrongLogin'), asked.headers)
  }
  const { personId } = user
  if (!before) await announceSignIn(door.house, personId, asked.path.endsWith('backup-code') ? 'recovery' : 'totp')
  else if (!before.twoFactor)
    await announce(door.house, personId, (ctx) => emit(ctx, twoFactorEnabled, { personId }, { people: [personId] }))
  return answer
}

/**
 * Somebody signed in proves once more who they are. Wrong tries count together with those at the sign-in, or a browser left open could be
 * used to guess the password at leisure.
 */
export async function guess(door: Doorway, asked: Asked, email: string, body?: object): Promise<Response> {
  const { house, deviceName } = door
  const device = knownDevice(house, email, door.cookie(deviceName, asked.headers))
  const tried = await countTry(house, { mail: email, address: asked.address, device })
  if (!tried.allowed) return tooManyTries(tried.retryAfter, asked.headers)
  const answer = await asked.pass(body)
  if (answer.ok) await forgetTries(house, tried.keys)
  return answer
}

function tooManyTries(seconds: number, headers: Headers): Response {
  const refusal = text.refusal(429, 'tooManyTries')
  if (seconds) refusal.retryAfter = seconds
  return refused(refusal, headers)
}

export const announceSignIn = (house: House, personId: string, way: 'password' | 'totp' | 'recovery' | 'demo') =>
  announce(house, personId, (ctx) => emit(ctx, signedIn, { personId, way }, { people: [] }))

export async function announce(house: House, personId: string | null | undefined, run: (ctx: Parameters<typeof emit>[0]) => unknown) {
  await act(house, { me: { ...SYSTEM, id: personId ?? SYSTEM.id, via: personId ? 'session' : 'public' } }, async (ctx) => run(ctx))
}

export async function sessionOf({ auth }: Doorway, headers: Headers) {
  const cookie = new Headers({ cookie: headers.get('cookie') ?? '' })
  const found = await auth.api.getSession({ headers: cookie, query: { disableCookieCache: true, disableRefresh: true } })
  return (
    found && { token: found.session.token, email: found.user.email, name: found.user.name, twoFactor: found.user.twoFactorEnabled === true }
  )
}

/** This device has signed in to this account: from now on its tries are counted apart. */
function withCookie(answer: Response, { house, deviceName, isHttps }: Doorway, email: string): Response {
  const headers = new Headers(answer.headers)
  headers.append(
    'set-cookie',
    `${deviceName}=${deviceCookie(house, email)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000${isHttps ? '; Secure' : ''}`,
  )
  return new Response(answer.body, { status: answer.status, headers })
}

/** The same shape as every refusal of the house. */
export function refused(refusal: Refusal, asked: Headers): Response {
  const language = /^\s*en\b/i.test(asked.get('accept-language') ?? '') ? 'en' : 'vi'
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (refusal.retryAfter) headers['retry-after'] = String(refusal.retryAfter)
  return Response.json({ code: refusal.code, message: refusal.words[language] }, { status: refusal.status, headers })
}
