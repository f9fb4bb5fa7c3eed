import { sql } from 'kysely'
import { writes } from './load.ts'
import { many, must, rest, say, scenario, until } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { openWorld, settled } from './world.ts'

/** A51: connections cut at random, ten a second for five minutes; the pool gives back every place. */
await scenario('A51: random database sessions ended every 100 ms: the process stays, no place in the pool is stuck', async () => {
  const world = await openWorld()
  const app = await world.start()
  const load = writes(world, () => app)
  const rounds = many(3_000, 60)
  let ended = 0
  for (let round = 0; round < rounds; round++) {
    const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' order by random() limit 1`.execute(
      world.db,
    )
    ended += rows.length
    await rest(100)
  }
  must(app.isRunning(), `the process ended: ${app.words().slice(-2_000)}`)
  const promised = await load.stop()
  say(`${ended} sessions ended, ${promised.again} asked again`)
  const pool = await until(
    async () => {
      const metrics = await (await fetch(`${app.address}/metrics`)).text()
      const of = (state: string) =>
        [...metrics.matchAll(new RegExp(`^tantam_pool_clients\\{[^}]*state="${state}"[^}]*\\} (\\d+)`, 'gm'))].reduce(
          (sum, [, many]) => sum + Number(many),
          0,
        )
      return of('total') > 0 && of('waiting') === 0 && of('total') - of('idle') <= 1 && { total: of('total'), idle: of('idle') }
    },
    'every place in the pool is idle again',
    60_000,
  )
  say(`pool: ${pool.total} places, ${pool.idle} idle`)
  await settled(world)
  await nothingLostNothingDoubled(world, promised)
  await app.stop()
})
