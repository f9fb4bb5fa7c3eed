import type { Kind } from './span.ts'

export type Nearest = { kind: Kind; dueAt: Date; startedAt: Date; state: 'running' | 'paused' | 'breached' }
type Open = { kind: Kind; dueAt: Date; startedAt: Date; state: 'running' | 'paused'; breachedAt: Date | null }

/** Of a subject's open clocks the one that bites first: running before standing still, then the earliest. */
export function nearestOpen(clocks: readonly Open[]): Nearest | null {
  const [first] = clocks.toSorted(
    (a, b) => Number(a.state === 'paused') - Number(b.state === 'paused') || a.dueAt.getTime() - b.dueAt.getTime(),
  )
  if (!first) return null
  const { kind, dueAt, startedAt } = first
  return { kind, dueAt, startedAt, state: first.state === 'running' && first.breachedAt ? 'breached' : first.state }
}
