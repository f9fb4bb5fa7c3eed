import type { FastifyInstance } from 'fastify'
import { text } from './errors.ts'

const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What every answer carries, whatever it is; `content-security-policy` unless the answer has one of its own. */
export const securityHeaders = (isHttps: boolean): Record<string, string> => ({
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
})

export function addSecurity(app: FastifyInstance, isHttps: boolean) {
  const { 'content-security-policy': policy, ...others } = securityHeaders(isHttps)
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy)
    reply.headers(others)
  })
  // A cookie alone must never be enough to change something from another site.
  app.addHook('onRequest', async (request) => {
    const { origin, 'sec-fetch-site': site } = request.headers
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.headers.authorization) return
    if (request.routeOptions.config.needs === 'public') return
    if (site ? site === 'cross-site' : isForeign(origin, request.headers.host)) throw text.refusal(403, 'notAllowed')
  })
}

/** What is no address comes from no page of ours. */
function isForeign(origin: string | undefined, host: string | undefined): boolean {
  if (!origin || origin === 'null') return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
