import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Identity, openIdentity } from '#org'
import type { House } from '#platform/house.ts'
import { headersOf } from '#platform/http.ts'

export { openIdentity }

/** Sign-in speaks for itself: better-auth's paths and the one-click doors of the demo. */
export function mountIdentity(http: FastifyInstance, house: House, identity: Identity) {
  async function pass(request: FastifyRequest, reply: FastifyReply) {
    const body = request.method === 'GET' || request.body === undefined || request.body === null ? undefined : JSON.stringify(request.body)
    const asked = new Request(`${house.publicUrl}${request.url}`, { method: request.method, headers: headersOf(request), body })
    const answer = await identity.handler(asked, request.ip)
    reply.status(answer.status)
    for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.send(await answer.text())
  }
  http.route({ method: ['GET', 'POST'], url: '/api/auth/*', bodyLimit: 8_192, handler: pass })
  http.get('/vao/:token', pass)
}
