import { type Place, place } from '#web/place.tsx'

/** Whose screen it is. */
export type OfCustomer = { customerId: string }

/** Sections of the customer's pane beside a case, between "Ghi nhớ về khách" and the timeline: kit `CardSection`s. */
export const paneSections: Place<OfCustomer> = place()

/** Cards on the customer's own page, above the timeline: kit `Card`s. */
export const pageCards: Place<OfCustomer> = place()

/** Buttons at the head of the customer's own page. */
export const pageActions: Place<OfCustomer> = place()
