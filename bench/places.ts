/** Messages of each case. */
export const MESSAGES = 5
export const YEARS_MS = 2 * 365 * 86_400_000
/** Of a hundred cases so many are open. */
const OPEN = 5

/** What the loader finds in the house. */
export type Company = { people: { id: string; unitId: string }[]; status: Map<string, string>; words: string[] }
/** Cases by their place in the bench: `from` up to `to` of `all`, the last of them at the moment `end` (ms). */
export type Range = { from: number; to: number; all: number; end: number }

/** A uuid v7 of that moment; the kind and the place make it one of its own. */
export const idOf = (at: number, kind: number, place: number) => {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${kind.toString(16).padStart(3, '0')}-${place.toString(16).padStart(12, '0')}`
}
export const EPOCH = Date.UTC(2024, 0, 1)
export const customerOf = (place: number) => Math.floor(place / 4)
export const customerId = (customer: number) => idOf(EPOCH, 1, customer)
export const conversationId = (place: number) => idOf(EPOCH, 2, place)
export const caseId = (place: number) => idOf(EPOCH, 3, place)
export const messageId = (place: number, turn: number) => idOf(EPOCH, 4, place * MESSAGES + turn)
export const iso = (at: number) => new Date(at).toISOString()
/** The youngest last. */
export const createdAt = ({ all, end }: Range, place: number) => end - YEARS_MS + (place / all) * YEARS_MS
export const saidAt = (range: Range, place: number, turn: number) => createdAt(range, place) + turn * 600_000
export const isOpen = (place: number) => place % 100 < OPEN
export const handlerOf = ({ people }: Company, place: number) => people[place % people.length] ?? { id: '', unitId: '' }

export function* places({ from, to }: Range) {
  for (let place = from; place < to; place++) yield place
}

export const mailOf = (customer: number) => `bench${customer}@khach.example`

export function* mapped<Item, Row>(items: Iterable<Item>, row: (item: Item) => Row) {
  for (const item of items) yield row(item)
}

export const sampleCase = (all: number) => caseId(Math.floor(Math.random() * all))
export const codeOf = (place: number) => `PH-${100_000 + place}`
