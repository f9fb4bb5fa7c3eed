import { sql } from 'kysely'
import type { Tables } from './people.ts'

export function updateAvailability(db: Tables, personId: string, to: { availability: string; at: Date; untilAt: Date | null }) {
  return db
    .updateTable('org.person')
    .set({ availability: to.availability, availabilitySince: to.at, availabilityUntil: to.untilAt })
    .where('id', '=', personId)
    .where('leftAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
}

export function insertAvailability(
  db: Tables,
  row: { personId: string; availability: string; at: Date; untilAt: Date | null; byId: string; lapsed: boolean },
) {
  return db.insertInto('org.availability').values(row).execute()
}

export function selectAvailability(db: Tables, personId: string) {
  return db
    .selectFrom('org.availability as a')
    .innerJoin('org.person as by', 'by.id', 'a.byId')
    .select(['a.availability', 'a.at', 'a.untilAt', 'a.lapsed', 'a.byId', 'by.name as byName'])
    .$narrowType<{ availability: 'accepting' | 'away' | 'off' }>()
    .where('a.personId', '=', personId)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(100)
    .execute()
}

/** Declarations whose time has run out; each is taken by one process only. */
export function lockLapsed(db: Tables, now: Date) {
  return db
    .selectFrom('org.person')
    .select(['id', 'availability', 'availabilityUntil', 'unitId'])
    .where('availabilityUntil', '<=', now)
    .where('leftAt', 'is', null)
    .orderBy('availabilityUntil')
    .limit(50)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Who takes cases now: declared so, the declaration not run out, still here. Least many skills first is the caller's business. */
export function selectAvailable(
  db: Tables,
  now: Date,
  today: string,
  wanted: { unitIds?: readonly string[]; hat?: string; skill?: string },
) {
  let query = db
    .selectFrom('org.person as p')
    .select(['p.id', 'p.name', 'p.unitId', 'p.caseCap', 'p.grade'])
    .select(sql<string[]>`coalesce((select array_agg(s.skill) from org.person_skill s where s.person_id = p.id), '{}')`.as('skills'))
    .where('p.leftAt', 'is', null)
    .where(({ or, and, eb }) =>
      or([
        and([eb('p.availability', '=', 'accepting'), or([eb('p.availabilityUntil', 'is', null), eb('p.availabilityUntil', '>', now)])]),
        and([eb('p.availability', '=', 'away'), eb('p.availabilityUntil', '<=', now)]),
      ]),
    )
  if (wanted.unitIds) query = query.where('p.unitId', 'in', [...wanted.unitIds])
  if (wanted.skill)
    query = query.where(sql<boolean>`exists (select 1 from org.person_skill s where s.person_id = p.id and s.skill = ${wanted.skill})`)
  if (wanted.hat) {
    query = query.where(
      sql<boolean>`exists (select 1 from org.person_hat h where h.person_id = p.id and h.hat = ${wanted.hat} and h.from_date <= ${today}::date and (h.until_date is null or h.until_date >= ${today}::date))`,
    )
  }
  return query.orderBy('p.id').execute()
}
