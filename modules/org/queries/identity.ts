import { sql } from 'kysely'
import type { Tables } from './people.ts'

/** Rows of better-auth that this room writes inside its own transactions: a person's account, and the end of their sessions. */

export async function upsertUser(db: Tables, user: { id: string; name: string; email: string; at: Date }) {
  await sql`insert into identity."user" (id, name, email, email_verified, created_at, updated_at)
    values (${user.id}, ${user.name}, ${user.email.toLowerCase()}, true, ${user.at}, ${user.at})
    on conflict (id) do update set name = excluded.name, email = excluded.email, email_verified = true, updated_at = excluded.updated_at`.execute(
    db,
  )
}

/** An account whose person left long ago must not keep somebody else from their own address. */
export async function freeAddress(db: Tables, email: string, exceptUserId: string) {
  await sql`update identity."user" set email = id || '@gone.invalid' where email = ${email.toLowerCase()} and id <> ${exceptUserId}`.execute(
    db,
  )
}

export async function setPassword(db: Tables, userId: string, hash: string, at: Date) {
  await sql`insert into identity.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    values (${userId}, ${userId}, 'credential', ${userId}, ${hash}, ${at}, ${at})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`.execute(db)
}

export async function endSessions(db: Tables, userId: string) {
  await sql`delete from identity.session where user_id = ${userId}`.execute(db)
}

/** Who comes back chooses a new password and a new second factor. */
export async function dropAccount(db: Tables, userId: string) {
  await sql`delete from identity."user" where id = ${userId}`.execute(db)
}

export async function hasTwoFactor(db: Tables, userId: string): Promise<boolean> {
  const { rows } = await sql<{ on: boolean | null }>`select two_factor_enabled as "on" from identity."user" where id = ${userId}`.execute(
    db,
  )
  return rows[0]?.on === true
}

export async function selectUserByMail(
  db: Tables,
  email: string,
): Promise<{ id: string; personId: string | null; left: boolean } | undefined> {
  const { rows } = await sql<{
    id: string
    personId: string | null
    left: boolean
  }>`select u.id, p.id as person_id, p.left_at is not null as left
    from identity."user" u left join org.person p on p.user_id = u.id where u.email = ${email.toLowerCase()}`.execute(db)
  return rows[0]
}

export async function endSession(db: Tables, token: string) {
  await sql`delete from identity.session where token = ${token}`.execute(db)
}
