import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import { type Tables, visibleTo } from './sight.ts'

export type Hit = { id: string; by: 'code' | 'subject' | 'customer' | 'message'; messageId: string | null; said: string; exact: boolean }

/** How many of each kind of match are looked at, the newest: a word that stands everywhere does not bring the house down. */
const MOST = 500
const MOST_CUSTOMERS = 200
const MOST_MESSAGES = 200
/** Words that are said all the time are found among so many of the newest; only of rarer ones, found fewer times than `ENOUGH` there, the index is asked. */
const NEWEST = 30_000
const NEWEST_CASES = 10_000
const ENOUGH = 60

export type Asked = {
  /** `PH-000123`, when what was typed is a code or its figures. */
  code: string | null
  /** Folded words, the last one a beginning: `binh & nong:*`. */
  folded: string
  /** What is asked of everything older: whole words, or `folded` again. */
  old: string
  /** The beginnings with their tones as typed. */
  toned: string
  /** Folded, for names. */
  name: string
  /** Figures of a phone, at least four; else null. */
  phone: string | null
  state: 'open' | 'any'
  /** How many of the newest messages and cases are read through; as many as a house bears unless told. */
  newest?: { messages: number; cases: number }
}

/** Messages that say it. */
const said = (asked: Asked) => sql`
    recent as materialized (
      select w.id, w.search @@ to_tsquery('simple', ${asked.toned}) as exact
      from (select m.id, m.search from conversations.message m order by m.id desc limit ${asked.newest?.messages ?? NEWEST}) w
      where ${asked.folded} <> '' and w.search @@ to_tsquery('simple', ${asked.folded}) limit ${MOST_MESSAGES}
    ), rare as materialized (
      select m.id, m.search @@ to_tsquery('simple', ${asked.toned}) as exact from conversations.message m
      where ${asked.folded} <> '' and (select count(*) from recent) < ${ENOUGH} and m.search @@ to_tsquery('simple', ${asked.old})
    ), said as materialized (
      select id, exact from recent union (select id, exact from rare order by id desc limit ${MOST_MESSAGES})
    )`

/** Cases whose subject says it. */
const titled = (asked: Asked) => sql`
    recently as materialized (
      select w.id, w.subject_words @@ to_tsquery('simple', ${asked.toned}) as exact
      from (select c.id, c.subject_words, c.category from cases.case c order by c.created_at desc, c.id desc limit ${asked.newest?.cases ?? NEWEST_CASES}) w
      where ${asked.folded} <> '' and w.subject_words @@ to_tsquery('simple', ${asked.folded})
        and (${asked.state} = 'any' or w.category not in ('resolved', 'closed', 'cancelled')) limit ${MOST}
    ), rarely as materialized (
      select c.id, c.subject_words @@ to_tsquery('simple', ${asked.toned}) as exact from cases.case c
      where ${asked.folded} <> '' and (select count(*) from recently) < ${ENOUGH} and c.subject_words @@ to_tsquery('simple', ${asked.old})
        and (${asked.state} = 'any' or c.category not in ('resolved', 'closed', 'cancelled'))
    ), titled as materialized (
      select id, exact from recently union (select id, exact from rarely order by id desc limit ${MOST})
    )`

/** Cases that match, each once: exact tones before others (a name typed without any is exact as it is), what a case is called and whose it is before what was said in it, newest first. */
export async function selectHits(db: Tables, me: Me, asked: Asked, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with ${said(asked)}, ${titled(asked)}, named as materialized (
      select k.id, lower(${asked.name}) = platform.fold(${asked.name}) or lower(k.name) like '%' || lower(${asked.name}) || '%' as exact from customers.customer k
      where k.folded like '%' || platform.fold(${asked.name}) || '%' order by k.id desc limit ${MOST_CUSTOMERS}
    ), reached as materialized (
      select i.customer_id as id from customers.identity i
      where ${asked.phone}::text is not null and i.kind in ('phone', 'zalo') and i.removed_at is null and i.value like '%' || ${asked.phone} limit ${MOST_CUSTOMERS}
    ), hits as (
      select c.id, 1 as rank, 'code' as by, null::uuid as message_id, true as exact from cases.case c where c.code = ${asked.code}
      union all
      select t.id, 2, 'subject', null, t.exact from titled t
      union all
      select c.id, 3, 'customer', null, n.exact from named n join cases.case c on c.customer_id = n.id
      union all
      select c.id, 3, 'customer', null, true from reached r join cases.case c on c.customer_id = r.id
      union all
      select x.case_id, 4, 'message', x.message_id, s.exact from said s join cases.case_message x on x.message_id = s.id
    ), best as (
      select distinct on (h.id) h.id, h.rank, h.by, h.message_id, h.exact, c.last_at, c.subject, c.customer_id
      from hits h join cases.case c on c.id = h.id
      where c.merged_into_id is null and ${visibleTo(me)}
        and (h.rank = 1 or ${asked.state} = 'any' or (c.category not in ('resolved', 'closed', 'cancelled') and not c.is_spam))
      order by h.id, h.rank, h.exact desc, h.message_id desc
    )
    select b.id, b.by, b.message_id, b.exact, coalesce(case b.by
      when 'message' then (select m.visible_text from conversations.message m where m.id = b.message_id)
      when 'customer' then (select k.name from customers.customer k where k.id = customers.survivor(b.customer_id))
      else b.subject end, '') as said
    from best b order by (b.rank = 1) desc, b.exact desc, (b.rank < 4) desc, b.last_at desc, b.id desc limit ${limit}`.execute(db)
  return rows
}
