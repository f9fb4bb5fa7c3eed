import { z } from 'zod'
import { endpoint, phone, several, typed, yesNo } from '#platform/contract.ts'
import { BulkDone, Category, Changed, Channel, Id, Severity, seenVersion, Tag } from './shapes.ts'

const reason = typed(1000).pipe(z.string().min(3))
const note = typed(4000)

const OpenedFrom = z.object({
  name: typed(200).default(''),
  mail: z.email().max(254).toLowerCase().optional(),
  phone: phone.optional(),
})

export const openCase = endpoint('POST /cases', {
  needs: 'cases.open',
  says: 'Opens a case: recognises or creates the customer, keeps the message, starts the clocks and hands it to whoever the rules name. Durable before the answer. 404 when `customerId`, `handlerId` or `parentId` is not within reach.',
  status: 201,
  perMinute: 60_000,
  input: z.object({
    channel: Channel.default('api'),
    /** Somebody known; else `from` recognises or creates them. Neither: a case without a customer. */
    customerId: z.uuid().optional(),
    from: OpenedFrom.optional(),
    subject: typed(300).pipe(z.string().min(1)),
    /** What the customer said. */
    text: typed(50_000).default(''),
    type: z.string().max(60).optional(),
    severity: Severity.optional(),
    unitId: z.uuid().optional(),
    /** Left out: by the rules. null: into the pool. */
    handlerId: z.uuid().nullable().optional(),
    parentId: z.uuid().optional(),
    tags: z.array(Tag).max(20).default([]),
    fileIds: z.array(z.uuid()).max(20).default([]),
    /** When the customer said it; not in the future, not older than a year. */
    at: z.coerce.date().optional(),
    /** Logged by hand and answered on the spot: the first response is done. */
    answered: yesNo.default(false),
    isTest: yesNo.default(false),
  }),
  reply: Id.extend({
    code: z.string(),
    customerId: z.uuid().nullable(),
    conversationId: z.uuid(),
    messageId: z.uuid(),
    handlerId: z.uuid().nullable(),
    dueAt: z.coerce.date().nullable(),
  }),
})

/* Who */

export const takeCase = endpoint('POST /cases/:id/taking', {
  needs: 'cases.take',
  says: 'Takes a case out of the pool ("Nhận"). Exactly one person wins; the others get 409 `cases.takenBy` with facts {id, name, at}.',
  input: Id,
  reply: Changed,
})

export const assignCase = endpoint('POST /cases/:id/assignment', {
  needs: 'cases.assign',
  says: 'Hands a case to a colleague, to a unit’s pool (`handlerId` null), or changes who is accountable.',
  input: Id.extend({
    ...seenVersion,
    /** null: back to the pool. Left out: unchanged. */
    handlerId: z.uuid().nullable().optional(),
    ownerId: z.uuid().optional(),
    /** Left out: the handler’s own unit, or unchanged. */
    unitId: z.uuid().optional(),
    note: note.default(''),
  }),
  reply: Changed,
})

export const addParticipants = endpoint('POST /cases/:id/participants', {
  needs: 'cases.change',
  says: 'Lets colleagues see and follow a case.',
  input: Id.extend({ personIds: z.array(z.uuid()).min(1).max(30) }),
  reply: Changed,
})

export const removeParticipant = endpoint('DELETE /cases/:id/participants/:personId', {
  needs: 'cases.change',
  says: 'A colleague no longer follows a case.',
  input: Id.extend({ personId: z.uuid() }),
  reply: Changed,
})

/* What */

export const classifyCase = endpoint('POST /cases/:id/classification', {
  needs: 'cases.change',
  says: 'Sets type, cause or subject. A worse default severity of the type raises the severity, never lowers it.',
  input: Id.extend({
    ...seenVersion,
    type: z.string().max(60).nullable().optional(),
    cause: z.string().max(80).nullable().optional(),
    subject: typed(300).pipe(z.string().min(1)).optional(),
  }),
  reply: Changed,
})

