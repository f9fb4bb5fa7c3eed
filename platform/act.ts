import { sql } from 'kysely'
import { fromKysely } from 'pg-boss'
import { type Ctx, type Me, SYSTEM } from './context.ts'
import { type Happening, isFor, type Reaction } from './events.ts'
import type { House } from './house.ts'
import { kept, listed } from './steady.ts'
import { Refusal } from './text.ts'
import { transact } from './transaction.ts'
import { takeBack } from './undo.ts'

/** Before COMMIT these mean "nothing happened": the whole transaction may be tried again (0A000 and 26000: a kept plan is no longer known). */
const AGAIN = /^(40001|40P01|0A000|26000|57P0[123]|08...|ECONNRESET|EPIPE|ECONNREFUSED)$/
const LOST =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|terminating connection/

/** The answer to COMMIT never came: it may have happened or not. Ask again with the same Idempotency-Key. */
export class UnknownOutcome extends Error {
  override name = 'UnknownOutcome'
}

type Who = { me: Me; now?: Date }
/** What somebody does. `first` is asked before it, and goes out with its first question: refused, it is as if it had never begun. `beside` is written together with the events of what was done: its answer, say. */
type Deed<Reply> = {
  first?: (ctx: Ctx) => Promise<unknown>
  run: (ctx: Ctx) => Promise<Reply>
  beside?: (ctx: Ctx, reply: Reply) => Promise<unknown>
}

/** One thing somebody does is one transaction: its writes, its events and the work they cause commit together or not at all. */
export async function act<Reply>(house: House, who: Who, deed: Deed<Reply>['run'] | Deed<Reply>): Promise<Reply> {
  const whole = typeof deed === 'function' ? { run: deed } : deed
  for (let attempt = 1; ; attempt++) {
    const state = { committing: false }
    try {
      return await once(house, who, whole, state)
    } catch (error) {
      if (!isPassing(error)) throw error
      if (state.committing) throw new UnknownOutcome('the answer to COMMIT was lost', { cause: error })
      if (attempt === 3) throw error
      await new Promise((done) => setTimeout(done, 50 * attempt ** 2))
    }
  }
}

async function once<Reply>(house: House, who: Who, { first, run, beside }: Deed<Reply>, state: { committing: boolean }) {
  const happened: Happening[] = []
  let inside: Ctx['db'] | undefined
  const ctxOf = (db: Ctx['db']): Ctx => ({ db, me: who.me, now: who.now ?? house.clock(), happened, house })
  const { reply } = await transact(
    house.pools.acting,
    async (db) => {
      inside = db
      const ctx = ctxOf(db)
      const reply = await run(ctx)
      // Not at the very end: pg-boss may have to ask first what it knows of a queue.
      await Promise.all(queued(house, db, happened))
      return { ctx, reply }
    },
    {
      ...(first ? { first: (db) => first(ctxOf(db)) } : {}),
      last: (_, { ctx, reply }) => Promise.all([remember(ctx), beside?.(ctx, reply)]),
      committing: () => {
        state.committing = true
      },
      refused: () => {
        state.committing = false
      },
    },
  ).catch(async (error: unknown) => {
    // Once COMMIT is on its way it may all be written, whatever is heard of it.
    if (inside && !state.committing) await takeBack(inside)
    throw error
  })
  if (happened.length > 0) await announce(house, happened)
  return reply
}

/** For asking only: no transaction, and nothing may be announced. */
export async function look<Reply>(house: House, me: Me, run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
  const ctx: Ctx = { db: house.db, me, now: house.clock(), happened: [], house }
  const reply = await run(ctx)
  if (ctx.happened.length > 0) throw new Error(`a question changed the house: ${ctx.happened[0]?.name}`)
  return reply
}

/** One statement takes 65,535 values. */
const EVENTS_AT_ONCE = 1_000

/** The events, in one insert; very many in some. */
async function remember({ db, happened }: Ctx) {
  if (happened.length === 0) return
  const rows = happened.map(({ id, name, facts, byId, via, at, about }) => [
    ...[id, name, JSON.stringify(facts), byId, via, at, about.customerId ?? null, about.caseId ?? null],
  ])
  const inserts: Promise<unknown>[] = []
  for (let from = 0; from < rows.length; from += EVENTS_AT_ONCE) {
    const some = listed(rows.slice(from, from + EVENTS_AT_ONCE))
    inserts.push(kept`insert into platform.event (id, name, facts, by_id, via, at, customer_id, case_id) values ${some}`.execute(db))
  }
  await Promise.all(inserts)
}

/** Jobs of the reactions: one insert a room. */
function queued({ boss, ...house }: House, db: Ctx['db'], happened: readonly Happening[]) {
  if (house.delivery === 'inline' || !boss) return []
  return [...heardBy(house, happened)].map(([room, events]) => {
    const jobs = events.map(({ id, name, facts, at, about }) => ({ data: { id, name, facts, at: at.toISOString(), about } }))
    return boss.insert(queueOf(room), jobs, { db: fromKysely(db) })
  })
}

async function announce(house: House, happened: Happening[]) {
  if (house.delivery === 'inline') {
    for (const one of happened) for (const [room] of heardBy(house, [one])) await react(house, room, one)
  }
  for (const tell of house.afterCommit) tell(happened)
}

export const queueOf = (room: string) => `${room}.reactions`

/** Which rooms react to which of these events. */
export function heardBy(house: Pick<House, 'rooms'>, happened: readonly Happening[]): Map<string, Happening[]> {
  const heard = new Map<string, Happening[]>()
  for (const [room, { reactions = [] }] of Object.entries(house.rooms)) {
    const events = happened.filter((one) => reactions.some((reaction) => isFor(reaction, one)))
    if (events.length > 0) heard.set(room, events)
  }
  return heard
}

/** All reactions of one room to one event, each in its own transaction and each with its effect once. */
export async function react(house: House, room: string, one: Pick<Happening, 'id' | 'name' | 'facts' | 'at'>) {
  const reactions = house.rooms[room]?.reactions ?? []
  for (const [place, reaction] of reactions.entries()) {
    if (isFor(reaction, one)) await reactOnce(house, `${room}.${one.name}.${reaction.run.name || place}`, reaction, one)
  }
}

async function reactOnce(house: House, reaction: string, { to, run }: Reaction, one: Pick<Happening, 'id' | 'facts' | 'at'>) {
  try {
    await act(house, { me: SYSTEM, now: one.at }, async (ctx) => {
      const claimed = await sql`insert into platform.reaction_done (reaction, event_id) values (${reaction}, ${one.id})
        on conflict do nothing returning 1`.execute(ctx.db)
      if (claimed.rows.length > 0) await run(ctx, to.facts.parse(one.facts) as never)
    })
  } catch (error) {
    // A refusal is an answer, not a breakdown: asking again would only be refused again.
    if (!(error instanceof Refusal)) throw error
    house.log.info({ reaction, code: error.code }, 'a reaction was refused')
  }
}

export function isPassing(error: unknown): boolean {
  const { code, message, syscall } = error as { code?: string; message?: string; syscall?: string }
  // A database that was stopped politely takes its socket away.
  if (code === 'ENOENT' && syscall === 'connect') return true
  return AGAIN.test(code ?? '') || LOST.test(message ?? '')
}
