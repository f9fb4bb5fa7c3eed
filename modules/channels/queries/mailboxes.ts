import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'channels'>
export type MailboxRow = {
  name: string
  address: string
  host: string
  port: number
  secure: boolean
  username: string
  auth: string
  tokenUrl: string
  clientId: string
  folder: string
  unitId: string | null
  enabled: boolean
}

export function selectMailboxes(db: Tables) {
  return db.selectFrom('channels.mailbox').selectAll().where('removedAt', 'is', null).orderBy('name').orderBy('id').execute()
}

/** What mailboxes are fetched for, and the unit each belongs to. */
export const selectAddresses = (db: Tables) =>
  db.selectFrom('channels.mailbox').select(['address', 'unitId']).where('removedAt', 'is', null).execute()

export function selectMailbox(db: Tables, id: string) {
  return db.selectFrom('channels.mailbox').selectAll().where('id', '=', id).where('removedAt', 'is', null).executeTakeFirst()
}

export function insertMailbox(db: Tables, row: MailboxRow & { id: string; secret: string; clientSecret: string }) {
  return db
    .insertInto('channels.mailbox')
    .values(row)
    .onConflict((already) => already.columns(['address', 'folder']).doNothing())
    .returning('id')
    .executeTakeFirst()
}

/** What was true of a mailbox before it was changed. */
const FORGOTTEN = { lastError: null, accessToken: null, accessUntil: null }

/** A changed server or folder begins anew; what was fetched is known by its Message-ID and content. */
export function updateMailbox(db: Tables, id: string, row: MailboxRow & { secret?: string; clientSecret?: string }, beginAnew: boolean) {
  return db
    .updateTable('channels.mailbox')
    .set({ ...row, version: sql<number>`version + 1`, ...FORGOTTEN, ...(beginAnew ? { uidValidity: null, lastUid: 0 } : {}) })
    .where('id', '=', id)
    .execute()
}

export function markRemoved(db: Tables, id: string, at: Date) {
  return db
    .updateTable('channels.mailbox')
    .set({ ...FORGOTTEN, removedAt: at, enabled: false, secret: '', clientSecret: '', address: sql`address || ' ' || id` })
    .where('id', '=', id)
    .execute()
}

/** A renewed access, of the mailbox as it was when it was renewed. */
export function updateAccess(
  db: Tables,
  { id, version }: { id: string; version: number },
  row: { accessToken: string; accessUntil: Date; secret?: string },
) {
  return db.updateTable('channels.mailbox').set(row).where('id', '=', id).where('version', '=', version).execute()
}

/** How far this mailbox is fetched; a step never goes back within one UIDVALIDITY. */
export function markFetched(db: Tables, id: string, { uidValidity, uid, at }: { uidValidity: number; uid: number; at: Date }) {
  return db
    .updateTable('channels.mailbox')
    .set({
      uidValidity,
      lastUid: sql<number>`case when uid_validity = ${uidValidity} then greatest(last_uid, ${uid}) else ${uid} end`,
      lastPolledAt: at,
      lastError: null,
    })
    .where('id', '=', id)
    .execute()
}

export function markTrouble(db: Tables, id: string, lastError: string, at: Date) {
  return db
    .updateTable('channels.mailbox')
    .set({ lastError: lastError.slice(0, 500), lastPolledAt: at })
    .where('id', '=', id)
    .execute()
}

/** Is this mailbox ours to fetch, in this process, until the connection ends? */
export function selectLock(db: Tables, mailboxId: string) {
  return sql<{ ours: boolean }>`select pg_try_advisory_lock(hashtextextended(${`channels.mailbox.${mailboxId}`}, 0)) as ours`.execute(db)
}

export function selectUnlock(db: Tables, mailboxId: string) {
  return sql`select pg_advisory_unlock(hashtextextended(${`channels.mailbox.${mailboxId}`}, 0))`.execute(db)
}

/** Until this transaction ends nobody else changes what trials have renewed. */
export function lockRenewed(db: Tables) {
  return sql`select pg_advisory_xact_lock(hashtextextended('channels.renewed', 0))`.execute(db)
}
