import type { House, WhoIs } from '#platform/house.ts'
import { selectInvitation } from '../queries.ts'
import { hashOf, isTokenShaped } from '../rules/tokens.ts'
import { text } from '../text.ts'
import { changePassword, plain } from './account.ts'
import { ADDRESS_HEADER, cookiePrefix, openAuth } from './auth.ts'
import { type Asked, announceSignIn, type Doorway, refused, signInByPassword, verifySecondFactor } from './signIn.ts'
import { cookieIn, openWhoIs } from './whoIs.ts'

export type Identity = {
  /** Who asks, by session cookie or `Authorization: Bearer tt_…`; remembered for at most two seconds. */
  whoIs: WhoIs
  /** Answers `/api/auth/*` and `GET /vao/:token`. `address` is the caller's true address, as the server knows it. */
  handler: (request: Request, address: string) => Promise<Response>
  close: () => Promise<void>
}

type Way = (door: Doorway, asked: Asked) => Promise<Response>

/** What of better-auth is reachable at all; the rest of its paths does not exist. */
const WAYS: Record<string, Way> = {
  'POST /sign-in/email': signInByPassword,
  'GET /get-session': plain,
  'GET /list-sessions': plain,
  'POST /revoke-session': plain,
  'POST /revoke-other-sessions': plain,
  'POST /change-password': changePassword,
  'POST /two-factor/enable': plain,
  'POST /two-factor/disable': plain,
  'POST /two-factor/verify-totp': verifySecondFactor,
  'POST /two-factor/verify-backup-code': verifySecondFactor,
  'POST /two-factor/generate-backup-codes': plain,
}
const MOST_BYTES = 8_192

/** Opens sign-in for a house: better-auth in the schema `identity`, behind a door that counts tries and writes the audit. */
export async function openIdentity(house: House): Promise<Identity> {
  const { auth, pool } = openAuth(house)
  const isHttps = house.publicUrl.startsWith('https:')
  const prefix = cookiePrefix(house.publicUrl)
  const { whoIs, forget } = openWhoIs(house, auth, `${prefix}.session_token`)
  const door: Doorway = { house, auth, isHttps, forget, deviceName: `${prefix}.device`, cookie: (name, headers) => cookieIn(headers, name) }

  return {
    whoIs,
    handler: async (request, address) => {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/vao/'))
        return request.method === 'GET' ? enterDemo(door, pathname.slice('/vao/'.length), request) : notFound(request)
      const path = pathname.replace(/^\/api\/auth/, '')
      const way = WAYS[`${request.method} ${path}`]
      if (!way) return notFound(request)
      if (!isOwnOrigin(house, request)) return refused(text.refusal(403, 'wrongLogin'), request.headers)
      const body = await bodyOf(request)
      if (!body) return refused(text.refusal(422, 'wrongLogin'), request.headers)
      const answer = await way(door, {
        path,
        body,
        address,
        headers: request.headers,
        pass: (changed) => passOn(door, request, path, address, changed ?? body),
      })
      answer.headers.set('cache-control', 'no-store')
      return answer
    },
    close: () => pool.end(),
  }
}

/** better-auth sees the house's own address and only the headers it needs, whatever the request claimed. */
function passOn({ house, auth }: Doorway, request: Request, path: string, address: string, body: object): Promise<Response> {
  const headers = new Headers({ [ADDRESS_HEADER]: address, origin: new URL(house.publicUrl).origin })
  for (const name of ['cookie', 'user-agent', 'accept-language']) {
    const value = request.headers.get(name)
    if (value) headers.set(name, value)
  }
  const isGet = request.method === 'GET'
  if (!isGet) headers.set('content-type', 'application/json')
  return auth.handler(
    new Request(`${house.publicUrl}/api/auth${path}`, { method: request.method, headers, body: isGet ? undefined : JSON.stringify(body) }),
  )
}

/** Flat, small JSON; undefined when it is anything else. */
async function bodyOf(request: Request): Promise<Record<string, unknown> | undefined> {
  if (request.method === 'GET') return {}
  const said = await request.text()
  if (said === '') return {}
  if (said.length > MOST_BYTES) return undefined
  try {
    const read: unknown = JSON.parse(said)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined
  } catch {
    return undefined
  }
}

/** Another site's page may not sign anybody in or out with the browser's cookies. */
function isOwnOrigin(house: House, request: Request): boolean {
  const origin = request.headers.get('origin')
  if (request.headers.get('sec-fetch-site') === 'cross-site') return false
  if (!origin) return true
  return origin === new URL(house.publicUrl).origin || (URL.canParse(origin) && new URL(origin).host === request.headers.get('host'))
}

/** One click on a link of the demo: a session of that colleague, then the house's first page. */
async function enterDemo({ house, auth, forget }: Doorway, token: string, request: Request): Promise<Response> {
  const found = isTokenShaped(token) ? await selectInvitation(house.db, hashOf(token), ['demo'], house.clock()) : undefined
  if (!found?.userId) return notFound(request)
  const opened = await auth.api.openDemoSession({ body: { userId: found.userId }, asResponse: true })
  await announceSignIn(house, found.personId, 'demo')
  forget()
  const headers = new Headers({ location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const cookie of opened.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const notFound = (request: Request) => refused(text.refusal(404, 'unknownLink'), request.headers)
