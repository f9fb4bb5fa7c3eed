import type { CaseRow, Exclusion } from './facts.ts'

/** KPI-03's control identity: opening + created − resolved (net of reopening) − cancelled − merged − spam = closing. Gross: spam and merged are in it. */
export type Identity = {
  opening: number
  created: number
  resolved: number
  cancelled: number
  merged: number
  spam: number
  closing: number
}

/** Cases that never were work of the department are on neither side. */
const NEVER: readonly (Exclusion | null)[] = ['internal', 'test', 'outbound']

export function identityOf(rows: readonly CaseRow[], from: number, until: number): Identity {
  const sum: Identity = { opening: 0, created: 0, resolved: 0, cancelled: 0, merged: 0, spam: 0, closing: 0 }
  const isIn = (at: number | null) => at !== null && at >= from && at < until
  for (const row of rows) {
    if (NEVER.includes(row.excluded)) continue
    if (isIn(row.createdAt)) sum.created++
    for (const { openedAt, doneAt, how, reopenedAt } of row.spans) {
      if (openedAt < from && (doneAt === null || doneAt >= from)) sum.opening++
      if (openedAt < until && (doneAt === null || doneAt >= until)) sum.closing++
      if (how === null) continue
      const leaves = leavesAs(row.excluded, how)
      if (isIn(doneAt)) sum[leaves]++
      if (isIn(reopenedAt)) sum[leaves]--
    }
  }
  return sum
}

/** A case that turned out to be spam, or another case's double, left as that, however it was closed. */
export function leavesAs(
  excluded: Exclusion | null,
  how: 'resolved' | 'cancelled' | 'merged' | 'spam',
): 'resolved' | 'cancelled' | 'merged' | 'spam' {
  return excluded === 'spam' || excluded === 'merged' ? excluded : how
}
