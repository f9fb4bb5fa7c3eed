import type { z } from 'zod'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import type { getTimeline as GetTimeline } from '../contract/ask.ts'
import type { Matter } from '../contract/shapes.ts'
import { customerChanged } from '../events.ts'
import { selectSame } from '../queries/find.ts'
import { selectEvents } from '../queries/timeline.ts'
import { seen } from './page.ts'

/** One thing that happened, before anybody decided who may read it. */
export type Told = { id: string; name: string; facts: unknown; at: Date; byId: string; caseId: string | null }
type Filter = (ctx: Ctx, events: readonly Told[]) => Promise<ReadonlySet<string>>

const filters = new Map<string, Filter>()

/**
 * A room above says which of its events this reader may see: `filterTimeline('cases', async (ctx, events) => new Set(ids))`. Without such a word an event
 * is told to those who hold `<room>.read` for all, and to whoever did it.
 */
export function filterTimeline(room: string, visible: Filter) {
  filters.set(room, visible)
}

const empties = new Map<string, Filter>()

/** A room above says which of its events came to nothing (a reply taken back before it left) and are told to nobody; given and answered as in `filterTimeline`. */
export function dropFromTimeline(room: string, cameToNothing: Filter) {
  empties.set(room, cameToNothing)
}

type Naming = (ctx: Ctx, events: readonly Told[]) => Promise<ReadonlyMap<string, Matter>>

let naming: Naming = async () => new Map()

/** A room above says, in one question, what the matters of these events are called, by the id of the event; only those this reader may see. */
export function nameMatters(matters: Naming) {
  naming = matters
}

type Row = Awaited<ReturnType<typeof selectEvents>>[number]

/** Pages are filled with what may be seen; rows that may not are passed over, at most this many reads a page. */
const READS = 8

export async function getTimeline(ctx: Ctx, { id, names, after, limit }: z.output<typeof GetTimeline.input>) {
  const customer = await seen(ctx, id)
  const ids = await selectSame(ctx.db, customer.id)
  let cursor = pairOf(after)
  const items: Item[] = []
  for (let read = 0; read < READS; read++) {
    const rows = await selectEvents(ctx.db, { ids, names, after: cursor, limit })
    const visible = await visibleOf(ctx, rows)
    for (const row of rows) {
      cursor = [row.at.toISOString(), row.id]
      if (!visible.has(row.id)) continue
      const told = withoutHidden(row, Boolean(customer.opensVulnerable))
      if (told) items.push(told)
      if (items.length === limit) return { items: await named(ctx, items), next: encodeCursor(cursor) }
    }
    if (rows.length < limit) return { items: await named(ctx, items), next: null }
  }
  return { items: await named(ctx, items), next: cursor ? encodeCursor(cursor) : null }
}

type Item = NonNullable<ReturnType<typeof withoutHidden>>

async function named(ctx: Ctx, items: readonly Item[]) {
  const ofCases = items.filter(({ caseId }) => caseId !== null)
  const matters = await naming(
    ctx,
    ofCases.map(({ by, ...event }) => ({ ...event, byId: by.id })),
  )
  return items.map((item) => ({ ...item, about: matters.get(item.id) ?? null }))
}

/** That a protected group was changed says that there is one: told only to those who may see it. */
function withoutHidden({ byId, byName, ...event }: Row, opensVulnerable: boolean) {
  const by = { id: byId, name: byName }
  const { fields } = event.facts
  if (opensVulnerable || event.name !== customerChanged.name || !Array.isArray(fields)) return { ...event, by }
  const open = fields.filter((field) => field !== 'vulnerable')
  return open.length > 0 ? { ...event, by, facts: { ...event.facts, fields: open } } : undefined
}

function pairOf(after: string | undefined): [string, string] | undefined {
  const values = decodeCursor(after, 2)
  return values && [String(values[0]), String(values[1])]
}

async function visibleOf(ctx: Ctx, events: readonly Told[]): Promise<Set<string>> {
  const visible = new Set<string>()
  for (const [room, own] of Map.groupBy(events, ({ name }) => name.split('.')[0] ?? '')) {
    const filter = filters.get(room)
    const told = filter && scopeOf(ctx.me, `${room}.read`) !== 'all' ? await filter(ctx, own) : undefined
    const dropped = await empties.get(room)?.(ctx, own)
    const isTold = ({ id, byId }: Told) => (told ? told.has(id) : byId === ctx.me.id || isOpen(ctx, room))
    for (const event of own) if (isTold(event) && !dropped?.has(event.id)) visible.add(event.id)
  }
  return visible
}

/** This room's own events are open to whoever may see the customer. */
const isOpen = (ctx: Ctx, room: string) => room === 'customers' || scopeOf(ctx.me, `${room}.read`) === 'all'
