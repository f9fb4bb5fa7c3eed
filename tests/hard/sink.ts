import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { atEnd } from './scenario.ts'

export type Sink = Awaited<ReturnType<typeof openSink>>
type Taken = { id: string; to: string[]; automatic: boolean; raw: string }

/** The mail server of the customers' providers: takes what comes and counts it. `slowMs`: how long it thinks before it says yes. */
export async function openSink(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const manner = { slowMs: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
        const id = /^message-id:\s*<([^>]+)>/im.exec(head)?.[1] ?? ''
        const to = session.envelope.rcptTo.map(({ address }) => address)
        taken.push({ id, to, automatic: /^auto-submitted:\s*auto/im.test(head), raw })
        setTimeout(() => done(), manner.slowMs)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  atEnd(() => new Promise<void>((down) => server.close(() => down())))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    manner,
    copies: (id: string) => taken.filter((mail) => mail.id === id).length,
  }
}
