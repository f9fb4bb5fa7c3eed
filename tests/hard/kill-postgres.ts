import { signal } from '../../platform/postgres/processes.ts'
import { writes } from './load.ts'
import { many, must, rest, say, scenario, until } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { isReady, openWorld, settled } from './world.ts'

/** A50: the database dies under the house, or is restarted politely every third time; the house stays and serves again. */
await scenario('A50: PostgreSQL killed and restarted under load: the process stays, nothing acknowledged is lost or doubled', async () => {
  const world = await openWorld({ embedded: true })
  const app = await world.start()
  const load = writes(world, () => app)
  const kills = many(50, 3)
  const waits: number[] = []
  for (let kill = 1; kill <= kills; kill++) {
    await rest(2_000 + Math.random() * 3_000)
    const processes = world.serverProcesses()
    must(processes.length > 0, 'the database does not run')
    if (kill % 3 === 0) signal(Math.min(...processes), 'SIGINT')
    else for (const pid of processes) signal(pid, 'SIGKILL')
    const before = load.answered()
    const began = performance.now()
    await until(() => load.answered() > before + 2 && isReady(app.address), 'the house serves again', 60_000)
    waits.push((performance.now() - began) / 1_000)
    must(app.isRunning(), `the process went with its database: ${app.words().slice(-2_000)}`)
  }
  waits.sort((a, b) => a - b)
  say(`serving again after ${waits[waits.length >> 1]?.toFixed(1)} s as a rule, ${waits.at(-1)?.toFixed(1)} s at most`)
  const promised = await load.stop()
  await settled(world)
  await nothingLostNothingDoubled(world, promised)
  await app.stop()
})
