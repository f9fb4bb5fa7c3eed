import type { Category } from '../contract/shapes.ts'

const DAY = 86_400_000

/** When a message of the customer stops reopening a matter that is done; null: it never does. */
export const reopensUntil = (doneAt: Date | null, reopenDays: number): Date | null =>
  doneAt && reopenDays > 0 ? new Date(doneAt.getTime() + reopenDays * DAY) : null

/**
 * What a message of the customer does to the case its conversation belongs to. join: it belongs there, nothing else · reopen: the matter is open again ·
 * followUp: too late for that, a new case continues it.
 */
export function afterMessage(
  found: { category: Category; isSpam: boolean; doneAt: Date | null },
  message: { at: Date; automatic: boolean; onlyThanks: boolean },
  reopenDays: number,
): 'join' | 'reopen' | 'followUp' {
  const isDone = found.category === 'resolved' || found.category === 'closed' || found.category === 'cancelled'
  if (!isDone || found.isSpam || message.automatic || message.onlyThanks) return 'join'
  const until = reopensUntil(found.doneAt, reopenDays)
  return until && message.at <= until ? 'reopen' : 'followUp'
}
