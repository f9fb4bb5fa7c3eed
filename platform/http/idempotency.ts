import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { act } from '../act.ts'
import type { Ctx, Me } from '../context.ts'
import type { House } from '../house.ts'
import { kept } from '../steady.ts'
import { later, text } from './errors.ts'

type Once = { actor: string; route: string; key: string; bodyHash: Buffer }
export type Kept = { status: number; reply: unknown }

type Asked = {
  me: Me
  request: FastifyRequest
  /** Method and path as its contract says them. */
  route: string
  /** What tells whether it is the same thing that is asked: a body, or what stands for it. */
  body: unknown
  secret?: readonly string[]
  /** It begins while it is still asked whether it was done before. */
  eager?: true
}

/** Does one thing and answers it; asked again under the same Idempotency-Key, answers what was answered then. */
export async function onceOnly(house: House, asked: Asked, deed: (ctx: Ctx) => Promise<Kept>): Promise<Kept> {
  const { me, request, route, body, secret, eager } = asked
  const key = request.headers['idempotency-key']
  const actor = me.via === 'public' ? `public ${request.ip}` : me.id
  const once = typeof key === 'string' && key ? intention(actor, `${route} ${request.url}`, key, body) : undefined
  const first = once && (async (ctx: Ctx) => refuseTwice(await earlierAnswer(ctx, once)))
  const run = async (ctx: Ctx) => {
    if (!eager) await first?.(ctx)
    return deed(ctx)
  }
  const beside = once && ((ctx: Ctx, answer: Kept) => keepAnswer(ctx, once, withoutSecrets(answer, secret)))
  try {
    return await act(house, { me }, { run, ...(beside ? { beside } : {}), ...(first && eager ? { first } : {}) })
  } catch (error) {
    if (error instanceof Answered && secret) throw shownOnce(withoutSecrets(error.kept, secret))
    if (error instanceof Answered) return error.kept
    throw error
  }
}

/** Thrown when it was done before: what was begun is undone. */
class Answered {
  readonly kept: Kept
  constructor(kept: Kept) {
    this.kept = kept
  }
}

function refuseTwice(earlier: Kept | undefined) {
  if (earlier) throw new Answered(earlier)
}

/** Key + actor + route name one intention; the body's hash tells whether it is the same one. */
function intention(actor: string, route: string, key: string, body: unknown): Once {
  if (key.length > 200) throw text.refusal(422, 'keyTooLong')
  return {
    actor,
    route,
    key,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(body) ?? '')
      .digest(),
  }
}

/**
 * The answer already given to this intention in the last 24 hours, if any. Takes a lock that only twins want; a twin that finds it
 * taken is sent away at once (409, Retry-After), so that a hundred of them never drain the pool.
 */
async function earlierAnswer(ctx: Ctx, { actor, route, key, bodyHash }: Once): Promise<Kept | undefined> {
  const lock = createHash('sha256').update(`${actor}\n${route}\n${key}`).digest().readBigInt64BE(0)
  const { rows } = await kept<{ ours: boolean; bodyHash: Buffer | null; status: number; reply: unknown }>`
    select ours, body_hash, status, reply from platform.once(${lock.toString()}::bigint, ${actor}, ${route}, ${key})`.execute(ctx.db)
  const [found] = rows
  if (!found?.ours) throw later(text.refusal(409, 'sameKeyRunning'), 1)
  const { bodyHash: before, status, reply } = found
  if (!before) return undefined
  if (!before.equals(bodyHash)) throw text.refusal(422, 'sameKeyOther')
  return { status, reply }
}

/** An answer without what is shown only once. */
function withoutSecrets({ status, reply }: Kept, secret: readonly string[] = []): Kept {
  if (secret.length === 0) return { status, reply }
  return { status, reply: Object.fromEntries(Object.entries(reply ?? {}).filter(([name]) => !secret.includes(name))) }
}

/** Told to whoever asks once more for what is shown only once: that it was done, and (as facts) what of it may still be shown. */
function shownOnce({ reply }: Kept) {
  const refusal = text.refusal(409, 'shownOnce')
  refusal.facts = reply as Record<string, unknown>
  return refusal
}

/** Keeps a 2xx answer in the same transaction as its effect. */
async function keepAnswer(ctx: Ctx, { actor, route, key, bodyHash }: Once, { status, reply }: Kept) {
  await kept`insert into platform.idempotency (day, actor, route, key, body_hash, status, reply)
    values (current_date, ${actor}, ${route}, ${key}, ${bodyHash}, ${status}, ${JSON.stringify(reply ?? null)}::json)`.execute(ctx.db)
}

/** A partition a day, made ahead and dropped after two. */
export async function turnIdempotencyDays(ctx: Ctx) {
  for (const ahead of [0, 1, 2]) {
    await sql
      .raw(`do $$ declare d date := current_date + ${ahead}; n text := 'idempotency_' || to_char(d, 'YYYYMMDD'); begin
      if to_regclass('platform.' || n) is null and not exists (select 1 from platform.idempotency_other where day = d) then
        execute format('create table platform.%I partition of platform.idempotency for values in (%L)', n, d); end if; end $$`)
      .execute(ctx.db)
  }
  await sql
    .raw(`do $$ declare t text; begin for t in select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = 'platform' and c.relname ~ '^idempotency_[0-9]{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - 1
    loop execute format('drop table platform.%I', t); end loop; end $$`)
    .execute(ctx.db)
  await sql`delete from platform.idempotency_other where day < current_date - 1`.execute(ctx.db)
  await sql`delete from platform.reaction_done where at < now() - interval '14 days'`.execute(ctx.db)
}
