import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'channels'>
export type Source = 'smtp' | 'imap' | 'form' | 'hand' | 'api'
export type State = 'pending' | 'understood' | 'suspended' | 'spam' | 'bounce'
/** `cut`: only the beginning was fetched, the whole is too large and still on the server. */
export type Envelope = { from?: string | null; to?: string[]; address?: string; cut?: number }

/** Stores what came. Undefined when the very same is already here. */
export function insertRaw(
  db: Tables,
  raw: {
    id: string
    source: Source
    mailboxId: string | null
    remoteId: string | null
    messageId: string | null
    sha256: Buffer
    envelope: Envelope
    bytes: Buffer
    receivedAt: Date
  },
) {
  return db
    .insertInto('channels.raw')
    .values({ ...raw, envelope: JSON.stringify(raw.envelope), size: raw.bytes.length })
    .onConflict((already) => already.doNothing())
    .returning('id')
    .executeTakeFirst()
}

export function selectRaw(db: Tables, id: string) {
  return db.selectFrom('channels.raw').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The mail that was kept under this fingerprint; asked as the index has it. */
export function selectRawByContent(db: Tables, { messageId, sha256 }: { messageId: string | null; sha256: Buffer }) {
  return db
    .selectFrom('channels.raw')
    .select('bytes')
    .where((is) => is.fn.coalesce('messageId', sql.lit('')), '=', messageId ?? '')
    .where('sha256', '=', sha256)
    .where('source', 'in', [sql.lit('smtp'), sql.lit('imap')])
    .executeTakeFirst()
}

/** What came and was never looked at, oldest first: the net below the reactions. */
export function selectForgotten(db: Tables, before: Date, most: number) {
  return db
    .selectFrom('channels.raw as r')
    .leftJoin('channels.contact as c', 'c.rawId', 'r.id')
    .select(['r.id', 'r.receivedAt'])
    .where('c.id', 'is', null)
    .where('r.receivedAt', '<', before)
    .orderBy('r.receivedAt')
    .limit(most)
    .execute()
}

export function insertContact(
  db: Tables,
  contact: {
    id: string
    rawId: string
    channel: string
    state: State
    reason: string | null
    detail: string
    facts: object
    receivedAt: Date
  },
) {
  return db
    .insertInto('channels.contact')
    .values({ ...contact, facts: JSON.stringify(contact.facts) })
    .onConflict((already) => already.column('rawId').doNothing())
    .returning('id')
    .executeTakeFirst()
}

export function selectContact(db: Tables, id: string) {
  return db.selectFrom('channels.contact').selectAll().where('id', '=', id).executeTakeFirst()
}

export function selectContactOfRaw(db: Tables, rawId: string) {
  return db.selectFrom('channels.contact').select(['id', 'state']).where('rawId', '=', rawId).executeTakeFirst()
}

export function lockContact(db: Tables, id: string) {
  return db.selectFrom('channels.contact').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function updateContact(
  db: Tables,
  id: string,
  change: { state: State; reason: string | null; detail: string; facts?: object; decidedBy?: string; decidedAt?: Date },
) {
  const { facts, ...rest } = change
  return db
    .updateTable('channels.contact')
    .set({ ...rest, ...(facts ? { facts: JSON.stringify(facts) } : {}) })
    .where('id', '=', id)
    .execute()
}

const held = (db: Tables) =>
  db
    .selectFrom('channels.contact as c')
    .innerJoin('channels.raw as r', 'r.id', 'c.rawId')
    .select(['c.id', 'c.state', 'c.reason', 'c.detail', 'c.facts', 'c.receivedAt', 'r.size', 'r.envelope'])
    .where('c.state', 'in', ['suspended', 'spam'])

export const selectHeldOne = (db: Tables, id: string) => held(db).where('c.id', '=', id).executeTakeFirst()

/** Held mail, newest first. */
export function selectHeld(db: Tables, wanted: { after?: string; limit: number; reasons?: string[] }) {
  let query = held(db)
    .orderBy('c.id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.after) query = query.where('c.id', '<', wanted.after)
  if (wanted.reasons?.length) query = query.where('c.reason', 'in', wanted.reasons)
  return query.execute()
}

export function selectOriginal(db: Tables, contactId: string) {
  return db
    .selectFrom('channels.contact as c')
    .innerJoin('channels.raw as r', 'r.id', 'c.rawId')
    .select(['r.bytes', 'r.source', 'r.receivedAt'])
    .where('c.id', '=', contactId)
    .executeTakeFirst()
}
