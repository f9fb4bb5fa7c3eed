import { createServer, connect as reach, type Socket } from 'node:net'
import { join } from 'node:path'
import { atEnd } from './scenario.ts'

/** A bad network between the house and its database: late, silent, or cut. The database's address through it is `url`. */
export async function openProxy(databaseUrl: string) {
  const direct = new URL(databaseUrl)
  const socket = join(direct.searchParams.get('host') ?? '', `.s.PGSQL.${direct.port || 5432}`)
  const manner = { lateMs: 0, silent: false }
  const pairs = new Set<[Socket, Socket]>()

  function carry(from: Socket, to: Socket) {
    const waiting: { piece: Buffer; at: number }[] = []
    const timer = setInterval(() => {
      while (!manner.silent && waiting[0] && waiting[0].at <= performance.now()) to.write(waiting.shift()?.piece ?? '')
    }, 2)
    from.on('data', (piece: Buffer) => {
      if (!manner.silent && manner.lateMs === 0 && waiting.length === 0) to.write(piece)
      else waiting.push({ piece, at: performance.now() + manner.lateMs })
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      clearInterval(timer)
      to.destroy()
    })
  }

  const server = createServer((near) => {
    const far = reach(socket)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.once('close', () => pairs.delete(pair))
    carry(near, far)
    carry(far, near)
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  atEnd(() => {
    cut()
    server.close()
  })
  const place = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(typeof place === 'object' && place ? place.port : 0)
  url.search = ''
  return { url: url.href, manner, cut }
}
