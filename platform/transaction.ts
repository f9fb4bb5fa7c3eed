import type pg from 'pg'
import { connect, type Everything } from './database.ts'

/**
 * One transaction on one connection. What is asked at the same time inside it goes out together and is answered in that order, and BEGIN goes out with the
 * first question: neither process is woken for each line. When it is over its handle is dead, so that nothing forgotten can write outside of it.
 * `committing` is called before COMMIT is sent: from then on a lost connection leaves the outcome unknown.
 */
export async function transact<Reply>(
  pool: pg.Pool,
  run: (db: Everything) => Promise<Reply>,
  committing: () => void = () => undefined,
): Promise<Reply> {
  const client = await pool.connect()
  const handle = handleOf(client)
  let broken: Error | boolean = false
  try {
    // Refused only by a connection that refuses the next question too; what it says is heard before COMMIT.
    const begun = client.query('begin')
    begun.catch(() => undefined)
    const reply = await run(connect(handle.pool))
    await begun
    handle.end()
    committing()
    const { command } = await client.query('commit')
    if (command === 'ROLLBACK')
      throw new Error('a statement had failed and its failure was not passed on: nothing was written', { cause: handle.causeOf(undefined) })
    return reply
  } catch (error) {
    handle.end()
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw handle.causeOf(error)
  } finally {
    client.release(broken)
  }
}

/** "Current transaction is aborted": said of every statement after the one that failed. */
const ABORTED = '25P02'
const isAborted = (error: unknown) => (error as { code?: string } | undefined)?.code === ABORTED

/** This connection in the shape of a pool, for as long as its transaction lasts. */
function handleOf(client: pg.PoolClient) {
  let over = false
  let failed: unknown
  const one = {
    query: (...given: unknown[]) => {
      if (over) throw new Error('this transaction is over')
      const answer = (client.query as (...all: unknown[]) => unknown)(...given)
      if (answer instanceof Promise)
        answer.catch((error) => {
          if (!isAborted(error)) failed = error
        })
      return answer
    },
    release: () => undefined,
  }
  return {
    pool: { connect: async () => one, end: async () => undefined } as unknown as pg.Pool,
    end: () => {
      over = true
    },
    /** Of statements that went out together a later one may be heard of first: what counts is why the transaction broke. */
    causeOf: (error: unknown) => ((error === undefined || isAborted(error)) && failed ? failed : error),
  }
}
