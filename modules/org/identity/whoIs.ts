import type { Me } from '#platform/context.ts'
import type { House, WhoIs } from '#platform/house.ts'
import { grantsOf } from '#platform/permission.ts'
import { asMe, personById, personByUser } from '../actions/me.ts'
import { markUsed, selectLiveKey } from '../queries.ts'
import { hashOf } from '../rules/tokens.ts'
import type { Auth } from './auth.ts'

/** For how long an answer is remembered: whoever is disabled or loses a hat notices within this time. */
const REMEMBER_MS = 2_000
const MOST_REMEMBERED = 10_000

type Remembered = { until: number; me: Promise<Me | undefined> }

/** Who asks: by session cookie, or by `Authorization: Bearer tt_…`. Undefined for nobody, for an ended session, for who has left. */
export function openWhoIs(house: House, auth: Auth, sessionCookie: string) {
  const remembered = new Map<string, Remembered>()

  const whoIs: WhoIs = async (headers) => {
    const proof = proofIn(headers, sessionCookie)
    if (!proof) return undefined
    const name = hashOf(proof.text).toString('base64url')
    const known = remembered.get(name)
    if (known && known.until > Date.now()) return known.me
    const me = proof.kind === 'key' ? byKey(house, proof.text) : bySession(house, auth, headers)
    remembered.delete(name)
    remembered.set(name, { until: Date.now() + REMEMBER_MS, me })
    me.catch(() => remembered.delete(name))
    forgetOldest(remembered)
    return me
  }
  return { whoIs, forget: () => remembered.clear() }
}

function proofIn(headers: Headers, sessionCookie: string): { kind: 'key' | 'session'; text: string } | undefined {
  const authorization = headers.get('authorization')
  if (authorization?.startsWith('Bearer tt_')) return { kind: 'key', text: authorization.slice('Bearer '.length) }
  if (authorization) return undefined
  const session = cookieIn(headers, sessionCookie)
  return session ? { kind: 'session', text: session } : undefined
}

export function cookieIn(headers: Headers, name: string): string | undefined {
  const found = headers
    .get('cookie')
    ?.split('; ')
    .find((one) => one.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}

/** A map keeps its order: the first names are the oldest. */
function forgetOldest(remembered: Map<string, Remembered>) {
  for (const [name, { until }] of remembered) {
    if (remembered.size <= MOST_REMEMBERED && until > Date.now()) return
    remembered.delete(name)
  }
}

async function byKey(house: House, text: string): Promise<Me | undefined> {
  const key = await selectLiveKey(house.db, hashOf(text))
  const person = key && (await personById(house.db, key.personId, house.clock()))
  if (!key || !person) return undefined
  if (!key.lastUsedAt || Date.now() - key.lastUsedAt.getTime() > 60_000) {
    markUsed(house.db, key.id).catch((error) => house.log.warn({ error: String(error) }, 'the use of an API key was not noted'))
  }
  return asMe(person, grantsOf(house.rooms, person.hats), 'key', key.permissions)
}

async function bySession(house: House, auth: Auth, headers: Headers): Promise<Me | undefined> {
  const cookie = new Headers({ cookie: headers.get('cookie') ?? '' })
  const session = await auth.api.getSession({ headers: cookie, query: { disableCookieCache: true, disableRefresh: true } })
  const person = session && (await personByUser(house.db, session.user.id, house.clock()))
  return person ? asMe(person, grantsOf(house.rooms, person.hats), 'session') : undefined
}
