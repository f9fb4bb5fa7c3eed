import type { CaseRow, Exclusion } from './facts.ts'

/**
 * KPI-03's control identity: opening + created + reopened − resolved − cancelled − merged − spam = closing. Gross: spam and merged are in it.
 * Every line is a set of cases. Each case worked on in the period came in one way and went one way (or stayed), so each is once on
 * either side however often it was reopened between: "resolved" is net of reopening.
 */
export type Line = 'opening' | 'created' | 'reopened' | 'resolved' | 'cancelled' | 'merged' | 'spam' | 'closing'
export type Identity = Record<Line, number>

/** Cases that never were work of the department are on neither side. */
const NEVER: readonly (Exclusion | null)[] = ['internal', 'test', 'outbound']
export const isNever = (excluded: Exclusion | null) => NEVER.includes(excluded)

type Worked = {
  came: 'opening' | 'created' | 'reopened'
  cameAt: number
  went: 'resolved' | 'cancelled' | 'merged' | 'spam' | 'closing'
  wentAt: number
}

/** How a case came into the period and went out of it; undefined when it was not open in it. */
export function bookOf({ spans, createdAt, excluded }: CaseRow, from: number, until: number): Worked | undefined {
  const worked = spans.filter(({ openedAt, doneAt }) => openedAt < until && (doneAt === null || doneAt >= from))
  const [first, last] = [worked[0], worked.at(-1)]
  if (!first || !last) return undefined
  const came = first.openedAt < from ? 'opening' : createdAt >= from ? 'created' : 'reopened'
  const cameAt = came === 'reopened' ? first.openedAt : createdAt
  if (last.how === null || last.doneAt === null || last.doneAt >= until) return { came, cameAt, went: 'closing', wentAt: createdAt }
  return { came, cameAt, went: leavesAs(excluded, last.how), wentAt: last.doneAt }
}

export function identityOf(rows: readonly CaseRow[], from: number, until: number): Identity {
  const sum: Identity = { opening: 0, created: 0, reopened: 0, resolved: 0, cancelled: 0, merged: 0, spam: 0, closing: 0 }
  for (const row of rows) {
    const worked = isNever(row.excluded) ? undefined : bookOf(row, from, until)
    if (!worked) continue
    sum[worked.came]++
    sum[worked.went]++
  }
  return sum
}

type Leaving = 'resolved' | 'cancelled' | 'merged' | 'spam'

/** A case that turned out to be spam, or another case's double, left as that, however it was closed. */
const leavesAs = (excluded: Exclusion | null, how: Leaving): Leaving => (excluded === 'spam' || excluded === 'merged' ? excluded : how)
