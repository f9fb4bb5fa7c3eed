import { type Ctx, SYSTEM } from '#platform/context.ts'
import type { About } from '#platform/events.ts'
import type { Clock } from '../queries.ts'

/** Who is concerned: whoever is responsible and their unit; the timeline of the customer and, of a case, its own. */
export function aboutOf({
  subjectRoom,
  subjectId,
  responsibleId,
  unitId,
  customerId,
}: Pick<Clock, 'subjectRoom' | 'subjectId' | 'responsibleId' | 'unitId' | 'customerId'>): About {
  return {
    customerId,
    caseId: subjectRoom === 'cases' ? subjectId : null,
    units: unitId ? [unitId] : [],
    people: responsibleId ? [responsibleId] : [],
  }
}

/** Who did it, for the segment; null when the house itself did. */
export const authorOf = (ctx: Ctx): string | null => (ctx.me.id === SYSTEM.id ? null : ctx.me.id)
