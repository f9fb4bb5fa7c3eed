import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import { look } from '../act.ts'
import { type Ctx, type Me, visitor } from '../context.ts'
import type { Endpoint } from '../contract.ts'
import { emit, event } from '../events.ts'
import type { House } from '../house.ts'
import type { Route } from '../room.ts'
import { languageOf, text } from './errors.ts'
import { onceOnly } from './idempotency.ts'

/** The record of a change whose action announced nothing more particular. */
export const acted = event('platform.acted', z.object({ route: z.string() }))

/** Mounts one contract under /api/v1. One request is one transaction: it all happened, or none of it did. What talks to servers elsewhere holds none. */
export function mountRoute(app: FastifyInstance, house: House, { talks, ...route }: Route) {
  const { endpoint, action } = route
  const [method, path] = endpoint.at.split(' ') as [HTTPMethods, string]
  const isPublic = endpoint.needs === 'public'
  app.route({
    method,
    url: `/api/v1${path}`,
    config: { rateLimit: { max: limitOf(endpoint), timeWindow: 60_000 }, needs: endpoint.needs },
    handler: async (request, reply) => {
      const me = allowed(request, endpoint)
      const input = endpoint.input.parse(inputOf(request)) as never
      reply.header('cache-control', isPublic ? 'no-store' : 'private, no-store')
      if (method === 'GET' || talks) return reply.send(await look(house, me, async (ctx) => endpoint.reply.parse(await action(ctx, input))))
      const { status, reply: answer } = await change(house, request, me, route, input)
      return reply.status(status).send(answer)
    },
  })
}

/** Who asks, when they may; 401 for nobody, 403 for somebody without the permission and for a key where only people may ask. */
export function allowed(request: FastifyRequest, { needs, forKeys }: Pick<Endpoint, 'needs' | 'forKeys'>): Me {
  const { me } = request
  if (needs === 'public') return me ?? visitor(languageOf(request))
  if (!me) throw text.refusal(401, /^Bearer /i.test(request.headers.authorization ?? '') ? 'wrongKey' : 'notSignedIn')
  if (needs === 'signedIn') {
    if (me.via === 'key' && !forKeys) throw text.refusal(403, 'notForKeys')
    // A key none of whose permissions its owner still holds opens nothing.
    if (me.via === 'key' && Object.keys(me.grants).length === 0) throw text.refusal(403, 'notAllowed')
    return me
  }
  if (!(needs in me.grants)) throw text.refusal(403, 'notAllowed')
  return me
}

const limitOf =
  ({ perMinute, needs }: Endpoint) =>
  (request: FastifyRequest) => {
    if (request.me?.via === 'key') return 120_000
    return perMinute ?? (needs === 'public' ? 60 : 600)
  }

async function change(house: House, request: FastifyRequest, me: Me, { endpoint, action, eager }: Omit<Route, 'talks'>, input: never) {
  const { at: route, secret } = endpoint
  return onceOnly(house, { me, request, route, body: request.body ?? null, secret, eager }, async (ctx) => {
    const reply = endpoint.reply.parse(await action(ctx, input))
    record(ctx, endpoint)
    return { status: endpoint.status ?? 200, reply }
  })
}

/** Every change leaves a record; where the action announced none, this is it. */
function record(ctx: Ctx, endpoint: Endpoint) {
  if (ctx.happened.length > 0 || endpoint.quiet) return
  emit(ctx, acted, { route: endpoint.at }, { people: [ctx.me.id] })
}

/** Path, query and body are one input; the path wins. */
function inputOf({ query, body, params }: FastifyRequest) {
  if (body !== null && body !== undefined && (typeof body !== 'object' || Array.isArray(body))) throw text.refusal(422, 'invalid')
  return { ...(query as object), ...(body as object | undefined), ...(params as object) }
}
