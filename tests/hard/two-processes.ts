import { writes } from './load.ts'
import { many, rest, say, scenario } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { openWorld, settled } from './world.ts'

/** Two processes on one DATABASE_URL, both doing everything: whatever one starts the other may finish, and each thing happens once. */
await scenario('Two processes on one database share the work; one is killed again and again, and nothing is lost or doubled', async () => {
  const world = await openWorld()
  const apps = [await world.start(), await world.start()]
  let at = 0
  const load = writes(world, () => {
    at++
    const [one, other] = apps
    if (!one || !other) throw new Error('two processes')
    return at % 2 ? one : other
  })
  for (let kill = 0; kill < many(40, 3); kill++) {
    await rest(2_000 + Math.random() * 3_000)
    const turn = kill % 2
    const app = apps[turn]
    await app?.kill()
    await rest(Math.random() * 1_000)
    if (app) apps[turn] = await world.start({ port: app.port, smtpPort: app.smtpPort })
  }
  const promised = await load.stop()
  await settled(world)
  await nothingLostNothingDoubled(world, promised)
  for (const app of apps) say(`shut down in ${((await app.stop()) / 1_000).toFixed(1)} s`)
})
