import pg from 'pg'
import { keptName, noteTrouble } from './steady.ts'

type Answer = { command: string; rowCount: number | null; rows: unknown[] }
type Wire = {
  submittedNamedStatements: Record<string, string>
  stream: { writable: boolean; write(part: Buffer): void; destroy(why: Error): void }
  sync(): void
  describe(message: unknown): void
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

/** Kept statements that answer no rows: these need not be described again. */
const rowless = new Set<string>()

type Gathering = { parts: Buffer[]; described: Wire; undescribed: Wire }
const gatherings = new WeakMap<Wire, Gathering>()

/** The wire as statements see it: what they say is gathered in `parts`, and none of them ends the turn. */
function gatheringOf(wire: Wire): Gathering {
  const known = gatherings.get(wire)
  if (known) return known
  const parts: Buffer[] = []
  const stream = { writable: true, write: (part: Buffer) => parts.push(part) }
  const described = Object.create(wire, { stream: { value: stream }, sync: { value: () => undefined } }) as Wire
  const undescribed = Object.create(described, { describe: { value: () => undefined } }) as Wire
  const made = { parts, described, undescribed }
  gatherings.set(wire, made)
  return made
}

/**
 * Statements that go out together and are answered together: one message each way, whatever their number (the protocol's pipeline, one Sync at the end). In the
 * eyes of pg a query of its own kind, as its cursors are. Of those after one that failed nothing was done: they are refused with 25P02.
 */
class Turn {
  readonly #asked: Statement[]
  readonly #done: () => void
  #at = 0
  #hasRows = false

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
    const { parts, described, undescribed } = gatheringOf(wire)
    for (const statement of this.#asked) {
      const wrong = statement.submit(statement.name && rowless.has(statement.name) ? undescribed : described)
      if (wrong) wire.stream.destroy(wrong)
    }
    wire.sync.call(described)
    const said = Buffer.concat(parts.splice(0))
    if (wire.stream.writable) wire.stream.write(said)
    return null
  }

  handleRowDescription(message: unknown) {
    this.#hasRows = true
    this.#current?.handleRowDescription(message)
  }
  handleDataRow(message: unknown) {
    this.#current?.handleDataRow(message)
  }
  handleCommandComplete(message: unknown, wire: Wire) {
    this.#current?.handleCommandComplete(message, wire)
    if (this.name && !this.#hasRows) rowless.add(this.name)
    this.#next(wire)
  }
  handleEmptyQuery(wire: Wire) {
    this.#current?.handleEmptyQuery(wire)
    this.#next(wire)
  }
  #next(wire: Wire) {
    this.#current?.handleReadyForQuery(wire)
    this.#at++
    this.#hasRows = false
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
  // Not as one object, of which pg would make a copy, and that takes longer than all the rest of it.
  const query = new pg.Query(text, values, callback as never) as unknown as Statement & { queryMode: string; _result: { _types: unknown } }
  const name = keptName(text)
  if (name) query.name = name
  query.queryMode = 'extended'
  query._result._types = types
  return query
}
