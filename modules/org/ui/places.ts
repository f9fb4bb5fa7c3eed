import { type Place, place } from '#web/place.tsx'

/** What else the first visit offers beside setting up one's own company. */
export const firstVisitOffers: Place<object> = place()

/** A higher room gives the audit words for its events. */
export { nameEvents } from './settings/naming.ts'
