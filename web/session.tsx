import { queryOptions, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { z } from 'zod'
import type { Endpoint } from '#platform/contract.ts'
import type { Language } from '#platform/text.ts'
import { call, isNetwork } from './api.ts'
import { Failure } from './failure.ts'
import { chooseLanguage, currentLanguage, onLanguage } from './language.ts'

export type Scope = 'own' | 'team' | 'unit' | 'all'
export type Availability = 'accepting' | 'away' | 'off'

const Person = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  hats: z.array(z.string()),
  grants: z.record(z.string(), z.enum(['own', 'team', 'unit', 'all'])),
  language: z.enum(['vi', 'en']),
  theme: z.enum(['auto', 'light', 'dark']),
  company: z.object({ name: z.string(), shortName: z.string().default(''), phone: z.string().nullish() }),
  availability: z.enum(['accepting', 'away', 'off']),
  position: z.string().nullish(),
  honorific: z.string().nullish(),
  unitIds: z.array(z.string()).default([]),
  teamIds: z.array(z.string()).default([]),
  signature: z.string().nullish(),
  /** Nobody else works here yet. */
  alone: z.boolean().default(false),
})
/** Who is signed in, as `GET /api/v1/me/session` answers. */
export type Me = z.infer<typeof Person>

/** What the shell asks of the room that knows people. `app/browser.tsx` gives it; what is absent is not offered. */
export type SessionEndpoints = {
  /** Answers null for nobody. */
  me: Endpoint
  /** Input `{ language?, theme? }`. */
  preferences?: Endpoint
  /** Input `{ availability }`. */
  availability?: Endpoint
  /** Ends the session; input `{}`. */
  leave?: Endpoint
  /** Path of the screen of one's own account. */
  account?: string
}

let endpoints: SessionEndpoints | undefined

/** Called once, before the first screen. */
export function openSession(given: SessionEndpoints) {
  endpoints = given
}

export const sessionEndpoints = (): SessionEndpoints => {
  if (!endpoints) throw new Error('openSession() has not been called')
  return endpoints
}

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async (): Promise<Me> => {
      const somebody = await call(sessionEndpoints().me, {})
      // Nobody is an answer of the server (a 401 would stand as an error in the browser's console); to screens it is a session that ended.
      if (somebody === null) throw new Failure(401, { code: 'house.signIn' })
      return Person.parse(somebody)
    },
    staleTime: 5 * 60_000,
    // Not signed in is an answer; a lost network is not.
    retry: (count, error) => count < 3 && isNetwork(error),
  })

const Context = createContext<Me | undefined>(undefined)

/** Everything below knows who is signed in. `given` is for the gallery and tests; `asks` is false where nobody need be. */
export function Session({ given, asks = true, children }: { given?: Me; asks?: boolean; children: ReactNode }) {
  const { data } = useQuery({ ...meQuery(), enabled: asks && !given })
  const me = given ?? data
  useEffect(() => {
    if (me) chooseLanguage(me.language)
  }, [me])
  return <Context value={me}>{children}</Context>
}

/** The signed-in person; only inside the shell. */
export function useMe(): Me {
  const me = useContext(Context)
  if (!me) throw new Error('useMe() is used outside the shell')
  return me
}

/** The signed-in person, or undefined on a screen for everybody. */
export const useMaybeMe = (): Me | undefined => useContext(Context)

/**
 * How far this person may go: `useMay(assignCase)` or `useMay('cases.assign')` answers their scope, or undefined for not at all.
 * `signedIn` and `public` endpoints are open to every colleague.
 */
export function useMay(does: Pick<Endpoint, 'needs'> | string | undefined): Scope | undefined {
  return mayOf(useContext(Context), does)
}

export function mayOf(me: Me | undefined, does: Pick<Endpoint, 'needs'> | string | undefined): Scope | undefined {
  const needs = typeof does === 'string' ? does : does?.needs
  if (needs === undefined || needs === 'public') return 'all'
  if (!me) return undefined
  return needs === 'signedIn' ? 'all' : me.grants[needs]
}

/** The words of a room in the language of this browser: `const t = useText(text)`. */
export function useText<Words>(text: Record<Language, Words>): Words {
  return text[useLanguage()]
}

export const useLanguage = (): Language => useSyncExternalStore(onLanguage, currentLanguage, () => 'vi')
