import { writes } from './load.ts'
import { many, must, rest, say, scenario } from './scenario.ts'
import { nothingLostNothingDoubled } from './verdict.ts'
import { openWorld, settled } from './world.ts'

/** A49, with A08 and A47 for mail and keys: every fifth time the database goes too, the whole tree of `npm start`. */
await scenario('A49: kill -9 of the process tree at any moment, under load: nothing acknowledged is lost, nothing is doubled', async () => {
  const world = await openWorld({ embedded: true })
  let app = await world.start()
  const { port, smtpPort } = app
  const load = writes(world, () => ({ address: `http://127.0.0.1:${port}`, smtpPort }))
  const kills = many(200, 3)
  for (let kill = 1; kill <= kills; kill++) {
    await rest(500 + Math.random() * 3_000)
    must(app.isRunning(), `the process ended by itself: ${app.words().slice(-2_000)}`)
    await app.kill({ withServer: kill % 5 === 0 })
    app = await world.start({ port, smtpPort })
    if (kill % 10 === 0 || kill === kills) say(`${kill} kills, ${load.answered()} acknowledged`)
  }
  const promised = await load.stop()
  await settled(world)
  await nothingLostNothingDoubled(world, promised)
  await app.stop()
  must(world.serverProcesses().length === 0, 'the database was left running')
})
