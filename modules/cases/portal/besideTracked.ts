import type { Ctx } from '#platform/context.ts'
import type { Language } from '#platform/text.ts'
import type { Html } from '#web/portal/html.ts'

/** A customer's case as its tracking page shows it to whoever proved their address by holding a link sent there. */
export type TrackedFacts = { caseId: string; address: string; token: string; language: Language }
type Card = (ctx: Ctx, tracked: TrackedFacts) => Promise<Html | null>

const cards = new Map<string, Card>()

/** A room above adds a card under the story of a tracked case; null: nothing to show for this one. Shown only to a proven address. */
export function addTrackedCard(room: string, card: Card) {
  cards.set(room, card)
}

/** The cards of all rooms, in the order they were added. */
export const trackedCards = async (ctx: Ctx, tracked: TrackedFacts): Promise<Html[]> =>
  (await Promise.all([...cards.values()].map((card) => card(ctx, tracked)))).flatMap((card) => card ?? [])
