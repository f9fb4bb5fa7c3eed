import type { Language } from '#platform/text.ts'
import type { Tier } from '../../rules/hats.ts'

/** What a room calls itself and its permissions: `read` for `cases.read`. */
export type RoomPowers = {
  title: Record<Language, string>
  says: Record<Language, Record<string, string>>
  /** What comes to a tier, and what it hands on. */
  tiers?: Record<Language, Record<Tier, string>>
}
type Source = { room: string; order: number; load: () => Promise<RoomPowers> }

const sources = new Map<string, Source>()

/** A room says in words what its permissions let people do; asked for when somebody opens the limits of the tiers. Small `order` first. */
export function tellPowers(room: string, order: number, load: Source['load']) {
  sources.set(room, { room, order, load })
}

/** Every room that has told, in order. */
export const roomPowers = () =>
  Promise.all([...sources.values()].toSorted((a, b) => a.order - b.order).map(async ({ room, load }) => ({ room, ...(await load()) })))
