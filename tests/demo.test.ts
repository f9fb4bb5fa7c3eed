import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { firstRunState, openIdentity } from '#org'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { beginFilling, endFilling } from '#platform/underway.ts'
import { openDemoDoors } from '../app/demo/doors.ts'
import { demoRoom, type Player } from '../app/demo/room.ts'
import { fileOfDoors, sayStandingDoors } from '../app/demo/say.ts'
import { hireStaff } from '../app/demo/staff.ts'
import { buildHouse, openDoors, openLog } from '../app/open.ts'
import { rooms } from '../app/rooms.ts'
import { freshDatabase } from './database.ts'

/** The first visit that looks at a sample company, as whoever asks the house and whoever reads its terminal meets it; the six months are left out. */
const { url, drop } = await freshDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'tantam-test-'))
const terminal: string[] = []
const said = () => terminal.splice(0).join('\n')
const say = (line: string) => void terminal.push(line)
const stage: { fail?: string; end: () => void } = { end: () => undefined }
let house: House
let close = async () => {}

afterAll(async () => {
  await close()
  await drop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The staff are hired, one day passes, and the rest waits for `stage.end`. */
const play: Player = async (address, told) => {
  if (stage.fail) throw new Error(stage.fail)
  const { people } = await act(house, { me: SYSTEM }, async (ctx) => {
    await beginFilling(ctx)
    return hireStaff(ctx)
  })
  told({ done: 1, of: 182, day: '2026-06-02' })
  await new Promise<void>((done) => {
    stage.end = done
  })
  const doors = await openDemoDoors(house, people, address)
  await act(house, { me: SYSTEM }, endFilling)
  return doors
}

let address = ''
async function start(publicUrl = 'http://127.0.0.1:3000') {
  await close()
  house = await buildHouse({
    ...{ url, dataDir, publicUrl, secret: Buffer.alloc(32, 7), poolSize: 4, log: openLog('silent') },
    ...{ smtpIn: { host: '127.0.0.1', port: 0 }, rooms: { ...rooms, demo: demoRoom(() => house, { play, say }) } },
  })
  const identity = await openIdentity(house)
  const opened = await openDoors(house, { whoIs: identity.whoIs, identity, host: '127.0.0.1', port: 0, services: false })
  address = opened.address
  close = async () => {
    await opened.close()
    await identity.close()
  }
}

async function asks(method: string, path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
  })
  return { status: answer.status, ...z.record(z.string(), z.unknown()).parse(await answer.json()) }
}
const PATIENT = { timeout: 20_000 }
const eventually = (state: string) => expect.poll(async () => (await asks('GET', '/demo')).state, PATIENT).toBe(state)
let claim = ''

test('a play that failed before anybody was hired may be begun again, and the terminal says so', async () => {
  await start()
  expect(await asks('GET', '/demo')).toMatchObject({ state: 'none', mayBegin: true })
  stage.fail = 'no room on the disk'
  expect((await asks('POST', '/demo')).status).toBe(202)
  await eventually('failed')
  expect(await asks('GET', '/demo')).toMatchObject({ state: 'failed', mayBegin: true })
  expect(said()).toMatch(/Đang dựng công ty mẫu[\s\S]*chưa dựng xong/)
  stage.fail = undefined
})

test('while it is played every window reads how far it is, and nobody begins another', async () => {
  const begun = await asks('POST', '/demo')
  claim = z.string().parse(begun.claim)
  await expect.poll(() => asks('GET', '/first-run'), PATIENT).toMatchObject({ needed: false, isBeingFilled: true, isDemo: false })
  await expect.poll(() => asks('GET', '/demo'), PATIENT).toMatchObject({ done: 1 })
  expect(await asks('GET', '/demo')).toEqual({ status: 200, state: 'playing', mayBegin: false, done: 1, of: 182, day: '2026-06-02' })
  expect(await asks('POST', '/demo')).toMatchObject({ status: 409, code: 'demo.alreadyPlaying' })
  expect(await asks('GET', `/demo/${claim}`)).toEqual({ status: 200, doors: [] })
  expect(said()).toMatch(/^Đang dựng công ty mẫu/)
})

test('when it is ready the terminal has the links, the claim has them, and nobody else', async () => {
  stage.end()
  await eventually('ready')
  const words = said()
  expect(words.match(/http:\/\/127\.0\.0\.1:3000\/vao\/[\w-]{22}$/gm)).toHaveLength(6)
  expect(words).toContain(fileOfDoors(dataDir))
  expect(statSync(fileOfDoors(dataDir)).mode & 0o777).toBe(0o600)
  expect(JSON.stringify(await asks('GET', '/demo'))).not.toContain('/vao/')
  expect(JSON.stringify(await asks('GET', '/first-run'))).not.toContain('/vao/')
  expect(await asks('GET', '/demo/somebody-elses')).toMatchObject({ status: 404, code: 'demo.unknownClaim' })
  expect(await asks('GET', `/demo/${claim}`)).toMatchObject({ doors: { length: 6 } })
  expect(await asks('GET', '/first-run')).toEqual({ status: 200, needed: false, isBeingFilled: false, isDemo: true })
  expect(await asks('POST', '/demo')).toMatchObject({ status: 409, code: 'demo.notEmpty' })
})

test('at a later start the terminal has the links that still work, at the address of that day; the claim has ended', async () => {
  await start('http://127.0.0.1:4000')
  expect(await asks('GET', '/demo')).toMatchObject({ state: 'ready', mayBegin: false })
  expect((await asks('GET', `/demo/${claim}`)).status).toBe(404)
  await sayStandingDoors(house, say)
  const words = said()
  expect(words).toContain(fileOfDoors(dataDir))
  const paths = [...words.matchAll(/http:\/\/127\.0\.0\.1:4000(\/vao\/[\w-]{22})$/gm)].map(([, path]) => path)
  expect(paths).toHaveLength(6)
  expect((await fetch(`${address}${paths[0]}`, { redirect: 'manual' })).status).toBe(303)
})

test('links that have ended are not shown as if they worked', async () => {
  house.clock = () => new Date(Date.now() + 31 * 86_400_000)
  await sayStandingDoors(house, say)
  const words = said()
  expect(words).toContain('đã hết hạn')
  expect(words).not.toContain('/vao/')
  expect(await asks('GET', '/first-run')).toMatchObject({ needed: false, isDemo: false })
})

test('a house without a sample company says nothing of one', async () => {
  rmSync(fileOfDoors(dataDir))
  await sayStandingDoors(house, say)
  expect(said()).toBe('')
  expect(await act(house, { me: SYSTEM }, firstRunState)).toEqual({ needed: false })
})
