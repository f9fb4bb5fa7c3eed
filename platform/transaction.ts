import type pg from 'pg'
import { connect, type Everything, types } from './database.ts'
import { isAborted, turnsOf } from './turns.ts'

type Around<Reply> = {
  /** What is asked first and goes out with the first question of `run`, which hears nothing before it; when it is refused, so is the whole. */
  first?: (db: Everything) => Promise<unknown>
  /** What is written at the very end and goes out together with COMMIT, in the same turn: it may ask nothing before it writes. */
  last?: (db: Everything, reply: Reply) => Promise<unknown>
  /** COMMIT is on its way: from now on a lost connection leaves the outcome unknown. */
  committing?: () => void
  /** It was answered that nothing was written: the outcome is known after all. */
  refused?: () => void
}

/**
 * One transaction on one connection. What is asked at the same time inside it goes out together and is answered in that order, BEGIN with the first
 * question and COMMIT with what is written last: neither process is woken for each line. When it is over its handle is dead, so that nothing forgotten can
 * write outside of it.
 */
export async function transact<Reply>(pool: pg.Pool, run: (db: Everything) => Promise<Reply>, around: Around<Reply> = {}): Promise<Reply> {
  const client = await pool.connect()
  const handle = handleOf(client)
  let broken: Error | boolean = false
  try {
    // Refused only by a connection that refuses the next question too; what it says is heard before COMMIT.
    const begun = handle.ask('begin')
    begun.catch(() => undefined)
    const first = around.first?.(connect(handle.pool))
    const db = connect(first ? handle.behind(first) : handle.pool)
    leftOf.set(db, handle.left)
    const reply = await run(db).catch(async (error: unknown) => {
      await first
      throw error
    })
    await first
    await begun
    await commit(handle, async () => around.last?.(db, reply), around)
    return reply
  } catch (error) {
    handle.end()
    handle.drop(new Error('this transaction is over'))
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw handle.causeOf(error)
  } finally {
    client.release(broken)
  }
}

/** Of the handle of a transaction: what COMMIT answers for. */
const leftOf = new WeakMap<object, Promise<unknown>[]>()

/**
 * Nobody waits for this: it has been asked already, all of it, and COMMIT, which comes after it, answers for it. Were it refused, the whole is refused for
 * its cause. Never for what asks something only after an answer (that comes too late, and is told as a fault when it is found), nor for the
 * very first question of a transaction, which kysely keeps back a moment.
 */
export function leftToCommit(db: object, asked: Promise<unknown>) {
  asked.catch(() => undefined)
  const left = leftOf.get(db)
  if (!left) throw new Error('only what is asked in a transaction is left to its COMMIT')
  left.push(asked)
}

type Handle = ReturnType<typeof handleOf>

async function commit(
  handle: Handle,
  last: () => Promise<unknown>,
  { committing, refused }: Pick<Around<never>, 'committing' | 'refused'>,
) {
  let unsaid: { error: unknown } | undefined
  let isWritten = false
  const letGo = handle.hold()
  const before = handle.asked()
  const written = last()
  written.then(
    () => {
      isWritten = true
    },
    (error: unknown) => {
      unsaid = { error }
    },
  )
  // Until all that this turn asks is on its way; what could not even be asked is heard of by then.
  await new Promise<void>((done) => process.nextTick(done))
  handle.end()
  unsaid ??= handle.unsaid()
  if (!unsaid && !isWritten && handle.asked() === before)
    unsaid = { error: new Error('what is written last waits for something else: nothing was written') }
  if (unsaid) {
    letGo()
    throw unsaid.error
  }
  committing?.()
  const committed = handle.ask('commit')
  letGo()
  const { command } = await committed.catch((error: unknown) => {
    if (isAborted(error)) return { command: 'ROLLBACK' }
    throw error
  })
  if (command === 'ROLLBACK') {
    refused?.()
    await written
    await Promise.all(handle.left)
    throw new Error('a statement had failed and its failure was not passed on: nothing was written', { cause: handle.causeOf(undefined) })
  }
  await written
  await Promise.all(handle.left)
}

const poolOf = (one: { query: (...given: unknown[]) => unknown }) =>
  ({ connect: async () => ({ ...one, release: () => undefined }), end: async () => undefined }) as unknown as pg.Pool

/** This connection in the shape of a pool, for as long as its transaction lasts. */
function handleOf(client: pg.PoolClient) {
  let over = false
  let failed: unknown
  let asked = 0
  const turns = turnsOf(client, types)
  const ask = (text: string, values?: readonly unknown[]) => {
    asked++
    const answer = turns.ask(text, values)
    answer.catch((error) => {
      if (!isAborted(error)) failed ??= error
    })
    return answer
  }
  const one = {
    query: (text: unknown, values?: unknown) => {
      if (over) throw new Error('this transaction is over')
      if (typeof text !== 'string') throw new Error('a transaction is asked in words')
      return ask(text, values as readonly unknown[] | undefined)
    },
  }
  return {
    ...{ ask, hold: turns.hold },
    /** The same, of which every answer is heard only after this one. */
    behind: (first: Promise<unknown>) =>
      poolOf({
        query: (text, values) => {
          const answer = one.query(text, values)
          return first.then(() => answer)
        },
      }),
    /** How much has been asked. */
    asked: () => asked,
    /** What could not be put into words, so that COMMIT cannot answer for it. */
    unsaid: turns.unsaid,
    /** What nobody waits for but COMMIT. */
    left: [] as Promise<unknown>[],
    pool: poolOf(one),
    end: () => {
      over = true
    },
    drop: turns.drop,
    /** Of statements that went out together a later one may be heard of first: what counts is why the transaction broke. */
    causeOf: (error: unknown) => ((error === undefined || isAborted(error)) && failed ? failed : error),
  }
}
