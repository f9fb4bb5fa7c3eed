import { z } from 'zod'
import { event } from '#platform/events.ts'

/** What a clock belongs to: a thing of some room, never read here. */
const Subject = z.object({ room: z.string(), id: z.uuid() })
const ClockKind = z.enum(['first_response', 'next_response', 'resolution', 'promise', 'follow_up', 'snooze'])

/**
 * A running clock passed 50, 80, 100 or 150 % of its span (snooze: 100 only, follow_up: 100 and 150). Each level is announced once and in order,
 * also those passed while nobody was running. `dueAt` is the moment of 100 %. Whoever is responsible is told by this room; the subject's
 * room does the rest (warns the lead from 80 on, raises a tier at 100 and at 150).
 */
export const clockReached = event(
  'clocks.clockReached',
  z.object({
    clockId: z.uuid(),
    kind: ClockKind,
    subject: Subject,
    level: z.union([z.literal(50), z.literal(80), z.literal(100), z.literal(150)]),
    responsibleId: z.uuid().nullable(),
    dueAt: z.coerce.date(),
  }),
)

/**
 * Deadlines of a subject changed without the subject's room having asked (a level passed, a calendar changed, a promise kept on the screen of the day).
 * `nearest` is the open clock that bites first, or null when none is open.
 */
export const clockChanged = event(
  'clocks.clockChanged',
  z.object({
    subject: Subject,
    nearest: z
      .object({ kind: ClockKind, dueAt: z.coerce.date(), startedAt: z.coerce.date(), state: z.enum(['running', 'paused', 'breached']) })
      .nullable(),
  }),
)

/** A clock ended because what it waited for was done; `inTime`: not after its due moment. */
export const clockMet = event(
  'clocks.clockMet',
  z.object({ clockId: z.uuid(), kind: ClockKind, subject: Subject, at: z.coerce.date(), dueAt: z.coerce.date(), inTime: z.boolean() }),
)

/** Somebody promised the customer something for a moment. */
export const promiseMade = event(
  'clocks.promiseMade',
  z.object({ clockId: z.uuid(), subject: Subject, dueAt: z.coerce.date(), responsibleId: z.uuid().nullable() }),
)
/** A promise was taken back, with the customer's knowledge: it is neither kept nor broken. */
export const promiseCancelled = event('clocks.promiseCancelled', z.object({ clockId: z.uuid(), subject: Subject, reason: z.string() }))

/** Targets are other than they were. Running clocks keep theirs. */
export const policyChanged = event('clocks.policyChanged', z.object({ policyId: z.uuid(), version: z.number().int() }))
