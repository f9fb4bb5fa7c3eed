import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import { chainState } from '#platform/seal.ts'
import type { Named, readAudit as ReadAudit } from '../contract/access.ts'
import * as queries from '../queries.ts'
import { dayNumber, dayOfNumber, vnStartOfDay } from '../rules/vietnamDay.ts'

export async function readAudit(ctx: Ctx, { after, limit, fromDay, toDay, ...filter }: z.output<typeof ReadAudit.input>) {
  const rows = await queries.selectEvents(ctx.db, {
    ...filter,
    limit,
    after: decodeCursor(after, 2),
    from: fromDay ? vnStartOfDay(fromDay) : undefined,
    to: toDay ? vnStartOfDay(dayOfNumber(dayNumber(toDay) + 1)) : undefined,
  })
  const last = rows[limit - 1]
  const shown = rows.slice(0, limit).map(({ atExact: _, ...row }) => ({ ...row, ids: idsIn([row.caseId, row.customerId, row.facts]) }))
  const names = await namesOf(ctx, [...new Set(shown.flatMap(({ ids }) => ids))])
  return {
    items: shown.map(({ ids, ...row }) => ({ ...row, names: Object.fromEntries(ids.flatMap((id) => pair(id, names.get(id)))) })),
    next: rows.length > limit && last ? encodeCursor([last.atExact, last.id]) : null,
  }
}

type Naming = (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>

const namings = new Map<string, Naming>()

/** A room above says, in one question, what of these ids is its own and how it is called; only what this reader may see. */
export function nameReferences(room: string, names: Naming) {
  namings.set(room, names)
}

/** One question a room for a whole page. */
async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  if (ids.length === 0) return new Map()
  const names = new Map<string, Named>()
  for (const { id, name, isPerson } of await queries.selectNames(ctx.db, ids))
    names.set(id, { label: name, to: isPerson ? `/so-do?nguoi=${id}` : null })
  for (const naming of namings.values()) for (const [id, named] of await naming(ctx, ids)) names.set(id, named)
  return names
}

const pair = (id: string, named: Named | undefined): [string, Named][] => (named ? [[id, named]] : [])

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Every id somewhere in what an event tells. */
function idsIn(told: unknown): string[] {
  if (typeof told === 'string') return UUID.test(told) ? [told] : []
  return typeof told === 'object' && told !== null ? [...new Set(Object.values(told).flatMap(idsIn))] : []
}

/** Read from the chain itself at every look. */
export const auditState = (ctx: Ctx) => chainState(ctx.db)
