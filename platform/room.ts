import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ctx, Scope } from './context.ts'
import type { Endpoint, Told } from './contract.ts'
import type { Reaction } from './events.ts'
import type { House } from './house.ts'
import type { Refusal } from './text.ts'

/** `talks`: what it does is not one transaction. `eager`: it begins while it is still asked whether it was done before. */
export type Route = { endpoint: Endpoint; action: (ctx: Ctx, input: never) => Promise<unknown>; talks?: true; eager?: true }

/** Joins a contract and the action that does it. */
export function route<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  action: (ctx: Ctx, input: z.output<Input>) => Promise<z.input<Reply>>,
): Route {
  return { endpoint, action }
}

/**
 * As `route`, for what is asked very often: the action's first questions go out together with the one whether this was done before. They may wait for nobody,
 * so that many twins at once do not, and nothing but this transaction may know of them.
 */
export function eager<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  action: (ctx: Ctx, input: z.output<Input>) => Promise<z.input<Reply>>,
): Route {
  return { endpoint, action, eager: true }
}

/**
 * Joins a contract and an action that talks to servers elsewhere: no transaction is open while they think. What it writes it writes in a `step`
 * (platform/step.ts). The endpoint is a quiet one, and its Idempotency-Key keeps nothing from happening twice.
 */
export function talk<Input extends z.ZodType, Reply extends z.ZodType>(
  endpoint: Endpoint<Input, Reply>,
  action: (ctx: Ctx, input: z.output<Input>) => Promise<z.input<Reply>>,
): Route {
  if (!endpoint.quiet) throw new Error(`${endpoint.at} talks to servers elsewhere and so leaves no record of its own; it has to say why`)
  return { endpoint, action, talks: true }
}

/** What a page handler gets: the transaction's context (read-only for GET) and the raw request. */
export type PageAsk = {
  ctx: Ctx
  request: FastifyRequest
  reply: FastifyReply
  params: Record<string, string>
  query: Record<string, string | string[]>
}
/** What is there while a body comes in: no transaction yet, so `ctx` asks at will and writes one line at a time. */
export type ReadAsk = Omit<PageAsk, 'reply'>
export type Page = {
  at: `${'GET' | 'POST' | 'PUT'} /${string}`
  needs: string
  perMinute: number
  /** Bytes a body may have; 1 MB unless told. */
  bodyLimit?: number
  /** Milliseconds a body that is read piece by piece may take; 55 s unless told, and less than the server's own limit, which has no words. */
  within?: number
  /** Takes the body in before the transaction begins. */
  read?: (ask: ReadAsk) => Promise<unknown>
  handle: (ask: PageAsk, given: never) => Promise<unknown>
  /** A page that says what went wrong, for people who meet no application; JSON unless given. Asks only; the status is set already. */
  refused?: (ask: PageAsk, refusal: Refusal) => Promise<unknown>
  /** What OpenAPI tells of it, when it stands under /api/v1. */
  tells?: Told
}

type PageOptions = Pick<Page, 'needs' | 'bodyLimit' | 'refused' | 'tells'> & { perMinute?: number }

/** A way in that does not speak JSON: a server-rendered page, a form, an upload, a download. One request is one transaction, as everywhere. */
export function page(at: Page['at'], options: PageOptions, handle: (ask: PageAsk) => Promise<unknown>): Page {
  return { at, perMinute: 120, ...options, handle }
}

/**
 * As `page`, for a body that comes in piece by piece, as a form with files does. `read` takes it in, however slowly it comes, while no transaction is open:
 * a slow sender keeps nobody waiting. `handle` gets what was read, and may be run again over it; it never touches the body itself.
 */
export function formPage<Given>(
  at: Page['at'],
  options: PageOptions & Pick<Page, 'within'>,
  read: (ask: ReadAsk) => Promise<Given>,
  handle: (ask: PageAsk, given: Given) => Promise<unknown>,
): Page {
  return { at, perMinute: 120, ...options, read, handle }
}

export type Job = { name: string; cron: string; run: (ctx: Ctx) => Promise<unknown> }

/** Work that comes with the clock, Hồ Chí Minh City time: `every('0 8 * * *', 'care.remind', actions.remindDue)`. */
export function every(cron: string, name: string, run: Job['run']): Job {
  return { cron, name, run }
}

export type Ticker = { name: string; everyMs: number; run: (ctx: Ctx) => Promise<number> }

/** A short beat in every process; `run` takes its own rows with `skip locked` and says how many it did (more than 0: beats again at once). */
export function ticker(name: string, everyMs: number, run: Ticker['run']): Ticker {
  return { name, everyMs, run }
}

/** Something that runs as long as the house is open: a listener, a fetcher. Answers how to stop it. */
export type Service = { name: string; start: (house: House) => Promise<() => Promise<void>> }

/** permission → hat → how far. */
export type Permissions = Record<string, Partial<Record<string, Scope>>>

/** Every way into a room. */
export type Room = {
  routes?: Route[]
  pages?: Page[]
  reactions?: Reaction[]
  jobs?: Job[]
  tickers?: Ticker[]
  services?: Service[]
  permissions?: Permissions
  /** May this person see the thing of this room with that id? Asked for files, live watching and presence. */
  maySee?: (ctx: Ctx, id: string) => Promise<boolean>
}
