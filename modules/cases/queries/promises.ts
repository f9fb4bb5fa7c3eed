import type { Tables } from './sight.ts'

/** What sounded like a promise; once per message. */
export const insertOffered = (db: Tables, row: { messageId: string; caseId: string; quote: string; dueAt: Date }) =>
  db
    .insertInto('cases.offeredPromise')
    .values(row)
    .onConflict((already) => already.column('messageId').doNothing())
    .execute()

/** Offered no more, for it became a clock or was none. Undefined when it had not been offered. */
export const settleOffered = (db: Tables, caseId: string, messageId: string, at: Date) =>
  db
    .updateTable('cases.offeredPromise')
    .set({ settledAt: at })
    .where('messageId', '=', messageId)
    .where('caseId', '=', caseId)
    .where('settledAt', 'is', null)
    .returning('messageId')
    .executeTakeFirst()
