import { type SqlBool, sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'
import type { ListFilters } from '../contract/ask.ts'
import { phonePart } from '../rules/identity.ts'
import { cards, tagsOf } from './read.ts'
import { type Sight, sightOf, visibleTo } from './sight.ts'

type Tables = Db<'customers' | 'org'>

const escaped = (said: string) => said.replace(/[\\%_]/g, '\\$&')
const anywhere = (said: string) => `%${escaped(said)}%`

const rows = (db: Tables, me: Me, now: Date) =>
  cards(db, me, now)
    .leftJoin('customers.customer as k', 'k.id', 'c.companyId')
    .leftJoin('org.person as o', 'o.id', 'c.ownerId')
    .select(['k.name as companyName', 'o.name as ownerName', 'c.provinceCode', 'c.firstSeenAt', 'c.sortName', tagsOf.as('tags')])
    .where('c.mergedIntoId', 'is', null)
    .where(visibleTo(sightOf(me, now, 'customers.read')))

export type Listed = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

type Filters = Omit<ListFilters, 'q'>
type Paging = { sort: 'name' | 'newest'; after?: (string | number | null)[]; limit: number }

/** One page and one more, by given name as Vietnamese sort or newest first. */
export function selectList(db: Tables, sight: Sight, filters: Filters, { sort, after, limit }: Paging) {
  const asked = filtered(rows(db, sight.me, sight.now), filters)
  if (sort === 'newest')
    return asked
      .$if(after !== undefined, (page) =>
        page.where(sql<SqlBool>`(c.first_seen_at, c.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('c.firstSeenAt', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute()
  return asked
    .$if(after !== undefined, (page) =>
      page.where(
        sql<SqlBool>`(c.sort_name collate "vi-x-icu", c.name collate "vi-x-icu", c.id) > (${after?.[0]} collate "vi-x-icu", ${after?.[1]} collate "vi-x-icu", ${after?.[2]}::uuid)`,
      ),
    )
    .orderBy(sql`c.sort_name collate "vi-x-icu"`)
    .orderBy(sql`c.name collate "vi-x-icu"`)
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
}

type Query = ReturnType<typeof rows>

function filtered(query: Query, { kind, tier, segment, ownerId, unowned, tag, provinceCode, vulnerable, noAdvertising }: Filters): Query {
  let found = query
  if (kind) found = found.where('c.kind', '=', kind)
  if (tier?.length) found = found.where('c.tier', 'in', tier)
  if (segment?.length) found = found.where('c.segment', 'in', segment)
  if (ownerId) found = found.where('c.ownerId', '=', ownerId)
  if (unowned) found = found.where('c.ownerId', 'is', null)
  if (tag) found = found.where(sql<SqlBool>`exists (select 1 from customers.tag t where t.customer_id = c.id and t.tag = ${tag})`)
  if (provinceCode) found = found.where('c.provinceCode', '=', provinceCode)
  if (vulnerable?.length) found = found.where(sql<SqlBool>`c.vulnerable && ${[...vulnerable]}::text[]`)
  if (noAdvertising !== undefined) found = found.where('c.noAdvertising', '=', noAdvertising)
  return found
}

/**
 * Best first: an own code or a phone that ends so, then names that say these very words, with these tones before without, then names with these very tones
 * in longer words, then names where every word begins one, then the rest by name.
 * Words are found without marks, in any order; phones by any part, 0 and +84 alike; mails and tax codes by their beginning.
 */
export function selectFound(db: Tables, sight: Sight, q: string, filters: Filters, limit: number) {
  return filtered(rows(db, sight.me, sight.now), filters)
    .where(matches(q))
    .orderBy(sql`(c.code = ${q.toUpperCase()}) desc`)
    .orderBy(sql`${endsPhone(q)} desc`)
    .orderBy(sql`(' ' || customers.toned(c.name) || ' ' like '% ' || customers.toned(${escaped(q)}) || ' %') desc`)
    .orderBy(sql`(' ' || c.folded || ' ' like '% ' || platform.fold(${escaped(q)}) || ' %') desc`)
    .orderBy(
      sql`(lower(c.name) like ${anywhere(q.toLowerCase())} or customers.toned(c.name) like '%' || customers.toned(${escaped(q)}) || '%') desc`,
    )
    .orderBy(sql`(' ' || c.folded like '% ' || platform.fold(${escaped(q)}) || '%') desc`)
    .orderBy(sql`c.sort_name collate "vi-x-icu"`)
    .orderBy(sql`c.name collate "vi-x-icu"`)
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

function matches(q: string) {
  const words = q.split(/\s+/).filter(Boolean)
  const byName = sql.join(
    words.map((word) => sql`c.folded like platform.fold(${anywhere(word)})`),
    sql` and `,
  )
  const phone = phonePart(q)
  const byIdentity = phone
    ? sql`i.kind in ('phone', 'zalo') and (i.value like ${anywhere(phone.part)} ${phone.start ? sql`or i.value like ${`${phone.start}%`}` : sql``})`
    : sql`i.kind <> 'phone' and i.value like ${`${escaped(q.toLowerCase())}%`}`
  return sql<SqlBool>`((${byName}) or c.code = ${q.toUpperCase()} or (c.tax_code <> '' and c.tax_code like ${`${escaped(q)}%`})
    or c.id in (select i.customer_id from customers.identity i where i.removed_at is null and ${byIdentity}))`
}

function endsPhone(q: string) {
  const phone = phonePart(q)
  if (!phone) return sql`false::boolean`
  return sql`exists (select 1 from customers.identity i where i.customer_id = c.id and i.kind = 'phone' and i.removed_at is null
    and (i.value like ${`%${phone.part}`} or i.value = ${phone.start ?? ''}))`
}

/** When nothing matches what was typed: names nearly so, such as one with a slip of a letter; the nearest first. */
export function selectAlike(db: Tables, sight: Sight, q: string, filters: Filters, limit: number) {
  return filtered(rows(db, sight.me, sight.now), filters)
    .where(sql<SqlBool>`platform.fold(${q}) operator(public.<%) c.folded`)
    .orderBy(sql`public.word_similarity(platform.fold(${q}), c.folded) desc`)
    .orderBy(sql`c.sort_name collate "vi-x-icu"`)
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

/** For a file: as a list, many more rows. */
export const selectExport = (db: Tables, sight: Sight, filters: Filters, limit: number) =>
  filtered(rows(db, sight.me, sight.now), filters)
    .select(['c.addressLine', 'c.wardCode', 'c.legacyAddress', 'c.taxCode', 'c.contactName', 'c.noAdvertising'])
    .orderBy(sql`c.sort_name collate "vi-x-icu"`)
    .orderBy(sql`c.name collate "vi-x-icu"`)
    .orderBy('c.id')
    .limit(limit)
    .execute()

type Typed = { name?: string; identities: readonly { kind: string; value: string }[]; provinceCode?: string; notId?: string }

/** Customers who share a phone or mail with one being typed, or the name in the same province. */
export function selectDuplicates(db: Tables, sight: Sight, { name, identities, provinceCode, notId }: Typed) {
  const has = (kind: string) => {
    const values = identities.filter((one) => one.kind === kind).map(({ value }) => value)
    return sql<boolean>`exists (select 1 from customers.identity i where i.customer_id = c.id and i.kind = ${kind} and i.value = any(${values}::text[]) and i.removed_at is null)`
  }
  const named = name
    ? sql<boolean>`(c.folded = platform.fold(${name}) and ${provinceCode ? sql`(c.province_code is null or c.province_code = ${provinceCode})` : sql`true`})`
    : sql<boolean>`false`
  return rows(db, sight.me, sight.now)
    .select([has('phone').as('samePhone'), has('mail').as('sameMail'), named.as('sameName')])
    .where(sql<SqlBool>`(${has('phone')} or ${has('mail')} or ${named})`)
    .$if(notId !== undefined, (found) => found.where('c.id', '<>', notId ?? ''))
    .orderBy(sql`(${has('phone')} or ${has('mail')}) desc`)
    .orderBy('c.firstSeenAt')
    .limit(10)
    .execute()
}
