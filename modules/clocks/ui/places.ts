import { type Place, place } from '#web/place.tsx'

/** More cards under Việc hôm nay: approvals waiting for me, touchpoints of today. */
export const dayCards: Place<object> = place()

/** The choice of a case type in the form of a target, by whoever knows the types. Until somebody does, its code is typed. */
export const caseTypeField: Place<{ label: string; placeholder: string; value: string | null; onChange: (code: string | null) => void }> =
  place()

/** The name of a case type, by its code. */
export const caseTypeName: Place<{ code: string }> = place()
