import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export type Heard = { status: number; body: string; headers: IncomingHttpHeaders; ms: number }
type Asked = { method?: string; headers?: Record<string, string>; body?: string; from?: string }

const agents = new Map<string, Agent>()

/** The loopback address of visitor number so and so: to the house each is somebody else. */
export const placeOf = (visitor: number) =>
  `127.${1 + (Math.floor(visitor / 60_000) % 200)}.${1 + (Math.floor(visitor / 240) % 250)}.${1 + (visitor % 240)}`

/** Asks from a loopback address of one's own over one open connection; `fetch` can do neither. */
export function asks(address: string, path: string, { method = 'GET', headers = {}, body, from = '127.0.0.1' }: Asked = {}) {
  const { hostname, port } = new URL(address)
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 64 })
  agents.set(from, agent)
  return new Promise<Heard>((done, failed) => {
    const began = performance.now()
    const asked = request({ hostname, port, path, method, headers, agent, localAddress: from, timeout: 30_000 }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', failed)
      answer.on('end', () => {
        const ms = performance.now() - began
        done({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString(), headers: answer.headers, ms })
      })
    })
    asked.on('error', failed).on('timeout', () => asked.destroy(new Error('no answer within 30 s')))
    asked.end(body)
  })
}

/** Lets go of the open connections of one visitor. */
export function leaves(from: string) {
  agents.get(from)?.destroy()
  agents.delete(from)
}
