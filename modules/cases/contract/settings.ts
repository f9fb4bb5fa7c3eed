import { z } from 'zod'
import { endpoint, typed, yesNo } from '#platform/contract.ts'
import { Category, Channel, Id, Severity } from './shapes.ts'

const Code = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/)
  .max(80)
const Name = typed(80).pipe(z.string().min(1))
const Done = z.object({ done: z.literal(true) })
const archived = { archived: yesNo.default(false) }

const StatusInput = z.object({
  category: Category,
  name: Name,
  nameEn: Name,
  /** What the customer reads on the tracking page. */
  customerName: Name,
  customerNameEn: Name,
  /** The one a category falls back to; setting it takes the mark from the other. */
  isDefault: yesNo.default(false),
  position: z.number().int().min(0).max(1000).default(0),
  ...archived,
})
const TypeInput = z.object({
  code: Code,
  name: Name,
  nameEn: Name,
  /** Can be solved at first contact by its nature (kpi.md KPI-01). */
  fcrEligible: yesNo.default(true),
  /** Not a customer's matter: counts in no number. */
  internal: yesNo.default(false),
  severity: Severity.default(4),
  /** Skill tag of org that assignment looks for. */
  skill: z.string().max(60).nullable().default(null),
  position: z.number().int().min(0).max(1000).default(0),
  ...archived,
})
const CauseInput = z.object({ code: Code, parent: Code.nullable().default(null), name: Name, nameEn: Name, ...archived })
const ResolutionInput = z.object({
  code: Code,
  name: Name,
  nameEn: Name,
  /** false: closed without an answer; left out of the strict rates (kpi.md KPI-02). */
  counts: yesNo.default(true),
  ...archived,
})

/** All conditions that are given must hold; an empty list means any. */
export const RuleCondition = z.object({
  channels: z.array(Channel).default([]),
  /** Codes of case types. */
  types: z.array(z.string().max(60)).default([]),
  severities: z.array(Severity).default([]),
  /** Customer tiers. */
  tiers: z.array(z.string().max(40)).default([]),
  segments: z.array(z.string().max(40)).default([]),
  /** In working time of the case's calendar, outside it, or any. */
  hours: z.enum(['any', 'open', 'closed']).default('any'),
  /** Any of these words in the subject or the first message; folded. */
  words: z.array(typed(60)).max(30).default([]),
})
export type RuleCondition = z.output<typeof RuleCondition>

const RuleInput = z.object({
  name: Name,
  position: z.number().int().min(0).max(10_000).default(0),
  enabled: yesNo.default(true),
  condition: RuleCondition.default({ channels: [], types: [], severities: [], tiers: [], segments: [], hours: 'any', words: [] }),
  /** First to the customer's own account manager, when accepting and under the cap. */
  toCustomerOwner: yesNo.default(false),
  /** To this person, when accepting and under the cap. */
  personId: z.uuid().nullable().default(null),
  /** Else among these: unit (with everything below), hat, skill. */
  unitId: z.uuid().nullable().default(null),
  hat: z.string().max(40).nullable().default(null),
  /** `type`: the skill that the case's type names. */
  skill: z.string().max(60).nullable().default(null),
  how: z.enum(['least_load', 'round_robin', 'pool']).default('least_load'),
})

export const CasePolicy = z.object({
  /** A message of the customer this many days after resolving still reopens. 0: never. */
  reopenDays: z.number().int().min(0).max(60),
  /** A resolved case closes by itself after this many days. */
  closeDays: z.number().int().min(1).max(90),
  causeNeeded: z.boolean(),
  resolutionNeeded: z.boolean(),
  /** A reply moves the case to waiting for the customer when the writer asked so (always possible), or by itself. */
  replyWaits: z.boolean(),
})
export type CasePolicy = z.infer<typeof CasePolicy>

export const readCaseSettings = endpoint('GET /cases/settings', {
  needs: 'cases.settings',
  says: 'Statuses, types, causes, resolutions, assignment rules and policies, archived ones included.',
  input: z.object({}),
  reply: z.object({
    policy: CasePolicy,
    statuses: z.array(StatusInput.extend({ id: z.uuid() })),
    types: z.array(TypeInput.extend({ id: z.uuid() })),
    causes: z.array(CauseInput.extend({ id: z.uuid() })),
    resolutions: z.array(ResolutionInput.extend({ id: z.uuid() })),
    rules: z.array(RuleInput.extend({ id: z.uuid(), unitName: z.string().nullable(), personName: z.string().nullable() })),
  }),
})

export const changeCasePolicy = endpoint('PUT /cases/settings/policy', {
  needs: 'cases.settings',
  says: 'Reopening, closing and what resolving asks for. History is kept.',
  input: CasePolicy,
  reply: Done,
})

const saves = <Shape extends z.ZodRawShape>(what: string, input: z.ZodObject<Shape>, says: string) => ({
  add: endpoint(`POST /cases/settings/${what}`, { needs: 'cases.settings', says: `Adds ${says}.`, status: 201, input, reply: Id }),
  change: endpoint(`PUT /cases/settings/${what}/:id`, {
    needs: 'cases.settings',
    says: `Changes or archives ${says}.`,
    input: input.extend({ id: z.uuid() }),
    reply: Done,
  }),
})

export const { add: addStatus, change: changeStatus } = saves('statuses', StatusInput, 'a status; its category never changes once used')
export const { add: addType, change: changeType } = saves('types', TypeInput, 'a case type')
export const { add: addCause, change: changeCause } = saves('causes', CauseInput, 'a cause in the tree')
export const { add: addResolution, change: changeResolution } = saves('resolutions', ResolutionInput, 'a resolution')
export const { add: addRule, change: changeRule } = saves('rules', RuleInput, 'an assignment rule')

export const removeRule = endpoint('DELETE /cases/settings/rules/:id', {
  needs: 'cases.settings',
  says: 'Removes an assignment rule.',
  input: Id,
  reply: Done,
})

export const orderRules = endpoint('PUT /cases/settings/rule-order', {
  needs: 'cases.settings',
  says: 'Puts all assignment rules in an order; the first that fits a case decides. 409 `cases.orderStale` when the list is not whole.',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(500) }),
  reply: Done,
})

export const tryRules = endpoint('POST /cases/settings/rules/trial', {
  needs: 'cases.settings',
  says: 'Which rule would take such a case now, and whom it would name. Changes nothing.',
  quiet: 'asks, changes nothing',
  input: z.object({
    channel: Channel,
    type: z.string().max(60).nullable().default(null),
    severity: Severity.default(4),
    tier: z.string().nullable().default(null),
    segment: z.string().nullable().default(null),
    text: typed(2000).default(''),
  }),
  reply: z.object({
    rule: z.string().nullable(),
    unit: z.string(),
    person: z.string().nullable(),
    why: z.object({ vi: z.string(), en: z.string() }),
  }),
})
