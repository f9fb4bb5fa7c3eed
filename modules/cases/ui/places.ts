import { type Place, place } from '#web/place.tsx'

/** Whose page it is. */
export type OfCase = { caseId: string; customerId: string | null }

/** Sections beside a case, under its facts: kit `CardSection`s of higher rooms, such as what the customer answered in a survey. */
export const caseSections: Place<OfCase> = place()

/** Buttons at the head of a case, such as opening a dossier. */
export const caseActions: Place<OfCase> = place()
