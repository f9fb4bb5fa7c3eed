import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { CaseMessage } from './case.ts'
import type { Tables } from './sight.ts'

/** What a merge moved, so that it can be taken back exactly. */
export type Moved = {
  /** All messages the merged case had. */
  messages: CaseMessage[]
  /** Those of them that the survivor did not have. */
  added: string[]
  tags: string[]
  participants: { personId: string; why: string }[]
  children: string[]
  promises: string[]
  /** The survivor's own parent, when it stood below the case that was merged. */
  parentMoved: boolean
  /** An answer is owed at the survivor since the merge, because it was owed at the merged case. */
  answerOwed: boolean
  /** How the survivor stood before, as far as the merge changed it. */
  before: { createdAt: string; firstResponseAt: string | null; customerId: string | null }
  after: { createdAt: string; firstResponseAt: string | null; customerId: string | null }
}

/** Which of these cases owe somebody outside an answer. */
export async function selectOwing(db: Tables & Db<'clocks'>, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct subject_id as id from clocks.clock where subject_room = 'cases'
    and subject_id = any(${[...ids]}::uuid[]) and kind in ('first_response', 'next_response') and state in ('running', 'paused', 'breached')`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Which answers somebody outside waits for at this case. */
export async function selectOwed(db: Tables & Db<'clocks'>, id: string) {
  const { rows } = await sql<{ kind: 'first_response' | 'next_response' }>`select kind from clocks.clock where subject_room = 'cases'
    and subject_id = ${id} and kind in ('first_response', 'next_response') and state in ('running', 'paused')`.execute(db)
  return rows.map(({ kind }) => kind)
}

/** Moves every message; answers which the survivor did not have yet. */
export async function moveMessages(db: Tables, fromId: string, intoId: string, messageIds?: readonly string[]): Promise<string[]> {
  const chosen = messageIds ? sql`and message_id = any(${[...messageIds]}::uuid[])` : sql``
  const { rows } = await sql<{ messageId: string }>`
    with gone as (delete from cases.case_message where case_id = ${fromId} ${chosen} returning message_id, conversation_id, at, thanks)
    insert into cases.case_message (case_id, message_id, conversation_id, at, thanks)
      select ${intoId}, message_id, conversation_id, at, thanks from gone on conflict do nothing returning message_id`.execute(db)
  return rows.map(({ messageId }) => messageId)
}

export async function copyTags(db: Tables, fromId: string, intoId: string): Promise<string[]> {
  const { rows } = await sql<{
    tag: string
  }>`insert into cases.tag (case_id, tag) select ${intoId}, tag from cases.tag where case_id = ${fromId}
    on conflict do nothing returning tag`.execute(db)
  return rows.map(({ tag }) => tag)
}

/** Whoever worked on or followed the merged case follows the survivor. */
export async function copyPeople(db: Tables, fromId: string, intoId: string): Promise<Moved['participants']> {
  const { rows } = await sql<{ personId: string; why: string }>`
    insert into cases.participant (case_id, person_id, why)
    select ${intoId}, w.person_id, w.why from (
      select person_id, why from cases.participant where case_id = ${fromId}
      union select f.handler_id, 'invited' from cases.case f where f.id = ${fromId} and f.handler_id is not null
        and not exists (select from cases.participant p where p.case_id = ${fromId} and p.person_id = f.handler_id)
    ) w join cases.case i on i.id = ${intoId}
    where w.person_id is distinct from i.handler_id
    on conflict do nothing returning person_id, why`.execute(db)
  return rows
}

/** Children of the merged case stand below the survivor from now on. */
export async function moveChildren(db: Tables, fromId: string, intoId: string): Promise<string[]> {
  const rows = await db
    .updateTable('cases.case')
    .set({ parentId: intoId, version: sql`version + 1` })
    .where('parentId', '=', fromId)
    .where('id', '<>', intoId)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function movePromises(db: Tables, fromId: string, intoId: string): Promise<string[]> {
  const rows = await db
    .updateTable('cases.offeredPromise')
    .set({ caseId: intoId })
    .where('caseId', '=', fromId)
    .where('settledAt', 'is', null)
    .returning('messageId')
    .execute()
  return rows.map(({ messageId }) => messageId)
}

export const insertMerge = (
  db: Tables,
  { moved, ...row }: { id: string; fromId: string; intoId: string; moved: Moved; byId: string; at: Date },
) =>
  db
    .insertInto('cases.merge')
    .values({ ...row, moved: JSON.stringify(moved) })
    .execute()

export const lockMerge = (db: Tables, id: string) =>
  db
    .selectFrom('cases.merge')
    .select(['id', 'fromId', 'intoId', 'at', 'undoneAt', sql<Moved>`moved`.as('moved')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const settleMerge = (db: Tables, id: string, at: Date) =>
  db.updateTable('cases.merge').set({ undoneAt: at }).where('id', '=', id).execute()

/** Gives back what is still where the merge put it, in one statement. Messages that came since stay. */
export async function giveBack(db: Tables, { fromId, intoId, moved }: { fromId: string; intoId: string; moved: Moved }) {
  const messages = moved.messages
  await sql`
    with still as (select message_id from cases.case_message where case_id = ${intoId} and message_id = any(${messages.map(({ messageId }) => messageId)}::uuid[])),
    gone as (delete from cases.case_message where case_id = ${intoId} and message_id = any(${moved.added}::uuid[])),
    untagged as (delete from cases.tag where case_id = ${intoId} and tag = any(${moved.tags}::text[])),
    left_again as (delete from cases.participant where case_id = ${intoId} and person_id = any(${moved.participants.map(({ personId }) => personId)}::uuid[])),
    children as (update cases.case set parent_id = ${fromId}, version = version + 1 where parent_id = ${intoId} and id = any(${moved.children}::uuid[])),
    promises as (update cases.offered_promise set case_id = ${fromId} where case_id = ${intoId} and message_id = any(${moved.promises}::uuid[]))
    insert into cases.case_message (case_id, message_id, conversation_id, at, thanks)
    select ${fromId}, m.* from unnest(${messages.map(({ messageId }) => messageId)}::uuid[], ${messages.map(({ conversationId }) => conversationId)}::uuid[],
      ${messages.map(({ at }) => new Date(at))}::timestamptz[], ${messages.map(({ thanks }) => thanks ?? false)}::bool[]) as m (message_id, conversation_id, at, thanks)
    join still using (message_id) on conflict do nothing`.execute(db)
}

/** The last words of a case, after messages came or went; `lastAt` also of what was said with third parties, the rest with the customer alone. */
export async function selectLastSaid(db: Tables, caseId: string) {
  const { rows } = await sql<{
    lastAt: Date | null
    lastInAt: Date | null
    lastOutAt: Date | null
    lastOutBy: string | null
    preview: string | null
  }>`
    with all_said as (select m.at, m.direction, m.author_id, m.visible_text, conversations.with_third_party(x.conversation_id) as aside from cases.case_message x join conversations.message m on m.id = x.message_id
      where x.case_id = ${caseId} and m.direction <> 'note' and m.kind <> 'forward'
        and m.delivery is distinct from 'cancelled' and m.facts ->> 'waits' is null),
    said as (select * from all_said where not aside)
    select (select max(at) from all_said) as last_at, (select max(at) from said where direction = 'in') as last_in_at,
      (select max(at) from said where direction = 'out') as last_out_at,
      (select author_id from said where direction = 'out' order by at desc limit 1) as last_out_by,
      (select left(regexp_replace(visible_text, '\\s+', ' ', 'g'), 200) from said order by at desc limit 1) as preview`.execute(db)
  return rows[0]
}
