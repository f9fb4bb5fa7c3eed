import type { z } from 'zod'
import type { Ctx } from './context.ts'
import { newId } from './id.ts'

/** A fact a room announces in the past tense. Whoever cares reacts; the announcer never knows who. */
export type Event<Facts extends z.ZodType = z.ZodType> = { name: string; facts: Facts }
export type Reaction = { to: Event; run: (ctx: Ctx, facts: never) => Promise<unknown>; when?: (facts: never) => boolean }

/**
 * Who a happening is about and who may get the live hint of it. No units and no people: everybody who holds `<room>.read`. `others`: it changed more than
 * that one case or customer, so whoever shows any is to ask again. `ownId`: the thing of the announcing room it is about, such as a conversation; who
 * shows another need not ask again.
 */
export type About = {
  customerId?: string | null
  caseId?: string | null
  ownId?: string
  units?: readonly string[]
  people?: readonly string[]
  others?: boolean
}
export type Happening = { id: string; name: string; facts: object; byId: string; via: string; at: Date; about: About }

/** Declares an event: `event('cases.resolved', z.object({ caseId: z.uuid() }))`. Facts hold references, never personal data. */
export function event<Facts extends z.ZodType>(name: string, facts: Facts): Event<Facts> {
  return { name, facts }
}

/**
 * A reaction of a room: delivered at least once, its effect written once. `ctx.now` is the moment it happened. `when` tells by the facts alone
 * that an event is none of the room's business: then nothing is queued for it.
 */
export function on<Facts extends z.ZodType>(
  to: Event<Facts>,
  run: (ctx: Ctx, facts: z.output<Facts>) => Promise<unknown>,
  when?: (facts: z.output<Facts>) => boolean,
): Reaction {
  return { to, run, when }
}

/** Does this reaction want this event? */
export const isFor = ({ to, when }: Reaction, { name, facts }: Pick<Happening, 'name' | 'facts'>): boolean =>
  to.name === name && (!when || when(to.facts.parse(facts) as never))

/** Announces inside the caller's transaction: the fact and the work it causes commit together, or not at all. Answers the event's id. */
export function emit<Facts extends z.ZodType>(
  ctx: Ctx,
  { name, facts }: Event<Facts>,
  happened: z.input<Facts>,
  about: About = {},
): string {
  const id = newId()
  ctx.happened.push({ id, name, facts: facts.parse(happened) as object, byId: ctx.me.id, via: ctx.me.via, at: ctx.now, about })
  return id
}
