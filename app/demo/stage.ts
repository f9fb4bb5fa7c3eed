import type { z } from 'zod'
import { asMe, personById } from '#org'
import { act, look } from '#platform/act.ts'
import { type Ctx, type Me, SYSTEM, visitor } from '#platform/context.ts'
import { type Endpoint, roomOf } from '#platform/contract.ts'
import type { Happening } from '#platform/events.ts'
import type { House } from '#platform/house.ts'
import { type Due, sendDue } from '#platform/outbox.ts'
import { grantsOf } from '#platform/permission.ts'
import type { Room } from '#platform/room.ts'
import { Refusal } from '#platform/text.ts'

/**
 * Where the demo is played: colleagues ask the house's own contracts, customers come through its own doors, both with the moment of the play
 * as `ctx.now`. Nothing here knows a table.
 */
export class Stage {
  readonly house: House
  readonly #known = new Map<string, Me>()
  readonly #ears = new Set<(happened: readonly Happening[]) => void>()

  constructor(house: House) {
    this.house = house
    house.afterCommit.push((happened) => {
      for (const hear of this.#ears) hear(happened)
    })
  }

  /** What the browser of this colleague would ask: the contract's route, its permission, its input, one transaction. */
  async ask<Input extends z.ZodType, Reply extends z.ZodType>(
    personId: string,
    now: Date,
    endpoint: Endpoint<Input, Reply>,
    input: z.input<Input>,
  ): Promise<z.output<Reply>> {
    const me = await this.#colleague(personId)
    const route = this.house.rooms[roomOf(endpoint)]?.routes?.find((one) => one.endpoint.at === endpoint.at)
    if (!route) throw new Error(`no room answers ${endpoint.at}`)
    if (endpoint.needs !== 'signedIn' && !(endpoint.needs in me.grants)) throw new Error(`${me.name} may not ${endpoint.at}`)
    const given = endpoint.input.parse(input)
    const run = (ctx: Ctx) => route.action(ctx, given as never)
    return endpoint.reply.parse(endpoint.at.startsWith('GET ') ? await look(this.house, me, run) : await act(this.house, { me, now }, run))
  }

  /** The same, but a refusal is part of the play (somebody was faster, the case is done): answers undefined. */
  async tryTo<Input extends z.ZodType, Reply extends z.ZodType>(
    personId: string,
    now: Date,
    endpoint: Endpoint<Input, Reply>,
    input: z.input<Input>,
  ): Promise<z.output<Reply> | undefined> {
    try {
      return await this.ask(personId, now, endpoint, input)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.house.log.info({ endpoint: endpoint.at, code: error.code }, 'refused in the demo')
      return undefined
    }
  }

  /** Do this colleague's hats allow it at all? */
  async may(personId: string, permission: string): Promise<boolean> {
    return permission in (await this.#colleague(personId)).grants
  }

  /** The house itself, such as its SMTP listener. */
  itself<Reply>(now: Date, run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
    return act(this.house, { me: SYSTEM, now }, run)
  }

  /** A question the story itself asks, to know where things stand. */
  looks<Reply>(run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
    return look(this.house, SYSTEM, run)
  }

  /** Somebody in front of a public page. */
  somebody<Reply>(now: Date, run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
    return act(this.house, { me: visitor('vi'), now }, run)
  }

  /** Runs `doing`; answers everything announced meanwhile that is `wanted`. */
  async hearing(wanted: (one: Happening) => boolean, doing: () => Promise<unknown>): Promise<Happening[]> {
    const found: Happening[] = []
    const hear = (happened: readonly Happening[]) => void found.push(...happened.filter(wanted))
    this.#ears.add(hear)
    try {
      await doing()
      return found
    } finally {
      this.#ears.delete(hear)
    }
  }

  /** What comes with the clock: the mail that is due, every room's tickers (but for those left out by name) until they rest, and what they mail. Answers the mail that left. */
  async beat(now: Date, { without = [] }: { without?: readonly string[] } = {}): Promise<Due[]> {
    const answers = await sendDue(this.house, now)
    const tickers = this.#rooms().flatMap(({ tickers: all = [] }) => all.filter(({ name }) => !without.includes(name)))
    await Promise.all(tickers.map(({ run }) => this.#exhaust(now, run)))
    return [...answers, ...(await sendDue(this.house, now))]
  }

  /** Every room's regular work, but for what is left out by name. */
  async nightly(now: Date, { without = [] }: { without?: readonly string[] } = {}): Promise<void> {
    const jobs = this.#rooms().flatMap(({ jobs: all = [] }) => all)
    for (const { name, run } of jobs) if (!without.includes(name)) await this.itself(now, run)
  }

  /** The chain of the audit, up to what is committed. */
  async seal(now: Date): Promise<void> {
    for (const { name, run } of this.house.rooms.platform?.tickers ?? []) if (name === 'platform.seal') await this.#exhaust(now, run)
  }

  #rooms(): Room[] {
    return Object.entries(this.house.rooms).flatMap(([name, room]) => (name === 'platform' ? [] : [room]))
  }

  async #exhaust(now: Date, run: (ctx: Ctx) => Promise<number>): Promise<void> {
    while ((await this.itself(now, run)) > 0);
  }

  async #colleague(id: string): Promise<Me> {
    const earlier = this.#known.get(id)
    if (earlier) return earlier
    const person = await look(this.house, SYSTEM, (ctx) => personById(ctx.db, id, this.house.clock()))
    if (!person) throw new Error(`nobody has the id ${id}`)
    const me = asMe(person, grantsOf(this.house.rooms, person.hats), 'session')
    this.#known.set(id, me)
    return me
  }
}
