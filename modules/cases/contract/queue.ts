import { z } from 'zod'
import { DraftMode } from '#conversations/contract'
import { endpoint, paged, pageInput, several, typed, yesNo } from '#platform/contract.ts'
import { CaseRow, Category, Channel, Severity, Tier } from './shapes.ts'

/** mine: I handle it · team: handled or waiting in my team(s) · unassigned: pools I may take from · following: I take part · all: everything I may see. */
export const View = z.enum(['mine', 'team', 'unassigned', 'following', 'all'])
export type View = z.infer<typeof View>

/** open: not done and not snoozed · snoozed · waiting: waiting for the customer · done: resolved · closed: closed or cancelled · spam · any */
export const State = z.enum(['open', 'snoozed', 'waiting', 'done', 'closed', 'spam', 'any'])

/** due: gấp nhất lên đầu · newest · oldest: by creation · updated: last message first · severity: worst first, then due. */
export const Sort = z.enum(['due', 'newest', 'oldest', 'updated', 'severity'])
export type Sort = z.infer<typeof Sort>

/** The filter sentence: every word of it is a parameter, so any view can be pasted into a chat. */
export const QueueFilter = z.object({
  view: View.default('mine'),
  state: State.default('open'),
  category: several(Category).optional(),
  channel: several(Channel).optional(),
  severity: several(Severity).optional(),
  tier: several(Tier).optional(),
  /** Codes of case types; `none`: not classified yet. */
  type: several(z.string().max(60)).optional(),
  tag: several(z.string().max(40)).optional(),
  /** Of the customer: member, silver, gold, … */
  customerTier: several(z.string().max(40)).optional(),
  segment: several(z.string().max(40)).optional(),
  handlerId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  unread: yesNo.optional(),
  /** overdue: past due and open · today: due before midnight. */
  due: z.enum(['overdue', 'today']).optional(),
  createdFrom: z.coerce.date().optional(),
  createdTo: z.coerce.date().optional(),
  /** Words in the subject; folded, so "binh nong" finds "Bình nóng". */
  words: typed(100).optional(),
})
export type QueueFilter = z.output<typeof QueueFilter>

export const listQueue = endpoint('GET /cases', {
  needs: 'cases.read',
  says: 'The queue: cases of a view, filtered and sorted, each with the deadline that bites first. Only what the asking person may see.',
  input: QueueFilter.extend({
    ...pageInput,
    sort: Sort.default('due'),
    /** Only those of these: to ask again what has changed of a list that is on screen. */
    ids: several(z.uuid()).optional(),
  }),
  reply: paged(CaseRow),
})

const Count = z.object({
  /** At most 999; `more`: there are more. */
  count: z.number(),
  more: z.boolean(),
})

/** What I have begun to write and not sent. `case` is null where none of its cases is mine to see any more: the words are mine all the same. */
export const Unsent = z.object({
  conversationId: z.uuid(),
  mode: DraftMode,
  text: z.string(),
  changedAt: z.coerce.date(),
  case: z.object({ code: z.string(), subject: z.string() }).nullable(),
})
export type Unsent = z.infer<typeof Unsent>

export const listUnsent = endpoint('GET /cases/unsent', {
  needs: 'conversations.note',
  says: 'My unsent replies and notes, newest first, at most a hundred.',
  input: z.object({}),
  reply: z.array(Unsent),
})

export const countQueue = endpoint('GET /cases/counts', {
  needs: 'cases.read',
  says: 'How many open cases stand in each view, how many of mine are late, unread or snoozed. Capped at 999.',
  input: z.object({}),
  reply: z.object({
    mine: Count,
    team: Count,
    unassigned: Count,
    following: Count,
    all: Count,
    mineOverdue: Count,
    mineUnread: Count,
    mineSnoozed: Count,
    mineWaiting: Count,
  }),
})

const Found = z.object({
  case: CaseRow,
  /** Where it matched: its code, its subject, its customer or one of its messages. */
  by: z.enum(['code', 'subject', 'customer', 'message']),
  messageId: z.uuid().nullable(),
  /** The words around the match; what matched stands between U+E000 and U+E001. Plain text, not markup. */
  excerpt: z.string(),
})

export const searchCases = endpoint('GET /cases/search', {
  needs: 'cases.read',
  says: 'Finds cases by code, subject, words of their messages, or the customer’s name or phone (any last digits). Without marks everything is found; with marks the exact tone stands first. Newest first, at most 50.',
  input: z.object({
    q: typed(200).pipe(z.string().min(1)),
    state: z.enum(['open', 'any']).default('any'),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  reply: z.object({ items: z.array(Found), more: z.boolean() }),
})

export const listTags = endpoint('GET /cases/tags', {
  needs: 'cases.read',
  says: 'Tags in use, most used first, to offer while typing.',
  input: z.object({ q: typed(40).default('') }),
  reply: z.array(z.object({ tag: z.string(), count: z.number() })),
})

export const listChoices = endpoint('GET /cases/choices', {
  // Whoever sets clock and assignment rules needs them too, and may see no case.
  needs: 'signedIn',
  forKeys: true,
  says: 'What menus of the queue, the case and the rules offer: units, statuses, types, causes, resolutions.',
  input: z.object({}),
  reply: z.object({
    units: z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.string(), parentId: z.uuid().nullable() })),
    statuses: z.array(z.object({ id: z.uuid(), category: Category, name: z.string(), nameEn: z.string(), isDefault: z.boolean() })),
    types: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string(), severity: z.number() })),
    causes: z.array(z.object({ code: z.string(), parent: z.string().nullable(), name: z.string(), nameEn: z.string() })),
    resolutions: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
    /** Must be named when resolving. */
    causeNeeded: z.boolean(),
    resolutionNeeded: z.boolean(),
  }),
})

export const listHandlers = endpoint('GET /cases/handlers', {
  needs: 'signedIn',
  forKeys: true,
  says: 'Colleagues who may be given a case, by given name, with their load; found by name without marks, code or mail.',
  input: z.object({ ...pageInput, find: typed(100).optional() }),
  reply: paged(
    z.object({
      id: z.uuid(),
      name: z.string(),
      availability: z.enum(['accepting', 'away', 'off']),
      /** Open cases now, and how many at most. */
      load: z.number(),
      cap: z.number(),
      skills: z.array(z.string()),
    }),
  ),
})
