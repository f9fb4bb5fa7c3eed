import { ImapFlow } from 'imapflow'
import { isHere } from './here.ts'

type Wanted = { host: string; port: number; secure: boolean; username: string; auth: string }

/** A client that gives up on a silent server, and never logs what passes. `pass`: a password, or an OAuth2 access token. */
export function imapClient({ host, port, secure, username, auth }: Wanted, pass: string): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure,
    doSTARTTLS: secure || isHere(host) ? undefined : true,
    auth: auth === 'xoauth2' ? { user: username, accessToken: pass } : { user: username, pass },
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 120_000,
    maxIdleTime: 25 * 60_000,
    disableAutoIdle: true,
  })
  // Without a listener a lost connection would end the process; whoever awaits a command hears of it anyway.
  client.on('error', () => undefined)
  return client
}

/** Did the server refuse the sign-in itself, and not the folder or the line? */
export const isSignInRefused = (error: unknown): boolean => (error as { authenticationFailed?: boolean }).authenticationFailed === true
