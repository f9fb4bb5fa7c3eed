import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { closerOf } from './closing.ts'

const callers: Socket[] = []
afterEach(() => {
  for (const caller of callers.splice(0)) caller.destroy()
})

async function open() {
  const http = Fastify({ forceCloseConnections: 'idle', return503OnClosing: false })
  let answer: () => void = () => undefined
  const slow = new Promise<void>((done) => {
    answer = done
  })
  http.get('/kept', async (_request, reply) => reply.hijack().raw.end('giữ'))
  http.get('/', async () => 'đây')
  http.get('/slow', async () => slow.then(() => 'sau'))
  // As the house does while it drains.
  http.addHook('onSend', async (_request, reply) => void reply.header('connection', 'close'))
  const close = closerOf(http)
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as AddressInfo
  return { port, close, answer }
}

/** A caller let in, and all it is told until it is cut off or shown out. */
async function call(port: number) {
  const socket = connect(port, '127.0.0.1')
  callers.push(socket)
  let heard = ''
  const left = new Promise<string>((done) => {
    socket.on('data', (piece) => {
      heard += piece
    })
    socket.once('error', (error: NodeJS.ErrnoException) => done(String(error.code)))
    socket.once('close', () => done('shown out'))
  })
  await once(socket, 'connect')
  return { asks: (path = '/') => socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`), heard: () => heard, left }
}

test('who was let in and has not asked yet is answered; who comes after is refused', async () => {
  const { port, close } = await open()
  const early = await call(port)
  const closed = close()
  await expect.poll(() => call(port).catch((error: NodeJS.ErrnoException) => error.code)).toBe('ECONNREFUSED')
  early.asks()
  await closed
  expect(await early.left).toBe('shown out')
  expect(early.heard()).toMatch(/^HTTP\/1\.1 200[\s\S]*đây$/)
})

test('a request under way is answered, a connection that rests is ended, one that never asks is not waited for', async () => {
  const { port, close, answer } = await open()
  const [under, resting, mute] = await Promise.all([call(port), call(port), call(port)])
  under.asks('/slow')
  resting.asks('/kept')
  await expect.poll(resting.heard).toContain('giữ')
  const closed = close()
  expect(await Promise.race([resting.left, mute.left])).toBe('shown out')
  expect(await mute.left).toBe('shown out')
  expect(under.heard()).toBe('')
  answer()
  await closed
  expect(await under.left).toBe('shown out')
  expect(under.heard()).toMatch(/^HTTP\/1\.1 200[\s\S]*sau$/)
})
