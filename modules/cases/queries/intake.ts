import { sql } from 'kysely'
import { steady } from '#platform/steady.ts'
import type { RuleCondition } from '../contract/settings.ts'
import type { Tables } from './sight.ts'

/** A rule as it stands in the settings, with the names its reason needs. */
export type StoredRule = {
  id: string
  name: string
  condition: RuleCondition
  toCustomerOwner: boolean
  personId: string | null
  unitId: string | null
  hat: string | null
  skill: string | null
  how: 'least_load' | 'round_robin' | 'pool'
}

export type Intake = {
  number: number
  /** Default status of the categories a case may begin in. */
  newStatus: string | null
  activeStatus: string | null
  type: { id: string; code: string; severity: number; skill: string | null; internal: boolean } | null
  customer: {
    id: string
    name: string
    tier: string
    segment: string
    language: string
    ownerId: string | null
    unitId: string | null
  } | null
  defaultUnit: string | null
  /** Names of units by id. */
  units: Record<string, string>
  rules: StoredRule[]
}

/** All that must be known to open a case, in one statement: its number, where it begins, its type, its customer, the rules. */
export async function selectIntake(
  db: Tables,
  asked: { typeCode: string | null; customerId: string | null; isTrial?: boolean },
): Promise<Intake> {
  const { rows } = await sql<Intake>`${steady}
    select ${asked.isTrial ? sql`0` : sql`nextval('cases.code')`} as number,
      (select s.id from cases.status s where s.category = 'new' and s.archived_at is null order by s.is_default desc, s.position limit 1) as new_status,
      (select s.id from cases.status s where s.category = 'active' and s.archived_at is null order by s.is_default desc, s.position limit 1) as active_status,
      (select jsonb_build_object('id', t.id, 'code', t.code, 'severity', t.severity, 'skill', t.skill, 'internal', t.internal)
        from cases.type t where t.code = ${asked.typeCode} and t.archived_at is null) as type,
      (select jsonb_build_object('id', k.id, 'name', k.name, 'tier', k.tier, 'segment', k.segment, 'language', k.language, 'ownerId', k.owner_id, 'unitId', k.unit_id)
        from customers.customer k where k.id = ${asked.customerId}) as customer,
      (select u.id from org.unit u where u.closed_at is null
        order by u.takes_new desc, case u.kind when 'team' then 1 when 'department' then 2 else 3 end, u.position, u.id limit 1) as default_unit,
      (select coalesce(jsonb_object_agg(u.id, u.name), '{}') from org.unit u) as units,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'condition', r.condition, 'toCustomerOwner', r.to_customer_owner,
        'personId', r.person_id, 'unitId', r.unit_id, 'hat', r.hat, 'skill', r.skill, 'how', r.how) order by r.position, r.id), '[]')
        from cases.assignment_rule r where r.enabled) as rules`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a statement without tables answered nothing')
  return found
}

/** Somebody a case may be given to. */
export type Candidate = {
  id: string
  name: string
  unitId: string | null
  accepting: boolean
  /** Open cases now, and how many at most; whoever has that many is not counted further. */
  load: number
  cap: number
  /** Inside the unit, hat and skill that were asked for; false for those named by id alone. */
  fits: boolean
  lastAssignedAt: Date | null
}

/**
 * People within these units (with everything below), with a hat, with a skill, as far as each is given; `alsoIds` are told whatever else holds.
 * Those who take no cases now are told too, so that a reason can be given. The order in which cases are counted says nothing; it is that of the index which
 * has them, so that no plan made while the table was small reads all of it.
 */
export async function selectCandidates(
  db: Tables,
  wanted: { unitId: string | null; hats: readonly string[]; skill: string | null; alsoIds: readonly string[] },
  now: Date,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`${steady}
    with recursive below as (
      select id from org.unit where id = ${wanted.unitId}::uuid
      union select u.id from org.unit u join below b on u.parent_id = b.id where u.closed_at is null
    )
    select p.id, p.name, p.unit_id, p.case_cap as cap,
      ((p.availability = 'accepting' and (p.availability_until is null or p.availability_until > ${now}))
        or (p.availability = 'away' and p.availability_until <= ${now})) as accepting,
      coalesce(w.load, 0)::int as load, w.last_assigned_at, coalesce(f.fits, false) as fits
    from org.person p
    cross join lateral (select p.unit_id in (select id from below)
      and exists (select from org.person_hat h where h.person_id = p.id and h.hat = any(${[...wanted.hats]}::text[])
        and (h.until_date is null or h.until_date >= ${now}::date))
      and (${wanted.skill}::text is null or exists (select from org.person_skill s where s.person_id = p.id and s.skill = ${wanted.skill})) as fits) f
    left join lateral (
      select count(*) as load, max(o.assigned_at) as last_assigned_at from (
        select c.assigned_at from cases.case c
        where c.handler_id = p.id and c.category not in ('resolved', 'closed', 'cancelled') and c.merged_into_id is null and not c.is_spam
        order by coalesce(c.due_at, 'infinity'), c.id limit p.case_cap) o
    ) w on true
    where p.left_at is null and p.id <> '00000000-0000-4000-8000-000000000000'
      and (f.fits or p.id = any(${[...wanted.alsoIds]}::uuid[]))
    order by p.id`.execute(db)
  return rows
}

/** The lead of a unit or of the nearest above it, else whoever leads the department, else an administrator: somebody is always accountable. */
export async function selectAccountable(db: Tables, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`${steady}
    with recursive above as (
      select id, parent_id, lead_id, 1 as far from org.unit where id = ${unitId}
      union all select u.id, u.parent_id, u.lead_id, far + 1 from org.unit u join above a on u.id = a.parent_id where far < 50
    )
    select coalesce(
      (select p.id from above a join org.person p on p.id = a.lead_id and p.left_at is null order by a.far limit 1),
      (select p.id from org.person_hat h join org.person p on p.id = h.person_id and p.left_at is null
        where h.hat in ('team_lead', 'care_manager', 'administrator')
        order by case h.hat when 'care_manager' then 1 when 'team_lead' then 2 else 3 end, p.created_at, p.id limit 1)) as id`.execute(db)
  return rows[0]?.id ?? null
}

export const selectUnitName = async (db: Tables, id: string): Promise<string> =>
  (await db.selectFrom('org.unit').select('name').where('id', '=', id).executeTakeFirst())?.name ?? ''

/** A unit that still takes cases; undefined for a closed or unknown one. */
export const selectOpenUnit = (db: Tables, id: string) =>
  db.selectFrom('org.unit').select(['id', 'name']).where('id', '=', id).where('closedAt', 'is', null).executeTakeFirst()
