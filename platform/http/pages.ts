import type { FastifyInstance, HTTPMethods } from 'fastify'
import { act, look } from '../act.ts'
import type { House } from '../house.ts'
import type { Page } from '../room.ts'
import { allowed } from './json.ts'

/** Mounts a page, a form, an upload or a download at its own path. */
export function mountPage(app: FastifyInstance, house: House, { at, needs, perMinute, bodyLimit, handle }: Page) {
  const [method, url] = at.split(' ') as [HTTPMethods, string]
  app.route({
    method,
    url,
    bodyLimit: bodyLimit ?? 1_000_000,
    config: { rateLimit: { max: perMinute, timeWindow: 60_000 }, needs },
    handler: async (request, reply) => {
      const me = allowed(request, needs)
      const ask = {
        request,
        reply,
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string | string[]>,
      }
      const answer =
        method === 'GET'
          ? await look(house, me, (ctx) => handle({ ...ask, ctx }))
          : await act(house, { me }, (ctx) => handle({ ...ask, ctx }))
      return reply.sent ? reply : reply.send(answer)
    },
  })
}
