import { type SqlBool, sql } from 'kysely'

/** The conversation this column names began with a message passed on: what is said there is said with somebody else, not with the customer. */
export const isWithThirdParty = (conversationId: string) =>
  sql<SqlBool>`((select b.kind from conversations.message b where b.conversation_id = ${sql.ref(conversationId)} order by b.at, b.id limit 1) = 'forward')`
