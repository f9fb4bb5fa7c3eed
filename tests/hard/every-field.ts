import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { cleaned } from '#platform/contract.ts'
import { requestFor } from '#web/api.ts'
import { rooms } from '../../app/rooms.ts'
import { type Field, given, textFields } from '../given.ts'
import { post } from './load.ts'
import { many, must, say, scenario } from './scenario.ts'
import { WORDS } from './words.ts'
import { openWorld, type World } from './world.ts'

const routes = Object.values(rooms).flatMap(({ routes = [] }) => routes.map(({ endpoint }) => endpoint))

/** The same words, to be known again wherever they stand. */
const marked = (mark: number, word: string) => `dau${mark}hieu ${word}`
const MARK = /dau([0-9]+)hieu/g
type Told = { where: string; word: string }

/** A26: no field of any contract, asked or told, breaks the house, and what was taken stands in it as it was told. `hostile-words` reads it back by the API. */
await scenario('A26: hostile words in every text field of every route: taken as they are or refused, never a fault', async () => {
  const world = await openWorld()
  const app = await world.start()
  const from = { name: 'Lan', mail: 'truong@khach.example' }
  const { body } = await post(app.address, world.key, '/cases', { subject: 'Trường', text: 'x', from }, randomUUID())
  const words = WORDS.slice(0, many(WORDS.length, 6))
  const counts = new Map<number, number>()
  const taken = new Map<number, Told>()
  let [fields, marks] = [0, 0]
  for (const { at, input } of routes) {
    const id = at.includes('/conversations/') ? body.conversationId : at.includes('/customers/') ? body.customerId : body.id
    for (const field of textFields(input)) {
      fields++
      // No address can hold half a character.
      const inAddress = at.startsWith('GET') || at.includes(`:${field[0]}`)
      const ask = async (word: string) => {
        const asked = put(
          given(input, (name) => (name === 'id' ? id : undefined)),
          field,
          inAddress ? word.toWellFormed() : word,
        ) as Record<string, unknown>
        const { method, url, body: told } = requestFor({ at }, asked)
        const answer = await fetch(app.address + url, {
          ...{ method, body: told },
          headers: { authorization: `Bearer ${world.key}`, ...(told === undefined ? {} : { 'content-type': 'application/json' }) },
        })
        const said = await answer.text()
        must(answer.status < 500, `${at} with ${JSON.stringify(word)} in ${field.join('.')}: ${answer.status} ${said.slice(0, 200)}`)
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
        return answer.ok
      }
      for (const word of words) {
        await ask(word)
        if (!inAddress && (await ask(marked(++marks, word)))) taken.set(marks, { where: `${at} ${field.join('.')}`, word })
      }
    }
  }
  say(
    `${fields} fields of ${routes.length} routes, ${words.length} strings each: ${[...counts].map(([status, times]) => `${times} × ${status}`).join(', ')}`,
  )
  must((counts.get(200) ?? 0) + (counts.get(201) ?? 0) > fields, 'next to nothing was taken: the inputs do not reach the rooms')
  must(app.isRunning(), 'the process ended')
  await app.stop()
  await compare(world, taken)
})

/** What was taken and stands anywhere in the house stands there as it was told, once cleaned. */
async function compare({ db }: World, taken: Map<number, Told>) {
  const found = new Map<number, string[]>()
  const { rows: tables } = await sql<{
    name: string
  }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss')`.execute(db)
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: unknown
    }>`select to_jsonb(t) as row from ${sql.raw(name)} t where to_jsonb(t)::text ~ 'dau[0-9]+hieu'`.execute(db)
    for (const text of rows.flatMap(({ row }) => textsIn(row)))
      for (const [, mark] of text.matchAll(MARK)) found.set(Number(mark), [...(found.get(Number(mark)) ?? []), text])
  }
  let same = 0
  const other: string[] = []
  for (const [mark, texts] of found) {
    const told = taken.get(mark)
    if (!told) continue
    const whole = cleaned(marked(mark, told.word))
    if (texts.some((text) => text.includes(whole))) same++
    else other.push(`${told.where}: ${JSON.stringify(whole)} stands as ${JSON.stringify(texts[0])}`)
  }
  say(
    `${same} of ${taken.size} texts that were taken stand in the house, each as it was told; the others were asked for or are kept elsewhere`,
  )
  must(same > taken.size / 4, 'next to nothing was found again: the comparison looks in the wrong place')
}

function textsIn(thing: unknown): string[] {
  if (typeof thing === 'string') return [thing]
  return typeof thing === 'object' && thing !== null ? Object.values(thing).flatMap(textsIn) : []
}

/** The same input with these words in that place. */
function put(into: unknown, [step, ...rest]: Field, word: string): unknown {
  if (step === undefined) return word
  if (typeof step === 'number') return [put(Array.isArray(into) ? into[0] : undefined, rest, word)]
  const known = typeof into === 'object' && into !== null ? into : {}
  return { ...known, [step]: put(Object.entries(known).find(([name]) => name === step)?.[1], rest, word) }
}
