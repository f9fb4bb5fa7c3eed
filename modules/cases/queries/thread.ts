import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import { type Tables, visibleTo } from './sight.ts'

type WithEvents = Db<'cases' | 'conversations' | 'customers' | 'org' | 'platform'>

/** The case behind an id or a code, when this person may see it. */
export async function selectSeen(db: Tables, ref: string, me: Me): Promise<{ id: string; createdAt: Date } | undefined> {
  const isCode = ref.startsWith('PH-')
  const { rows } = await sql<{ id: string; createdAt: Date }>`${steady}select c.id, c.created_at from cases.case c
    where ${isCode ? sql`c.code = ${ref}` : sql`c.id = ${ref}::uuid`} and ${visibleTo(me)}`.execute(db)
  return rows[0]
}

export type Tie = { messageId: string; at: Date; thanks: boolean; alsoIn: { id: string; code: string }[] }

/** `limit` + 1 messages of a case, newest first, each with the other cases that hold it and that this person may see. */
export async function selectTies(
  db: Tables,
  caseId: string,
  me: Me,
  after: readonly (string | number | null)[] | undefined,
  limit: number,
): Promise<Tie[]> {
  const { rows } = await sql<Tie>`${steady}
    select x.message_id, x.at, x.thanks, coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code)) from cases.case_message y
      join cases.case c on c.id = y.case_id where y.message_id = x.message_id and y.case_id <> x.case_id and ${visibleTo(me)}), '[]') as also_in
    from cases.case_message x where x.case_id = ${caseId}
      ${after ? sql`and (x.at, x.message_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by x.at desc, x.message_id desc limit ${limit + 1}`.execute(db)
  return rows
}

export type TellingRow = { id: string; name: string; facts: Record<string, unknown>; byId: string; byName: string; at: Date }

/** What happened to a case in `[from, to)`, newest first, at most two hundred. Both are needed: events lie in one table a month. */
export async function selectHappenings(
  db: WithEvents,
  caseId: string,
  names: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<TellingRow[]> {
  const { rows } = await sql<TellingRow>`${steady}
    select e.id, e.name, e.facts, e.by_id, coalesce(p.name, '') as by_name, e.at from platform.event e left join org.person p on p.id = e.by_id
    where e.case_id = ${caseId} and e.name = any((select ${[...names]}::text[])::text[])
      and e.at >= (select ${from}::timestamptz) and e.at < (select ${to}::timestamptz)
    order by e.at desc, e.id desc limit 200`.execute(db)
  return rows
}

type Names = {
  people: Record<string, string> | null
  units: Record<string, string> | null
  statuses: Record<string, { vi: string; en: string }> | null
  types: Record<string, { vi: string; en: string }> | null
  cases: Record<string, string> | null
}

/** The names behind ids and codes of happenings, in one statement. */
export async function selectNames(
  db: Tables,
  wanted: {
    people: readonly string[]
    units: readonly string[]
    statuses: readonly string[]
    types: readonly string[]
    cases: readonly string[]
  },
): Promise<Names> {
  const { rows } = await sql<Names>`${steady}select
    (select jsonb_object_agg(id, name) from org.person where id = any((select ${[...wanted.people]}::uuid[])::uuid[])) as people,
    (select jsonb_object_agg(id, name) from org.unit where id = any((select ${[...wanted.units]}::uuid[])::uuid[])) as units,
    (select jsonb_object_agg(id, jsonb_build_object('vi', name, 'en', name_en)) from cases.status where id = any((select ${[...wanted.statuses]}::uuid[])::uuid[])) as statuses,
    (select jsonb_object_agg(code, jsonb_build_object('vi', name, 'en', name_en)) from cases.type where code = any((select ${[...wanted.types]}::text[])::text[])) as types,
    (select jsonb_object_agg(id, code) from cases.case where id = any((select ${[...wanted.cases]}::uuid[])::uuid[])) as cases`.execute(db)
  return rows[0] ?? { people: null, units: null, statuses: null, types: null, cases: null }
}
