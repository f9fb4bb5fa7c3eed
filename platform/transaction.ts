import type { Writable } from 'node:stream'
import type pg from 'pg'
import { connect, type Everything } from './database.ts'

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
    handle.together()
    // Refused only by a connection that refuses the next question too; what it says is heard before COMMIT.
    const begun = client.query('begin')
    begun.catch(() => undefined)
    const first = around.first?.(connect(handle.pool))
    const db = connect(first ? handle.behind(first) : handle.pool)
    const reply = await run(db).catch(async (error: unknown) => {
      await first
      throw error
    })
    await first
    await begun
    await commit(client, handle, async () => around.last?.(db, reply), around)
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

/**
 * Nobody waits for this: it has been asked already, all of it, and COMMIT, which comes after it, answers for it. Were it refused, the whole is refused for
 * its cause. Never for what asks something only after an answer: that would come too late.
 */
export function leftToCommit(asked: Promise<unknown>) {
  asked.catch(() => undefined)
}

type Handle = ReturnType<typeof handleOf>

async function commit(
  client: pg.PoolClient,
  handle: Handle,
  last: () => Promise<unknown>,
  { committing, refused }: Pick<Around<never>, 'committing' | 'refused'>,
) {
  let unsaid: { error: unknown } | undefined
  let isWritten = false
  const letGo = hold(client)
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
  if (!unsaid && !isWritten && !handle.isAsked())
    unsaid = { error: new Error('what is written last waits for something else: nothing was written') }
  if (unsaid) {
    letGo()
    throw unsaid.error
  }
  committing?.()
  const committed = client.query('commit')
  letGo()
  const { command } = await committed
  if (command === 'ROLLBACK') {
    refused?.()
    await written
    throw new Error('a statement had failed and its failure was not passed on: nothing was written', { cause: handle.causeOf(undefined) })
  }
  await written
  if (handle.isLate()) throw new Error('something was asked only after COMMIT and is not written')
}

/** Holds back what is written to a connection: one call of the system for all of it, one waking of the other side. Answers how to let go. */
function hold(client: pg.PoolClient): () => void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Writable } }).connection
  stream.cork()
  return () => stream.uncork()
}

/** "Current transaction is aborted": said of every statement after the one that failed. */
const ABORTED = '25P02'
const isAborted = (error: unknown) => (error as { code?: string } | undefined)?.code === ABORTED

const poolOf = (one: { query: (...given: unknown[]) => unknown }) =>
  ({ connect: async () => ({ ...one, release: () => undefined }), end: async () => undefined }) as unknown as pg.Pool

/** What this turn asks goes out when the turn is over. */
function togetherOn(client: pg.PoolClient): () => void {
  let holding = false
  return () => {
    if (holding) return
    holding = true
    const letGo = hold(client)
    process.nextTick(() => {
      holding = false
      letGo()
    })
  }
}

/** This connection in the shape of a pool, for as long as its transaction lasts. */
function handleOf(client: pg.PoolClient) {
  let over = false
  let failed: unknown
  let open = 0
  let late = false
  const together = togetherOn(client)
  const one = {
    query: (...given: unknown[]) => {
      if (over) {
        late = true
        throw new Error('this transaction is over')
      }
      together()
      const answer = (client.query as (...all: unknown[]) => unknown)(...given)
      if (!(answer instanceof Promise)) return answer
      open++
      answer.then(
        () => open--,
        (error) => {
          open--
          if (!isAborted(error)) failed ??= error
        },
      )
      return answer
    },
  }
  return {
    together,
    /** The same, of which every answer is heard only after this one. */
    behind: (first: Promise<unknown>) =>
      poolOf({
        query: (...given) => {
          const answer = one.query(...given)
          return answer instanceof Promise ? first.then(() => answer) : answer
        },
      }),
    /** Whether something asked is not answered yet. */
    isAsked: () => open > 0,
    /** Whether something was asked when it was over. */
    isLate: () => late,
    pool: poolOf(one),
    end: () => {
      over = true
    },
    /** Of statements that went out together a later one may be heard of first: what counts is why the transaction broke. */
    causeOf: (error: unknown) => ((error === undefined || isAborted(error)) && failed ? failed : error),
  }
}
