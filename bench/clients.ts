import { connect, type Socket } from 'node:net'

/** What one client asks next; `undefined` ends it. */
export type Ask = { method: 'GET' | 'POST'; path: string; body?: string; headers?: string }
export type Took = { perSecond: number; seconds: number; answers: number; ms: number[]; wrong: string[] }

/**
 * So many clients, each asking again as soon as it is answered, over sockets of their own and with as little work as can be: what asks shares
 * the machine with what answers. `ms` has the time of every answer.
 */
export async function asking(
  address: string,
  { clients, seconds, key, next }: { clients: number; seconds: number; key: string; next: (client: number) => Ask },
): Promise<Took> {
  const { hostname, port } = new URL(address)
  const took: Took = { perSecond: 0, seconds: 0, answers: 0, ms: [], wrong: [] }
  const began = performance.now()
  const end = began + seconds * 1_000
  await Promise.all(
    Array.from({ length: clients }, (_, client) => oneClient({ hostname, port: Number(port), key, client, end, next, took })),
  )
  took.seconds = (performance.now() - began) / 1_000
  took.perSecond = took.answers / took.seconds
  return took
}

type One = { hostname: string; port: number; key: string; client: number; end: number; next: (client: number) => Ask; took: Took }

function oneClient({ hostname, port, key, client, end, next, took }: One): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, hostname)
    let began = 0
    let came: Buffer[] = []
    const ask = () => {
      if (performance.now() >= end) return socket.end(done)
      began = performance.now()
      write(socket, `${hostname}:${port}`, key, next(client))
    }
    socket.setNoDelay(true)
    socket.on('connect', ask)
    socket.on('error', fail)
    socket.on('data', (chunk: Buffer) => {
      came.push(chunk)
      const all = came.length === 1 ? chunk : Buffer.concat(came)
      const answer = complete(all)
      if (!answer) {
        came = [all]
        return
      }
      came = []
      took.answers++
      took.ms.push(performance.now() - began)
      if (answer.status >= 300 && took.wrong.length < 5) took.wrong.push(`${answer.status} ${answer.body.slice(0, 300)}`)
      ask()
    })
  })
}

function write(socket: Socket, host: string, key: string, { method, path, body, headers = '' }: Ask) {
  const length = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
  socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n${headers}${length}\r\n${body ?? ''}`)
}

/** The answer, once all of it is there; every answer of the house names its length. */
function complete(all: Buffer): { status: number; body: string } | undefined {
  const head = all.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const words = all.toString('latin1', 0, head)
  const length = Number(/content-length: (\d+)/i.exec(words)?.[1] ?? 0)
  if (all.length < head + 4 + length) return undefined
  const status = Number(words.slice(9, 12))
  return { status, body: status >= 300 ? all.toString('utf8', head + 4, head + 4 + length) : '' }
}

/** The value below which this part of all values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}
