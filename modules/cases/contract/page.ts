import { z } from 'zod'
import { ClockShown } from '#clocks/contract'
import { Message } from '#conversations/contract'
import { endpoint, pageInput } from '#platform/contract.ts'
import { Action, CaseBrief, CaseRef, CaseRow, Category, Channel, Named, Person, Words } from './shapes.ts'

/** A promise found in a reply of ours and not yet kept as a clock. */
export const OfferedPromise = z.object({
  messageId: z.uuid(),
  /** "em gọi lại trước 16h" */
  quote: z.string(),
  dueAt: z.coerce.date(),
})

export const CaseDetail = CaseRow.extend({
  /** All clocks, the open ones first, by due moment. */
  clocks: z.array(ClockShown),
  /** Newest first. Replies go to one of them. */
  conversations: z.array(
    z.object({
      id: z.uuid(),
      channel: Channel,
      subject: z.string(),
      /** It began with a message passed on: what is said in it answers no customer. */
      withThirdParty: z.boolean(),
      /** Who is at its other end, unless it is the customer of the case. */
      who: z.string().nullable(),
      messages: z.number(),
      firstAt: z.coerce.date(),
      lastAt: z.coerce.date(),
    }),
  ),
  participants: z.array(Person.extend({ why: z.enum(['mentioned', 'invited', 'wrote']) })),
  parent: CaseBrief.nullable(),
  children: z.array(CaseBrief),
  /** The earlier case this one continues. */
  followUpOf: CaseBrief.nullable(),
  followUps: z.array(CaseBrief),
  /** Done, and its conversation has gone on into that case: what the customer writes next goes there, and does not reopen this one. */
  goesOnIn: CaseBrief.nullable(),
  links: z.array(z.object({ kind: z.enum(['related', 'duplicate']), case: CaseBrief })),
  /** Set: this case lives on there; show that one. */
  mergedInto: CaseBrief.nullable(),
  /** Cases merged into this one; `id` is the merge, for POST /cases/merges/:id/undoing. */
  merges: z.array(z.object({ id: z.uuid(), from: CaseBrief, by: Person, at: z.coerce.date() })),
  cause: Named.nullable(),
  resolution: Named.nullable(),
  resolutionNote: z.string(),
  createdBy: Person,
  isTest: z.boolean(),
  firstResponseAt: z.coerce.date().nullable(),
  firstResolvedAt: z.coerce.date().nullable(),
  closedAt: z.coerce.date().nullable(),
  /** While resolved: until when a message of the customer reopens it. */
  reopensUntil: z.coerce.date().nullable(),
  offeredPromises: z.array(OfferedPromise),
  /** What may be done now: each action of the state table, and when it may not, why not in words. */
  actions: z.array(z.object({ action: Action, to: Category.nullable(), may: z.boolean(), whyNot: Words.nullable() })),
  /** What I may do here beside the state table. */
  may: z.object({
    reply: z.boolean(),
    note: z.boolean(),
    assign: z.boolean(),
    take: z.boolean(),
    merge: z.boolean(),
    lowerSeverity: z.boolean(),
    classify: z.boolean(),
  }),
})
export type CaseDetail = z.output<typeof CaseDetail>

export const getCase = endpoint('GET /cases/:id', {
  needs: 'cases.read',
  says: 'One case with its clocks, conversations, links and what may be done now. `id` may be the code.',
  input: z.object({ id: CaseRef }),
  reply: CaseDetail,
})

/** One grey line of the thread: what happened, who did it, in words. */
export const SystemLine = z.object({
  id: z.uuid(),
  /** The event, such as `cases.caseAssigned`. */
  name: z.string(),
  by: Person,
  words: Words,
  at: z.coerce.date(),
})

export const ThreadMessage = Message.extend({
  /** Joined a resolved case without reopening it, for it only says thanks. */
  thanks: z.boolean(),
  /** Other cases that hold this message too. */
  alsoIn: z.array(z.object({ id: z.uuid(), code: z.string() })),
})

export const caseThread = endpoint('GET /cases/:id/messages', {
  needs: 'cases.read',
  says: 'The messages of a case, newest first, and what happened between them. `next` leads to older ones. Draw both lists as one, by `at`.',
  input: z.object({ id: CaseRef, ...pageInput }),
  reply: z.object({ items: z.array(ThreadMessage), lines: z.array(SystemLine), next: z.string().nullable() }),
})
