import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { migrate } from '#platform/migrate.ts'
import { openScratch } from '#platform/postgres.ts'
import { floors } from '../modules/floors.ts'

/** `npm run types`: row types read from a fresh database with every migration applied. */
const root = join(import.meta.dirname, '..')
const server = await openScratch()
try {
  await migrate(server.url)
  execFileSync(
    join(root, 'node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      server.url,
      '--camel-case',
      '--type-only-imports',
      '--log-level',
      'error',
      '--include-pattern',
      `{platform,${floors.flat().join(',')}}.*`,
      '--exclude-pattern',
      'platform.(event|idempotency)_*',
      '--type-mapping',
      '{"int8":"number","date":"string"}',
      '--out-file',
      join(root, 'platform/database.gen.ts'),
    ],
    { cwd: root, stdio: 'inherit' },
  )
} finally {
  await server.stop()
}
