import { sql } from 'kysely'
import { kept } from '#platform/steady.ts'
import type { Tables } from './people.ts'

const keys = (db: Tables) =>
  db
    .selectFrom('org.apiKey as k')
    .innerJoin('org.person as p', 'p.id', 'k.personId')
    .innerJoin('org.person as c', 'c.id', 'k.createdBy')
    .select(['k.id', 'k.name', 'k.prefix', 'k.personId', 'p.name as personName', 'k.permissions', 'k.createdAt', 'c.name as createdByName'])
    .select(['k.lastUsedAt', 'k.expiresAt', 'k.revokedAt'])

export const selectKeys = (db: Tables, ofPerson?: string) => {
  const query = keys(db)
  return (ofPerson ? query.where('k.personId', '=', ofPerson) : query)
    .orderBy('k.createdAt', 'desc')
    .orderBy('k.id', 'desc')
    .limit(500)
    .execute()
}
export const selectKey = (db: Tables, id: string) => keys(db).where('k.id', '=', id).executeTakeFirst()

export type NewKey = {
  id: string
  name: string
  prefix: string
  hash: Buffer
  personId: string
  permissions: string[]
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
}
export const insertKey = (db: Tables, key: NewKey) => db.insertInto('org.apiKey').values(key).execute()

export const markRevoked = (db: Tables, id: string, at: Date) =>
  db
    .updateTable('org.apiKey')
    .set({ revokedAt: at })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('personId')
    .executeTakeFirst()
export const revokeKeysOf = (db: Tables, personId: string, at: Date) =>
  db
    .updateTable('org.apiKey')
    .set({ revokedAt: at })
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute()

/** A key that works now, by the SHA-256 of its text. */
export async function selectLiveKey(db: Tables, hash: Buffer): Promise<LiveKey | undefined> {
  const { rows } = await kept<LiveKey>`select id, person_id, permissions, last_used_at from org.api_key
    where hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())`.execute(db)
  return rows[0]
}
type LiveKey = { id: string; personId: string; permissions: string[]; lastUsedAt: Date | null }

