import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** A request under way longer than this when the house closes is cut. */
const PATIENCE_MS = 10_000
/** How long a quiet moment to shut the listener is waited for, and how short a round of the loop counts as quiet. */
const LISTENING_MS = 2_000
const QUIET_MS = 0.5

/**
 * Requests under way are answered, and nobody is cut off at the door. The kernel lets callers in before the process does; closing the listener resets
 * those it has let in and we have not. libuv lets in one a round, so the listener is closed after a round in which nobody came.
 */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), PATIENCE_MS)
  await quietRound(http.server)
  // At once, in the same turn: what Fastify has to do before it closes the listener takes rounds of its own.
  if (http.server.listening) http.server.close()
  await http.close()
  clearTimeout(timer)
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
