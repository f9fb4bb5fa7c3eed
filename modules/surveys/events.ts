import { z } from 'zod'
import { event } from '#platform/events.ts'

/** The question went out for a resolved case. */
export const surveySent = event(
  'surveys.surveySent',
  z.object({ invitationId: z.uuid(), caseId: z.uuid(), customerId: z.uuid().nullable(), at: z.coerce.date() }),
)

/**
 * A customer answered; `replaced` is the answer of the same survey it takes the place of. The last answer counts (kpi.md KPI-04).
 * `handlerId` and `unitId` are those at the resolution that asked: reassigning afterwards moves nothing. The comment stays in the room.
 */
export const surveyAnswered = event(
  'surveys.surveyAnswered',
  z.object({
    answerId: z.uuid(),
    invitationId: z.uuid(),
    caseId: z.uuid(),
    customerId: z.uuid().nullable(),
    score: z.number().int().min(1).max(5),
    hasComment: z.boolean(),
    handlerId: z.uuid().nullable(),
    unitId: z.uuid().nullable(),
    /** When it was sent and when it was answered. */
    sentAt: z.coerce.date(),
    at: z.coerce.date(),
    replaced: z.uuid().nullable(),
  }),
)

/** A customer asked not to be surveyed again. */
export const surveysRefused = event('surveys.surveysRefused', z.object({ customerId: z.uuid(), at: z.coerce.date() }))

/** Nobody was asked about a resolved case, and why not. */
export const surveySkipped = event('surveys.surveySkipped', z.object({ invitationId: z.uuid(), caseId: z.uuid(), why: z.string() }))
