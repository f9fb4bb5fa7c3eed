import { sql } from 'kysely'
import type { CaseChange } from './case.ts'
import type { Tables } from './sight.ts'

/** What one change replaced, as actions/change.ts keeps it. */
type Replaced = { caseId: string; version: number; before: CaseChange; added?: string[]; removed?: string[] }
type Stored = { hash: Buffer; byId: string; at: Date; expiresAt: Date; changes: Replaced[]; usedAt: Date | null }

/** One person at a time takes a change back. */
export const lockUndo = (db: Tables, hash: Buffer): Promise<Stored | undefined> =>
  db
    .selectFrom('cases.undo')
    .select(['hash', 'byId', 'at', 'expiresAt', 'usedAt', sql<Replaced[]>`changes`.as('changes')])
    .where('hash', '=', hash)
    .forUpdate()
    .executeTakeFirst()

export const settleUndo = (db: Tables, hash: Buffer, at: Date) =>
  db.updateTable('cases.undo').set({ usedAt: at }).where('hash', '=', hash).execute()

/** Nobody can use them any more. */
export const deleteOldUndos = (db: Tables, now: Date) => db.deleteFrom('cases.undo').where('expiresAt', '<', now).execute()
