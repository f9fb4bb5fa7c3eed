import { z } from 'zod'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { House } from '#platform/house.ts'
import type { Refusal } from '#platform/text.ts'
import { passwordChanged, sessionsRevoked, signedIn, signInFailed, twoFactorDisabled, twoFactorEnabled } from '../events.ts'
import { endSessions, selectUserByMail } from '../queries.ts'
import { isWeakPassword } from '../rules/password.ts'
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
  if (!tried.allowed) {
    const refusal = text.refusal(429, 'tooManyTries')
    refusal.retryAfter = tried.retryAfter
    return refused(refusal, asked.headers)
  }
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
  const answer = await asked.pass()
  if (!answer.ok)
    return answer.status === 429
      ? refused(text.refusal(429, 'tooManyTries'), asked.headers)
      : refused(text.refusal(401, 'wrongCode'), asked.headers)
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

export async function changePassword(door: Doorway, asked: Asked): Promise<Response> {
  const session = await sessionOf(door, asked.headers)
  const { currentPassword, newPassword } = asked.body
  if (!session) return refused(text.refusal(401, 'wrongLogin'), asked.headers)
  if (typeof newPassword !== 'string' || isWeakPassword(newPassword, [session.name, session.email]))
    return refused(text.refusal(422, 'weakPassword'), asked.headers)
  const answer = await asked.pass({ currentPassword, newPassword, revokeOtherSessions: true })
  return told(
    door,
    answer,
    session.email,
    (ctx, personId) => emit(ctx, passwordChanged, { personId }, { people: [personId] }),
    asked.headers,
  )
}

/** Ending other sessions, switching the second factor off: better-auth does it, the house remembers it. */
export async function plain(door: Doorway, asked: Asked): Promise<Response> {
  const session = await sessionOf(door, asked.headers)
  const answer = await asked.pass()
  const event = {
    '/revoke-session': sessionsRevoked,
    '/revoke-other-sessions': sessionsRevoked,
    '/two-factor/disable': twoFactorDisabled,
  }[asked.path]
  if (!event || !session) return answer.status === 400 ? refused(text.refusal(401, 'wrongLogin'), asked.headers) : answer
  return told(door, answer, session.email, (ctx, personId) => emit(ctx, event, { personId }, { people: [personId] }), asked.headers)
}

type Announce = (ctx: Parameters<typeof emit>[0], personId: string) => unknown

async function told(door: Doorway, answer: Response, email: string, announceIt: Announce, headers: Headers): Promise<Response> {
  if (!answer.ok) return answer.status === 401 || answer.status === 400 ? refused(text.refusal(401, 'wrongLogin'), headers) : answer
  door.forget()
  const personId = (await selectUserByMail(door.house.db, email))?.personId
  if (personId) await announce(door.house, personId, (ctx) => announceIt(ctx, personId))
  return answer
}

export const announceSignIn = (house: House, personId: string, way: 'password' | 'totp' | 'recovery' | 'demo') =>
  announce(house, personId, (ctx) => emit(ctx, signedIn, { personId, way }, { people: [] }))

async function announce(house: House, personId: string | null | undefined, run: (ctx: Parameters<typeof emit>[0]) => unknown) {
  await act(house, { me: { ...SYSTEM, id: personId ?? SYSTEM.id, via: personId ? 'session' : 'public' } }, async (ctx) => run(ctx))
}

async function sessionOf({ auth }: Doorway, headers: Headers) {
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
