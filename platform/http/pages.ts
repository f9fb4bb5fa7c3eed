import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { act, look } from '../act.ts'
import { visitor } from '../context.ts'
import type { House } from '../house.ts'
import type { Page } from '../room.ts'
import { asRefusal, languageOf } from './errors.ts'
import { allowed } from './json.ts'

/** Mounts a page, a form, an upload or a download at its own path. */
export function mountPage(app: FastifyInstance, house: House, { at, needs, perMinute, bodyLimit, handle, refused }: Page) {
  const [method, url] = at.split(' ') as [HTTPMethods, string]
  app.route({
    method,
    url,
    bodyLimit: bodyLimit ?? 1_000_000,
    config: { rateLimit: { max: perMinute, timeWindow: 60_000 }, needs },
    ...(refused ? { errorHandler: errorPage(house, refused) } : {}),
    handler: async (request, reply) => {
      const me = allowed(request, needs)
      const ask = askOf(request, reply)
      const answer =
        method === 'GET'
          ? await look(house, me, (ctx) => handle({ ...ask, ctx }))
          : await act(house, { me }, (ctx) => handle({ ...ask, ctx }))
      return reply.sent ? reply : reply.send(answer)
    },
  })
}

const askOf = (request: FastifyRequest, reply: FastifyReply) => ({
  request,
  reply,
  params: request.params as Record<string, string>,
  query: request.query as Record<string, string | string[]>,
})

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
