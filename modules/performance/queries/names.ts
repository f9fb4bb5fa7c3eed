import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

type Tables = Db<'performance' | 'cases' | 'org' | 'platform'>

export type PersonName = { id: string; name: string; grade: string | null; caseCap: number }

export async function selectPeopleNames(db: Tables, ids: readonly string[]): Promise<PersonName[]> {
  const { rows } = await sql<PersonName>`select id, name, grade, case_cap from org.person where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

export async function selectUnitNames(db: Tables, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from org.unit where id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

export async function selectTypeNames(db: Tables): Promise<{ code: string; name: string; nameEn: string }[]> {
  const { rows } = await sql<{ code: string; name: string; nameEn: string }>`select code, name, name_en from cases.type`.execute(db)
  return rows
}

export type TargetsRow = { version: number; at: Date; byId: string; byName: string; value: unknown }

/** The last fifty versions of a setting of this room, newest first, with who made them. */
export async function selectSettingHistory(db: Tables, key: string): Promise<TargetsRow[]> {
  const { rows } = await sql<TargetsRow>`
    select h.version, h.changed_at as at, h.changed_by as by_id, coalesce(p.name, '') as by_name, h.value
    from platform.setting_history h left join org.person p on p.id = h.changed_by
    where h.key = ${key} order by h.version desc limit 50`.execute(db)
  return rows
}

/** Open cases by handler: what queues show as theirs. Past due means past the deadline that bites first. */
export async function selectLoads(db: Tables, now: Date): Promise<{ personId: string; open: number; overdue: number }[]> {
  const { rows } = await sql<{ personId: string; open: number; overdue: number }>`
    select handler_id as person_id, count(*)::int as open, (count(*) filter (where due_at < ${now}))::int as overdue from cases.case
    where handler_id is not null and category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null and not is_spam
    group by handler_id order by handler_id`.execute(db)
  return rows
}

type Choice = { key: string; label: string }

/** Units and colleagues with numbers somebody may see; absent limits limit nothing. */
export async function selectUnitChoices(db: Tables, seen: readonly string[] | undefined): Promise<Choice[]> {
  const { rows } = await sql<Choice>`select id as key, name as label from org.unit
    where closed_at is null and (${seen ? [...seen] : null}::uuid[] is null or id = any(${seen ? [...seen] : null}::uuid[])) order by name`.execute(
    db,
  )
  return rows
}

/** Whoever is or was responsible for a case of these units, sorted as Vietnamese sort names. */
export async function selectPersonChoices(
  db: Tables,
  seen: readonly string[] | undefined,
  personId: string | undefined,
): Promise<Choice[]> {
  const units = seen ? [...seen] : null
  const { rows } = await sql<Choice>`select p.id as key, p.name as label from org.person p
    where (${personId ?? null}::uuid is null or p.id = ${personId ?? null}::uuid) and (${units}::uuid[] is null or p.unit_id = any(${units}::uuid[]))
      and exists (select from performance.case_hold h where h.person_id = p.id)
    order by p.given_name collate "vi-x-icu", p.name collate "vi-x-icu"`.execute(db)
  return rows
}

export async function selectTypeChoices(db: Tables): Promise<{ key: string; label: string; labelEn: string }[]> {
  const { rows } = await sql<{ key: string; label: string; labelEn: string }>`
    select code as key, name as label, name_en as label_en from cases.type where archived_at is null and not internal order by position, name`.execute(
    db,
  )
  return rows
}
