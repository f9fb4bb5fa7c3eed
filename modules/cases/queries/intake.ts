import { kept } from '#platform/steady.ts'
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

/** What administrators set and every case that comes in needs. */
export type Usual = {
  /** Default status of the categories a case may begin in. */
  newStatus: string | null
  activeStatus: string | null
  rules: StoredRule[]
}

type Particular = {
  number: number
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
}

/** All that must be known to open a case. */
export type Intake = Usual & Particular

export async function selectUsual(db: Tables): Promise<Usual> {
  const { rows } = await kept<Usual>`
    select
      (select s.id from cases.status s where s.category = 'new' and s.archived_at is null order by s.is_default desc, s.position limit 1) as new_status,
      (select s.id from cases.status s where s.category = 'active' and s.archived_at is null order by s.is_default desc, s.position limit 1) as active_status,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'condition', r.condition, 'toCustomerOwner', r.to_customer_owner,
        'personId', r.person_id, 'unitId', r.unit_id, 'hat', r.hat, 'skill', r.skill, 'how', r.how) order by r.position, r.id), '[]')
        from cases.assignment_rule r where r.enabled) as rules`.execute(db)
  return only(rows)
}

/** Its number, its type, its customer and where such cases fall when no rule says; a trial takes no number. */
export async function selectParticular(
  db: Tables,
  { typeCode, customerId, isTrial = false }: { typeCode: string | null; customerId: string | null; isTrial?: boolean },
): Promise<Particular> {
  const { rows } = await kept<Particular>`
    select case when ${isTrial}::boolean then 0 else nextval('cases.code') end as number,
      (select jsonb_build_object('id', t.id, 'code', t.code, 'severity', t.severity, 'skill', t.skill, 'internal', t.internal)
        from cases.type t where t.code = ${typeCode} and t.archived_at is null) as type,
      (select jsonb_build_object('id', k.id, 'name', k.name, 'tier', k.tier, 'segment', k.segment, 'language', k.language, 'ownerId', k.owner_id, 'unitId', k.unit_id)
        from customers.customer k where k.id = ${customerId}) as customer,
      (select u.id from org.unit u where u.closed_at is null
        order by u.takes_new desc, case u.kind when 'team' then 1 when 'department' then 2 else 3 end, u.position, u.id limit 1) as default_unit`.execute(
    db,
  )
  return only(rows)
}

function only<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error('a statement without tables answered nothing')
  return row
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
  /** In ms. */
  lastAssignedAt: number | null
}

/** The name of a unit, who may take a case there, who answers for it while nobody has, and the units (with everything below) whose people know of it then. */
export type Desks = { unit: string; candidates: Candidate[]; ownerId: string | null; units: string[] }

/**
 * Of the people in a unit and below it, with one of these hats, with a skill when one is needed; `alsoIds` are told whatever else holds, and nobody else when it
 * is `onlyPool`. `today`: the day in Vietnam, by which hats are worn. Those who take no cases now are told too, so that a reason can be given. The order in which cases are counted says nothing; it is that of
 * the index which has them, so that no plan made while the table was small reads all of it.
 */
export async function selectDesks(
  db: Tables,
  wanted: { unitId: string; onlyPool: boolean; hats: readonly string[]; skill: string | null; alsoIds: readonly string[]; today: string },
  now: Date,
): Promise<Desks> {
  const { rows } = await kept<Desks>`
    with recursive below as (
      select id from org.unit where id = ${wanted.unitId}::uuid
      union select u.id from org.unit u join below b on u.parent_id = b.id where u.closed_at is null
    ), candidate as (
      select p.id, p.name, p.unit_id, p.case_cap,
        ((p.availability = 'accepting' and (p.availability_until is null or p.availability_until > ${now}::timestamptz))
          or (p.availability = 'away' and p.availability_until <= ${now}::timestamptz)) as accepting,
        coalesce(w.load, 0)::int as load, w.last_assigned_at, coalesce(f.fits, false) as fits
      from org.person p
      cross join lateral (select not ${wanted.onlyPool}::boolean and p.unit_id in (select id from below)
        and exists (select from org.person_hat h where h.person_id = p.id and h.hat = any(${wanted.hats}::text[])
          and (h.until_date is null or h.until_date >= ${wanted.today}::date))
        and (${wanted.skill}::text is null or exists (select from org.person_skill s where s.person_id = p.id and s.skill = ${wanted.skill})) as fits) f
      left join lateral (
        select count(*) as load, max(o.assigned_at) as last_assigned_at from (
          select c.assigned_at from cases.case c
          where c.handler_id = p.id and c.category not in ('resolved', 'closed', 'cancelled') and c.merged_into_id is null and not c.is_spam
          order by coalesce(c.due_at, 'infinity'), c.id limit p.case_cap) o
      ) w on true
      where p.left_at is null and p.id <> '00000000-0000-4000-8000-000000000000'
        and (f.fits or p.id = any(${wanted.alsoIds}::uuid[]))
    )
    select coalesce((select u.name from org.unit u where u.id = ${wanted.unitId}::uuid), '') as unit, org.accountable_for(${wanted.unitId}::uuid) as owner_id, array(select id from below) as units,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'unitId', c.unit_id, 'cap', c.case_cap, 'accepting', c.accepting,
        'load', c.load, 'fits', c.fits, 'lastAssignedAt', extract(epoch from c.last_assigned_at) * 1000) order by c.id) from candidate c), '[]') as candidates`.execute(
    db,
  )
  return only(rows)
}

/** The lead of a unit or of the nearest above it, else whoever leads the department, else an administrator: somebody is always accountable. */
export async function selectAccountable(db: Tables, unitId: string): Promise<string | null> {
  const { rows } = await kept<{ id: string | null }>`select org.accountable_for(${unitId}) as id`.execute(db)
  return only(rows).id
}

export const selectUnitName = async (db: Tables, id: string): Promise<string> =>
  (await db.selectFrom('org.unit').select('name').where('id', '=', id).executeTakeFirst())?.name ?? ''

/** A unit that still takes cases; undefined for a closed or unknown one. */
export const selectOpenUnit = (db: Tables, id: string) =>
  db.selectFrom('org.unit').select(['id', 'name']).where('id', '=', id).where('closedAt', 'is', null).executeTakeFirst()
