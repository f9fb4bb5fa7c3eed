import type { Ctx } from '#platform/context.ts'
import * as queries from '../queries.ts'

/** What tells whether a process still knows the calendars and the pools of the units as they are. */
export type Stamps = queries.Stamps

/** As one piece of work has read them; forgotten when that work changes one itself. */
const read = new WeakMap<Ctx, Promise<Stamps>>()

export function stampsOf(ctx: Ctx): Promise<Stamps> {
  const asked = read.get(ctx) ?? queries.selectStamps(ctx.db)
  read.set(ctx, asked)
  return asked
}

/** What every process remembers of it is old once this work is done, and for this work itself now. */
export async function renew(ctx: Ctx, which: keyof Stamps) {
  await queries.renewStamp(ctx.db, which)
  read.delete(ctx)
}
