import type { House } from '#platform/house.ts'
import { type Access, renewAccess } from '#platform/outbox.ts'
import { openText, sealText } from '#platform/secrets.ts'
import { type selectMailbox, updateAccess } from '../queries/mailboxes.ts'

export type Box = NonNullable<Awaited<ReturnType<typeof selectMailbox>>>
type With = { db: Parameters<typeof updateAccess>[0]; house: Pick<House, 'secret'>; now: Date }

/** A token with less than this left is not worth a connection. */
const MARGIN_MS = 60_000
const PURPOSE = { secret: 'channels.mailbox', clientSecret: 'channels.mailbox.client', accessToken: 'channels.mailbox.access' } as const
type Kind = keyof typeof PURPOSE

/** What is kept of a mailbox can be read for that mailbox only, and each thing only as what it is. */
export const sealFor = ({ secret }: Pick<House, 'secret'>, id: string, kind: Kind, words: string) =>
  sealText(secret, `${PURPOSE[kind]}.${id}`, words)
export const openFor = ({ secret }: Pick<House, 'secret'>, id: string, kind: Kind, sealed: string) =>
  sealed ? openText(secret, `${PURPOSE[kind]}.${id}`, sealed) : ''

/**
 * What this mailbox signs in with: its password, or an access token that is still good. One about to expire is renewed, and `anew` renews it
 * in any case: the mail server has refused the present one. Throws `TokenRefused`.
 */
export async function passOf({ db, house, now }: With, box: Box, { anew = false } = {}): Promise<string> {
  if (box.auth !== 'xoauth2') return openFor(house, box.id, 'secret', box.secret)
  const isGood = box.accessToken && box.accessUntil && box.accessUntil.getTime() - now.getTime() > MARGIN_MS
  if (isGood && !anew) return openFor(house, box.id, 'accessToken', box.accessToken ?? '')
  const access = await renewAccess({
    tokenUrl: box.tokenUrl,
    clientId: box.clientId,
    clientSecret: openFor(house, box.id, 'clientSecret', box.clientSecret),
    refreshToken: openFor(house, box.id, 'secret', box.secret),
  })
  await keepAccess({ db, house, now }, box, access)
  return access.accessToken
}

/** Some providers give another refresh token each time and let the former one die: it is kept at once, unless people changed the mailbox meanwhile. */
export function keepAccess({ db, house, now }: With, { id, version }: Pick<Box, 'id' | 'version'>, access: Access) {
  return updateAccess(
    db,
    { id, version },
    {
      accessToken: sealFor(house, id, 'accessToken', access.accessToken),
      accessUntil: new Date(now.getTime() + access.seconds * 1_000),
      ...(access.refreshToken ? { secret: sealFor(house, id, 'secret', access.refreshToken) } : {}),
    },
  )
}
