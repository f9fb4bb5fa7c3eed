const DAY = 86_400_000
/** kpi.md KPI-04: an answer counts when it is given within seven days of sending. */
export const ANSWER_DAYS = 7
/** The answer may be changed with the same link for so long; after that the link is used up. */
export const CHANGE_HOURS = 24
/** "No more surveys" works longer than the survey itself. */
export const REFUSAL_DAYS = 90

/** Nobody is asked sooner after a resolution: so long it may still turn out to have been a slip. */
export const SOONEST_SECONDS = 15

/** When the question is due; an answer still on its way to the customer holds it up further. */
export const dueAfter = (resolvedAt: Date, delayMinutes: number): Date =>
  new Date(resolvedAt.getTime() + Math.max(SOONEST_SECONDS, delayMinutes * 60) * 1_000)

export const SCORES = [1, 2, 3, 4, 5] as const

/** What is known of a resolved case when somebody would be asked about it. */
export type Asking = {
  category: string
  isSpam: boolean
  isTest: boolean
  isMerged: boolean
  isInternal: boolean
  /** The customer has said something in it; nobody outside waits for an answer otherwise. */
  hasContact: boolean
  typeCode: string | null
  customer: { vulnerable: readonly string[]; language: 'vi' | 'en' } | undefined
  mail: string | undefined
  refused: boolean
  /** Asked about another case within the days of rest. */
  askedLately: boolean
}

export type SkippedWhy =
  | 'notResolved'
  | 'spam'
  | 'test'
  | 'merged'
  | 'internal'
  | 'typeLeftOut'
  | 'noContact'
  | 'noCustomer'
  | 'vulnerable'
  | 'refused'
  | 'askedLately'
  | 'noMail'

/** Why nobody is asked about this case; null: ask. */
export function whyNotAsk(about: Asking, skipTypes: readonly string[]): SkippedWhy | null {
  if (!['resolved', 'closed'].includes(about.category)) return 'notResolved'
  if (about.isSpam) return 'spam'
  if (about.isTest) return 'test'
  if (about.isMerged) return 'merged'
  if (about.isInternal) return 'internal'
  if (about.typeCode && skipTypes.includes(about.typeCode)) return 'typeLeftOut'
  if (!about.hasContact) return 'noContact'
  if (!about.customer) return 'noCustomer'
  if (about.customer.vulnerable.length > 0) return 'vulnerable'
  if (about.refused) return 'refused'
  if (about.askedLately) return 'askedLately'
  return about.mail ? null : 'noMail'
}

/** May this link be answered (again) now? A first answer within its days; a change within the hours after it. */
export function isOpen({ state, expiresAt, answeredAt }: { state: string; expiresAt: Date; answeredAt: Date | null }, now: Date): boolean {
  if (expiresAt <= now || !['sent', 'answered'].includes(state)) return false
  return answeredAt === null || now < changeableUntil(answeredAt, expiresAt)
}

export const changeableUntil = (firstAnswerAt: Date, expiresAt: Date): Date =>
  new Date(Math.min(firstAnswerAt.getTime() + CHANGE_HOURS * 3_600_000, expiresAt.getTime()))

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)

export const isScore = (given: number): given is (typeof SCORES)[number] => SCORES.some((score) => score === given)
