import { chmodSync, chownSync, lstatSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { isAlive, until } from './postgres/processes.ts'
import { ask, child, cleanUp, folder, folders, isRoot, open, ownerOf, reachableForAll, serverOf } from './postgres/testing.ts'
import { DatabaseTrouble, openEmbedded } from './postgres.ts'

afterEach(cleanUp, 30_000)

describe('one house', { timeout: 60_000 }, () => {
  test('makes a database at the first start and finds its data again at the second', async () => {
    const dataDir = folder()
    const first = await open(dataDir)
    await ask(first.url, 'create table kept as select 7 as n')
    const server = serverOf(dataDir) ?? 0
    await first.stop()
    await first.stop()
    expect(isAlive(server)).toBe(false)
    expect(lstatSync(join(dataDir, 'postgres.url')).mode & 0o777).toBe(0o600)

    const second = await open(dataDir)
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
  })

  test('knows Vietnamese letters, whatever the locale of the machine', async () => {
    const { url, stop } = await open(folder())
    await ask(url, 'create extension pg_trgm; create extension unaccent')
    const words = `to_tsvector('simple', '“Đường phố” – ĐẶNG') @@ 'đặng'`
    const [found] = await ask(
      url,
      `select ${words} as words, similarity('đường', 'Đường') = 1 as alike, unaccent('Đặng') as bare, current_setting('timezone') as zone`,
    )
    expect(found).toEqual({ words: true, alike: true, bare: 'Dang', zone: 'UTC' })
    await stop()
  })

  test('refuses a second house on the same folder and names the first; a tool may join', async () => {
    const dataDir = folder()
    const first = await open(dataDir)
    await expect(open(dataDir)).rejects.toThrow(new RegExp(`tiến trình ${process.pid} .*\n.*process ${process.pid} `))
    const tool = await openEmbedded({ dataDir, join: true })
    expect(await ask(tool.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await tool.stop()
    expect(await ask(first.url, 'select 2 as n')).toEqual([{ n: 2 }])
    await first.stop()
  })
})

describe('whose files', { timeout: 60_000 }, () => {
  test('a link to files that are gone stops the start with words', async () => {
    const dataDir = folder()
    symlinkSync('/nonexistent/database', join(dataDir, 'postgres'))
    await expect(open(dataDir)).rejects.toThrow(DatabaseTrouble)
    await expect(open(dataDir)).rejects.toThrow(/nhưng thư mục đó không còn/)
  })

  test('a path too long for a socket has its socket elsewhere', async () => {
    const parent = folder()
    chmodSync(parent, 0o755)
    const deep = join(parent, 'x'.repeat(100))
    folders.unshift(deep)
    const { url, stop } = await open(deep)
    const sockets = new URL(url).searchParams.get('host') ?? ''
    expect(sockets).toMatch(/^\/tmp\/tantam-\w{24}$/)
    expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }])
    await stop()
    rmSync(sockets, { recursive: true })
  })
})

describe.skipIf(!isRoot)('root and others', { timeout: 60_000 }, () => {
  test('as root where the database cannot reach the folder, its files lie under /var/lib/tantam', async () => {
    const closed = mkdtempSync('/root/tantam-test-')
    const dataDir = join(closed, 'data')
    folders.push(dataDir, closed)
    const said: string[] = []
    const first = await openEmbedded({ dataDir, say: (line) => said.push(line) })
    expect(realpathSync(join(dataDir, 'postgres'))).toMatch(/^\/var\/lib\/tantam\/database-/)
    expect(said[0]).toContain('/var/lib/tantam/database-')
    await ask(first.url, 'create table kept as select 12 as n')
    await first.stop()
    const second = await open(dataDir)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 12 }])
    await second.stop()
  })

  test.skipIf(!isRoot || !reachableForAll())(
    'an ordinary user starts, is told whose a foreign database is, and root can start theirs',
    async () => {
      const [mine, roots] = [folder(), folder()]
      chownSync(mine, 65534, 65534)
      const { house, url } = await child(mine, undefined, { uid: 65534, gid: 65534 })
      expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }])
      expect(ownerOf(join(mine, 'postgres')).uid).toBe(65534)
      house.kill('SIGTERM')
      await until(() => house.exitCode !== null || house.signalCode !== null, 10_000)
      await (await open(mine)).stop()
      expect(ownerOf(join(mine, 'postgres.url')).uid).toBe(65534)

      await (await open(roots)).stop()
      chmodSync(roots, 0o777)
      await expect(child(roots, undefined, { uid: 65534, gid: 65534 })).rejects.toThrow(/thuộc về người dùng hệ thống số/)
    },
  )
})