export const setSeverity = endpoint('POST /cases/:id/severity', {
  needs: 'cases.change',
  says: 'Sets the severity. Anybody who works on it may raise it; lowering needs cases.lowerSeverity and a reason. Deadlines are counted anew from the start.',
  input: Id.extend({ ...seenVersion, severity: Severity, reason: typed(1000).default('') }),
  reply: Changed,
})

export const tagCase = endpoint('POST /cases/:id/tags', {
  needs: 'cases.change',
  says: 'Adds and removes tags.',
  input: Id.extend({ add: z.array(Tag).max(20).default([]), remove: z.array(Tag).max(20).default([]) }),
  reply: Changed,
})

export const markSpam = endpoint('POST /cases/:id/spam', {
  needs: 'cases.change',
  says: 'Spam: leaves the queue, its clocks stop, nobody is answered, no number counts it. `spam: false` brings it back.',
  input: Id.extend({ spam: z.boolean() }),
  reply: Changed,
})

/* Where it stands */

export const setStatus = endpoint('POST /cases/:id/status', {
  needs: 'cases.change',
  says: 'Moves a case between open statuses, by status or by category (its default status). Anything not in the state table: 409 `cases.noSuchMove`.',
  input: Id.extend({ ...seenVersion, statusId: z.uuid().optional(), category: Category.optional(), note: note.default('') }).refine(
    ({ statusId, category }) => Boolean(statusId) !== Boolean(category),
    { message: 'statusId or category', path: ['statusId'] },
  ),
  reply: Changed,
})

export const resolveCase = endpoint('POST /cases/:id/resolution', {
  needs: 'cases.resolve',
  says: 'Done ("Xong"). Cause and resolution are asked for as the settings say: 422 `cases.causeNeeded`, `cases.resolutionNeeded`.',
  input: Id.extend({
    ...seenVersion,
    resolution: z.string().max(60).optional(),
    cause: z.string().max(80).optional(),
    note: note.default(''),
  }),
  reply: Changed,
})

export const reopenCase = endpoint('POST /cases/:id/reopening', {
  needs: 'cases.resolve',
  says: 'Opens a resolved or closed case again. An agent within seven days, a lead within thirty.',
  input: Id.extend({ ...seenVersion, reason }),
  reply: Changed,
})

export const closeCase = endpoint('POST /cases/:id/closing', {
  needs: 'cases.resolve',
  says: 'Closes a resolved case before its time.',
  input: Id.extend({ ...seenVersion }),
  reply: Changed,
})

export const cancelCase = endpoint('POST /cases/:id/cancellation', {
  needs: 'cases.resolve',
  says: 'Cancels a case that needs nothing, with the reason.',
  input: Id.extend({ ...seenVersion, reason }),
  reply: Changed,
})

export const snoozeCase = endpoint('POST /cases/:id/snooze', {
  needs: 'cases.change',
  says: 'Out of sight until a moment ("Hẹn lại"), or back now with `until` null. A message of the customer wakes it at once.',
  input: Id.extend({ until: z.coerce.date().nullable(), reason: typed(300).default('') }),
  reply: Changed,
})

export const raiseTier = endpoint('POST /cases/:id/escalation', {
  needs: 'cases.change',
  says: 'Hands a case up one tier: why, what was tried, what is asked. The owner stays.',
  input: Id.extend({ ...seenVersion, reason, tried: reason, asked: reason }),
  reply: Changed,
})

export const readCase = endpoint('POST /cases/:id/reading', {
  needs: 'cases.read',
  says: 'Marks a case read, or unread again. Only its handler’s reading counts; others change nothing.',
  quiet: 'who looked is not a change of the case',
  input: Id.extend({ unread: z.boolean().default(false) }),
  reply: z.object({ unread: z.boolean() }),
})

/* Belonging together */

