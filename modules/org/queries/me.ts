import { kept } from '#platform/steady.ts'
import type { Tables } from './people.ts'

export type MeRow = {
  id: string
  name: string
  language: 'vi' | 'en'
  unitId: string | null
  userId: string | null
  hats: string[]
  unitIds: string[]
}

/** Who somebody is, in one question: hats worn today, own unit, and every unit below those they lead. Nobody who has left. */
export async function selectMe(db: Tables, today: string, by: { id: string } | { userId: string }): Promise<MeRow | undefined> {
  const [id, userId] = 'id' in by ? [by.id, null] : [null, by.userId]
  const { rows } = await kept<MeRow>`with recursive person as (
      select p.id, p.name, p.language, p.unit_id, p.user_id,
        array(select h.hat from org.person_hat h where h.person_id = p.id and h.from_date <= ${today}::date
          and (h.until_date is null or h.until_date >= ${today}::date) order by h.main desc, h.share desc, h.hat) as hats
      from org.person p where (p.id = ${id}::uuid or p.user_id = ${userId}) and p.left_at is null
    ), below as (
      select u.id from org.unit u, person p where u.closed_at is null
        and (u.lead_id = p.id or (u.id = p.unit_id and p.hats && array['team_lead', 'care_manager', 'sales_head', 'board']))
      union select u.id from org.unit u join below b on u.parent_id = b.id where u.closed_at is null
    )
    select p.*, array(select id from below union select p.unit_id where p.unit_id is not null) as unit_ids from person p`.execute(db)
  return rows[0]
}
