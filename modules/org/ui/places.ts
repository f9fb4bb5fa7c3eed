import { type Place, place } from '#web/place.tsx'

/** What else the first visit offers beside setting up one's own company. It says with `onTaken` when that can no longer be chosen. */
export const firstVisitOffers: Place<{ onTaken: (isTaken: boolean) => void }> = place()

/** Under the sign-in of a house that is a sample company. */
export const demoDoorsteps: Place<object> = place()

/** How somebody does, on the dock of the org chart: each fill shows facts, `<Fact label="CSAT">92%</Fact>`. */
export const personResults: Place<{ personId: string }> = place()

/** Names of hats, for rooms that speak of them. */
export { hatWords } from '../text/hats.ts'
export { Fact } from './chart/Fact.tsx'
export { giveLoads, type Load, type Loads } from './chart/load.ts'
export { type RoomPowers, tellPowers } from './chart/powers.ts'
export { colleagues } from './colleagues.ts'
/** A higher room gives the audit words for its events. */
export { nameEvents } from './settings/naming.ts'
