import { z } from 'zod'
import { typed } from '#platform/contract.ts'

/** The fixed categories behind the company's own status names. */
export const Category = z.enum([
  'new',
  'active',
  'waiting_customer',
  'waiting_internal',
  'waiting_third_party',
  'waiting_approval',
  'resolved',
  'closed',
  'cancelled',
])
export type Category = z.infer<typeof Category>

/** What moves a case between categories; the state table is rules/transitions.ts. */
export const Action = z.enum([
  'start',
  'wait_customer',
  'wait_internal',
  'wait_third_party',
  'wait_approval',
  'resolve',
  'reopen',
  'close',
  'cancel',
])
export type Action = z.infer<typeof Action>

export const Channel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'])
export type Channel = z.infer<typeof Channel>

/** 1 Khẩn cấp (worst) · 2 Nghiêm trọng · 3 Trung bình · 4 Thấp. */
export const Severity = z.coerce.number().int().min(1).max(4)
export const Tier = z.enum(['L1', 'L2', 'L3', 'L4'])
export type Tier = z.infer<typeof Tier>

/** Words in both languages, made on the server from stored facts. */
export const Words = z.object({ vi: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

export const Person = z.object({ id: z.uuid(), name: z.string() })
export const Unit = z.object({ id: z.uuid(), name: z.string() })
export const Named = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })
export const Status = z.object({ id: z.uuid(), category: Category, name: z.string(), nameEn: z.string() })

/** The customer as far as every reader of the case may know. Phone and mail belong to the customer's own card. */
export const Customer = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  honorific: z.string(),
  kind: z.enum(['person', 'company']),
  tier: z.string(),
  segment: z.string(),
})

/** The one deadline that bites first. `breached`: past due and still open. */
export const Due = z.object({
  at: z.coerce.date(),
  kind: z.enum(['first_response', 'next_response', 'resolution', 'promise', 'follow_up', 'snooze']),
  state: z.enum(['running', 'paused', 'breached']),
  startedAt: z.coerce.date(),
})

/** Where a row stands in the queue. now: trả lời ngay (late or within the hour, unread first) · today · waiting_customer · later · done */
export const Group = z.enum(['now', 'today', 'waiting_customer', 'later', 'done'])
export type Group = z.infer<typeof Group>

/** A case in a list. */
export const CaseRow = z.object({
  id: z.uuid(),
  /** PH-000123, never changes. */
  code: z.string(),
  subject: z.string(),
  /** The newest public message, one line. */
  preview: z.string(),
  /** Who said it: the customer, a colleague (`you` when me), or nobody yet. */
  previewBy: z.enum(['customer', 'us', 'you', 'none']),
  channel: Channel,
  type: Named.nullable(),
  status: Status,
  severity: z.number(),
  tier: Tier,
  customer: Customer.nullable(),
  unit: Unit,
  /** Accountable; never empty. */
  owner: Person,
  /** Works on it; null: waits in the pool of its unit. */
  handler: Person.nullable(),
  /** Why it is where it is, such as "Khách của chị Uyên" or "Ít việc nhất trong nhóm, 3/30 phiếu". */
  assignedWhy: Words.nullable(),
  tags: z.array(z.string()),
  unread: z.boolean(),
  isSpam: z.boolean(),
  snoozedUntil: z.coerce.date().nullable(),
  due: Due.nullable(),
  group: Group,
  createdAt: z.coerce.date(),
  /** Last message in either direction. */
  lastAt: z.coerce.date(),
  lastInAt: z.coerce.date().nullable(),
  lastResolvedAt: z.coerce.date().nullable(),
  reopenedCount: z.number(),
  version: z.number(),
})
export type CaseRow = z.output<typeof CaseRow>

/** Another case, as far as a link to it says. `seen: false`: you may not open it, so only its code is told. */
export const CaseBrief = z.object({
  id: z.uuid(),
  code: z.string(),
  seen: z.boolean(),
  subject: z.string(),
  category: Category.nullable(),
  createdAt: z.coerce.date().nullable(),
})

/** A case id, or the code people see. */
export const CaseRef = z.union([
  z.uuid(),
  z
    .string()
    .regex(/^PH-\d{6,}$/i)
    .transform((code) => code.toUpperCase()),
])
export const Id = z.object({ id: z.uuid() })

/** What you saw when you decided. Somebody changed the case since: 409 `cases.changedMeanwhile` with facts {by, byName, at, what}. Left out: not checked. */
export const seenVersion = { version: z.number().int().optional() }
export const Tag = typed(40).pipe(z.string().min(1))

/** What every change answers: the new version, and a token for "Hoàn tác" (POST /cases/undo) good for ten minutes, or null when it cannot be undone. */
export const Changed = z.object({ id: z.uuid(), code: z.string(), version: z.number(), undo: z.string().nullable() })
export type Changed = z.infer<typeof Changed>

/** What one bulk change answers. */
export const BulkDone = z.object({
  done: z.array(z.uuid()),
  /** Each with the words it would have been refused with alone. */
  failed: z.array(z.object({ id: z.uuid(), code: z.string().nullable(), reason: z.string(), words: Words })),
  undo: z.string().nullable(),
})
