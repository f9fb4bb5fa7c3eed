import pg from 'pg'
import { keptName, noteTrouble } from './steady.ts'

type Answer = { command: string; rowCount: number | null; rows: unknown[] }
type Wire = {
  submittedNamedStatements: Record<string, string>
  stream: { cork(): void; uncork(): void; destroy(why: Error): void }
  sync(): void
}
/** What of pg's own Query is used here: it puts a statement on the wire and puts its answer together. */
type Statement = {
  name?: string
  text: string
  submit(wire: Wire): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
  handleEmptyQuery(wire: Wire): void
  handleReadyForQuery(wire: Wire): void
  handleError(error: Error, wire: Wire): void
}

/** "Current transaction is aborted": said of every statement after the one that failed. */
const ABORTED = '25P02'
export const isAborted = (error: unknown) => (error as { code?: string } | undefined)?.code === ABORTED
const aborted = () => Object.assign(new Error('a statement before this one failed'), { code: ABORTED })

/**
 * Said by the database, of the first that is not answered: those after it were never begun. A connection that breaks without a word (or with that of a pooler
 * between, 08…) leaves all of them unknown.
 */
const isSaid = (error: unknown) => error instanceof pg.DatabaseError && !error.code?.startsWith('08')

/**
 * Statements that go out together and are answered together: one message each way, whatever their number (the protocol's pipeline, one Sync at the end). In the
 * eyes of pg a query of its own kind, as its cursors are. Of those after one that failed nothing was done: they are refused with 25P02.
 */
class Turn {
  readonly #asked: Statement[]
  readonly #done: () => void
  #at = 0

  constructor(asked: Statement[], done: () => void) {
    this.#asked = asked
    this.#done = done
  }

  // pg keeps under these what has been prepared on the connection: that of the statement it hears of.
  get name() {
    return this.#current?.name
  }
  get text() {
    return this.#current?.text
  }
  get #current() {
    return this.#asked[this.#at]
  }

  submit(wire: Wire) {
    const unsynced = Object.create(wire, { sync: { value: () => undefined } }) as Wire
    wire.stream.cork()
    for (const statement of this.#asked) {
      const wrong = statement.submit(unsynced)
      if (wrong) wire.stream.destroy(wrong)
    }
    wire.sync()
    wire.stream.uncork()
    return null
  }

  handleRowDescription(message: unknown) {
    this.#current?.handleRowDescription(message)
  }
  handleDataRow(message: unknown) {
    this.#current?.handleDataRow(message)
  }
  handleCommandComplete(message: unknown, wire: Wire) {
    this.#current?.handleCommandComplete(message, wire)
    this.#next(wire)
  }
  handleEmptyQuery(wire: Wire) {
    this.#current?.handleEmptyQuery(wire)
    this.#next(wire)
  }
  #next(wire: Wire) {
    this.#current?.handleReadyForQuery(wire)
    this.#at++
  }

  handleError(error: Error, wire: Wire) {
    const [failed, ...rest] = this.#asked.slice(this.#at)
    failed?.handleError(error, wire)
    for (const statement of rest) {
      // Not prepared either, though it was asked for.
      if (statement.name) delete wire.submittedNamedStatements[statement.name]
      statement.handleError(isSaid(error) ? aborted() : error, wire)
    }
    this.#done()
  }
  handleReadyForQuery() {
    this.#done()
  }

  // What cannot be answered in a turn ends the connection, and with it everything asked on it.
  handleCopyInResponse = unfit
  handleCopyData = (_: unknown, wire: Wire) => unfit(wire)
  handlePortalSuspended = unfit
}
const unfit = ({ stream }: Wire) => stream.destroy(new Error('COPY and cursors are not for a transaction'))

/** The questions of one connection, turn by turn: what is asked at the same time goes out together, and what is asked meanwhile goes together after it. */
export function turnsOf(client: pg.PoolClient, types: pg.CustomTypesConfig) {
  let waiting: Statement[] = []
  let isOut = false
  let holds = 0
  let unsaid: { error: unknown } | undefined
  const send = () => {
    if (isOut || holds > 0 || waiting.length === 0) return
    const turn = new Turn(waiting, () => {
      isOut = false
      send()
    })
    waiting = []
    isOut = true
    client.query(turn as unknown as pg.Submittable)
  }
  const hold = () => {
    holds++
    return () => {
      holds--
      send()
    }
  }
  const together = () => {
    if (holds === 0) process.nextTick(hold())
  }
  /** As they go out: what cannot be put into words fails when it is asked and not on the wire. */
  const said = (values: readonly unknown[]) => {
    try {
      return values.map((value) => utils.prepareValue(value))
    } catch (error) {
      unsaid ??= { error }
      throw error
    }
  }
  const ask = (text: string, values: readonly unknown[] = []) => {
    together()
    return new Promise<Answer>((resolve, reject) => {
      const statement = statementOf(text, said(values), types, (error, answer) => {
        if (!error) return resolve(answer)
        if (statement.name) noteTrouble(error)
        reject(error)
      })
      waiting.push(statement)
    })
  }
  /** What has not gone out is not asked any more. */
  const drop = (why: Error) => {
    for (const statement of waiting.splice(0)) statement.handleError(why, undefined as never)
  }
  return { ask, hold, drop, unsaid: () => unsaid }
}

const { utils } = pg as unknown as { utils: { prepareValue(value: unknown): unknown } }

function statementOf(
  text: string,
  values: unknown[],
  types: pg.CustomTypesConfig,
  callback: (error: Error | null, answer: Answer) => void,
): Statement {
  const name = keptName(text)
  const config = { text, values, queryMode: 'extended', ...(name ? { name } : {}) }
  const query = new pg.Query(config, undefined, callback as never) as unknown as Statement & { _result: { _types: unknown } }
  query._result._types = types
  return query
}
