import { z } from 'zod'
import { event } from '#platform/events.ts'
import { Category, Channel, Tier } from './contract/shapes.ts'

const caseId = z.uuid()
const maybe = z.uuid().nullable()
/** Why a case is where it is: a code of text.ts and the facts its words need (names and figures, no customer data). */
export const Why = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
export type Why = z.output<typeof Why>

/** `at`: when the customer first said it (kpi.md created_at); `byPerson`: a colleague opened it on the customer's behalf. */
export const caseOpened = event(
  'cases.caseOpened',
  z.object({
    caseId,
    code: z.string(),
    customerId: maybe,
    channel: Channel,
    typeCode: z.string().nullable(),
    severity: z.number().int(),
    unitId: z.uuid(),
    ownerId: z.uuid(),
    handlerId: maybe,
    why: Why,
    followUpOfId: maybe,
    byPerson: z.boolean(),
    isTest: z.boolean(),
    at: z.coerce.date(),
  }),
)

/** A message now belongs to a case. `thanks`: it joined a resolved case without reopening it. */
export const messageJoined = event(
  'cases.messageJoined',
  z.object({
    caseId,
    messageId: z.uuid(),
    conversationId: z.uuid(),
    customerId: maybe,
    direction: z.enum(['in', 'out', 'note']),
    thanks: z.boolean(),
    at: z.coerce.date(),
  }),
)

export const caseAssigned = event(
  'cases.caseAssigned',
  z.object({
    ...{ caseId, handlerId: maybe, formerHandlerId: maybe, ownerId: z.uuid(), unitId: z.uuid(), why: Why },
    /** Where it stood before; not told of what was handed on before this was kept. */
    formerUnitId: z.uuid().optional(),
  }),
)
export const caseClassified = event(
  'cases.caseClassified',
  z.object({ caseId, typeCode: z.string().nullable(), causeCode: z.string().nullable() }),
)
export const severityChanged = event(
  'cases.severityChanged',
  z.object({ caseId, from: z.number().int(), to: z.number().int(), reason: z.string() }),
)
export const statusChanged = event(
  'cases.statusChanged',
  z.object({ caseId, from: z.uuid(), to: z.uuid(), categoryFrom: Category, categoryTo: Category, note: z.string() }),
)

/** An answer is written and will leave later; until then nobody is answered. */
export const answerScheduled = event(
  'cases.answerScheduled',
  z.object({ caseId, messageId: z.uuid(), personId: z.uuid(), sendAt: z.coerce.date(), at: z.coerce.date() }),
)
/** A reply or a forward was taken back before it left: nobody was told anything. `scheduled`: it was to leave later. */
export const answerTakenBack = event(
  'cases.answerTakenBack',
  z.object({ caseId, messageId: z.uuid(), at: z.coerce.date(), scheduled: z.boolean().default(false) }),
)
/** An answer came back: the customer never got it. */
export const answerReturned = event('cases.answerReturned', z.object({ caseId, messageId: z.uuid(), at: z.coerce.date() }))

/** The first public answer by a person (kpi.md KPI-15); 0 minutes when it was logged as answered on the spot. */
export const firstResponded = event('cases.firstResponded', z.object({ caseId, personId: z.uuid(), at: z.coerce.date() }))

/** `first`: it was never resolved before. `handlerId` gets the credit (owner at resolution of kpi.md). */
export const caseResolved = event(
  'cases.caseResolved',
  z.object({
    caseId,
    customerId: maybe,
    handlerId: maybe,
    unitId: z.uuid(),
    resolutionCode: z.string().nullable(),
    causeCode: z.string().nullable(),
    at: z.coerce.date(),
    first: z.boolean(),
  }),
)
export const caseReopened = event(
  'cases.caseReopened',
  z.object({ caseId, at: z.coerce.date(), by: z.enum(['customer', 'person']), reason: z.string() }),
)
export const caseClosed = event('cases.caseClosed', z.object({ caseId, at: z.coerce.date() }))
export const caseCancelled = event('cases.caseCancelled', z.object({ caseId, reason: z.string() }))
export const caseMarkedSpam = event('cases.caseMarkedSpam', z.object({ caseId, spam: z.boolean() }))

export const tierRaised = event(
  'cases.tierRaised',
  z.object({ caseId, from: Tier, to: Tier, by: z.enum(['clock', 'person']), reason: z.string() }),
)
export const caseTagged = event('cases.caseTagged', z.object({ caseId, added: z.array(z.string()), removed: z.array(z.string()) }))
export const caseSnoozed = event('cases.caseSnoozed', z.object({ caseId, until: z.coerce.date().nullable(), reason: z.string() }))
export const participantsChanged = event(
  'cases.participantsChanged',
  z.object({ caseId, added: z.array(z.uuid()), removed: z.array(z.uuid()), why: z.string() }),
)

export const caseMerged = event('cases.caseMerged', z.object({ mergeId: z.uuid(), fromId: z.uuid(), intoId: z.uuid() }))
export const mergeUndone = event('cases.mergeUndone', z.object({ mergeId: z.uuid(), fromId: z.uuid(), intoId: z.uuid() }))
export const caseSplit = event('cases.caseSplit', z.object({ caseId, intoId: z.uuid(), messageIds: z.array(z.uuid()) }))
export const caseLinked = event('cases.caseLinked', z.object({ caseId, toId: z.uuid(), kind: z.string(), linked: z.boolean() }))
export const parentChanged = event('cases.parentChanged', z.object({ caseId, parentId: maybe, formerParentId: maybe }))

/** The customer was told that we have it (kpi.md KPI-17), with a tracking link. */
export const ackSent = event('cases.ackSent', z.object({ caseId, customerId: maybe, outgoingId: z.uuid(), at: z.coerce.date() }))
/** A customer holds a secret link to their matter from now on: mailed with the acknowledgement or because they asked, or shown after the form. */
export const trackingOpened = event('cases.trackingOpened', z.object({ caseId: maybe, contactId: maybe, by: z.enum(['mail', 'form']) }))
/** Somebody asked on the portal for a link by mail. */
export const trackingAsked = event('cases.trackingAsked', z.object({ askId: z.uuid() }))
export const promiseDismissed = event('cases.promiseDismissed', z.object({ caseId, messageId: z.uuid() }))
/** Somebody took the list out of the house. */
export const casesExported = event('cases.casesExported', z.object({ rows: z.number().int(), filter: z.string() }))
export const settingsChanged = event(
  'cases.settingsChanged',
  z.object({
    what: z.enum(['policy', 'status', 'type', 'cause', 'resolution', 'rule']),
    id: maybe,
    /** What stood there and what stands there now: the history of the settings. */
    before: z.record(z.string(), z.unknown()).nullable().default(null),
    after: z.record(z.string(), z.unknown()).nullable().default(null),
  }),
)
