import type { Everything } from './database.ts'
import type { Happening } from './events.ts'
import type { Room } from './room.ts'
import type { Language } from './text.ts'

/** How far a permission reaches: what is mine, my team's, my unit's (everything below it), the whole company's. */
export type Scope = 'own' | 'team' | 'unit' | 'all'
export const widths: readonly Scope[] = ['own', 'team', 'unit', 'all']

export type Me = {
  /** org.person id; `SYSTEM.id` for the house itself and for visitors of public pages. */
  id: string
  name: string
  hats: readonly string[]
  /** Permission → how far it reaches. Absent: not allowed. */
  grants: Readonly<Record<string, Scope>>
  /** The unit(s) this person belongs to. */
  teamIds: readonly string[]
  /** Those, and every unit below the ones this person leads. */
  unitIds: readonly string[]
  language: Language
  via: 'session' | 'key' | 'system' | 'public'
}

/** Who acts, when, and inside which transaction. The first argument of every action. */
export type Ctx = {
  db: Everything
  me: Me
  now: Date
  /** What this transaction announces; written by `emit`, stored at commit. */
  happened: Happening[]
  /** The house this happens in: settings, storage, secrets. Rooms reach it through platform functions only. */
  house: HouseParts
}

/** What platform functions need beside the transaction. */
export type HouseParts = {
  rooms: Record<string, Room>
  publicUrl: string
  secret: Buffer
  storage: Storage
  log: Log
}

export type Storage = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array>
  remove(key: string): Promise<void>
  /** All that is kept, with when it was put; only where nobody else keeps anything (a bucket may be shared). */
  all?(): AsyncIterable<{ key: string; putAt: () => Promise<Date> }>
}

export type Log = {
  info(facts: object, words: string): void
  warn(facts: object, words: string): void
  error(facts: object, words: string): void
}

export const SYSTEM: Me = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Hệ thống',
  hats: [],
  grants: {},
  teamIds: [],
  unitIds: [],
  language: 'vi',
  via: 'system',
}

/** A visitor of a public page: nobody we know, allowed only what is public. */
export const visitor = (language: Language): Me => ({ ...SYSTEM, name: 'Khách', language, via: 'public' })

/** How far this person's permission reaches, if at all. */
export const scopeOf = (me: Me, permission: string): Scope | undefined => (me.via === 'system' ? 'all' : me.grants[permission])
