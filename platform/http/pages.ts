import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { act, look } from '../act.ts'
import { type Me, visitor } from '../context.ts'
import { connect } from '../database.ts'
import type { House } from '../house.ts'
import type { Page } from '../room.ts'
import { phrases } from '../text.ts'
import { asRefusal, languageOf } from './errors.ts'
import { allowed } from './json.ts'

const WITHIN_MS = 55_000

const text = phrases(
  'pages',
  { tooSlow: 'Mạng quá chậm nên nội dung chưa lên hết. Chưa có gì được ghi. Anh/chị thử lại, hoặc gửi ít ảnh hơn.' },
  { tooSlow: 'The connection was too slow for all of it to arrive. Nothing was written. Try again, or send fewer photos.' },
)

/** Mounts a page, a form, an upload or a download at its own path. */
export function mountPage(app: FastifyInstance, house: House, page: Page) {
  const { at, needs, perMinute, bodyLimit, read, within = WITHIN_MS, handle, refused } = page
  const [method, url] = at.split(' ') as [HTTPMethods, string]
  app.route({
    method,
    url,
    bodyLimit: bodyLimit ?? 1_000_000,
    config: { rateLimit: { max: perMinute, timeWindow: 60_000 }, needs },
    ...(refused ? { errorHandler: errorPage(house, refused) } : {}),
    handler: async (request, reply) => {
      const me = allowed(request, { needs })
      const given = (read && (await inTime(taken(house, me, read, request), { request, reply, within }))) as never
      if (method === 'GET') {
        const answer = await look(house, me, (ctx) => handle({ ...askOf(request, reply), ctx }, given))
        return reply.sent ? reply : reply.send(answer)
      }
      const { waiting, said } = untilCommitted(reply)
      const answer = await act(house, { me }, (ctx) => handle({ ...askOf(request, waiting), ctx }, given))
      return said() ?? reply.send(answer)
    },
  })
}

/** Over a handle of its own: what is tied to that is forgotten together with the request. */
const taken = (house: House, me: Me, read: NonNullable<Page['read']>, request: FastifyRequest) =>
  look(house, me, (ctx) => read({ ...askedIn(request), ctx: { ...ctx, db: connect(house.pools.looking) } }))

type Coming = { request: FastifyRequest; reply: FastifyReply; within: number }

/** What was read, or a 408 in words for whoever still sends when their time is over; what is done with a body that came whole is given its time. */
async function inTime<Read>(reading: Promise<Read>, { request, reply, within }: Coming): Promise<Read> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      if (request.raw.complete) return
      // The rest of it is not waited for.
      reply.header('connection', 'close')
      refuse(text.refusal(408, 'tooSlow'))
    }, within)
  })
  return Promise.race([reading, late]).finally(() => clearTimeout(timer))
}

/** A reply whose `send` and `redirect` are kept until `said()`: nobody hears of a change before it is durable (reliability.md rule 3). */
function untilCommitted(reply: FastifyReply) {
  let last: (() => unknown) | undefined
  const waiting: FastifyReply = new Proxy(reply, {
    get(target, key) {
      // Not thenable: a handler that answers with the reply itself would wait inside its own transaction.
      if (key === 'then') return undefined
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (key !== 'send' && key !== 'redirect') {
          const answer: unknown = Reflect.apply(value, target, given)
          return answer === target ? waiting : answer
        }
        last = () => Reflect.apply(value, target, given)
        return waiting
      }
    },
  })
  return { waiting, said: () => last?.() }
}

const askedIn = (request: FastifyRequest) => ({
  request,
  params: request.params as Record<string, string>,
  query: request.query as Record<string, string | string[]>,
})
const askOf = (request: FastifyRequest, reply: FastifyReply) => ({ ...askedIn(request), reply })

function errorPage(house: House, refused: NonNullable<Page['refused']>) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = asRefusal(error)
    if (refusal.status >= 500)
      house.log.error({ url: request.routeOptions.url, error: error instanceof Error ? error.stack : String(error) }, refusal.code)
    if (refusal.retryAfter) reply.header('retry-after', refusal.retryAfter)
    reply.status(refusal.status).header('cache-control', 'no-store')
    return reply.send(await look(house, visitor(languageOf(request)), (ctx) => refused({ ...askOf(request, reply), ctx }, refusal)))
  }
}
