import type { Action, Category } from '../contract/shapes.ts'
import { type Transition, transitions } from './transitions.ts'

const DAY = 86_400_000

/** What decides whether a case may move. `handler`: works on it or may assign it; `lead`: leads its unit; `house`: the house itself. */
export type Standing = {
  category: Category
  handler: boolean
  lead: boolean
  house: boolean
  openChildren: number
  doneAt: Date | null
  now: Date
}
/** Why not: no such row in the table, not for this person, children still open, done too long ago. */
export type Hindrance = 'noSuchMove' | 'notYoursToMove' | 'childrenOpen' | 'reopenTooLate'

/** Where an action would lead from here; null when the table has no such row. */
export const targetOf = (action: Action, from: Category): Category | null =>
  transitions.find((one) => one.action === action && one.from.includes(from))?.to ?? null

/** The action that leads to a category from here. */
export const actionTo = (to: Category, from: Category): Action | null =>
  transitions.find((one) => one.to === to && one.from.includes(from))?.action ?? null

/** Rows are tried in order; the first that allows, allows. Null: it may move. */
export function hindrance(action: Action, standing: Standing): Hindrance | null {
  const rows = transitions.filter((one) => one.action === action && one.from.includes(standing.category))
  if (rows.length === 0) return 'noSuchMove'
  const mine = rows.filter(({ who }) => who.some((one) => standing[one]))
  if (mine.length === 0) return 'notYoursToMove'
  const hindrances = mine.map((row) => guardOf(row, standing))
  return hindrances.includes(null) ? null : (hindrances[0] ?? null)
}

function guardOf({ guard }: Transition, { openChildren, doneAt, now }: Standing): Hindrance | null {
  const days = doneAt ? (now.getTime() - doneAt.getTime()) / DAY : 0
  if (guard === 'childrenDone') return openChildren > 0 ? 'childrenOpen' : null
  if (guard === 'within7Days') return days > 7 ? 'reopenTooLate' : null
  if (guard === 'within30Days') return days > 30 ? 'reopenTooLate' : null
  return null
}
