import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { changeMe } from '#org/contract'
import { openHouse, type TestHouse } from './house.ts'

/** What comes to the door and is no proper request: refused in the house's own shape and words, never a crash. */
let house: TestHouse

beforeAll(async () => {
  house = await openHouse()
})

const GUARDS = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options', 'permissions-policy']

/** The answer to bytes no client library would send. */
function raw(lines: string[]): Promise<{ status: number; head: string; body: Record<string, unknown> }> {
  const { hostname, port } = new URL(house.address)
  return new Promise((done, fail) => {
    let said = ''
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('error', fail)
    socket.on('data', (bytes) => {
      said += bytes
    })
    socket.on('close', () => {
      const [head = '', body = ''] = said.split('\r\n\r\n')
      done({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: JSON.parse(body) })
    })
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  })
}
const get = (path: string, ...headers: string[]) => raw([`GET ${path} HTTP/1.1`, 'host: x', 'connection: close', ...headers])

test.each(['/%E0%A4%A', '/api/v1/%E0%A4%A', '/api/v1/files/%zz', `/api/v1/cases/${'a'.repeat(400)}`])(
  'GET %s: an address that cannot be read',
  async (path) => {
    const { status, head, body } = await get(path)
    expect([status, body]).toEqual([400, { code: 'house.unreadable', message: 'Không đọc được nội dung gửi lên.' }])
    for (const name of GUARDS) expect(head).toContain(`\n${name}: `)
    expect(head).toContain('cache-control: no-store')
    expect((await get(path, 'accept-language: en')).body.message).toBe('What was sent cannot be read.')
  },
)

test('headers too large, and what is no HTTP', async () => {
  const large = await get('/healthz', `cookie: a=${'x'.repeat(40_000)}`)
  expect([large.status, large.body.code]).toEqual([431, 'house.headersTooLarge'])
  const none = await raw(['XIN CHÀO'])
  expect([none.status, none.body.code]).toEqual([400, 'house.unreadable'])
  for (const name of GUARDS) for (const { head } of [large, none]) expect(head).toContain(`\n${name}: `)
})

test.each(['abc', 'https://', 'https://noi-khac.example', 'http://[', 'javascript:alert(1)'])(
  'a write from the origin %s is refused, whatever it is',
  async (origin) => {
    const [method, path] = changeMe.at.split(' ')
    const answer = await house.visitor.fetches(`/api/v1${path}`, {
      method,
      body: '{}',
      headers: { origin, 'content-type': 'application/json' },
    })
    expect([answer.status, (await answer.json()).code]).toEqual([403, 'house.notAllowed'])
  },
)

test('a write from a page of ours comes through, as does one of a program that names no origin', async () => {
  for (const headers of [{ origin: house.address }, {}] as Record<string, string>[]) {
    const answer = await house.visitor.fetches('/api/v1/me', {
      method: 'PATCH',
      body: '{}',
      headers: { ...headers, 'content-type': 'application/json' },
    })
    expect([answer.status, (await answer.json()).code]).toEqual([401, 'house.notSignedIn'])
  }
})

test('a program with a wrong key is told of its key, not of a sign-in', async () => {
  for (const authorization of ['Bearer tt_khong-phai-khoa', 'bearer khac']) {
    const answer = await house.visitor.fetches('/api/v1/me', { headers: { authorization } })
    expect([answer.status, (await answer.json()).code]).toEqual([401, 'house.wrongKey'])
  }
})
