import { sql } from 'kysely'
import type { Category } from '../contract/shapes.ts'
import type { Tables } from './sight.ts'

type Named = { code: string; name: string; nameEn: string }
export type Choices = {
  units: { id: string; name: string; kind: string; parentId: string | null }[]
  statuses: (Omit<Named, 'code'> & { id: string; category: Category; isDefault: boolean })[]
  types: (Named & { severity: number })[]
  causes: (Named & { parent: string | null })[]
  resolutions: Named[]
}

/** What menus offer, in one statement. */
export async function selectChoices(db: Tables): Promise<Choices> {
  const { rows } = await sql<Choices>`select
    coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'parentId', u.parent_id) order by u.position, u.name)
      from org.unit u where u.closed_at is null), '[]') as units,
    coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'category', s.category, 'name', s.name, 'nameEn', s.name_en, 'isDefault', s.is_default) order by s.position, s.name)
      from cases.status s where s.archived_at is null), '[]') as statuses,
    coalesce((select jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en, 'severity', t.severity) order by t.position, t.name)
      from cases.type t where t.archived_at is null), '[]') as types,
    coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'parent', q.code, 'name', r.name, 'nameEn', r.name_en) order by r.code)
      from cases.cause r left join cases.cause q on q.id = r.parent_id where r.archived_at is null), '[]') as causes,
    coalesce((select jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en) order by r.code)
      from cases.resolution r where r.archived_at is null), '[]') as resolutions`.execute(db)
  return rows[0] ?? { units: [], statuses: [], types: [], causes: [], resolutions: [] }
}

export type Handler = {
  id: string
  name: string
  givenName: string
  availability: 'accepting' | 'away' | 'off'
  load: number
  cap: number
  skills: string[]
}

/** Who wears a hat that works on cases, by given name, with their open cases; `limit` + 1 rows. Looked for by name without marks, code or mail. */
export async function selectHandlers(
  db: Tables,
  hats: readonly string[],
  { find, after, limit, now }: { find?: string; after?: readonly (string | number | null)[]; limit: number; now: Date },
): Promise<Handler[]> {
  const like = find ? `%${find.replace(/[\\%_]/g, '\\$&')}%` : null
  const [givenName, name, id] = after ?? []
  const { rows } = await sql<Handler>`with page as (
    select p.id, p.name, p.given_name, p.case_cap, p.availability, p.availability_until from org.person p
    where p.left_at is null and exists (select from org.person_hat h where h.person_id = p.id and h.hat = any(${[...hats]}::text[])
        and (h.until_date is null or h.until_date >= ${now}::date))
      and (${like}::text is null or platform.fold(p.name) like platform.fold(${like}::text) or p.code ilike ${like}::text or p.mail ilike ${like}::text)
      and (${id ?? null}::uuid is null or (p.given_name collate "vi-x-icu", p.name collate "vi-x-icu", p.id)
        > (${givenName ?? null}::text collate "vi-x-icu", ${name ?? null}::text collate "vi-x-icu", ${id ?? null}::uuid))
    order by p.given_name collate "vi-x-icu", p.name collate "vi-x-icu", p.id limit ${limit + 1})
    select s.id, s.name, s.given_name, s.case_cap as cap,
      case when s.availability_until <= ${now} then case s.availability when 'accepting' then 'off' else 'accepting' end else s.availability end as availability,
      (select count(*)::int from cases.case c where c.handler_id = s.id
        and c.category not in ('resolved', 'closed', 'cancelled') and c.merged_into_id is null and not c.is_spam) as load,
      coalesce((select array_agg(k.skill order by k.skill) from org.person_skill k where k.person_id = s.id), '{}') as skills
    from page s order by s.given_name collate "vi-x-icu", s.name collate "vi-x-icu", s.id`.execute(db)
  return rows
}
