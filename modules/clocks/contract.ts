import { z } from 'zod'
import { endpoint, typed, yesNo } from '#platform/contract.ts'

/** What a clock waits for. `follow_up`: hẹn liên hệ lại · `promise`: hứa với khách · `snooze`: phiếu được hẹn lại. */
export const ClockKind = z.enum(['first_response', 'next_response', 'resolution', 'promise', 'follow_up', 'snooze'])
export type ClockKind = z.infer<typeof ClockKind>

/** `running` and past due is shown as `breached` by `ClockShown`; in the table a late clock stays open until it is met. */
export const ClockState = z.enum(['running', 'paused', 'met', 'breached', 'cancelled'])
export type ClockState = z.infer<typeof ClockState>

const Subject = z.object({ room: z.string(), id: z.uuid() })

/** One clock of a subject, as the case page shows it. */
export const ClockShown = z.object({
  id: z.uuid(),
  kind: ClockKind,
  /** Title of the subject, or of the promise. */
  title: z.string(),
  /** `breached`: past due and still open, or met too late (then `stoppedAt` is set). */
  state: ClockState,
  startedAt: z.coerce.date(),
  dueAt: z.coerce.date(),
  breachedAt: z.coerce.date().nullable(),
  stoppedAt: z.coerce.date().nullable(),
  responsible: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The rule that set it, in words, for the tooltip. */
  rule: z.string(),
  /** Working minutes of the whole span; null: dated by hand. */
  minutes: z.number().nullable(),
  calendar: z.string().nullable(),
  /** Highest level passed: 0, 50, 80, 100 or 150 %. */
  level: z.number(),
  /** When it stood still, and why. */
  pauses: z.array(z.object({ from: z.coerce.date(), to: z.coerce.date().nullable(), reason: z.string() })),
})

/** A row of Việc hôm nay: one query over every kind of deadline. */
export const DayRow = z.object({
  id: z.uuid(),
  kind: ClockKind,
  /** overdue: quá hạn · today: hôm nay · appointment: hẹn (hẹn lại, phiếu được hẹn) · promise: hứa với khách (any day) */
  group: z.enum(['overdue', 'today', 'appointment', 'promise']),
  title: z.string(),
  /** Where it opens, such as `/hop-thu/PH-000123`. */
  link: z.string(),
  subject: Subject,
  customer: z.object({ id: z.uuid(), name: z.string(), honorific: z.string() }).nullable(),
  severity: z.number().nullable(),
  state: ClockState,
  startedAt: z.coerce.date(),
  dueAt: z.coerce.date(),
  /** The right to press "Đã giữ lời" or "Bỏ lời hứa" here. */
  mayKeep: z.boolean(),
})

export const myDay = endpoint('GET /clocks/my-day', {
  needs: 'signedIn',
  says: 'What is due for me: late first, then today, appointments and promises. At most 200 rows, counts are complete up to 999.',
  input: z.object({}),
  reply: z.object({
    items: z.array(DayRow),
    counts: z.object({ overdue: z.number(), today: z.number(), appointment: z.number(), promise: z.number() }),
    /** What I am done with since midnight: clocks met today, and how many of them in time. */
    done: z.object({ met: z.number(), inTime: z.number() }),
  }),
})

/** Something done today. `state`: met in time, or breached. */
export const DoneRow = DayRow.omit({ group: true, mayKeep: true }).extend({ stoppedAt: z.coerce.date() })

export const myDone = endpoint('GET /clocks/my-day/done', {
  needs: 'signedIn',
  says: 'What I am done with since midnight, the latest first. At most 200 rows.',
  input: z.object({}),
  reply: z.array(DoneRow),
})

const Id = z.object({ id: z.uuid() })
const Done = z.object({ done: z.literal(true) })

export const keepPromise = endpoint('POST /clocks/:id/keeping', {
  needs: 'signedIn',
  says: 'A promise or an appointment was kept. Only who is responsible, or a lead of the unit.',
  input: Id.extend({ note: typed(500).default('') }),
  reply: Done,
})

