import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { MailState } from '#platform/outbox.ts'

/** How far the outbox got with a mail, and what the other server answered. */
export function selectOutgoingState(db: Db<'platform'>, id: string) {
  return db
    .selectFrom('platform.outgoing')
    .select(['reply', 'sentAt'])
    .select(sql<MailState>`state`.as('state'))
    .where('id', '=', id)
    .executeTakeFirst()
}
