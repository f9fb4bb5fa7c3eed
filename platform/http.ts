import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Me } from './context.ts'
import type { House, WhoIs } from './house.ts'
import { answerUnread, answerUnrouted } from './http/early.ts'
import { answerError, text } from './http/errors.ts'
import { fileWays, mountFiles } from './http/files.ts'
import { addSecurity } from './http/guard.ts'
import { mountRoute } from './http/json.ts'
import { apiPage, apiStyle, openApi, type Way, wayOf, wayOfPage } from './http/openapi.ts'
import { mountPage } from './http/pages.ts'
import { metrics, mountHealth } from './http/watch.ts'

declare module 'fastify' {
  interface FastifyRequest {
    me: Me | undefined
  }
  interface FastifyContextConfig {
    needs?: string
  }
}

/**
 * How long callers are told they may keep an idle connection: less than a closing house still serves, so that none who heeds it asks over one that
 * is being closed. A proxy that does not heed it (nginx keeps 60 s) finds it open all the same.
 */
const KEEP_MS = 4_000
const KEPT_MS = 75_000

export type HttpOptions = { whoIs: WhoIs; trustedProxies?: number; isHttps?: boolean }

/** Every contract and page of every room, with who may, how often, what is answered when it fails. Touches Fastify so that rooms need not. */
export async function openHttp(house: House, { whoIs, trustedProxies = 0, isHttps = false }: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 1_000_000,
    trustProxy: trustedProxies > 0 ? (_address, hop) => hop < trustedProxies : false,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 300 },
    keepAliveTimeout: KEEP_MS,
    forceCloseConnections: 'idle',
    // A request that came over an open connection while closing is answered like any other, and its connection ends with it.
    return503OnClosing: false,
    frameworkErrors: answerUnrouted(isHttps),
    clientErrorHandler: answerUnread(isHttps),
    logger: false,
  })
  app.server.keepAliveTimeoutBuffer = KEPT_MS - KEEP_MS
  const ways = waysOf(house)
  app.decorateRequest('me', undefined)
  app.setErrorHandler(answerError(house))
  addSecurity(app, isHttps)
  app.addHook('onSend', async (_request, reply) => {
    if (house.draining) reply.header('connection', 'close')
  })
  metrics(app)
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.needs) request.me = await whoIs(headersOf(request))
  })
  await app.register(rateLimit, { global: false, hook: 'preHandler', keyGenerator: (request) => request.me?.id ?? request.ip })
  await app.register(multipart, { limits: { parts: 40, fieldSize: 200_000, files: 10 } })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  mountHealth(app, house)
  mountFiles(app, house)
  const document = openApi(ways, house.publicUrl)
  app.get('/api/openapi.json', async () => document)
  app.get('/api', async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(ways)))
  app.get('/api/docs.css', async (_request, reply) => reply.type('text/css').send(apiStyle))
  for (const room of Object.values(house.rooms)) {
    for (const one of room.routes ?? []) mountRoute(app, house, one)
    for (const one of room.pages ?? []) mountPage(app, house, one)
  }
  app.setNotFoundHandler(async () => {
    throw text.refusal(404, 'notFound')
  })
  return app
}

/** Every way in under /api/v1; a permission nobody declared does not start. */
function waysOf(house: Pick<House, 'rooms'>): Way[] {
  const rooms = Object.values(house.rooms)
  const declared = new Set(['public', 'signedIn', ...rooms.flatMap(({ permissions = {} }) => Object.keys(permissions))])
  const [routes, pages] = [rooms.flatMap(({ routes = [] }) => routes), rooms.flatMap(({ pages = [] }) => pages)]
  for (const { at, needs } of [...routes.map(({ endpoint }) => endpoint), ...pages])
    if (!declared.has(needs)) throw new Error(`${at} needs '${needs}', which no room declares`)
  return [...fileWays, ...routes.map(wayOf), ...pages.flatMap(wayOfPage)]
}

/** Only what says who asks; addresses and forwarded hosts are never believed here. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
