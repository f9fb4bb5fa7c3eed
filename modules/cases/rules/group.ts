import type { Category } from '../contract/shapes.ts'

const HOUR = 3_600_000
type Standing = { category: Category; dueAt: Date | null; dueState: 'running' | 'paused' | 'breached' | null }

/** Late: past its due moment and still running. */
export const isLate = ({ dueAt, dueState }: Standing, now: Date): boolean => dueAt !== null && dueState !== 'paused' && dueAt <= now

/** Where a row stands in the queue: to be answered now (late, or due within the hour), today, waiting for the customer, later, done. `endOfDay`: the coming midnight. */
export function groupOf(standing: Standing, now: Date, endOfDay: Date): 'now' | 'today' | 'waiting_customer' | 'later' | 'done' {
  const { category, dueAt, dueState } = standing
  if (category === 'resolved' || category === 'closed' || category === 'cancelled') return 'done'
  const runs = dueAt !== null && dueState !== 'paused'
  if (runs && dueAt.getTime() <= now.getTime() + HOUR) return 'now'
  if (category === 'waiting_customer') return 'waiting_customer'
  return runs && dueAt < endOfDay ? 'today' : 'later'
}
