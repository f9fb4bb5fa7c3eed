import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { act } from '#platform/act.ts'
import { type HouseParts, SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { receiveMail } from '../actions/receive.ts'
import { sameAddress } from '../mail/headers.ts'

const MOST_BYTES = 35 * 1024 * 1024
const MOST_RECIPIENTS = 100
const MOST_CLIENTS = 50
/** Mails one address may hand over in a minute; a mail server at full speed stays below. */
const MOST_A_MINUTE = 2400
/** Bytes held in memory by all connections together. */
const MOST_HELD = 200 * 1024 * 1024

const ports = new WeakMap<HouseParts, number>()

/** Where the listener of this house is bound, chosen by the system where the settings say 0; undefined before it listens. */
export const smtpInPort = (house: HouseParts): number | undefined => ports.get(house)

class Reply extends Error {
  readonly responseCode: number
  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

/** Takes mail in by SMTP. 250 is said only after the mail is durable; what is too much now is asked for again later. */
export async function startSmtp(house: House): Promise<() => Promise<void>> {
  const held = { bytes: 0 }
  const rate = rateOf(MOST_A_MINUTE)
  const server = new SMTPServer({
    name: new URL(house.publicUrl).hostname,
    banner: 'Tan Tam',
    size: MOST_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideENHANCEDSTATUSCODES: false,
    maxClients: MOST_CLIENTS,
    socketTimeout: 60_000,
    closeTimeout: 10_000,
    logger: false,
    onMailFrom: (_address, session, done) =>
      done(
        house.draining
          ? new Reply(421, 'closing')
          : rate(session.remoteAddress)
            ? null
            : new Reply(451, 'too much at once, try again in a minute'),
      ),
    onRcptTo: (_address, session, done) =>
      done(session.envelope.rcptTo.length < MOST_RECIPIENTS ? null : new Reply(452, 'too many recipients')),
    onData: (stream, session, done) => {
      take(house, stream, session, held).then(
        (words) => done(null, words),
        (error) => done(error instanceof Reply ? error : unavailable(house, error)),
      )
    },
  })
  server.on('error', (error) => house.log.info({ error: String(error) }, 'smtp listener'))
  const { host, port } = house.settings.smtpIn
  await new Promise<void>((up, failed) => {
    server.server.once('error', failed)
    server.listen(port, host, up)
  })
  ports.set(house, (server.server.address() as AddressInfo).port)
  return () => new Promise<void>((down) => server.close(() => down()))
}

async function take(house: House, stream: SMTPServerDataStream, session: SMTPServerSession, held: { bytes: number }): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  let refused: Reply | null = null
  try {
    for await (const chunk of stream) {
      size += chunk.length
      held.bytes += chunk.length
      if (size > MOST_BYTES) refused ??= new Reply(552, 'message too large, at most 35 MB')
      if (held.bytes > MOST_HELD) refused ??= new Reply(451, 'busy, try again')
      // Read to the end even so: the sender hears the reason only after its last dot.
      if (refused) chunks.length = 0
      else chunks.push(chunk)
    }
    if (refused) throw refused
    const { mailFrom, rcptTo } = session.envelope
    const envelope = {
      from: mailFrom ? sameAddress(mailFrom.address) : '',
      to: rcptTo.map(({ address }) => sameAddress(address)),
      address: session.remoteAddress,
    }
    const rawId = await act(house, { me: SYSTEM }, (ctx) => receiveMail(ctx, { source: 'smtp', bytes: Buffer.concat(chunks), envelope }))
    return rawId ? `kept as ${rawId}` : 'already here'
  } finally {
    held.bytes -= size
  }
}

/** Whatever went wrong, the mail is still with its sender: it comes again. */
function unavailable(house: House, error: unknown): Reply {
  house.log.warn({ error: String(error) }, 'a mail could not be kept and was asked for again')
  return new Reply(451, 'cannot keep mail at the moment, try again')
}

/** Counts per address in windows of a minute; forgets them all at the end of each. */
function rateOf(most: number) {
  const counts = new Map<string, number>()
  let until = 0
  return (address: Socket['remoteAddress']): boolean => {
    if (Date.now() > until) {
      counts.clear()
      until = Date.now() + 60_000
    }
    const count = (counts.get(String(address)) ?? 0) + 1
    counts.set(String(address), count)
    return count <= most
  }
}
