import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import { type Tables, visibleTo } from './sight.ts'

type Asked = { id: string; caseId: string; messageId: string | null }

/** What the cases of these events are called, for those one may see: one question for all of them. The channel is the message's own where there is one. */
export async function selectMatters(db: Tables, asked: readonly Asked[], me: Me) {
  if (asked.length === 0) return []
  const [ids, cases, messages] = [asked.map(({ id }) => id), asked.map(({ caseId }) => caseId), asked.map(({ messageId }) => messageId)]
  const events = sql<Asked>`unnest(${ids}::uuid[], ${cases}::uuid[], ${messages}::uuid[])`
  return db
    .selectFrom(events.as<'e'>(sql`e(id, case_id, message_id)`))
    .innerJoin('cases.case as c', 'c.id', 'e.caseId')
    .leftJoin('conversations.message as m', 'm.id', 'e.messageId')
    .leftJoin('conversations.conversation as v', 'v.id', 'm.conversationId')
    .select(['e.id', 'c.code', 'c.subject', sql<string>`coalesce(v.channel, c.channel)`.as('channel')])
    .where(visibleTo(me))
    .execute()
}

/** The newest case of each of these conversations, of those one may see. */
export async function selectCasesOf(db: Tables, conversationIds: readonly string[], me: Me) {
  return db
    .selectFrom('cases.caseMessage as x')
    .innerJoin('cases.case as c', 'c.id', 'x.caseId')
    .distinctOn('x.conversationId')
    .select(['x.conversationId', 'c.code', 'c.subject'])
    .where('x.conversationId', 'in', conversationIds)
    .where('c.mergedIntoId', 'is', null)
    .where(visibleTo(me))
    .orderBy('x.conversationId')
    .orderBy('x.at', 'desc')
    .execute()
}

/** Those of these ids that are cases one may see. */
export const selectCalled = (db: Tables, ids: readonly string[], me: Me) =>
  db.selectFrom('cases.case as c').select(['c.id', 'c.code', 'c.subject']).where('c.id', 'in', ids).where(visibleTo(me)).execute()
