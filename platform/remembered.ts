import type { Ctx, HouseParts } from './context.ts'

const FRESH_MS = 1_000
/** As long as a transaction that changes it may last. */
const CHANGING_MS = 20_000

/**
 * What changes a few times a year and is needed all the time: looked up once a second per open house, by whoever needs it first. Whoever changes it calls
 * `forget` in the transaction that does; until that is surely over nothing is remembered here. Other processes notice within the second.
 */
export function remembered<Value>(read: (ctx: Ctx) => Promise<Value>) {
  const known = new WeakMap<HouseParts, { until: number; value: Value }>()
  const changing = new WeakMap<HouseParts, number>()
  const isChanging = ({ house }: Ctx) => (changing.get(house) ?? 0) > performance.now()
  return {
    async of(ctx: Ctx): Promise<Value> {
      const already = known.get(ctx.house)
      if (already && already.until > performance.now() && !isChanging(ctx)) return already.value
      const value = await read(ctx)
      if (!isChanging(ctx)) known.set(ctx.house, { until: performance.now() + FRESH_MS, value })
      return value
    },
    forget({ house }: Ctx) {
      changing.set(house, performance.now() + CHANGING_MS)
      known.delete(house)
    },
  }
}