/** Coarse on purpose: at most once a minute and key, however many calls it makes. */
export const markUsed = (db: Tables, id: string) =>
  db
    .updateTable('org.apiKey')
    .set({ lastUsedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', sql<Date>`now() - interval '1 minute'`)]))
    .execute()

export type NewInvitation = {
  id: string
  personId: string
  purpose: 'invite' | 'reset' | 'demo'
  hash: Buffer
  createdBy: string
  createdAt: Date
  expiresAt: Date
}
export const insertInvitation = (db: Tables, invitation: NewInvitation) => db.insertInto('org.invitation').values(invitation).execute()

/** Links of this kind that still work end now. */
export const endInvitations = (db: Tables, personId: string, purposes: readonly string[], at: Date) =>
  db
    .updateTable('org.invitation')
    .set({ usedAt: at })
    .where('personId', '=', personId)
    .where('purpose', 'in', [...purposes])
    .where('usedAt', 'is', null)
    .execute()

export async function countInvitations(db: Tables, personId: string, purpose: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('org.invitation')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('personId', '=', personId)
    .where('purpose', '=', purpose)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.many)
}

const live = (db: Tables, hash: Buffer, purposes: readonly string[], now: Date) =>
  db
    .selectFrom('org.invitation as i')
    .innerJoin('org.person as p', 'p.id', 'i.personId')
    .select(['i.id', 'i.purpose', 'i.personId', 'p.name', 'p.mail', 'p.userId'])
    .where('i.hash', '=', hash)
    .where('i.purpose', 'in', [...purposes])
    .where('i.usedAt', 'is', null)
    .where('i.expiresAt', '>', now)
    .where('p.leftAt', 'is', null)
    .$narrowType<{ purpose: 'invite' | 'reset' | 'demo' }>()

export const selectInvitation = (db: Tables, hash: Buffer, purposes: readonly string[], now: Date) =>
  live(db, hash, purposes, now).executeTakeFirst()
export const existsDemoDoor = async (db: Tables, now: Date): Promise<boolean> =>
  (await db
    .selectFrom('org.invitation')
    .select('id')
    .where('purpose', '=', 'demo')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .limit(1)
    .executeTakeFirst()) !== undefined
/** Two clicks at once: the second waits, and finds the link used. */
export const lockInvitation = (db: Tables, hash: Buffer, purposes: readonly string[], now: Date) =>
  live(db, hash, purposes, now).forUpdate('i').executeTakeFirst()

export type AuditFilter = {
  personId?: string
  name?: string
  from?: Date
  to?: Date
  caseId?: string
  customerId?: string
  after?: (string | number | null)[]
  limit: number
}

/** Reads the memory of the house, newest first, `limit` + 1 rows. */
export async function selectEvents(db: Tables, { personId, name, from, to, caseId, customerId, after, limit }: AuditFilter) {
  const conditions = [sql`true`]
  if (personId) conditions.push(sql`e.by_id = ${personId}`)
  if (name?.endsWith('.')) conditions.push(sql`starts_with(e.name, ${name})`)
  else if (name) conditions.push(sql`e.name = ${name}`)
  if (from) conditions.push(sql`e.at >= ${from}`)
  if (to) conditions.push(sql`e.at < ${to}`)
  if (caseId) conditions.push(sql`e.case_id = ${caseId}`)
  if (customerId) conditions.push(sql`e.customer_id = ${customerId}`)
  if (after) conditions.push(sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const { rows } =
    await sql<EventRow>`select e.id, e.at, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_exact, e.name, e.by_id,
      p.name as by_name, e.via, e.customer_id, e.case_id, e.facts
    from platform.event e left join org.person p on p.id = e.by_id
    where ${sql.join(conditions, sql` and `)} order by e.at desc, e.id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** People and units by id; ids of anything else answer nothing. */
export async function selectNames(db: Tables, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; isPerson: boolean }>`select id, name, true as is_person from org.person
      where id = any(${[...ids]}::uuid[])
    union all select id, name, false from org.unit where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

type EventRow = {
  id: string
  at: Date
  /** With microseconds, for the cursor. */
  atExact: string
  name: string
  byId: string
  byName: string | null
  via: string
  customerId: string | null
  caseId: string | null
  facts: Record<string, unknown>
}

/** Counts one attempt in a window and answers how many there were, this one included. */
export async function countAttempt(db: Tables, key: Buffer, seconds: number): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`insert into org.throttle as t (key, attempts, since) values (${key}, 1, now())
    on conflict (key) do update set
      attempts = case when t.since < now() - make_interval(secs => ${seconds}) then 1 else t.attempts + 1 end,
      since = case when t.since < now() - make_interval(secs => ${seconds}) then now() else t.since end
    returning attempts`.execute(db)
  return rows[0]?.attempts ?? 1
}

export async function readAttempts(db: Tables, keys: readonly Buffer[], seconds: number): Promise<number[]> {
  const { rows } = await sql<{ key: Buffer; attempts: number }>`select key, attempts from org.throttle
    where key = any(${keys}::bytea[]) and since >= now() - make_interval(secs => ${seconds})`.execute(db)
  return keys.map((key) => rows.find((row) => row.key.equals(key))?.attempts ?? 0)
}

export async function forgetAttempts(db: Tables, keys: readonly Buffer[]) {
  await sql`delete from org.throttle where key = any(${keys}::bytea[])`.execute(db)
}

export async function deleteOldAttempts(db: Tables) {
  await sql`delete from org.throttle where since < now() - interval '1 day'`.execute(db)
  await sql`delete from identity.session where expires_at < now()`.execute(db)
  await sql`delete from identity.verification where expires_at < now()`.execute(db)
}
