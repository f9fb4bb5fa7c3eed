import type { Server } from 'node:http'
import { Server as Listener, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A request under way longer than this when the house closes is cut. */
const PATIENCE_MS = 10_000
/** How long a quiet moment to shut the listener is waited for, and how short a round of the loop counts as quiet. */
const LISTENING_MS = 2_000
const QUIET_MS = 0.5
/** How long somebody let in may take to begin to ask. */
const ASKING_MS = 1_000

/**
 * Answers how to close this server so that nobody is cut off at the door: requests under way are answered, and so is who was let in and has not asked yet.
 * Called before the server listens. Two things would cut callers off otherwise. Closing the listener resets those the kernel has let in and the process
 * has not; libuv lets in one a round, so it is closed after a round in which nobody came. And Node counts a connection that has not asked yet as idle.
 */
export function closerOf(http: FastifyInstance): () => Promise<void> {
  const silent = new Set<Socket>()
  http.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  http.server.on('request', ({ socket }) => silent.delete(socket))
  return async () => {
    const timer = setTimeout(() => http.server.closeAllConnections(), PATIENCE_MS)
    await quietRound(http.server)
    // The listener alone and in the same turn: `http.Server.close` would end silent connections too, and Fastify takes rounds of its own before it.
    if (http.server.listening) Listener.prototype.close.call(http.server)
    for (const end = performance.now() + ASKING_MS; silent.size > 0 && performance.now() < end; ) await nextRound()
    await http.close()
    clearTimeout(timer)
  }
}

async function quietRound(server: Server): Promise<void> {
  let came = 0
  const count = () => void came++
  server.on('connection', count)
  // The rest of this round says nothing: whoever came in it may have come before the count.
  await nextRound()
  for (const end = performance.now() + LISTENING_MS; performance.now() < end; ) {
    const before = { came, at: performance.now() }
    await nextRound()
    if (came === before.came && performance.now() - before.at < QUIET_MS) break
  }
  server.off('connection', count)
}

const nextRound = () => new Promise((done) => setImmediate(done))
