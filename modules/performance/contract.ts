import { z } from 'zod'
import { endpoint, paged, pageInput, typed, yesNo } from '#platform/contract.ts'

/** What can be counted. Formulas: shared/domain/kpi.md, KPI-01, 02, 03, 04, 09, 10, 15, 16, 18, 29. */
export const Metric = z.enum([
  'csat',
  'fcr',
  'fcr_gross',
  'resolved',
  'resolved_cohort',
  'backlog',
  'backlog_overdue',
  'backlog_waiting',
  'resolution_time',
  'first_response',
  'first_response_on_time',
  'repeat_contact',
  'reopen',
  'survey_response',
  // KPI-03's control identity, a line each: opening + created + reopened − resolved − cancelled − merged − spam = closing.
  'book_opening',
  'book_created',
  'book_reopened',
  'book_resolved',
  'book_cancelled',
  'book_merged',
  'book_spam',
  'book_closing',
])
export type Metric = z.infer<typeof Metric>

/** A day of the calendar: 2026-02-31 is none. Before 2000 nothing was counted here, and nobody asks for the next century. */
const day = z.iso.date().refine((given) => given >= '2000' && given < '2100')

/** A case type's code that stands for "none yet". */
export const NO_TYPE = '-'

/**
 * Asked for when nobody says otherwise: "this month" is nearly empty in its first week, and FCR has nothing to divide by until the 8th, while
 * thirty days always hold three weeks whose observation has ended.
 */
export const USUAL_PERIOD = 'last_30'

/** Which cases and which days a number is about. Days are Hồ Chí Minh City days; `from` and `until` both count. */
export const filter = {
  period: z.enum(['today', 'week', 'month', 'last_month', 'last_7', 'last_30', 'last_90', 'custom']).default(USUAL_PERIOD),
  from: day.optional().describe('Read with period=custom only.'),
  until: day.optional().describe('The last day that counts. Read with period=custom only.'),
  unitId: z.uuid().optional(),
  personId: z.uuid().optional(),
  channel: z.string().max(40).optional(),
  typeCode: z.string().max(80).optional().describe('`-`: cases without a type.'),
}
const Filter = z.object(filter)
export type Filter = z.infer<typeof Filter>

const Span = z.object({
  /** First instant that counts. */
  from: z.coerce.date(),
  /** First instant that no longer counts; never later than the moment of asking. */
  until: z.coerce.date(),
})

/** `percent`: a ratio 0–1 · `count`: cases · `seconds`: working seconds. */
const Unit = z.enum(['percent', 'count', 'seconds'])

/** One number of one period. `value` is null when nothing can be counted (empty denominator), never 0. */
const Figure = z.object({
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
  /** Cases left out, by reason. */
  excluded: z.record(z.string(), z.number()),
  /** Cases whose observation window has not ended. */
  pending: z.number(),
  /** Companions: mean, p90, gross, cohort, clearance, interval bounds, backlog days… null when not countable. */
  more: z.record(z.string(), z.number().nullable()),
})
export type Figure = z.infer<typeof Figure>

const Tile = Figure.extend({
  metric: Metric,
  unit: Unit,
  direction: z.enum(['up', 'down']),
  previous: Figure.nullable(),
  target: z.number().nullable(),
})
export type Tile = z.infer<typeof Tile>

export const choices = endpoint('GET /performance/choices', {
  needs: 'performance.read',
  says: 'What the filter offers: case types, and the units this person may see numbers of.',
  input: z.object({}),
  reply: z.object({
    types: z.array(z.object({ key: z.string(), label: z.string() })),
    units: z.array(z.object({ key: z.uuid(), label: z.string() })),
  }),
})

export const findPeople = endpoint('GET /performance/people', {
  needs: 'performance.read',
  says: 'Colleagues with numbers this person may see, by given name; found by name without marks. At most twenty.',
  input: z.object({ find: typed(80).optional() }),
  reply: z.array(z.object({ key: z.uuid(), label: z.string() })),
})

export const loads = endpoint('GET /performance/loads', {
  needs: 'org.read',
  says: 'How many open cases each colleague holds now, and how many of them are past due: the load of the org chart.',
  input: z.object({}),
  reply: z.array(z.object({ personId: z.uuid(), open: z.number(), overdue: z.number() })),
})

/** KPI-03's control identity over the period, gross: each number counts cases, and its metric `book_…` lists them. */
const Identity = z.object({
  opening: z.number(),
  created: z.number(),
  /** Done before the period, and opened again in it. */
  reopened: z.number(),
  resolved: z.number(),
  cancelled: z.number(),
  merged: z.number(),
  spam: z.number(),
  closing: z.number(),
})

const Checked = z.object({ at: z.coerce.date(), checked: z.number(), differing: z.number() })

export const dashboard = endpoint('GET /performance/dashboard', {
  needs: 'performance.read',
  says: 'Every tile of the period beside the same period before, with targets and the backlog identity.',
  input: Filter,
  reply: z.object({
    period: Span,
    before: Span,
    /** Facts are complete up to here. */
    dataAt: z.coerce.date(),
    scope: z.enum(['own', 'team', 'unit', 'all']),
    /** Observation window of FCR and repeat contact, calendar days. */
    windowDays: z.number(),
    tiles: z.array(Tile),
    /** Null when asked about one person: a case handed over is no flow of theirs. */
    identity: Identity.nullable(),
    checked: Checked.nullable(),
  }),
})

