import { type Place, place } from '#web/place.tsx'

/** The case an entry of the audit is about, shown by the room that knows cases. */
export const auditedCase: Place<{ caseId: string }> = place()
