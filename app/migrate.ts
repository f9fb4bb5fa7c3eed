import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/migrate.ts'
import { openEmbedded } from '#platform/postgres.ts'

/** `npm run migrate`: applies what this release brings, without opening the doors. */
const config = readConfig()
const database = config.DATABASE_URL
  ? { url: config.DATABASE_URL, stop: async () => {} }
  : await openEmbedded({ dataDir: config.dataDir, join: true })
try {
  const ran = await migrate(database.url)
  console.info(ran.length > 0 ? ran.join('\n') : 'Không có gì mới.')
} finally {
  await database.stop()
}
