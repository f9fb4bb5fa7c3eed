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

export type TargetsRow = { version: number; at: Date; by: string; value: unknown }

/** The last fifty versions of a setting of this room, newest first, with who made them. */
export async function selectSettingHistory(db: Tables, key: string): Promise<TargetsRow[]> {
  const { rows } = await sql<TargetsRow>`
    select h.version, h.changed_at as at, coalesce(p.name, '') as by, h.value
    from platform.setting_history h left join org.person p on p.id = h.changed_by
    where h.key = ${key} order by h.version desc limit 50`.execute(db)
  return rows
}
