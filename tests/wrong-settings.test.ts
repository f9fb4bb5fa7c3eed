import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig, readSecret, refuseUnwritable } from '#platform/config.ts'
import { refuseUnreachable, tryDoors, unopened } from '../app/reachable.ts'

const folder = mkdtempSync(join(tmpdir(), 'tantam-test-'))
const file = join(folder, 'tep')
writeFileSync(file, 'không phải thư mục')
const taken = createServer()
const port = await new Promise<number>((open) => {
  taken.listen(0, '127.0.0.1', () => {
    const place = taken.address()
    open(typeof place === 'object' && place ? place.port : 0)
  })
})
afterAll(() => {
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The setting is named, and below it stands what to do, in Vietnamese and in English; a secret is never said again. */
function expectNamed(said: string, named: string) {
  const lines = said.split('\n')
  const at = lines.indexOf(`  ${named}`)
  expect([said, lines[at - 1]]).toEqual([said, 'Cài đặt sai · Wrong setting'])
  expect(lines.slice(at + 1, at + 3).every((line) => line.startsWith('    ') && line.trim().length > 10)).toBe(true)
  expect(said).not.toContain('mat-khau')
}

const FINE = { PORT: '0', SMTP_IN_PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data') }
const DATABASE_URL = 'postgres://a:mat-khau@127.0.0.1:1/b'

/** What the start looks at before anything is begun, in this process. */
async function begins(settings: Record<string, string>) {
  const config = readConfig({ ...FINE, ...settings })
  refuseUnwritable(config.dataDir)
  readSecret(config)
  await tryDoors(config)
  if (config.DATABASE_URL) await refuseUnreachable(config.DATABASE_URL)
}

test('what is fine is fine, and a folder that is not there yet is made', async () => {
  await begins({ DATA_DIR: join(folder, 'sâu/hơn/nữa') })
  await begins({})
})

test.each<[string, Record<string, string>]>([
  [`DATA_DIR=${file}`, { DATA_DIR: file }],
  [`DATA_DIR=${join(file, 'data')}`, { DATA_DIR: join(file, 'data') }],
  [`PORT=${port}`, { PORT: String(port) }],
  ['PORT=cổng', { PORT: 'cổng' }],
  ['HOST=203.0.113.9', { HOST: '203.0.113.9', PORT: String(port) }],
  ['HOST=a b', { HOST: 'a b' }],
  ['PUBLIC_URL=https://x.vn/sub', { PUBLIC_URL: 'https://x.vn/sub' }],
  ['PUBLIC_URL=https://x.vn/?a=1', { PUBLIC_URL: 'https://x.vn/?a=1' }],
  ['PUBLIC_URL=https://x.vn#a', { PUBLIC_URL: 'https://x.vn#a' }],
  ['PUBLIC_URL=https://…@x.vn', { PUBLIC_URL: 'https://a:mat-khau@x.vn' }],
  ['FILES_URL=s3://', { FILES_URL: 's3://' }],
  ['FILES_URL=s3://kho/thu-muc', { FILES_URL: 's3://kho/thu-muc' }],
  ['FILES_URL=s3://kho?endpoint=nonsense', { FILES_URL: 's3://kho?endpoint=nonsense' }],
  ['FILES_URL=s3://kho?endpoint=localhost:9000', { FILES_URL: 's3://kho?endpoint=localhost:9000' }],
  ['FILES_URL=s3://kho?region=', { FILES_URL: 's3://kho?region=' }],
  ['SECRET_KEY', { SECRET_KEY: 'mat-khau' }],
  ['DATABASE_URL', { DATABASE_URL }],
])('%s is refused and named in both languages', async (named, settings) => {
  const refused = await begins(settings).then(
    () => 'it began',
    (error: Error) => error.message,
  )
  expectNamed(refused, named)
})

test.each<[string, Record<string, string>]>([
  ['http://127.0.0.1:3301', {}],
  ['http://127.0.0.1:3000', { PORT: ' ' }],
  ['http://[::1]:3301', { HOST: '::1' }],
  ['http://localhost:3301', { HOST: '::' }],
  ['http://localhost:3301', { HOST: '0.0.0.0' }],
  ['https://cskh.congty.vn', { PUBLIC_URL: 'https://cskh.congty.vn/' }],
  ['https://cskh.congty.vn:8443', { PUBLIC_URL: 'https://cskh.congty.vn:8443', HOST: 'fe80::1%eth0' }],
])('links begin with %s where %o is set', (publicUrl, settings) => {
  expect(readConfig({ PORT: '3301', ...settings }).publicUrl).toBe(publicUrl)
})

test('a bucket is fine with and without the place of its service', () => {
  const bucketsOf = ['s3://kho', 's3://kho/?region=hn-1', 's3://kho?region=us-east-1&endpoint=http://127.0.0.1:9000']
  expect(bucketsOf.map((FILES_URL) => readConfig({ FILES_URL }).FILES_URL)).toEqual(bucketsOf)
})

test('where any port would do, the one that is taken is told and stands in links', async () => {
  const { PORT, SMTP_IN_PORT, publicUrl } = await tryDoors(readConfig(FINE))
  expect([PORT > 0, SMTP_IN_PORT > 0, publicUrl]).toEqual([true, true, `http://127.0.0.1:${PORT}`])
})

test('a port taken between the first look and the opening is named all the same', async () => {
  const late = createServer()
  const error = await new Promise((failed) => late.once('error', failed).listen(port, '127.0.0.1'))
  const doors = { host: '127.0.0.1', port, smtpIn: { host: '127.0.0.1', port: port + 1 } }
  expectNamed(String((unopened(error, doors) as Error).message), `PORT=${port}`)
  const mail = { ...doors, port: port + 1, smtpIn: { host: '127.0.0.1', port } }
  expectNamed(String((unopened(error, mail) as Error).message), `SMTP_IN_PORT=${port}`)
  expect(unopened(new Error('khác'), doors)).toMatchObject({ message: 'khác' })
})

test('whoever looks for the process that is being replaced is refused, never let in and cut off', async () => {
  const free = createServer()
  const at = await new Promise<number>((open) => free.listen(0, '127.0.0.1', () => open((free.address() as AddressInfo).port)))
  await new Promise((closed) => free.close(closed))
  const caller = new Worker(CALLER, { eval: true, workerData: at })
  await once(caller, 'online')
  for (let turn = 0; turn < 300; turn++) await tryDoors(readConfig({ ...FINE, PORT: String(at) }))
  caller.postMessage('stop')
  const [ends] = await once(caller, 'message')
  expect(ends).toEqual(['ECONNREFUSED'])
})

/** In a thread of its own, so that it can come at any moment: how each call ended. */
const CALLER = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { connect } = require('node:net')
  const ends = new Set()
  let over = false
  parentPort.on('message', () => { over = true })
  const again = (end) => () => {
    ends.add(end)
    if (over) parentPort.postMessage([...ends]), parentPort.close()
    else setImmediate(call)
  }
  function call() {
    const socket = connect(workerData, '127.0.0.1')
    socket.once('connect', again('let in')).once('error', ({ code }) => again(code)())
  }
  call()
`

/** `npm start` with these settings: how it ended and what it said. One that does not end is stopped: null. */
function starts(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['app/start.ts'], { cwd: join(import.meta.dirname, '..'), env: { PATH, ...FINE, ...settings } })
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
  }
  return new Promise((ended) => {
    child.on('close', (code) => {
      clearTimeout(timer)
      ended({ code, said })
    })
  })
}

/** A file system that has the folder above and makes none in it: root too is told, and nothing turns for ever. */
describe.skipIf(process.platform !== 'linux')('DATA_DIR=/proc/nope', { timeout: 90_000 }, () => {
  test.each<[string, Record<string, string>]>([
    ['with the packaged database', {}],
    ['with a database and a key of one’s own', { SECRET_KEY: 'ab'.repeat(32), DATABASE_URL }],
  ])('stops the start %s', async (_, settings) => {
    const { code, said } = await starts({ ...settings, DATA_DIR: '/proc/nope' })
    expect(code).toBe(1)
    expectNamed(said.trimEnd(), 'DATA_DIR=/proc/nope')
  })
})
