import { isDeepStrictEqual } from 'node:util'
import type { Ctx, HouseParts } from '#platform/context.ts'
import { type Candidate, selectDesks, type WantedDesks } from '../queries/intake.ts'

/** What was asked about desks last, by how the case came in, and whether it was what had been asked before that. */
const lastAsked = new WeakMap<HouseParts, Map<string, { wanted: WantedDesks; isUsual: boolean }>>()
/** So many ways of coming in are remembered: every channel and every type there may be. */
const MOST = 500

export type Desks = (wanted: WantedDesks) => Promise<Candidate[]>

/**
 * Asks about the desks that a case which comes in this way will most likely need to know, together with the first questions of its transaction, before it is
 * known who wrote and so where it goes. Answers how to ask in earnest: when it was guessed right nothing is asked again.
 */
export function foreseeDesks(ctx: Ctx, way: string): Desks {
  const known = lastAsked.get(ctx.house) ?? new Map<string, { wanted: WantedDesks; isUsual: boolean }>()
  lastAsked.set(ctx.house, known)
  const last = known.get(way)
  const foreseen = last?.isUsual ? selectDesks(ctx.db, last.wanted, ctx.now) : undefined
  // Who asks in earnest hears of it; else the transaction is broken, and its next question says so.
  foreseen?.catch(() => undefined)
  return (wanted) => {
    const isUsual = last !== undefined && isDeepStrictEqual(wanted, last.wanted)
    if (known.size >= MOST) known.clear()
    known.set(way, { wanted, isUsual })
    return foreseen && isUsual ? foreseen : selectDesks(ctx.db, wanted, ctx.now)
  }
}
