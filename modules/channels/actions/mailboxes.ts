import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/id.ts'
import { type Access, renewAccess } from '#platform/outbox.ts'
import { step } from '#platform/step.ts'
import type { MailboxInput } from '../contract.ts'
import { sameAddress } from '../mail/headers.ts'
import { insertMailbox, markRemoved, selectMailbox, selectMailboxes, updateMailbox } from '../queries/mailboxes.ts'
import { imapClient } from '../remote/imap.ts'
import { imapTrouble, troubleOf } from '../remote/trouble.ts'
import { text } from '../text.ts'
import { type Box, keepAccess, openFor, passOf, sealFor } from './access.ts'
import { keepNewest, newestOf } from './renewed.ts'
import { mayKeep, wholeSignIn } from './signIn.ts'
import { forgetAddresses } from './us.ts'

/** The mailboxes without anything one could sign in with. */
export async function listMailboxes(ctx: Ctx) {
  const rows = await selectMailboxes(ctx.db)
  return rows.map(({ id, name, address, host, port, secure, username, auth, tokenUrl, clientId, folder, unitId, enabled, ...row }) => ({
    ...{ id, name, address, host, port, secure, username, tokenUrl, clientId, folder, unitId, enabled },
    auth: auth === 'xoauth2' ? ('xoauth2' as const) : ('password' as const),
    lastPolledAt: row.lastPolledAt,
    lastError: row.lastError,
    trouble: row.lastError === null ? null : troubleOf(row.lastError),
    hasClientSecret: row.clientSecret !== '',
  }))
}

export async function addMailbox(ctx: Ctx, given: MailboxInput) {
  if (!given.secret) throw text.refusal(422, 'secretMissing')
  const id = newId()
  const { secret, clientSecret, ...mailbox } = await newestIn(ctx, given)
  const added = await insertMailbox(ctx.db, {
    ...mailbox,
    id,
    secret: sealFor(ctx.house, id, 'secret', secret),
    clientSecret: clientSecret && sealFor(ctx.house, id, 'clientSecret', clientSecret),
  })
  if (!added) throw text.refusal(409, 'mailboxTaken')
  forgetAddresses(ctx)
  return added
}

export async function changeMailbox(ctx: Ctx, { id, ...given }: MailboxInput & { id: string }) {
  const before = await selectMailbox(ctx.db, id)
  if (!before) throw text.refusal(404, 'notFound')
  mayKeep(before, given)
  const { secret, clientSecret, ...mailbox } = await newestIn(ctx, given)
  const beginAnew = before.host !== mailbox.host || before.username !== mailbox.username || before.folder !== mailbox.folder
  const sealed = {
    ...(secret ? { secret: sealFor(ctx.house, id, 'secret', secret) } : {}),
    ...(clientSecret ? { clientSecret: sealFor(ctx.house, id, 'clientSecret', clientSecret) } : {}),
  }
  await updateMailbox(ctx.db, id, { ...mailbox, ...sealed }, beginAnew)
  forgetAddresses(ctx)
  return { done: true as const }
}

/** What was typed; in the place of a refresh token the one that came of it in trials. */
async function newestIn(ctx: Ctx, given: MailboxInput): Promise<MailboxInput> {
  const whole = wholeOf(given)
  return whole.secret && whole.auth === 'xoauth2' ? { ...whole, secret: await newestOf(ctx, whole) } : whole
}

const wholeOf = (given: MailboxInput): MailboxInput => ({ ...wholeSignIn(given), address: sameAddress(given.address) })

export async function removeMailbox(ctx: Ctx, { id }: { id: string }) {
  if (!(await selectMailbox(ctx.db, id))) throw text.refusal(404, 'notFound')
  await markRemoved(ctx.db, id, ctx.now)
  forgetAddresses(ctx)
  return { done: true as const }
}

/** Signs in and opens the folder; an empty secret means the stored one of the mailbox with that id, and only at that server. */
export async function tryMailbox(ctx: Ctx, given: MailboxInput & { id?: string }) {
  const stored = given.id ? await selectMailbox(ctx.db, given.id) : undefined
  if (stored) mayKeep(stored, given)
  const words = text[ctx.me.language]
  let client: ReturnType<typeof imapClient> | undefined
  try {
    client = imapClient(given, await passFor(ctx, given, stored))
    await client.connect()
    const { exists } = await client.mailboxOpen(given.folder, { readOnly: true })
    return { works: true, detail: words.mailboxWorks(exists), trouble: null }
  } catch (error) {
    const said = imapTrouble(error)
    return { works: false, detail: said, trouble: troubleOf(said) }
  } finally {
    client?.close()
  }
}

/** What came of a refresh token that was typed waits until that one is saved. */
async function keepTyped(ctx: Ctx, typed: MailboxInput, { refreshToken }: Access) {
  if (refreshToken) await step(ctx, (own) => keepNewest(own, typed, refreshToken))
}

/** What is typed counts, what is empty is as kept; a trial with OAuth2 always asks for a new access token. */
async function passFor(ctx: Ctx, given: MailboxInput, stored: Box | undefined): Promise<string> {
  const keeping = { db: ctx.db, house: ctx.house, now: ctx.now }
  if (stored && !given.secret && !given.clientSecret && stored.clientId === given.clientId) return passOf(keeping, stored, { anew: true })
  const kept = (kind: 'secret' | 'clientSecret') => (stored ? openFor(ctx.house, stored.id, kind, stored[kind]) : '')
  const { auth, tokenUrl, clientId, secret, clientSecret } = await newestIn(ctx, given)
  const refreshToken = secret || kept('secret')
  if (auth === 'password') return refreshToken
  const access = await renewAccess({ tokenUrl, clientId, clientSecret: clientSecret || kept('clientSecret'), refreshToken })
  if (stored && !given.secret) await keepAccess(keeping, stored, access)
  else await keepTyped(ctx, given, access)
  return access.accessToken
}
