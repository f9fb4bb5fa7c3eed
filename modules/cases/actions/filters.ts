import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import * as contract from '../contract/filters.ts'
import * as queries from '../queries/filters.ts'
import { text } from '../text.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>
type Filters = contract.SavedFilter[]

/** One's own filters of the queue; nobody sees another's. */
export const listFilters = (ctx: Ctx): Promise<Filters> => queries.selectFilters(ctx.db, ctx.me.id)

export async function saveFilter(ctx: Ctx, { name, query, place }: Asked<typeof contract.saveFilter>): Promise<Filters> {
  const mine = await lockMine(ctx)
  const same = mine.find((one) => one.name === name)
  if (same) await queries.updateFilterQuery(ctx.db, same.id, query)
  else if (mine.length >= contract.MOST_FILTERS) throw text.refusal(409, 'tooManyFilters', contract.MOST_FILTERS)
  const { id } = same ?? (await queries.insertFilter(ctx.db, { personId: ctx.me.id, name, query, place: mine.length + 1 }))
  if (!same || place !== undefined) await queries.updateFilterOrder(ctx.db, idsOf(mine, id).toSpliced(place ?? mine.length, 0, id))
  return listFilters(ctx)
}

export async function orderFilters(ctx: Ctx, { ids }: Asked<typeof contract.orderFilters>): Promise<Filters> {
  const mine = await lockMine(ctx)
  const named = [...new Set(ids)].filter((id) => mine.some((one) => one.id === id))
  await queries.updateFilterOrder(ctx.db, [...named, ...idsOf(mine, ...named)])
  return listFilters(ctx)
}

export async function removeFilter(ctx: Ctx, { id }: Asked<typeof contract.removeFilter>): Promise<Filters> {
  await queries.lockFilters(ctx.db, ctx.me.id)
  const { numDeletedRows } = await queries.deleteFilter(ctx.db, ctx.me.id, id)
  if (numDeletedRows === 0n) throw text.refusal(404, 'unknownFilter')
  return listFilters(ctx)
}

async function lockMine(ctx: Ctx): Promise<Filters> {
  await queries.lockFilters(ctx.db, ctx.me.id)
  return listFilters(ctx)
}

const idsOf = (filters: Filters, ...without: string[]) => filters.map(({ id }) => id).filter((id) => !without.includes(id))
