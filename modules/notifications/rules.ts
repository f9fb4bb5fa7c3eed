import type { ByMail, NoticeKind } from './contract.ts'

/** Everything stands under the bell; what cannot wait for the next look goes by mail too, until somebody chooses otherwise. */
export const UNLESS_CHOSEN: Readonly<Record<NoticeKind, { inProduct: boolean; byMail: ByMail }>> = {
  mention: { inProduct: true, byMail: 'at_once' },
  assigned: { inProduct: true, byMail: 'never' },
  clock_warning: { inProduct: true, byMail: 'never' },
  clock_breached: { inProduct: true, byMail: 'daily' },
  escalated: { inProduct: true, byMail: 'at_once' },
  low_score: { inProduct: true, byMail: 'at_once' },
  customer_replied: { inProduct: true, byMail: 'never' },
  mail_failed: { inProduct: true, byMail: 'at_once' },
  suspended: { inProduct: true, byMail: 'daily' },
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** "At once" waits this long: what is read in the product meanwhile needs no mail, and what comes together goes together. */
const GATHER_MS = 2 * MINUTE
const MORNING_MS = 8 * 60 * MINUTE
/** Later than this nobody is helped by a mail. */
const STALE_MS = 1.5 * DAY

/** When a mail is due; null: never. `startOfDay` is that of `now` where the company is. */
export function mailMoment(byMail: ByMail, now: Date, startOfDay: Date): Date | null {
  if (byMail === 'never') return null
  if (byMail === 'at_once') return new Date(now.getTime() + GATHER_MS)
  const today = startOfDay.getTime() + MORNING_MS
  return new Date(today > now.getTime() ? today : today + DAY)
}

export const isStale = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > STALE_MS
