import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'
import type { IdentityKind, Kind, Segment, Tier, Vulnerable } from '../contract/shapes.ts'
import { type Sight, sightOf, visibleTo } from './sight.ts'

type Tables = Db<'customers' | 'org'>

const mainOf = (kind: IdentityKind, column: 'shown' | 'value') =>
  sql<
    string | null
  >`(select i.${sql.ref(column)} from customers.identity i where i.customer_id = c.id and i.kind = ${sql.lit(kind)} and i.removed_at is null
    order by i.is_main desc, i.verified_at is null, i.created_at limit 1)`

export const tagsOf = sql<
  string[]
>`coalesce((select array_agg(t.tag order by t.tag) from customers.tag t where t.customer_id = c.id), '{}')`

/** What every place that shows a customer needs, raw, and what this viewer may see of it. */
export const cards = (db: Tables, me: Me, now: Date) =>
  db
    .selectFrom('customers.customer as c')
    .select(['c.id', 'c.code', 'c.name', 'c.honorific', 'c.selfWord', 'c.ownerId'])
    .select([
      sql<Kind>`c.kind`.as('kind'),
      sql<Tier>`c.tier`.as('tier'),
      sql<Segment>`c.segment`.as('segment'),
      sql<'vi' | 'en'>`c.language`.as('language'),
      sql<Vulnerable[]>`c.vulnerable`.as('vulnerable'),
      mainOf('mail', 'shown').as('mainMail'),
      mainOf('phone', 'shown').as('mainPhone'),
      visibleTo(sightOf(me, now, 'customers.revealPhone')).as('opensContacts'),
      visibleTo(sightOf(me, now, 'customers.vulnerable')).as('opensVulnerable'),
    ])

export type CardRow = Awaited<ReturnType<ReturnType<typeof cards>['executeTakeFirstOrThrow']>>

/** A customer by id or code; a merged one answers with the customer it lives on in. */
export function selectCard(db: Tables, id: string, sight: Sight) {
  return cards(db, sight.me, sight.now).where('c.id', '=', survivorOf(id)).where(visibleTo(sight)).executeTakeFirst()
}

/** A subselect: asked once and not for every row it is held against. */
export const survivorOf = (idOrCode: string) =>
  /^(KH|DN)/i.test(idOrCode)
    ? sql<string>`(select customers.survivor(k.id) from customers.customer k where k.code = ${idOrCode.toUpperCase()})`
    : sql<string>`(select customers.survivor(${idOrCode}))`

/** Everything on the customer's page that is one row. */
export function selectPage(db: Tables, id: string, sight: Sight) {
  return cards(db, sight.me, sight.now)
    .leftJoin('customers.customer as k', 'k.id', 'c.companyId')
    .leftJoin('org.person as o', 'o.id', 'c.ownerId')
    .leftJoin('org.unit as u', 'u.id', 'c.unitId')
    .leftJoin('org.person as m', 'm.id', 'c.memoryBy')
    .select(['c.companyId', 'k.name as companyName', 'k.code as companyCode', 'o.name as ownerName', 'c.unitId', 'u.name as unitName'])
    .select(['c.contactName', 'c.taxCode', 'c.birthDate', 'c.birthLunar', 'c.birthLunarDay', 'c.birthLunarMonth', 'c.foundedOn'])
    .select(['c.addressLine', 'c.wardCode', 'c.provinceCode', 'c.legacyAddress', 'c.memory', 'm.name as memoryByName', 'c.memoryAt'])
    .select(['c.preferences', 'c.noAdvertising', 'c.firstSeenAt', 'c.version', tagsOf.as('tags')])
    .where('c.id', '=', survivorOf(id))
    .where(visibleTo(sight))
    .executeTakeFirst()
}

export function selectIdentities(db: Tables, customerId: string) {
  return db
    .selectFrom('customers.identity')
    .select(['id', 'value', 'shown', 'label', 'isMain', 'verifiedAt', sql<IdentityKind>`kind`.as('kind')])
    .where('customerId', '=', customerId)
    .where('removedAt', 'is', null)
    .orderBy(sql`array_position(array['phone', 'mail', 'zalo', 'facebook', 'other'], kind)`)
    .orderBy('isMain', 'desc')
    .orderBy('createdAt')
    .execute()
}

/** People of a company, by given name. */
export function selectPeopleOf(db: Tables, companyId: string, sight: Sight) {
  return db
    .selectFrom('customers.customer as c')
    .select(['c.id', 'c.code', 'c.name', 'c.honorific', mainOf('phone', 'shown').as('phone')])
    .where('c.companyId', '=', companyId)
    .where('c.mergedIntoId', 'is', null)
    .where(visibleTo(sight))
    .orderBy(sql`c.sort_name collate "vi-x-icu"`)
    .orderBy('c.id')
    .limit(100)
    .execute()
}

/** Tags in use among the customers one may see. */
export function selectTags(db: Tables, sight: Sight) {
  return db
    .selectFrom('customers.tag as t')
    .innerJoin('customers.customer as c', 'c.id', 't.customerId')
    .select(['t.tag', sql<number>`count(*)::int`.as('count')])
    .where('c.mergedIntoId', 'is', null)
    .where(visibleTo(sight))
    .groupBy('t.tag')
    .orderBy('count', 'desc')
    .orderBy(sql`t.tag collate "vi-x-icu"`)
    .limit(200)
    .execute()
}
