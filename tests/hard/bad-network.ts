import { writes } from './load.ts'
import { openProxy } from './proxy.ts'
import { many, must, rest, say, scenario, until } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { isReady, openWorld, settled } from './world.ts'

/** Rule 4 and A53's cases that one machine can show: a database far away, one that falls silent, connections cut in between. */
await scenario('A53: a slow, a silent and a cut network to the database: clear answers, recovery, nothing lost or doubled', async () => {
  const world = await openWorld()
  const proxy = await openProxy(world.url)
  const app = await world.start({ env: { DATABASE_URL: proxy.url } })
  const load = writes(world, () => app)
  await rest(many(20, 5) * 1_000)

  proxy.manner.lateMs = 100
  const slow = load.answered()
  await rest(many(60, 15) * 1_000)
  must(load.answered() > slow, 'with 200 ms to the database and back nothing was answered any more')
  say(`${load.answered() - slow} acknowledged while every question took 200 ms more`)
  proxy.manner.lateMs = 0

  for (let time = 0; time < many(10, 2); time++) {
    proxy.manner.silent = true
    await rest(time === 0 ? many(30, 10) * 1_000 : 3_000)
    const alive = await fetch(`${app.address}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null)
    must(alive?.ok, 'while its database is silent the process does not answer /healthz')
    if (time % 2 === 1) proxy.cut()
    proxy.manner.silent = false
    const began = performance.now()
    const before = load.answered()
    await until(() => load.answered() > before + 5 && isReady(app.address), 'the house serves again', 60_000)
    say(`serving again ${((performance.now() - began) / 1_000).toFixed(1)} s after the network was back`)
  }
  must(app.isRunning(), `the process ended: ${app.words().slice(-2_000)}`)
  const promised = await load.stop()
  await settled(world)
  await nothingLostNothingDoubled(world, promised)
  await app.stop()
})