export const trend = endpoint('GET /performance/trend', {
  needs: 'performance.read',
  says: 'The last eight periods of the same length, oldest first, for every tile.',
  input: Filter,
  reply: z.object({ periods: z.array(Span), lines: z.record(z.string(), z.array(z.number().nullable())) }),
})

const Part = z.object({ key: z.string(), label: z.string(), now: Figure, before: Figure.nullable(), contribution: z.number().nullable() })

export const breakdown = endpoint('GET /performance/breakdown', {
  needs: 'performance.read',
  says: 'One metric by channel, type, unit, person or day, beside the same period before.',
  input: Filter.extend({ metric: Metric, by: z.enum(['channel', 'type', 'unit', 'person', 'day']) }),
  reply: z.object({ total: Figure, before: Figure.nullable(), parts: z.array(Part) }),
})

export const flow = endpoint('GET /performance/flow', {
  needs: 'performance.read',
  says: 'Cases received and resolved on each day of the period.',
  input: Filter,
  reply: z.array(z.object({ day, received: z.number(), resolved: z.number(), unfinished: z.boolean() })),
})

export const ages = endpoint('GET /performance/ages', {
  needs: 'performance.read',
  says: 'The open cases at the end of the period by age in business days.',
  input: Filter,
  reply: z.object({
    total: z.number(),
    waitingCustomer: z.number(),
    overdue: z.number(),
    buckets: z.array(z.object({ from: z.number(), to: z.number().nullable(), open: z.number(), waitingCustomer: z.number() })),
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    max: z.number().nullable(),
    /** Backlog ÷ cases resolved per working day over the last 20 working days. */
    backlogDays: z.number().nullable(),
  }),
})

const Line = z.object({
  id: z.uuid().nullable(),
  name: z.string(),
  grade: z.string().nullable(),
  figures: z.record(z.string(), Figure),
  open: z.number(),
  cap: z.number().nullable(),
})

export const table = endpoint('GET /performance/table', {
  needs: 'performance.read',
  says: 'Every person, or every unit, with their own figures of the period.',
  input: Filter.extend({ by: z.enum(['person', 'unit']) }),
  reply: z.object({ lines: z.array(Line) }),
})

export const CaseLine = z.object({
  caseId: z.uuid(),
  code: z.string(),
  subject: z.string(),
  customer: z.string().nullable(),
  channel: z.string(),
  type: z.string(),
  handler: z.string().nullable(),
  category: z.string(),
  /** The instant that put the case into this number. */
  at: z.coerce.date(),
  /** counted and met, counted and missed, left out, or not ended yet. */
  part: z.enum(['numerator', 'missed', 'excluded', 'pending']),
  reason: z.string().nullable(),
  /** Seconds or score, where the metric has one. */
  value: z.number().nullable(),
})

export const listCases = endpoint('GET /performance/cases', {
  needs: 'performance.read',
  says: 'The cases behind a number.',
  input: Filter.extend({
    metric: Metric,
    part: z.enum(['numerator', 'denominator', 'missed', 'excluded', 'pending']).default('denominator'),
    /** Of the period's cases those whose instant falls on this day, as a breakdown by day counts them. */
    day: day.optional(),
    /** Cases of the unit itself, without the units below it, as a line of the table counts them. */
    unitAlone: yesNo.optional(),
    /** Cases that are to nobody's credit: the line without a name. */
    nobody: yesNo.optional(),
    /** Backlog only: age in business days, both ends count. */
    ageFrom: z.coerce.number().int().min(0).optional(),
    ageTo: z.coerce.number().int().min(0).optional(),
    ...pageInput,
  }),
  reply: paged(CaseLine).extend({ total: z.number() }),
})

/** A target per metric, in the metric's unit; null: none. */
export const Targets = z.object({
  csat: z.number().min(0).max(1).nullable(),
  fcr: z.number().min(0).max(1).nullable(),
  resolved: z.number().min(0).max(1).nullable(),
  backlog: z.number().int().min(0).nullable(),
  resolution_time: z.number().min(0).nullable(),
  first_response: z.number().min(0).nullable(),
  first_response_on_time: z.number().min(0).max(1).nullable(),
  repeat_contact: z.number().min(0).max(1).nullable(),
  reopen: z.number().min(0).max(1).nullable(),
  survey_response: z.number().min(0).max(1).nullable(),
  /** Observation window of FCR and repeat contact, calendar days. */
  windowDays: z.number().int().min(1).max(30),
})
export type Targets = z.infer<typeof Targets>

export const readTargets = endpoint('GET /performance/targets', {
  needs: 'performance.read',
  says: 'Targets now, their version, and who changed them when.',
  input: z.object({}),
  reply: z.object({
    targets: Targets,
    version: z.number(),
    history: z.array(z.object({ version: z.number(), at: z.coerce.date(), by: z.string(), targets: Targets })),
  }),
})

export const changeTargets = endpoint('PUT /performance/targets', {
  needs: 'performance.settings',
  says: 'Sets targets. `version` is the one that was read; if somebody changed them meanwhile: 409.',
  input: z.object({ targets: Targets, version: z.number().int() }),
  reply: z.object({ version: z.number() }),
})

export const recompute = endpoint('POST /performance/recomputations', {
  needs: 'performance.settings',
  says: 'Recomputes every fact from its sources now, as the nightly job does; answers how many differed.',
  input: z.object({}),
  reply: Checked,
  status: 201,
})
