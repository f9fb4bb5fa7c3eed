import { sql } from 'kysely'
import type { Tables } from './sight.ts'

/** True when it is new. */
export async function insertLink(db: Tables, row: { fromId: string; toId: string; kind: string }): Promise<boolean> {
  const { rows } = await sql`insert into cases.link (from_id, to_id, kind)
    select ${row.fromId}, ${row.toId}, ${row.kind}
    where not exists (select from cases.link where from_id = ${row.toId} and to_id = ${row.fromId} and kind = ${row.kind})
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** Whichever way they were made; what follows by itself stays. Answers the kinds that went. */
export async function deleteLinks(db: Tables, a: string, b: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`delete from cases.link where kind <> 'follow_up'
    and ((from_id = ${a} and to_id = ${b}) or (from_id = ${b} and to_id = ${a})) returning kind`.execute(db)
  return rows.map(({ kind }) => kind)
}

/** Would the case then stand below itself? Parents are changed one at a time, so that two changes never make a ring together. */
export async function isBelow(db: Tables, id: string, parentId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('cases.parent'))`.execute(db)
  const { rows } = await sql`
    with recursive up as (select id, parent_id from cases.case where id = ${parentId}
      union select c.id, c.parent_id from cases.case c join up on c.id = up.parent_id)
    select from up where id = ${id}`.execute(db)
  return rows.length > 0
}

/** Gives tags to these cases; answers which were new, by case. */
export async function insertTags(
  db: Tables,
  caseIds: readonly string[],
  tags: readonly string[],
): Promise<{ caseId: string; tag: string }[]> {
  if (caseIds.length === 0 || tags.length === 0) return []
  // “Gấp” and “gấp” are one tag: the spelling that stands there stays.
  const wanted = new Map(tags.toReversed().map((tag) => [tag.toLowerCase(), tag]))
  const { rows } = await sql<{ caseId: string; tag: string }>`insert into cases.tag (case_id, tag)
    select c.id, t.tag from unnest(${[...caseIds]}::uuid[]) as c (id) cross join unnest(${[...wanted.values()]}::text[]) as t (tag)
    where not exists (select from cases.tag h where h.case_id = c.id and lower(h.tag) = lower(t.tag))
    on conflict do nothing returning case_id, tag`.execute(db)
  return rows
}

/** Takes tags from these cases; answers which were there, by case. */
export async function deleteTags(
  db: Tables,
  caseIds: readonly string[],
  tags: readonly string[],
): Promise<{ caseId: string; tag: string }[]> {
  if (caseIds.length === 0 || tags.length === 0) return []
  return db.deleteFrom('cases.tag').where('caseId', 'in', caseIds).where('tag', 'in', tags).returning(['caseId', 'tag']).execute()
}

/** These cases are other than they were; one statement for all. Answers their new versions. */
export async function touchCases(db: Tables, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .updateTable('cases.case')
    .set({ version: sql`version + 1` })
    .where('id', 'in', ids)
    .returning(['id', 'version'])
    .execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}
