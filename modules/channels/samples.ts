import { createServer as createWebServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll } from 'vitest'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import type { TestHouse } from '../../tests/house.ts'
import { parseMail } from './mail/parse.ts'
import { smtpInPort } from './services/smtp.ts'

/** What only tests use: mails written by hand, a mail program that sends them, a mail server that takes ours. */

export type Written = {
  from?: string
  to?: string
  cc?: string
  subject?: string
  text?: string
  html?: string
  messageId?: string
  headers?: Record<string, string>
  inReplyTo?: string
  references?: string[]
  /** Who the envelope says it is from; empty: a bounce. */
  envelopeFrom?: string
  attachments?: { filename: string; content: Buffer | string; contentType?: string; cid?: string }[]
  raw?: string | Buffer
}

/** Hands a mail over by real SMTP; answers what the listener said. */
export async function mails(house: TestHouse, written: Written): Promise<string> {
  const { from = 'Nguyễn Thị Hạnh <hanh@example.vn>', to = 'cskh@maylanh.example', envelopeFrom, raw, ...rest } = written
  const program = createTransport({ host: '127.0.0.1', port: smtpInPort(house.house) ?? 0, ignoreTLS: true })
  const envelope = { from: envelopeFrom ?? /[^<\s]+@[^>\s]+/.exec(from)?.[0] ?? '', to: to.split(',').map((one) => one.trim()) }
  try {
    const { response } = await program.sendMail(raw === undefined ? { from, to, envelope, ...rest } : { envelope, raw })
    return response
  } finally {
    program.close()
  }
}

export type Taken = { from: string; to: string[]; subject: string; text: string; headers: string; bytes: Buffer }

/** A real mail server on a free port, that keeps what it is handed. `options` make it refuse, delay or hang up. */
export async function openSink(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        keep(Buffer.concat(chunks), session.envelope).then(() => done(null, 'taken'), done)
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const close = () => new Promise<void>((down) => server.close(() => down()))
  afterAll(close)
  async function keep(bytes: Buffer, { mailFrom, rcptTo }: { mailFrom: { address: string } | false; rcptTo: { address: string }[] }) {
    const { subject, body } = await parseMail(bytes)
    const whole = bytes.toString('utf8')
    const headers = whole.slice(0, Math.max(whole.indexOf('\r\n\r\n'), 0)).replace(/\r\n[ \t]+/g, ' ')
    const to = rcptTo.map(({ address }) => address)
    taken.push({ from: mailFrom ? mailFrom.address : '', to, subject, text: body.text, headers, bytes })
  }
  return { port: (server.server.address() as AddressInfo).port, taken, keep, close }
}

/** A server that takes the whole mail and hangs up after the final dot, so that nobody knows what became of it. */
export async function openDropper() {
  const taken: string[] = []
  const server = createServer((socket) => {
    let mail: string | undefined
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const said = chunk.toString('latin1')
      if (mail !== undefined) {
        mail += said
        if (!mail.includes('\r\n.\r\n')) return
        taken.push(mail)
        socket.destroy()
      } else if (/^data/i.test(said)) {
        mail = ''
        socket.write('354 go on\r\n')
      } else socket.write(/^quit/i.test(said) ? '221 bye\r\n' : '250 fine\r\n')
    })
    socket.write('220 dropper\r\n')
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  afterAll(() => new Promise<void>((down) => server.close(() => down())))
  return { port: (server.address() as AddressInfo).port, taken }
}

/**
 * A mail provider's OAuth2 server (RFC 6749 §6, RFC 7662) on a free port: gives an access token for the newest refresh token only, and another
 * refresh token with it. `asked`: how often a token was asked for. `forget` ends every access token, `takes` tells whether one is good, `refuses` every further renewal.
 */
export async function openProvider(client: { id: string; secret: string; username: string }) {
  const good = new Set<string>()
  const provider = { asked: 0, refuses: false, refreshToken: 'lam-moi-0' }
  const renewed = (form: URLSearchParams) => {
    provider.asked++
    const isClient = form.get('client_id') === client.id && form.get('client_secret') === client.secret
    if (!isClient) return { error: 'invalid_client', error_description: 'Unknown client.' }
    const isRefresh = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === provider.refreshToken
    if (provider.refuses || !isRefresh) return { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }
    provider.refreshToken = `lam-moi-${provider.asked}`
    good.add(`truy-cap-${provider.asked}`)
    return { access_token: `truy-cap-${provider.asked}`, token_type: 'Bearer', expires_in: 3_600, refresh_token: provider.refreshToken }
  }
  const introspected = (form: URLSearchParams) =>
    good.has(form.get('token') ?? '') ? { active: true, username: client.username } : { active: false }
  const server = createWebServer(async (request, answer) => {
    const form = new URLSearchParams(await bodyOf(request))
    const said = request.url === '/token' ? renewed(form) : introspected(form)
    answer.writeHead('error' in said ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  afterAll(() => new Promise<void>((down) => server.close(() => down())))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(provider, {
    tokenUrl: `${address}/token`,
    introspection: `${address}/introspect`,
    takes: (token: string) => good.has(token),
    forget: () => good.clear(),
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** From now on this house sends through that server. */
export const sendsThrough = (house: TestHouse, port: number) =>
  house.does((ctx) => changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port, security: 'none', username: '', password: '' }))

/** Waits until something is so, at most ten seconds. */
export async function until<Found>(
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  patienceMs = 10_000,
): Promise<Found> {
  const last = Date.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > last) throw new Error('it did not happen')
    await new Promise((done) => setTimeout(done, 40))
  }
}

/** One header of a mail as the sink took it, unfolded. */
export const headerOf = ({ headers }: Taken, name: string) =>
  headers
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim())

/** A picture of two pixels. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWM4Y2x8xtiYAUIBACPqBMlwUmUNAAAAAElFTkSuQmCC',
  'base64',
)
