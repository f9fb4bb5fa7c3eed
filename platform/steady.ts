import { CompiledQuery, type QueryResult, sql } from 'kysely'
import type pg from 'pg'
import type { Everything } from './database.ts'

/**
 * Stands first in a statement of `sql` (in front of a built one by `modifyFront`) whose plan is the same whatever it is asked: PostgreSQL then reads and plans it once for each connection.
 * It keeps a plan only where knowing the values would not make a better one: lists and moments are handed over as `(select ${…})`.
 * For what is asked very often and finds its rows by their keys; never for a search or a list, whose best plan depends on what is looked for.
 */
export const steady = sql.raw('/* steady */ ')

type Value = string | number | boolean | null | Date | Buffer | readonly string[]

/** Rows of an insert, at least one: `values ${listed(rows)}`. */
export function listed(rows: readonly (readonly Value[])[]): Listed {
  return new Listed(rows)
}
class Listed {
  readonly rows: readonly (readonly Value[])[]
  constructor(rows: readonly (readonly Value[])[]) {
    this.rows = rows
  }
}

const texts = new WeakMap<TemplateStringsArray, Map<string, string>>()
/** More rows than these are rare: their text is put together each time. */
const FEW = 8

/**
 * A `steady` statement that is values between words which are always the same: its text is put together once (of `listed` rows, once for each number of them),
 * and no tree of it is built each time it is asked. Rows come as from `sql`.
 */
export function kept<Row = unknown>(words: TemplateStringsArray, ...values: readonly (Value | Listed)[]) {
  const text = textOf(words, values)
  const flat = values.flatMap((value) => (value instanceof Listed ? value.rows.flat() : [value]))
  return {
    execute: (db: Pick<Everything, 'executeQuery'>): Promise<QueryResult<Row>> => db.executeQuery<Row>(CompiledQuery.raw(text, flat)),
  }
}

function textOf(words: TemplateStringsArray, values: readonly (Value | Listed)[]): string {
  const lists = values.filter((value) => value instanceof Listed)
  if (lists.some(({ rows }) => rows.length > FEW)) return put(words, values)
  const known = texts.get(words) ?? new Map<string, string>()
  texts.set(words, known)
  const shape = lists.map(({ rows }) => rows.length).join()
  const text = known.get(shape) ?? put(words, values)
  known.set(shape, text)
  return text
}

function put(words: TemplateStringsArray, values: readonly (Value | Listed)[]): string {
  let given = 0
  const place = (value: Value | Listed) =>
    value instanceof Listed ? value.rows.map((row) => `(${row.map(() => `$${++given}`).join(', ')})`).join(', ') : `$${++given}`
  return `/* steady */ ${words.map((word, at) => (at < values.length ? word + place(values[at] as Value | Listed) : word)).join('')}`
}

const STEADY = /^\s*((select\s+)?\/\* steady \*\/|insert\s|with\s+\S+\s+as\s+\(\s*insert\s)/i
/** A statement is kept once it has shown to be a frequent one; so many at most, so that they fit into every connection's memory. */
const OFTEN = 20
const MOST = 90
const LONGEST = 16_000
/** A pooler between us and the server, or a table changed under a kept plan: seen a few times, nothing is kept any more. */
const MOST_TROUBLES = 3
const FORGOTTEN = new Set(['0A000', '26000', '42P05'])

const seen = new Map<string, number>()
const names = new Map<string, string>()
let troubles = 0

/** Under what name a connection keeps this statement; undefined while it is not kept. */
export function keptName(text: string): string | undefined {
  if (troubles >= MOST_TROUBLES) return undefined
  const known = names.get(text)
  if (known || names.size >= MOST) return known
  if (text.length > LONGEST || !STEADY.test(text)) return undefined
  if (seen.size > 2_000) seen.clear()
  const times = (seen.get(text) ?? 0) + 1
  seen.set(text, times)
  if (times < OFTEN) return undefined
  const name = `steady_${names.size}`
  names.set(text, name)
  seen.delete(text)
  return name
}

/** Hears how a kept statement failed. */
export function noteTrouble(error: unknown) {
  if (FORGOTTEN.has(String((error as { code?: string }).code))) troubles++
}

/** An insert has one plan, and so has what is marked `steady`: this connection sends their words once and their values from then on. */
export function keepPlans(client: pg.PoolClient) {
  const ask = client.query.bind(client) as (...given: unknown[]) => unknown
  const query = (...given: unknown[]) => {
    const [text, values] = given
    const name = given.length === 2 && typeof text === 'string' && Array.isArray(values) ? keptName(text) : undefined
    if (!name) return ask(...given)
    return Promise.resolve(ask({ name, text, values })).catch((error: unknown) => {
      noteTrouble(error)
      throw error
    })
  }
  client.query = query as typeof client.query
}
