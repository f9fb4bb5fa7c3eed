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

export type WantedDesks = {
  unitIds: readonly string[]
  hats: readonly string[]
  skill: string | null
  alsoIds: readonly string[]
  today: string
}

/**
 * Of the people in these units, with one of these hats, with a skill when one is needed; `alsoIds` are told whatever else holds. `today`: the day in Vietnam,
 * by which hats are worn. Those who take no cases now are told too, so that a reason can be given. Cases are counted of
 * those people and no others (what is counted needs both of the tables joined), in the order and by the whole condition of the one index made for it (a range of
 * one, because an equality would let that order be had from other indexes, too), so that no plan made on nearly empty tables reads what is not theirs.
 */
export async function selectDesks(db: Tables, wanted: WantedDesks, now: Date): Promise<Candidate[]> {
  const { rows } = await kept<Candidate>`
    with fitting as materialized (
      select p.id from org.person p
      where p.left_at is null and p.unit_id = any(${wanted.unitIds}::uuid[]) and p.id <> '00000000-0000-4000-8000-000000000000'
        and exists (select from org.person_hat h where h.person_id = p.id and h.hat = any(${wanted.hats}::text[])
          and (h.until_date is null or h.until_date >= ${wanted.today}::date))
        and (${wanted.skill}::text is null or exists (select from org.person_skill s where s.person_id = p.id and s.skill = ${wanted.skill}))
    ), told as materialized (
      select id, true as fits from fitting union all select id, false from unnest(${wanted.alsoIds}::uuid[]) as id where id not in (select id from fitting)
    )
    select p.id, p.name, p.unit_id, p.case_cap as cap,
      ((p.availability = 'accepting' and (p.availability_until is null or p.availability_until > ${now}::timestamptz))
        or (p.availability = 'away' and p.availability_until <= ${now}::timestamptz)) as accepting,
      w.load, extract(epoch from w.last_assigned_at)::float8 * 1000 as last_assigned_at, t.fits
    from told t
    join org.person p on p.id = t.id and p.left_at is null
    cross join lateral (
      select count(*)::int as load, max(o.assigned_at) as last_assigned_at from (
        select c.assigned_at from cases.case c
        where c.handler_id >= t.id and c.handler_id <= t.id
          and (c.handler_id is not null and c.category not in ('resolved', 'closed', 'cancelled') and c.merged_into_id is null and not c.is_spam) is true
        order by c.handler_id, c.id limit p.case_cap) o
    ) w
    order by p.id`.execute(db)
  return rows
}

/** A unit that still takes cases; undefined for a closed or unknown one. */
export const selectOpenUnit = (db: Tables, id: string) =>
  db.selectFrom('org.unit').select(['id', 'name']).where('id', '=', id).where('closedAt', 'is', null).executeTakeFirst()
