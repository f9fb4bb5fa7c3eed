import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'

type Tables = Db<'performance' | 'cases' | 'platform'>

/**
 * Reads on in the memory of the house, in the order of its transactions and never past one that is still open (as the sealer does),
 * and marks the cases it speaks of. Answers how many events it read; 0 also while another process reads.
 */
export async function readOn(db: Tables, most: number, now: Date): Promise<number> {
  const { rows } = await sql<{ read: number }>`${steady}
    with here as materialized (select tx, event_id from performance.position for update skip locked),
    next as materialized (
      select e.tx, e.id, e.name, e.facts, e.case_id from platform.event e
      -- Two values and no join: an index can begin there instead of at the first event of all.
      where (e.tx, e.id) > ((select tx from here), (select event_id from here)) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by e.tx, e.id limit ${most}),
    told as (
      select coalesce(n.case_id, (n.facts ->> 'caseId')::uuid) as case_id from next n where n.name like 'cases.%' or n.name like 'surveys.%'
      union select (n.facts ->> 'fromId')::uuid from next n where n.name in ('cases.caseMerged', 'cases.mergeUndone')
      union select (n.facts ->> 'intoId')::uuid from next n where n.name in ('cases.caseMerged', 'cases.mergeUndone', 'cases.caseSplit')
      union select (n.facts -> 'subject' ->> 'id')::uuid from next n where n.name like 'clocks.%' and n.facts -> 'subject' ->> 'room' = 'cases'
      union select x.case_id from next n join cases.case_message x on x.message_id = (n.facts ->> 'messageId')::uuid where n.name like 'conversations.%'),
    marked as (
      insert into performance.stale (case_id, since)
      select c.id, ${now}::timestamptz from cases.case c where c.id in (select case_id from told)
      union select c.follow_up_of_id, ${now}::timestamptz from cases.case c where c.id in (select case_id from told) and c.follow_up_of_id is not null
      on conflict do nothing),
    moved as (
      update performance.position set (tx, event_id) = (select n.tx, n.id from next n order by n.tx desc, n.id desc limit 1) where exists (select from next))
    select count(*)::int as read from next`.execute(db)
  return rows[0]?.read ?? 0
}

/** Takes some cases whose facts are out of date; nobody else gets them meanwhile. */
export async function takeStale(db: Tables, most: number): Promise<string[]> {
  const { rows } = await sql<{ caseId: string }>`${steady}
    delete from performance.stale where case_id in (select case_id from performance.stale order by since, case_id limit ${most} for update skip locked)
    returning case_id`.execute(db)
  return rows.map(({ caseId }) => caseId)
}

/** Every case after a given one, in the order of their ids. */
export async function selectCaseIds(db: Tables, after: string | undefined, most: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from cases.case where ${after ?? null}::uuid is null or id > ${after ?? null}::uuid order by id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function insertRecomputation(db: Tables, done: { at: Date; checked: number; differing: number; caseIds: string[] }) {
  await sql`insert into performance.recomputation (at, checked, differing, case_ids) values (${done.at}, ${done.checked}, ${done.differing}, ${done.caseIds}::uuid[])`.execute(
    db,
  )
}

export type Recomputation = { at: Date; checked: number; differing: number }

export async function selectRecomputation(db: Tables): Promise<Recomputation | undefined> {
  const { rows } =
    await sql<Recomputation>`select at, checked, differing from performance.recomputation order by at desc, id desc limit 1`.execute(db)
  return rows[0]
}

/** Since when something waits to be counted or even to be read; undefined when everything is. */
export async function selectWaitingSince(db: Tables): Promise<Date | undefined> {
  const { rows } = await sql<{ since: Date | null }>`select least(
    (select min(since) from performance.stale),
    (select e.at from platform.event e
      where (e.tx, e.id) > ((select tx from performance.position), (select event_id from performance.position))
      and e.name ~ '^(cases|surveys|clocks|conversations)[.]' order by e.tx, e.id limit 1)) as since`.execute(db)
  return rows[0]?.since ?? undefined
}
