import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type MailServer = Awaited<ReturnType<typeof openMailServer>>

/** The mail server of the customers' providers: takes everything and keeps it to be read. */
export async function openMailServer() {
  const got: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          got.push(mail)
          done()
        },
        (error) => done(error),
      )
    },
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    got,
    /** The first mail to this address that fits, as soon as it is there. */
    async mailTo(address: string, fits: (mail: ParsedMail) => boolean, patienceMs = 40_000): Promise<ParsedMail> {
      for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((done) => setTimeout(done, 150))) {
        const found = got.find((mail) => [mail.to].flat().some((to) => to?.text.includes(address)) && fits(mail))
        if (found) return found
      }
      throw new Error(`no such mail to ${address} among ${got.map(({ subject }) => subject).join(' | ')}`)
    },
    close: () => new Promise<void>((down) => server.close(() => down())),
  }
}
