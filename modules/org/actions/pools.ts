import type { Ctx, HouseParts } from '#platform/context.ts'
import { type Pool, selectPool } from '../queries/units.ts'
import { renew, stampsOf } from './stamps.ts'

/** What each open house remembers, as long as the stamp is the same. */
const remembered = new WeakMap<HouseParts, { stamp: string; pools: Map<string, Pool> }>()

/**
 * What waits in a unit: its name, who is accountable for it (its lead or the nearest above, else whoever leads the department, else an administrator), and the
 * units, with every open one below, whose people may know of it. Undefined for a unit that is not there.
 */
export async function poolOf(ctx: Ctx, unitId: string): Promise<Pool | undefined> {
  const { pools: stamp } = await stampsOf(ctx)
  const kept = remembered.get(ctx.house)
  const known = kept?.stamp === stamp ? kept : { stamp, pools: new Map<string, Pool>() }
  remembered.set(ctx.house, known)
  const already = known.pools.get(unitId)
  if (already) return already
  const pool = await selectPool(ctx.db, unitId)
  if (pool) known.pools.set(unitId, pool)
  return pool
}

/** Units, their leads, hats or who works here have changed. */
export const poolsChanged = (ctx: Ctx) => renew(ctx, 'pools')
