import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { databaseIn, openEmbedded } from '../postgres.ts'
import { isAlive, until } from './processes.ts'
import { ask, child, children, cleanUp, folder, isRoot, open, ownerOf, retried, serverOf } from './testing.ts'

afterEach(cleanUp, 30_000)

describe('what killing leaves', { timeout: 60_000 }, () => {
  test('a killed house leaves its server, the next house takes it over', async () => {
    const dataDir = folder()
    const { house, url } = await child(dataDir)
    await ask(url, 'create table kept as select 8 as n')
    const server = serverOf(dataDir)
    house.kill('SIGKILL')
    await until(() => house.signalCode !== null, 5_000)

    const next = await open(dataDir)
    expect(serverOf(dataDir)).toBe(server)
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 8 }])
    await next.stop()
    expect(isAlive(server ?? 0)).toBe(false)
  })

  test('a killed server is started again under the same address, with everything committed', async () => {
    const dataDir = folder()
    const said: string[] = []
    const { url, stop } = await openEmbedded({ dataDir, say: (line) => said.push(line) })
    await ask(url, 'create table kept as select 9 as n')
    const server = serverOf(dataDir) ?? 0
    process.kill(server, 'SIGKILL')
    const rows = await retried(() => ask(url, 'select n from kept'), 5_000)
    expect(rows).toEqual([{ n: 9 }])
    expect(serverOf(dataDir)).not.toBe(server)
    expect(said).toEqual(['PostgreSQL vừa dừng đột ngột, đang khởi động lại. · PostgreSQL stopped suddenly and is being started again.'])
    await stop()
  })

  test('both killed: the next start recovers', async () => {
    const dataDir = folder()
    const { house, url } = await child(dataDir)
    await ask(url, 'create table kept as select 10 as n')
    house.kill('SIGKILL')
    process.kill(serverOf(dataDir) ?? 0, 'SIGKILL')
    const next = await open(dataDir)
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 10 }])
    await next.stop()
  })

  test('a scratch server goes with its process', async () => {
    const { house, url } = await child('', 'const { url } = await openScratch()')
    const home = join(new URL(url).searchParams.get('host') ?? '', '..')
    expect(await ask(databaseIn(url, 'template1'), 'show fsync')).toEqual([{ fsync: 'off' }])
    house.kill('SIGKILL')
    expect(await until(() => !existsSync(home), 10_000)).toBe(true)
  })
})

describe('what blocks nothing', { timeout: 60_000 }, () => {
  test('numbers of dead processes that strangers have by now block nothing', async () => {
    const dataDir = folder()
    const { house } = await child(dataDir)
    const owner = ownerOf(join(dataDir, 'postgres'))
    const stranger = spawn('sleep', ['60'], { ...(isRoot ? owner : {}), cwd: '/' })
    children.push(stranger)
    house.kill('SIGKILL')
    const server = serverOf(dataDir) ?? 0
    process.kill(server, 'SIGKILL')
    await until(() => !isAlive(server), 5_000)
    const note = join(dataDir, 'postgres/cluster/postmaster.pid')
    writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(stranger.pid)))
    writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: stranger.pid, birth: 'long ago', what: 'start.ts' }))

    const next = await open(dataDir)
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
    await next.stop()
  })

  test('a server that is frozen is ended and started anew', async () => {
    const dataDir = folder()
    const { house } = await child(dataDir)
    const server = serverOf(dataDir) ?? 0
    process.kill(server, 'SIGSTOP')
    house.kill('SIGKILL')
    const next = await open(dataDir)
    expect(serverOf(dataDir)).not.toBe(server)
    await next.stop()
  })

  test('a lost password file is made anew, a half-made cluster is begun again', async () => {
    const dataDir = folder()
    const first = await open(dataDir)
    await ask(first.url, 'create table kept as select 11 as n')
    await first.stop()
    rmSync(join(dataDir, 'postgres.url'))
    const second = await open(dataDir)
    expect(second.url).not.toBe(first.url)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 11 }])
    await second.stop()

    const halfMade = folder()
    mkdirSync(join(halfMade, 'postgres/cluster.new/base'), { recursive: true })
    if (isRoot) chownSync(join(halfMade, 'postgres'), ownerOf(join(dataDir, 'postgres')).uid, ownerOf(join(dataDir, 'postgres')).gid)
    await (await open(halfMade)).stop()
  })
})
