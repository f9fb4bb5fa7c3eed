import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { firstRunState } from '#org'
import { act } from '#platform/act.ts'
import { type Ctx, SYSTEM } from '#platform/context.ts'
import { openStorage, storeFile } from '#platform/files.ts'
import { migrate, migrationFiles } from '#platform/migrate.ts'
import { beginFilling, emptyBrokenOff, endFilling } from '#platform/underway.ts'
import { hireStaff } from '../app/demo/staff.ts'
import { buildHouse, openLog } from '../app/open.ts'
import { rooms } from '../app/rooms.ts'
import { freshDatabase } from './database.ts'

/** A database and its folder with nobody connected between two deeds, as between two starts. */
const { url, drop } = await freshDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'tantam-test-'))
const clear = () => emptyBrokenOff({ url, dataDir, storage: openStorage(dataDir) })

afterAll(async () => {
  await drop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function inHouse<Reply>(run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> {
  const house = await buildHouse({
    ...{ url, dataDir, rooms, publicUrl: 'http://cskh.maylanh.example', secret: Buffer.alloc(32, 7), poolSize: 2 },
    ...{ smtpIn: { host: '127.0.0.1', port: 0 }, log: openLog('silent') },
  })
  try {
    return await act(house, { me: SYSTEM }, run)
  } finally {
    await house.end()
  }
}

const begin = async (ctx: Ctx) => {
  await beginFilling(ctx)
  await hireStaff(ctx)
  await storeFile(ctx, { name: 'ghi-chu.txt', bytes: Buffer.from('máy rò nước') })
}

test('a sample company that was broken off is cleared away with its files, and another can be begun', async () => {
  await inHouse(begin)
  writeFileSync(join(dataDir, 'audit-anchor.jsonl'), '{"seq":1,"hash":"00"}\n')
  expect(readdirSync(join(dataDir, 'files'))).toHaveLength(1)
  expect(await clear()).toBe(true)
  expect(readdirSync(join(dataDir, 'files'))).toEqual([])
  expect(existsSync(join(dataDir, 'audit-anchor.jsonl'))).toBe(false)
  expect(await migrate(url)).toHaveLength(migrationFiles().length)
  expect(await inHouse(firstRunState)).toEqual({ needed: true })
  expect(await clear()).toBe(false)
})

test('one that is whole is left alone', async () => {
  await inHouse(begin)
  await inHouse(endFilling)
  expect(await clear()).toBe(false)
  expect(await inHouse(firstRunState)).toEqual({ needed: false })
})

test('where somebody lives the filling does not begin, so that nothing of theirs is ever cleared away', async () => {
  await expect(inHouse(begin)).rejects.toThrow('there is a company here already')
  expect(await clear()).toBe(false)
  expect(await inHouse(firstRunState)).toEqual({ needed: false })
})
