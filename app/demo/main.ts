import { act } from '#platform/act.ts'
import { readConfig, readSecret } from '#platform/config.ts'
import { SYSTEM } from '#platform/context.ts'
import { openEmbedded } from '#platform/postgres.ts'
import { endFilling } from '#platform/underway.ts'
import { buildHouse, openLog } from '../open.ts'
import { rooms } from '../rooms.ts'
import { playDemo } from './demo.ts'
import { openDemoDoors } from './doors.ts'

/**
 * Plays the demo into the house's database in a process of its own, so that nobody waits for it: one line of JSON for each day played, then
 * `{ doors }`. Started by `npm start -- --demo` and by the first visit; `DEMO_ADDRESS` is where the house answers.
 */
const tell = (fact: object) => console.info(JSON.stringify(fact))

async function main() {
  const config = readConfig()
  const database = config.DATABASE_URL
    ? { url: config.DATABASE_URL, stop: async () => {} }
    : await openEmbedded({ dataDir: config.dataDir, join: true, say: () => {} })
  const house = await buildHouse({
    ...{
      rooms,
      url: database.url,
      publicUrl: config.publicUrl,
      dataDir: config.dataDir,
      secret: readSecret(config),
      filesUrl: config.FILES_URL,
    },
    smtpIn: { host: '127.0.0.1', port: 0 },
    ...{ log: openLog('error'), delivery: 'inline', poolSize: 12, hasty: true },
  })
  const people = await playDemo(house, new Date(), (progress) => tell(progress))
  house.clock = () => new Date()
  const doors = await openDemoDoors(house, people, process.env.DEMO_ADDRESS ?? config.publicUrl)
  await act(house, { me: SYSTEM }, endFilling)
  tell({ doors })
  await house.end()
  await database.stop()
}

// The other end of the pipe is the house that wants the demo; whatever ends it, this process does not outlive it.
process.stdin.once('close', () => process.exit(1)).resume()

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
