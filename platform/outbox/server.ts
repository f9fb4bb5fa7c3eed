import { Readable } from 'node:stream'
import { createTransport, type Transporter } from 'nodemailer'
import type { PluginFunction } from 'nodemailer/lib/mailer/index.js'
import type XOAuth2 from 'nodemailer/lib/xoauth2/index.js'
import { z } from 'zod'
import { setting } from '../settings.ts'

/** The company's outgoing mail server; null: the built-in test mailbox, nothing leaves the house. */
export const smtpSetting = setting(
  'mail.smtp',
  z
    .object({
      host: z.string().trim().min(1).max(255),
      port: z.coerce.number().int().min(1).max(65535),
      security: z.enum(['tls', 'starttls', 'none']),
      username: z.string().max(255).default(''),
      auth: z.enum(['password', 'xoauth2']).default('password'),
      /** With OAuth2 the refresh token. */
      password: z.string().max(8000).default(''),
      tokenUrl: z.string().max(1000).default(''),
      clientId: z.string().max(500).default(''),
      clientSecret: z.string().max(2000).default(''),
    })
    .nullable(),
  null,
  { isSecret: true },
)
export type Smtp = NonNullable<z.output<typeof smtpSetting.shape>>

/** How an access token is come by: one that was given, or whoever is asked for one each time somebody signs in. */
export type Token = Pick<XOAuth2.Options, 'accessToken' | 'provisionCallback'>

/** What may stand beside a mail that is handed to a transport: `ending` is done when the server wants the mail and all but the final dot went out. */
export type Ending = { ending?: () => Promise<unknown> }

/** A nodemailer transport for these settings; certificates are checked. `token`: what signs in where OAuth2 does. A mail may carry an `Ending`. */
export function transportFor(smtp: Omit<Smtp, 'tokenUrl' | 'clientId' | 'clientSecret'>, token: Token = {}): Transporter {
  const { host, port, security } = smtp
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    auth: authOf(smtp, token),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return transport.use('stream', holdEnd)
}

/** nodemailer reads a mail ahead while it still asks for leave to send it; what it writes to the server it reads from here, and not before. */
const holdEnd: PluginFunction = ({ data, message }, done) => {
  const { ending } = data as Ending
  if (ending) message.processFunc((input) => Readable.from(ended(input, ending)))
  done()
}

async function* ended(input: Readable, ending: () => Promise<unknown>) {
  yield* input
  await ending()
}

function authOf({ username, auth, password }: Pick<Smtp, 'username' | 'auth' | 'password'>, token: Token) {
  if (!username) return undefined
  return auth === 'xoauth2' ? { type: 'OAuth2' as const, user: username, ...token } : { user: username, pass: password }
}
