import type { UseQueryOptions } from '@tanstack/react-query'
import type { Language } from '#platform/text.ts'
import type { Icon } from './kit/kinds.ts'
import { type Me, mayOf } from './session.tsx'

/** `hot` when the number means late or waiting on this person: at most one entry a role. */
export type NavCount = { count: number; hot?: boolean }

export type NavEntry = {
  id: string
  label: Record<Language, string>
  /** Under the icon of the bottom bar of a phone, when `label` is long. */
  short?: Record<Language, string>
  icon: Icon
  to: string
  group: 'work' | 'care' | 'lookup' | 'direct'
  /** Absent for people without it. `signedIn` for everybody. */
  permission: string
  order: number
  /** Only these hats see it; everybody with the permission unless told. */
  hats?: string[]
  /** `ask(countMine, {})` with a `select` to NavCount. */
  count?: () => UseQueryOptions<unknown, Error, NavCount, readonly unknown[]>
  /** The second key after G: `g h`. */
  key?: string
  /** Where this person starts, the smallest wins: after signing in, `/` leads there, or to `at` of this screen. */
  home?: (me: Me) => number | { rank: number; at: string } | undefined
}

const entries = new Map<string, NavEntry>()

/** A room's place in the sidebar, the bottom bar, the palette and the keys. Called in the room's ui/screens.ts. */
export function registerNavigation(entry: NavEntry) {
  entries.set(entry.id, entry)
}

export type SettingsEntry = {
  id: string
  label: Record<Language, string>
  says?: Record<Language, string>
  icon: Icon
  to: string
  group: 'company' | 'channels' | 'rules' | 'people' | 'data'
  permission: string
  order: number
  /** As of `NavEntry`: for whoever comes to set things up and nothing else. */
  home?: (me: Me) => number | undefined
}

const settings = new Map<string, SettingsEntry>()

/** A page of the settings area; its route has `getParentRoute: () => settingsShell`. */
export function registerSettings(entry: SettingsEntry) {
  settings.set(entry.id, entry)
}

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

/** What this person sees, in order. */
export function navigationOf(me: Me): NavEntry[] {
  return [...entries.values()]
    .filter(({ permission, hats }) => mayOf(me, permission) && (!hats || hats.some((hat) => me.hats.includes(hat))))
    .sort(byOrder)
}

export function settingsOf(me: Me): SettingsEntry[] {
  return [...settings.values()].filter(({ permission }) => mayOf(me, permission)).sort(byOrder)
}

/** Whether this person may open the screen at this path: as the entry says that leads nearest to it; what no entry leads to is open. */
export function mayOpen(me: Me, path: string): boolean {
  const leading = [...entries.values(), ...settings.values()].filter(({ to }) => path === to || path.startsWith(`${to}/`))
  const nearest = leading.sort((a, b) => b.to.length - a.to.length)[0]
  return !nearest || mayOf(me, nearest.permission) !== undefined
}

/** Where `/` leads. */
export function homeOf(me: Me): string | undefined {
  const [shown, set] = [navigationOf(me), settingsOf(me)]
  const wanted = [...shown, ...set].flatMap(({ to, home }) => {
    const wish = home?.(me)
    if (wish === undefined) return []
    return [typeof wish === 'number' ? { to, order: wish } : { to: wish.at, order: wish.rank }]
  })
  return wanted.sort(byOrder)[0]?.to ?? shown[0]?.to ?? set[0]?.to
}
