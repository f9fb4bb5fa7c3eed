import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addressOf, type Config, readConfig, readSecret, refuseUnwritable, WrongSetting } from '#platform/config.ts'
import { openStorage } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { migrate } from '#platform/migrate.ts'
import { DatabaseTrouble, openEmbedded } from '#platform/postgres.ts'
import { emptyBrokenOff } from '#platform/underway.ts'
import { buildBrowser } from './build.ts'
import { playInto } from './demo/before.ts'
import { demoRoom } from './demo/room.ts'
import { runDemo } from './demo/runner.ts'
import { forgetDoors, sayStandingDoors } from './demo/say.ts'
import { openIdentity } from './doors.ts'
import { buildHouse, type Opened, openDoors, openLog } from './open.ts'
import { refuseUnreachable, tryDoors } from './reachable.ts'
import { rooms } from './rooms.ts'

const root = join(import.meta.dirname, '..')
/** How long it still serves after readiness fell, so that whoever shares out requests has noticed. */
const DRAIN_MS = 5_000
const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const FAULTS = ['unhandledRejection', 'uncaughtException'] as const
const say = (line: string) => console.info(line)

/** `npm start`: database, migrations, browser bundle, doors. A wrong setting stops here and names itself. */
async function main() {
  const given = readConfig()
  if (!given.FILES_URL) refuseUnwritable(given.dataDir)
  const secret = readSecret(given)
  const config = await tryDoors(given)
  // The process that plays the sample company reads the same surroundings and writes the same address into its links.
  process.env.PUBLIC_URL = config.publicUrl
  if (!existsSync(join(root, 'dist/index.html'))) say('Đang dựng giao diện lần đầu… · Building the browser’s half for the first time…')
  const opening = openDatabase(config)
  const early = stopEarly(async () => (await opening).stop())
  const building = buildBrowser()
  building.catch(() => undefined)
  const database = await opening
  try {
    await Promise.race([building.then(() => openHouse(config, secret, database, early)), early.broken])
  } catch (error) {
    // Whatever it was: no server is left behind that nobody owns.
    await database.stop()
    throw error
  }
}

type Database = Awaited<ReturnType<typeof openDatabase>>

async function openHouse(config: Config, secret: Buffer, database: Database, early: { over(): void }) {
  const storage = openStorage(config.dataDir, config.FILES_URL)
  if (await emptyBrokenOff({ url: database.url, dataDir: config.dataDir, storage })) {
    forgetDoors(config.dataDir)
    say('Công ty mẫu lần trước dựng dở đã được dọn đi. · The sample company that was broken off has been cleared away.')
  }
  const ran = await migrate(database.url)
  if (ran.length > 0) say(`Đã cập nhật cấu trúc dữ liệu (${ran.length} bước). · Database brought up to date (${ran.length} steps).`)
  if (process.argv.includes('--demo')) await playInto(database.url, config.publicUrl, say)
  const house: House = await buildHouse({
    url: database.url,
    publicUrl: config.publicUrl,
    dataDir: config.dataDir,
    secret,
    filesUrl: config.FILES_URL,
    smtpIn: { host: config.SMTP_IN_HOST, port: config.SMTP_IN_PORT },
    rooms: { ...rooms, demo: demoRoom(() => house, { play: runDemo, say }) },
    log: openLog(config.LOG_LEVEL),
  })
  const identity = await openIdentity(house)
  const opened = await openDoors(house, {
    whoIs: identity.whoIs,
    identity,
    host: config.HOST,
    port: config.PORT,
    dist: join(root, 'dist'),
    trustedProxies: config.TRUSTED_PROXIES,
  })
  early.over()
  closeOnSignals(opened, async () => {
    await identity.close()
    await database.stop()
  })
  say(
    `\n  Tận Tâm đang chạy · is running: ${config.publicUrl}\n  Thư đến · mail in (SMTP): ${addressOf(config.SMTP_IN_HOST, config.SMTP_IN_PORT)}\n  Dữ liệu · data: ${config.dataDir}\n  Dừng · stop: Ctrl-C\n`,
  )
  await sayStandingDoors(house, say).catch((error) =>
    house.log.warn({ error: String(error) }, 'the links of the sample company were not told'),
  )
}

async function openDatabase(config: Config) {
  if (config.DATABASE_URL) {
    await refuseUnreachable(config.DATABASE_URL)
    return { url: config.DATABASE_URL, stop: async () => {} }
  }
  return openEmbedded({ dataDir: config.dataDir, say })
}

/**
 * Before the doors are open, such as while the demo is played, a signal stops the database, and nothing is left behind. `broken` rejects with a
 * fault that nobody waits for, such as that of a library which begins on its own, so that it ends the start like any other.
 */
function stopEarly(stop: () => Promise<void>) {
  const leave = () => {
    say('\nĐang dừng… · Stopping…')
    stop().finally(() => process.exit(1))
  }
  for (const signal of SIGNALS) process.once(signal, leave)
  const { promise: broken, reject } = Promise.withResolvers<never>()
  broken.catch(() => undefined)
  for (const fault of FAULTS) process.on(fault, reject)
  return {
    broken,
    over: () => {
      for (const signal of SIGNALS) process.off(signal, leave)
      for (const fault of FAULTS) process.off(fault, reject)
    },
  }
}

/** First signal: readiness falls, requests finish, the database stops. Second: leave at once. */
function closeOnSignals(opened: Opened, after: () => Promise<void>) {
  let closing = false
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (closing) process.exit(1)
      closing = true
      say('\nĐang đóng cửa… · Closing…')
      opened
        .close(signal === 'SIGTERM' ? DRAIN_MS : 0)
        .then(after)
        .then(
          () => process.exit(0),
          (error) => {
            console.error(error)
            process.exit(1)
          },
        )
    })
  }
}

main().catch((error) => {
  if (error instanceof WrongSetting || error instanceof DatabaseTrouble) console.error(`\n${error.message}\n`)
  else console.error('\nKhông mở được phần mềm. · Could not start.\n', error)
  process.exit(1)
})
