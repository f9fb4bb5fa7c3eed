import type { Everything } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { selectLock, selectUnlock } from '../queries/mailboxes.ts'

type Held = { db: Everything; close: () => void }

/**
 * Whose turn it is to fetch a mailbox: locks that die with this process, all on one connection, so that many mailboxes leave the others to the
 * house. When that connection breaks, another process may fetch too; what comes twice is kept once all the same.
 */
export function openLocks(house: House) {
  let held: Promise<Held> | undefined
  const open = () =>
    new Promise<Held>((ready, failed) => {
      house.db
        .connection()
        .execute((db) => new Promise<void>((close) => ready({ db, close })))
        .catch(failed)
    })
  function close() {
    held?.then(
      (connection) => connection.close(),
      () => undefined,
    )
    held = undefined
  }
  async function asks<Answer>(question: (db: Everything) => Promise<Answer>): Promise<Answer> {
    held ??= open()
    try {
      return await question((await held).db)
    } catch (error) {
      close()
      throw error
    }
  }
  return {
    take: async (mailboxId: string): Promise<boolean> => (await asks((db) => selectLock(db, mailboxId))).rows[0]?.ours === true,
    release: (mailboxId: string) => asks((db) => selectUnlock(db, mailboxId)),
    close,
  }
}
