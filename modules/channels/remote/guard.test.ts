import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchPicture } from './fetch.ts'
import { checkTarget, isPublic, Refused, type Resolve } from './guard.ts'

const { deny, allow_shape: allowed } = JSON.parse(readFileSync(new URL('../corpora/ssrf/urls.json', import.meta.url), 'utf8')) as {
  deny: string[]
  allow_shape: string[]
}
/** Names of services that answer any name with the address written in it, and one public machine. */
const resolve: Resolve = async (host) => {
  const written = /(?:^|[.-])(\d+)[.-](\d+)[.-](\d+)[.-](\d+)\.(?:nip|sslip)\.io$/.exec(host)
  if (written) return [{ address: written.slice(1).join('.'), family: 4 }]
  if (/(nip|sslip)\.io$/.test(host))
    return [{ address: host.startsWith('--1') ? '::1' : '127.0.0.1', family: host.startsWith('--1') ? 6 : 4 }]
  return [{ address: '93.184.216.34', family: 4 }]
}

describe('A43: addresses', () => {
  test.each(deny)('refused: %j', async (url) => {
    await expect(checkTarget(url, resolve)).rejects.toThrow(Refused)
  })
  test.each(allowed)('allowed: %s', async (url) => {
    expect(isPublic((await checkTarget(url, resolve)).address)).toBe(true)
  })
  test('one private answer among public ones refuses the name', async () => {
    const both: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(checkTarget('https://example.com/', both)).rejects.toThrow(Refused)
    await expect(checkTarget('https://example.com/', async () => [{ address: '::ffff:127.0.0.1', family: 6 }])).rejects.toThrow(Refused)
    await expect(checkTarget('https://example.com/', async () => [])).rejects.toThrow(Refused)
  })
  test('a name is asked once, and what was checked is what is connected to', async () => {
    let asked = 0
    const rebinding: Resolve = async () => [{ address: asked++ ? '127.0.0.1' : '93.184.216.34', family: 4 }]
    expect(await checkTarget('http://example.com/a', rebinding)).toMatchObject({ address: '93.184.216.34' })
    expect(asked).toBe(1)
  })
})

describe('A43: behaviours', () => {
  let secret = 0
  let server: Server
  beforeAll(async () => {
    server = createServer((_, reply) => {
      secret++
      reply.end('secret')
    })
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  })
  afterAll(() => new Promise((down) => server.close(down)))
  test.each(['http://127.0.0.1:PORT/', 'http://localhost:PORT/', 'http://secret.example:8080/'])(
    '%s is never connected to',
    async (url) => {
      const { port } = server.address() as AddressInfo
      await expect(
        fetchPicture(url.replace('PORT', String(port)), { resolve: async () => [{ address: '127.0.0.1', family: 4 }] }),
      ).rejects.toThrow(Refused)
      expect(secret).toBe(0)
    },
  )
})