export const undoPromise = endpoint('POST /clocks/:id/undoing', {
  needs: 'signedIn',
  says: 'Takes a keeping or a cancellation back within ten minutes, by whoever did it: the clock goes on as if it had never stopped.',
  input: Id,
  reply: Done,
})

export const cancelPromise = endpoint('POST /clocks/:id/cancellation', {
  needs: 'signedIn',
  says: 'Takes a promise or an appointment back, with the reason. Only who is responsible, or a lead of the unit.',
  input: Id.extend({ reason: typed(500).pipe(z.string().min(3)) }),
  reply: Done,
})

export type DayRow = z.output<typeof DayRow>
export type DoneRow = z.output<typeof DoneRow>

/* Targets */

export const Target = z.object({
  kind: z.enum(['first_response', 'next_response', 'resolution']),
  /** Code of a case type; null: every type. The same for the next three. */
  caseType: z.string().max(60).nullable().default(null),
  severity: z.number().int().min(1).max(4).nullable().default(null),
  /** Customer tier: member, silver, gold, diamond, dealer_a, dealer_b. */
  tier: z.string().max(40).nullable().default(null),
  channel: z.string().max(40).nullable().default(null),
  /** Minutes, or whole working days of the company's own calendar. */
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(['minutes', 'working_days']).default('minutes'),
  /** false: round the clock, whatever the calendar says. */
  workingTime: yesNo.default(true),
  /** The smallest wins; equal: the one with more conditions. */
  precedence: z.number().int().min(0).max(10_000).default(100),
  enabled: yesNo.default(true),
  note: typed(300).default(''),
})
export type Target = z.infer<typeof Target>

export const Policy = Target.extend({
  id: z.uuid(),
  version: z.number(),
  changedAt: z.coerce.date(),
  changedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})

export type Policy = z.output<typeof Policy>

export const listPolicies = endpoint('GET /clocks/policies', {
  needs: 'clocks.read',
  says: 'The targets, in the order in which they are looked up.',
  input: z.object({}),
  reply: z.array(Policy),
})

export const addPolicy = endpoint('POST /clocks/policies', {
  needs: 'clocks.settings',
  says: 'Adds a target. Running clocks keep theirs.',
  status: 201,
  input: Target,
  reply: Id,
})

export const changePolicy = endpoint('PUT /clocks/policies/:id', {
  needs: 'clocks.settings',
  says: 'Changes a target; the former version stays in the history. `version` is the one you saw: 409 when somebody changed it since.',
  input: Target.extend({ id: z.uuid(), version: z.number().int() }),
  reply: z.object({ version: z.number() }),
})

export const removePolicy = endpoint('DELETE /clocks/policies/:id', {
  needs: 'clocks.settings',
  says: 'Switches a target off for good; its history stays.',
  input: Id,
  reply: Done,
})

export const policyHistory = endpoint('GET /clocks/policies/:id/history', {
  needs: 'clocks.settings',
  says: 'Former versions of a target, newest first: who, when, what.',
  input: Id,
  reply: z.array(Policy),
})

/* The ladder */

/** Is whoever is responsible reminded when so much of the time has passed? Leads are told from 80 % on, a case rises a tier at 100 and at 150 %. */
export const LadderStep = z.object({
  level: z.union([z.literal(50), z.literal(80), z.literal(100), z.literal(150)]),
  responsible: yesNo,
})
export const Ladder = z.object({ steps: z.array(LadderStep).length(4), version: z.number().int() })

export const getLadder = endpoint('GET /clocks/ladder', {
  needs: 'clocks.read',
  says: 'At which of 50, 80, 100 and 150 % of the time whoever is responsible is reminded.',
  input: z.object({}),
  reply: Ladder,
})

export const changeLadder = endpoint('PUT /clocks/ladder', {
  needs: 'clocks.settings',
  says: 'Changes when somebody is reminded. `version` is the one you saw: 409 when somebody changed it since.',
  input: Ladder,
  reply: Ladder,
})
export type LadderStep = z.output<typeof LadderStep>
