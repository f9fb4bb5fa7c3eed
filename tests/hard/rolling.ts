import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { post } from './load.ts'
import { many, must, rest, say, scenario } from './scenario.ts'
import { type App, openWorld } from './world.ts'

/** A56: two processes, one of them always being replaced; a client that goes to the other only when a connection is refused. */
await scenario('A56: SIGTERM, rolling restarts under load: no request fails, nothing happens twice', async () => {
  const world = await openWorld()
  const apps: App[] = [await world.start(), await world.start()]
  const opened: string[] = []
  const failed: string[] = []
  let stopped = false
  let doing = 'both up'

  async function client() {
    while (!stopped) {
      const subject = `Lăn ${randomUUID()}`
      const body = { subject, text: 'Nồi hỏng', from: { name: 'Lan', mail: `${randomUUID()}@khach.example` } }
      for (let tries = 0; ; tries++) {
        const at = apps[tries % 2]
        // No Idempotency-Key on purpose: a second effect would show.
        const answer = await post(at?.address ?? '', world.key, '/cases', body, '').catch((error) => error as Error)
        if (!(answer instanceof Error)) {
          if (answer.status === 201) opened.push(subject)
          else failed.push(`${answer.status} ${JSON.stringify(answer.body)}`)
          break
        }
        const { code } = (answer.cause ?? {}) as { code?: string }
        if (code === 'ECONNREFUSED' && tries < 200) await rest(20)
        else {
          failed.push(`${code ?? answer.name}: ${(answer.cause as Error | undefined)?.message ?? answer.message}, ${doing}`)
          break
        }
      }
      await rest(10)
    }
  }

  const clients = Array.from({ length: 8 }, client)
  let longest = 0
  for (let turn = 0; turn < many(20, 3); turn++) {
    await rest(1_000)
    const old = apps[turn % 2]
    if (!old) break
    doing = 'one closing'
    longest = Math.max(longest, await old.stop('SIGTERM'))
    doing = 'one starting'
    apps[turn % 2] = await world.start({ port: old.port, smtpPort: old.smtpPort })
    doing = 'both up'
  }
  stopped = true
  await Promise.all(clients)
  say(`${opened.length} cases opened, the slowest shutdown took ${(longest / 1_000).toFixed(1)} s`)
  must(
    failed.length === 0,
    `${failed.length} requests failed: ${[...new Set(failed)].map((one) => `${failed.filter((other) => other === one).length} × ${one}`).join(' | ')}`,
  )
  must(longest <= 30_000, `a shutdown took ${longest} ms`)
  const { rows } = await sql<{ many: number; different: number }>`select count(*)::int as many, count(distinct subject)::int as different
    from cases.case where subject like 'Lăn %'`.execute(world.db)
  must(rows[0]?.many === opened.length && rows[0].different === opened.length, `${opened.length} acknowledged, ${rows[0]?.many} there`)
})