export const mergeCase = endpoint('POST /cases/:id/merge', {
  needs: 'cases.merge',
  says: 'Merges this case into another: its messages, tags and participants live on there, later replies arrive there. Can be undone exactly. Of two customers: 409 `cases.mergeOtherCustomer` unless `anyway`.',
  input: Id.extend({ intoId: z.uuid(), anyway: z.boolean().default(false) }),
  reply: Changed.extend({ mergeId: z.uuid(), into: z.object({ id: z.uuid(), code: z.string() }) }),
})

export const undoMerge = endpoint('POST /cases/merges/:id/undoing', {
  needs: 'cases.merge',
  says: 'Takes a merge back: everything it moved returns; what came since stays with the survivor.',
  input: Id,
  reply: Changed,
})

export const splitCase = endpoint('POST /cases/:id/splits', {
  needs: 'cases.open',
  says: 'Makes a new case out of messages of this one; with move false they stay readable in both.',
  status: 201,
  input: Id.extend({
    messageIds: z.array(z.uuid()).min(1).max(50),
    subject: typed(300).pipe(z.string().min(1)),
    move: yesNo.default(true),
  }),
  reply: Id.extend({ code: z.string() }),
})

export const linkCase = endpoint('POST /cases/:id/links', {
  needs: 'cases.change',
  says: 'Links two cases, both ways.',
  input: Id.extend({ toId: z.uuid(), kind: z.enum(['related', 'duplicate']).default('related') }),
  reply: Changed,
})

export const unlinkCase = endpoint('DELETE /cases/:id/links/:toId', {
  needs: 'cases.change',
  says: 'Removes the links between two cases.',
  input: Id.extend({ toId: z.uuid() }),
  reply: Changed,
})

export const setParent = endpoint('POST /cases/:id/parent', {
  needs: 'cases.change',
  says: 'Puts a case under another, or on its own with null. A parent cannot be resolved while children are open. No rings.',
  input: Id.extend({ parentId: z.uuid().nullable() }),
  reply: Changed,
})

/* Promises */

export const makePromise = endpoint('POST /cases/:id/promises', {
  needs: 'cases.change',
  says: 'Keeps a promise to the customer, or an appointment, as a clock of its own.',
  status: 201,
  input: Id.extend({
    kind: z.enum(['promise', 'follow_up']).default('promise'),
    dueAt: z.coerce.date(),
    /** "gọi lại" */
    title: typed(200).default(''),
    /** The reply it was found in. */
    messageId: z.uuid().optional(),
  }),
  reply: z.object({ clockId: z.uuid(), dueAt: z.coerce.date() }),
})

export const dismissPromise = endpoint('POST /cases/:id/promises/dismissal', {
  needs: 'cases.change',
  says: 'What was found in a reply is no promise; it is not offered again.',
  input: Id.extend({ messageId: z.uuid() }),
  reply: Changed,
})

/* Many at once, and back */

export const bulkChange = endpoint('POST /cases/bulk', {
  needs: 'cases.change',
  says: 'Does one thing to many cases. What cannot be done is listed with its reason, the rest is done; one token undoes it all.',
  perMinute: 60,
  input: z.object({
    ids: several(z.uuid()).pipe(z.array(z.uuid()).min(1).max(100)),
    change: z.discriminatedUnion('what', [
      z.object({ what: z.literal('assign'), handlerId: z.uuid().nullable(), unitId: z.uuid().optional() }),
      z.object({ what: z.literal('tag'), add: z.array(Tag).max(20).default([]), remove: z.array(Tag).max(20).default([]) }),
      z.object({
        what: z.literal('resolve'),
        resolution: z.string().max(60).optional(),
        cause: z.string().max(80).optional(),
        note: note.default(''),
      }),
      z.object({ what: z.literal('snooze'), until: z.coerce.date().nullable() }),
    ]),
  }),
  reply: BulkDone,
})

export const undoChange = endpoint('POST /cases/undo', {
  needs: 'cases.change',
  says: 'Takes a change back within ten minutes, by whoever made it. Cases somebody changed since are left as they are and listed.',
  input: z.object({ token: z.string().min(20).max(60) }),
  reply: BulkDone.omit({ undo: true }),
})
