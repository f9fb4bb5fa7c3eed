import { z } from 'zod'
import { endpoint, paged, pageInput, typed, yesNo } from '#platform/contract.ts'

/** What one may be told of. The words of each stand in text.ts. */
export const NoticeKind = z.enum([
  'mention',
  'assigned',
  'clock_warning',
  'clock_breached',
  'escalated',
  'low_score',
  'customer_replied',
  'mail_failed',
  'suspended',
])
export type NoticeKind = z.infer<typeof NoticeKind>

const ByMail = z.enum(['never', 'at_once', 'daily'])
export type ByMail = z.infer<typeof ByMail>

const Notification = z.object({
  id: z.uuid(),
  kind: NoticeKind,
  title: z.string(),
  detail: z.string(),
  /** A path inside the product, such as `/hop-thu/PH-000123`. */
  link: z.string(),
  caseId: z.uuid().nullable(),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  at: z.coerce.date(),
  readAt: z.coerce.date().nullable(),
  /** How often the same thing was told while it stood unread. */
  times: z.number().int(),
})
export type Notification = z.infer<typeof Notification>

export const listNotifications = endpoint('GET /notifications', {
  needs: 'signedIn',
  says: 'What one was told, newest first.',
  input: z.object({ ...pageInput, unread: yesNo.optional() }),
  reply: paged(Notification),
})

export const countUnread = endpoint('GET /notifications/unread', {
  needs: 'signedIn',
  says: 'How many stand unread; 100 means 100 or more.',
  input: z.object({}),
  reply: z.object({ count: z.number().int() }),
})

export const readNotification = endpoint('POST /notifications/:id/reading', {
  needs: 'signedIn',
  says: 'Marks one as read, or as unread again.',
  input: z.object({ id: z.uuid(), read: z.boolean().default(true) }),
  reply: z.object({ done: z.literal(true) }),
})

export const readAllNotifications = endpoint('POST /notifications/reading', {
  needs: 'signedIn',
  says: 'Marks everything up to a moment as read (what came later stays unread), or only what leads to one path.',
  input: z.object({ until: z.coerce.date().optional(), link: typed(300).optional() }),
  reply: z.object({ count: z.number().int() }),
})

const Preference = z.object({ kind: NoticeKind, inProduct: z.boolean(), byMail: ByMail })
export type Preference = z.infer<typeof Preference>

export const listPreferences = endpoint('GET /notifications/preferences', {
  needs: 'signedIn',
  says: 'What reaches one, and how, for every kind.',
  input: z.object({}),
  reply: z.array(Preference),
})

export const changePreference = endpoint('PUT /notifications/preferences/:kind', {
  needs: 'signedIn',
  says: 'Changes how one kind reaches one.',
  input: Preference,
  reply: z.array(Preference),
})
