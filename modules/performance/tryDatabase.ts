import { migrate } from '#platform/migrate.ts'
import { openScratch } from '#platform/postgres.ts'
export async function freshDatabase() {
  const s = await openScratch()
  await migrate(s.url)
  return { url: s.url, drop: () => s.stop() }
}
