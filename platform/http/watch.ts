import { basename } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import prometheus from 'prom-client'
import type { House } from '../house.ts'
import { migrationFiles } from '../migrate.ts'

const registry = new prometheus.Registry()
prometheus.collectDefaultMetrics({ register: registry })
const durations = new prometheus.Histogram({
  name: 'tantam_http_seconds',
  help: 'Seconds an answer took, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
})
const poolSize = new prometheus.Gauge({
  name: 'tantam_pool_clients',
  help: 'Database clients by state',
  labelNames: ['pool', 'state'],
  registers: [registry],
})

/** Seconds of every answer, by route pattern and never by what was asked. */
export function metrics(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    durations.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
}

/** /healthz: the loop is alive. /readyz: the database takes writes, migrations are current, not draining. /metrics: Prometheus, for the machine itself only. */
export function mountHealth(app: FastifyInstance, house: House) {
  const wanted = migrationFiles().map((file) => basename(file))
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    if (house.draining) return reply.status(503).send({ ok: false, why: 'draining' })
    try {
      const { rows } = await sql<{
        standby: boolean
        name: string
      }>`select pg_is_in_recovery() as standby, name from public.migration`.execute(house.db)
      const done = new Set(rows.map(({ name }) => name))
      if (rows[0]?.standby) return reply.status(503).send({ ok: false, why: 'read-only database' })
      if (wanted.some((name) => !done.has(name))) return reply.status(503).send({ ok: false, why: 'migrations' })
      return { ok: true }
    } catch {
      return reply.status(503).send({ ok: false, why: 'database' })
    }
  })
  app.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.status(404).send({ code: 'house.notFound' })
    for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(house.pools)) {
      poolSize.set({ pool, state: 'total' }, totalCount)
      poolSize.set({ pool, state: 'idle' }, idleCount)
      poolSize.set({ pool, state: 'waiting' }, waitingCount)
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
