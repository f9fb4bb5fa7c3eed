import type { Moving } from './change.ts'
import type { Kind } from './span.ts'

export type Nearest = { kind: Kind; dueAt: Date; startedAt: Date; state: 'running' | 'paused' | 'breached' }
type Open = Pick<Moving, 'kind' | 'dueAt' | 'startedAt' | 'state' | 'breachedAt'>

/** Running before standing still, then the earliest. */
export const bySoonest = (a: Pick<Open, 'state' | 'dueAt'>, b: Pick<Open, 'state' | 'dueAt'>) =>
  Number(a.state === 'paused') - Number(b.state === 'paused') || a.dueAt.getTime() - b.dueAt.getTime()

/** Of a subject's clocks the open one that bites first. */
export function nearestOpen(clocks: readonly Open[]): Nearest | null {
  const [first] = clocks.filter(({ state }) => state === 'running' || state === 'paused').toSorted(bySoonest)
  if (!first) return null
  const { kind, dueAt, startedAt, breachedAt } = first
  return { kind, dueAt, startedAt, state: first.state === 'paused' ? 'paused' : breachedAt ? 'breached' : 'running' }
}
