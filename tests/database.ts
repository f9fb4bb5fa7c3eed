import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openBoss } from '#platform/jobs.ts'
import { migrate } from '#platform/migrate.ts'
import { databaseIn, openScratch } from '#platform/postgres.ts'

const TEMPLATE = 'tantam_template'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
  }
}

/** Once per run: one server of its own, one database with every migration applied. Each test file works in a copy of it. */
export async function setup(project: TestProject) {
  const server = await openScratch()
  await sql(server.url, `create database ${TEMPLATE}`)
  const url = databaseIn(server.url, TEMPLATE)
  await migrate(url)
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const boss = await openBoss(url, quiet, { schedule: false })
  await boss.stop({ graceful: false })
  project.provide('server', server.url)
  return () => server.stop()
}

/** A copy of the migrated database, and how to throw it away. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { inject } = await import('vitest')
  const server = inject('server')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await sql(server, `create database ${name} template ${TEMPLATE}`)
  return { url: databaseIn(server, name), drop: () => sql(server, `drop database ${name} with (force)`) }
}

async function sql(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
