import { type RawBuilder, sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import { steady } from '#platform/steady.ts'
import type { Category, Channel } from '../contract/shapes.ts'
import { LISTED, type ListedRow } from './rows.ts'
import { type Tables, visibleTo } from './sight.ts'

/** Another case as a link tells it; dates as JSON carries them. */
export type Brief = { id: string; code: string; seen: boolean; subject: string; category: Category | null; createdAt: string | null }
type Named = { code: string; name: string; nameEn: string }
type Who = { id: string; name: string }

export type DetailRow = ListedRow & {
  parent: Brief | null
  children: Brief[]
  followUpOf: Brief | null
  followUps: Brief[]
  goesOnIn: Brief | null
  links: { kind: 'related' | 'duplicate'; case: Brief }[]
  mergedInto: Brief | null
  merges: { id: string; from: Brief; by: Who; at: string }[]
  conversations: {
    id: string
    channel: Channel
    subject: string
    withThirdParty: boolean
    who: string | null
    messages: number
    firstAt: string
    lastAt: string
  }[]
  participants: (Who & { why: 'mentioned' | 'invited' | 'wrote' })[]
  offeredPromises: { messageId: string; quote: string; dueAt: string }[]
  cause: Named | null
  resolution: Named | null
  resolutionNote: string
  createdBy: Who
  isTest: boolean
  firstResponseAt: Date | null
  firstResolvedAt: Date | null
  closedAt: Date | null
  openChildren: number
  /** How far the permissions of whoever asks reach this case. */
  mayChange: boolean
  mayAssign: boolean
  mayTake: boolean
  mayMerge: boolean
  mayResolve: boolean
  mayLead: boolean
}

/** Everything on the page of a case that is one row, by id or code, in one statement; undefined when out of reach. */
export async function selectDetail(db: Tables, ref: string, me: Me): Promise<DetailRow | undefined> {
  const isCode = ref.startsWith('PH-')
  const { rows } = await sql<DetailRow>`${steady}
    select ${LISTED}, ${tiesOf(me)}, ${partsOf()}, ${endOf()},
      ${visibleTo(me, 'cases.change')} as may_change, ${visibleTo(me, 'cases.assign')} as may_assign, ${visibleTo(me, 'cases.take')} as may_take,
      ${visibleTo(me, 'cases.merge')} as may_merge, ${visibleTo(me, 'cases.resolve')} as may_resolve, ${visibleTo(me, 'cases.lowerSeverity')} as may_lead
    from cases.case c
    where ${isCode ? sql`c.code = ${ref}` : sql`c.id = ${ref}::uuid`} and ${visibleTo(me)}`.execute(db)
  return rows[0]
}

/** Another case under this alias: what may not be seen tells its code alone. */
function brief(me: Me, alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  const sees = visibleTo(me, 'cases.read', alias)
  return sql`case when ${sees}
    then jsonb_build_object('id', ${of('id')}, 'code', ${of('code')}, 'seen', true, 'subject', ${of('subject')}, 'category', ${of('category')}, 'createdAt', ${of('createdAt')})
    else jsonb_build_object('id', ${of('id')}, 'code', ${of('code')}, 'seen', false, 'subject', '', 'category', null, 'createdAt', null) end`
}

const one = (me: Me, column: RawBuilder<unknown>) => sql`(select ${brief(me, 'b')} from cases.case b where b.id = ${column})`
const many = (me: Me, where: RawBuilder<unknown>) =>
  sql`coalesce((select jsonb_agg(${brief(me, 'b')} order by b.created_at) from cases.case b where ${where}), '[]')`

/** Where the next message of the newest conversation of the done case `c` goes (as `selectCurrentCase`), itself left out. */
const CURRENT = sql`case when c.category in ('resolved', 'closed') and c.merged_into_id is null then (
  with recursive tied as (
    select x.case_id as tied_id, max(x.at) as at from cases.case_message x where x.conversation_id = (
      select n.conversation_id from cases.case_message n where n.case_id = c.id and not conversations.with_third_party(n.conversation_id)
      order by n.at desc, n.message_id desc limit 1) group by x.case_id
  ), living as (
    select t.tied_id, t.at, o.id, o.merged_into_id, o.category, 1 as steps from tied t join cases.case o on o.id = t.tied_id
    union all select l.tied_id, l.at, o.id, o.merged_into_id, o.category, l.steps + 1 from living l join cases.case o on o.id = l.merged_into_id where l.steps < 20
  )
  select nullif(id, c.id) from living where merged_into_id is null
  order by category in ('resolved', 'closed', 'cancelled'), at desc, tied_id desc limit 1) end`

const tiesOf = (me: Me) => sql`
  ${one(me, sql`c.parent_id`)} as parent, ${many(me, sql`b.parent_id = c.id`)} as children,
  ${one(me, sql`c.follow_up_of_id`)} as follow_up_of, ${many(me, sql`b.follow_up_of_id = c.id`)} as follow_ups, ${one(me, CURRENT)} as goes_on_in,
  ${one(me, sql`c.merged_into_id`)} as merged_into,
  coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'case', ${brief(me, 'b')}) order by b.created_at) from (
    select to_id as other_id, kind from cases.link where from_id = c.id union select from_id, kind from cases.link where to_id = c.id) l
    join cases.case b on b.id = l.other_id where l.kind <> 'follow_up'), '[]') as links,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'from', ${brief(me, 'b')}, 'by', jsonb_build_object('id', p.id, 'name', p.name), 'at', m.at) order by m.at)
    from cases.merge m join cases.case b on b.id = m.from_id join org.person p on p.id = m.by_id where m.into_id = c.id and m.undone_at is null), '[]') as merges`

/** Who is at the other end of the conversation `v`, unless it is the customer of the case `c`. */
const WHO = sql`case when conversations.with_third_party(v.id) then coalesce(
    (select nullif(i.from_name, '') from conversations.message i where i.conversation_id = v.id and i.direction = 'in' order by i.at desc limit 1),
    (select coalesce(nullif(f.recipients #>> '{to,0,name}', ''), f.recipients #>> '{to,0,address}') from conversations.message f
      where f.conversation_id = v.id order by f.at, f.id limit 1))
  when v.customer_id <> c.customer_id and customers.survivor(v.customer_id) <> customers.survivor(c.customer_id)
    then (select k.name from customers.customer k where k.id = customers.survivor(v.customer_id)) end`

const partsOf = () => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'channel', v.channel, 'subject', v.subject, 'withThirdParty', conversations.with_third_party(v.id),
    'who', ${WHO}, 'messages', x.messages, 'firstAt', x.first_at, 'lastAt', x.last_at)
    order by x.last_at desc) from (select conversation_id, count(*) as messages, min(at) as first_at, max(at) as last_at from cases.case_message
    where case_id = c.id group by conversation_id) x join conversations.conversation v on v.id = x.conversation_id), '[]') as conversations,
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'why', f.why) order by p.name) from cases.participant f
    join org.person p on p.id = f.person_id where f.case_id = c.id), '[]') as participants,
  coalesce((select jsonb_agg(jsonb_build_object('messageId', f.message_id, 'quote', f.quote, 'dueAt', f.due_at) order by f.due_at) from cases.offered_promise f
    where f.case_id = c.id and f.settled_at is null), '[]') as offered_promises,
  (select count(*)::int from cases.case b where b.parent_id = c.id and b.merged_into_id is null and b.category not in ('resolved', 'closed', 'cancelled')) as open_children`

const endOf = () => sql`
  (select jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en) from cases.cause r where r.id = c.cause_id) as cause,
  (select jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en) from cases.resolution r where r.id = c.resolution_id) as resolution,
  c.resolution_note, (select jsonb_build_object('id', p.id, 'name', p.name) from org.person p where p.id = c.created_by) as created_by,
  c.is_test, c.first_response_at, c.first_resolved_at, c.closed_at`
