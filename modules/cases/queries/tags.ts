import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import { type Tables, visibleTo } from './sight.ts'

/** Tags in use on cases this person may see, most used first. */
export async function selectTags(db: Tables, me: Me, q: string): Promise<{ tag: string; count: number }[]> {
  const begins = `${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ tag: string; count: number }>`
    select g.tag, count(*)::int as count from cases.tag g join cases.case c on c.id = g.case_id
    where platform.fold(g.tag) like platform.fold(${begins}) and ${visibleTo(me)}
    group by g.tag order by count(*) desc, g.tag limit 30`.execute(db)
  return rows
}
