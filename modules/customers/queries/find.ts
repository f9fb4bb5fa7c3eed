import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { IdentityKind, Kind, Preferences } from '../contract/shapes.ts'
import { cards, survivorOf } from './read.ts'
import { type Sight, visibleTo } from './sight.ts'

type Tables = Db<'customers' | 'org'>

/** What decides where something of theirs goes and how they are addressed. */
export type Bearing = {
  id: string
  name: string
  tier: string
  segment: string
  language: 'vi' | 'en'
  ownerId: string | null
  unitId: string | null
}
export type Owner = { id: string; customerId: string; kind: IdentityKind; value: string; verifiedAt: Date | null }

/** Who has these identities now. */
export async function selectOwners(db: Tables, identities: readonly { kind: string; value: string }[]): Promise<Owner[]> {
  if (identities.length === 0) return []
  const asked = identities.map(({ kind, value }) => sql`(kind = ${kind} and value = ${value})`)
  const { rows } = await sql<Owner>`${steady}select id, customer_id, kind, value, verified_at from customers.identity
    where removed_at is null and (${sql.join(asked, sql` or `)})`.execute(db)
  return rows
}

export function selectFacts(db: Tables, ids: readonly string[]) {
  return db
    .selectFrom('customers.customer as a')
    .innerJoin('customers.customer as c', (on) => on.on(survivorOfA))
    .where('a.id', 'in', ids)
    .select(['a.id as askedId', 'c.id', 'c.code', 'c.name', 'c.honorific', 'c.selfWord', 'c.tier', 'c.segment', 'c.ownerId', 'c.unitId'])
    .select(['c.companyId', 'c.vulnerable', 'c.noAdvertising', 'c.contactName'])
    .select([sql<Kind>`c.kind`.as('kind'), sql<'vi' | 'en'>`c.language`.as('language'), sql<Preferences>`c.preferences`.as('preferences')])
    .execute()
}

const survivorOfA = sql<boolean>`c.id = case when a.merged_into_id is null then a.id else customers.survivor(a.id) end`

export function selectCards(db: Tables, ids: readonly string[], me: Me, now: Date) {
  return cards(db, me, now)
    .innerJoin('customers.customer as a', (on) => on.on(survivorOfA))
    .where('a.id', 'in', ids)
    .select('a.id as askedId')
    .execute()
}

/** The value of the main identity of a kind; without one, the oldest proven, then the oldest. */
export async function selectMain(db: Tables, id: string, kind: 'phone' | 'mail'): Promise<string | undefined> {
  const row = await db
    .selectFrom('customers.identity')
    .select('value')
    .where('customerId', '=', survivorOf(id))
    .where('kind', '=', kind)
    .where('removedAt', 'is', null)
    .orderBy('isMain', 'desc')
    .orderBy(sql`verified_at is null`)
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
  return row?.value
}

/** Every id of the customer that `id` belongs to, the surviving one first. */
export async function selectSame(db: Tables, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive same as (
      select id, 0 as far from customers.customer where id = ${survivorOf(id)}
      union all select c.id, far + 1 from customers.customer c join same s on c.merged_into_id = s.id
    ) select id from same order by far, id`.execute(db)
  return rows.map((row) => row.id)
}

export async function existsVisible(db: Tables, id: string, sight: Sight): Promise<boolean> {
  const row = await db
    .selectFrom('customers.customer as c')
    .select('c.id')
    .where('c.id', '=', survivorOf(id))
    .where(visibleTo(sight))
    .executeTakeFirst()
  return row !== undefined
}

/** The code of whoever has this identity. */
export async function selectCodeOf(db: Tables, { kind, value }: { kind: string; value: string }): Promise<string> {
  const row = await db
    .selectFrom('customers.identity as i')
    .innerJoin('customers.customer as c', 'c.id', 'i.customerId')
    .select('c.code')
    .where('i.kind', '=', kind)
    .where('i.value', '=', value)
    .where('i.removedAt', 'is', null)
    .executeTakeFirst()
  return row?.code ?? ''
}

/** Those of these ids that are customers within this sight. */
export const selectCalled = (db: Tables, ids: readonly string[], sight: Sight) =>
  db.selectFrom('customers.customer as c').select(['c.id', 'c.code', 'c.name']).where('c.id', 'in', ids).where(visibleTo(sight)).execute()
