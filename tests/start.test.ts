import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { isAlive } from '../platform/postgres/processes.ts'
import { children, cleanUp, folder, serverOf } from '../platform/postgres/testing.ts'

afterEach(cleanUp, 30_000)

/** `npm start` on a folder of its own, with the packaged database, and all it has said so far. */
function start(settings: Record<string, string>) {
  const { PATH = '' } = process.env
  const dataDir = folder()
  const house = spawn(process.execPath, ['app/start.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH, DATA_DIR: dataDir, PORT: '0', SMTP_IN_PORT: '0', ...settings },
  })
  children.push(house)
  let said = ''
  for (const stream of [house.stdout, house.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
  }
  return { house, dataDir, said: () => said }
}

const endOf = async (house: ChildProcess) => house.exitCode ?? (await once(house, 'close'))[0]

/** A mail server that breaks off once it has said from whom. */
async function breakOff(port: number) {
  const caller = connect(port, '::1')
  for (const words of ['EHLO x\r\n', 'MAIL FROM:<lan@khach.example>\r\n']) {
    await once(caller, 'data')
    caller.write(words)
  }
  await once(caller, 'data')
  caller.resetAndDestroy()
}

describe('npm start', { timeout: 300_000 }, () => {
  test('at an IPv6 address and any free port: it tells where it is, people sign in there, LOG_LEVEL=info is told what is only of interest', async () => {
    const { house, dataDir, said } = start({ HOST: '::1', SMTP_IN_HOST: '::1', LOG_LEVEL: 'info' })
    const address = await vi.waitFor(() => tellsIn(said(), /is running: (http:\/\/\[::1\]:[1-9]\d*)\n/), 240_000)
    const signIn = await fetch(`${address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ email: 'lan@khach.example', password: 'không phải mật khẩu' }),
    })
    expect([signIn.status, await signIn.json()]).toMatchObject([401, { code: 'org.wrongLogin' }])
    await breakOff(Number(tellsIn(said(), /\(SMTP\): \[::1\]:([1-9]\d*)\n/)))
    await vi.waitFor(() => tellsIn(said(), /("level":30,.*smtp listener)/), 30_000)

    const server = serverOf(dataDir) ?? 0
    house.kill('SIGINT')
    expect([await endOf(house), isAlive(server)]).toEqual([0, false])
  })

  test('a fault that nobody waits for ends the start as any other does: told in both languages, no database left behind', async () => {
    const { house, dataDir, said } = start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FAULT)}` })
    expect(await endOf(house)).toBe(1)
    expect(said()).toContain('\nKhông mở được phần mềm. · Could not start.\n')
    expect(said()).toContain('Error: nobody waits for this')
    expect(said()).not.toContain('is running')
    expect(serverOf(dataDir)).toBeNull()
  })
})

/** As a library does that begins something on its own: once the database is there, while the doors are being opened. */
const FAULT = `
  const say = console.info
  console.info = (...words) => {
    say(...words)
    if (/brought up to date/.test(words[0])) Promise.reject(new Error('nobody waits for this'))
  }
`

function tellsIn(said: string, what: RegExp): string {
  const [, found] = what.exec(said) ?? []
  if (found === undefined) throw new Error(`not told: ${what}\n${said}`)
  return found
}
