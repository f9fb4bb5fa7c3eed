import { sql } from 'kysely'
import type { Category } from '../contract/shapes.ts'
import type { Tables } from './sight.ts'

type Named = { code: string; name: string; nameEn: string }
export type Choices = {
  people: { id: string; name: string; unitId: string | null; availability: 'accepting' | 'away' | 'off'; load: number; cap: number }[]
  units: { id: string; name: string; kind: string; parentId: string | null }[]
  statuses: (Omit<Named, 'code'> & { id: string; category: Category; isDefault: boolean })[]
  types: (Named & { severity: number })[]
  causes: (Named & { parent: string | null })[]
  resolutions: Named[]
}

/** What menus offer, in one statement. Colleagues are those who wear a hat that works on cases, by given name. */
export async function selectChoices(db: Tables, hats: readonly string[], now: Date): Promise<Choices> {
  const { rows } = await sql<Choices>`select
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'unitId', p.unit_id, 'load', coalesce(w.load, 0), 'cap', p.case_cap,
      'availability', case when p.availability_until <= ${now} then case p.availability when 'accepting' then 'off' else 'accepting' end else p.availability end)
      order by p.given_name collate "vi-x-icu", p.name collate "vi-x-icu")
      from org.person p left join (select c.handler_id, count(*) as load from cases.case c
        where c.category not in ('resolved', 'closed', 'cancelled') and c.merged_into_id is null and not c.is_spam group by c.handler_id) w on w.handler_id = p.id
      where p.left_at is null and exists (select from org.person_hat h where h.person_id = p.id and h.hat = any(${[...hats]}::text[])
        and (h.until_date is null or h.until_date >= ${now}::date))), '[]') as people,
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
  return rows[0] ?? { people: [], units: [], statuses: [], types: [], causes: [], resolutions: [] }
}
