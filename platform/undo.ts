import type { Ctx } from './context.ts'

const undoings = new WeakMap<Ctx['db'], (() => Promise<unknown>)[]>()

/** What this transaction has done outside of the database, such as bytes put on disk, and how it is taken back should the transaction not come to be. */
export function ifUndone({ db }: Pick<Ctx, 'db'>, undo: () => Promise<unknown>) {
  const before = undoings.get(db)
  if (before) before.push(undo)
  else undoings.set(db, [undo])
}

/** Takes back what was done outside; only when it is known that nothing was written. What cannot be taken back is passed over: the refusal itself is what people must hear. */
export async function takeBack(db: Ctx['db']) {
  await Promise.allSettled((undoings.get(db) ?? []).map((undo) => undo()))
}
