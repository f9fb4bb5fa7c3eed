import type { Ctx } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import type { Filter } from '../contract.ts'
import { selectRecomputation, selectWaitingSince } from '../queries/stale.ts'
import { selectIdentity } from '../queries/sums.ts'
import { targets } from '../settings.ts'
import { readAsked } from './asked.ts'
import { figuresOf, TILED, TILES, tileFigures } from './figures.ts'

/** Every tile beside the same stretch before. One question after another: thirty people looking must not take every connection. */
export async function dashboard(ctx: Ctx, given: Filter) {
  const asked = await readAsked(ctx, given)
  const goals = await readSetting(ctx, targets)
  const tiles = []
  for (const metric of TILED) {
    const [now, previous = null] = await tileFigures(ctx, asked, metric, [asked.now, asked.before])
    if (now) tiles.push({ ...now, metric, ...TILES[metric], previous, target: goals[metric] })
  }
  return {
    period: asked.now,
    before: asked.before,
    dataAt: (await selectWaitingSince(ctx.db)) ?? ctx.now,
    scope: asked.scope,
    windowDays: asked.windows.windowDays,
    tiles,
    identity: asked.windows.perPerson ? null : await selectIdentity(ctx.db, asked.now, asked.filter),
    checked: (await selectRecomputation(ctx.db)) ?? null,
  }
}

/** Eight stretches of the same length, oldest first. */
export async function trend(ctx: Ctx, given: Filter) {
  const asked = await readAsked(ctx, given)
  const periods = [...[7, 6, 5, 4, 3, 2, 1].map(asked.earlier), asked.now]
  const lines: Record<string, (number | null)[]> = {}
  for (const metric of TILED) lines[metric] = (await figuresOf(ctx, asked, metric, periods)).map(({ value }) => value)
  return { periods, lines }
}
