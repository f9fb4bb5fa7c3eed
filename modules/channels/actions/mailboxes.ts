import { ImapFlow } from 'imapflow'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/id.ts'
import { openText, sealText } from '#platform/secrets.ts'
import type { MailboxInput } from '../contract.ts'
import { sameAddress } from '../mail/headers.ts'
import { insertMailbox, markRemoved, selectMailbox, selectMailboxes, updateMailbox } from '../queries/mailboxes.ts'
import { text } from '../text.ts'

export async function listMailboxes(ctx: Ctx) {
  const rows = await selectMailboxes(ctx.db)
  return rows.map(({ secret: _, uidValidity: __, lastUid: ___, removedAt: ____, auth, ...row }) => ({
    ...row,
    auth: auth === 'xoauth2' ? ('xoauth2' as const) : ('password' as const),
  }))
}

export async function addMailbox(ctx: Ctx, { secret, ...mailbox }: MailboxInput) {
  const id = newId()
  const row = {
    ...mailbox,
    id,
    address: sameAddress(mailbox.address),
    secret: sealText(ctx.house.secret, `channels.mailbox.${id}`, secret),
  }
  const added = await insertMailbox(ctx.db, row)
  if (!added) throw text.refusal(409, 'mailboxTaken')
  return added
}

export async function changeMailbox(ctx: Ctx, { id, secret, ...mailbox }: MailboxInput & { id: string }) {
  const before = await selectMailbox(ctx.db, id)
  if (!before) throw text.refusal(404, 'notFound')
  const beginAnew = before.host !== mailbox.host || before.username !== mailbox.username || before.folder !== mailbox.folder
  const sealed = secret ? { secret: sealText(ctx.house.secret, `channels.mailbox.${id}`, secret) } : {}
  await updateMailbox(ctx.db, id, { ...mailbox, address: sameAddress(mailbox.address), ...sealed }, beginAnew)
  return { done: true as const }
}

export async function removeMailbox(ctx: Ctx, { id }: { id: string }) {
  if (!(await selectMailbox(ctx.db, id))) throw text.refusal(404, 'notFound')
  await markRemoved(ctx.db, id, ctx.now)
  return { done: true as const }
}

/** Signs in and opens the folder; an empty secret means the stored one of the mailbox with that id, and only at that server. */
export async function tryMailbox(ctx: Ctx, given: MailboxInput & { id?: string }) {
  const stored = given.id && !given.secret ? await selectMailbox(ctx.db, given.id) : undefined
  // The kept password is never shown to another server than the one it was kept for.
  if (stored && stored.host !== given.host) throw text.refusal(422, 'secretForOtherHost')
  const secret = stored ? openText(ctx.house.secret, `channels.mailbox.${stored.id}`, stored.secret) : given.secret
  const client = imapClient({ ...given, secret })
  try {
    await client.connect()
    const { exists } = await client.mailboxOpen(given.folder, { readOnly: true })
    return { works: true, detail: text[ctx.me.language].mailboxWorks(exists) }
  } catch (error) {
    return { works: false, detail: imapTrouble(error) }
  } finally {
    client.close()
  }
}

/** A client that gives up on a silent server, and never logs what passes. */
export function imapClient(box: { host: string; port: number; secure: boolean; username: string; auth: string; secret: string }): ImapFlow {
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    doSTARTTLS: box.secure ? undefined : isLocal(box.host) ? undefined : true,
    auth: box.auth === 'xoauth2' ? { user: box.username, accessToken: box.secret } : { user: box.username, pass: box.secret },
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

const isLocal = (host: string) => /^(localhost|127\.|::1$)/.test(host)

/** What the server said, in one line, never with a password in it. */
export function imapTrouble(error: unknown): string {
  const { responseText, code, message } = error as { responseText?: string; code?: string; message?: string }
  return String(responseText || (code ? `${code}: ${message}` : message) || error).slice(0, 300)
}
