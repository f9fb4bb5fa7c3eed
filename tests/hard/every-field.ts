import { randomUUID } from 'node:crypto'
import { requestFor } from '#web/api.ts'
import { rooms } from '../../app/rooms.ts'
import { type Field, given, textFields } from '../given.ts'
import { post } from './load.ts'
import { many, must, say, scenario } from './scenario.ts'
import { WORDS } from './words.ts'
import { openWorld } from './world.ts'

const routes = Object.values(rooms).flatMap(({ routes = [] }) => routes.map(({ endpoint }) => endpoint))

/** A26, for what `hostile-words` does not read back: no field of any contract, asked or told, breaks the house. */
await scenario('A26: hostile words in every text field of every route: taken or refused, never a fault', async () => {
  const world = await openWorld()
  const app = await world.start()
  const from = { name: 'Lan', mail: 'truong@khach.example' }
  const { body } = await post(app.address, world.key, '/cases', { subject: 'Trường', text: 'x', from }, randomUUID())
  const words = WORDS.slice(0, many(WORDS.length, 6))
  const counts = new Map<number, number>()
  let fields = 0
  for (const { at, input } of routes) {
    const id = at.includes('/conversations/') ? body.conversationId : at.includes('/customers/') ? body.customerId : body.id
    for (const field of textFields(input)) {
      fields++
      // No address can hold half a character.
      const inAddress = at.startsWith('GET') || at.includes(`:${field[0]}`)
      for (const word of words) {
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
      }
    }
  }
  say(
    `${fields} fields of ${routes.length} routes, ${words.length} strings each: ${[...counts].map(([status, times]) => `${times} × ${status}`).join(', ')}`,
  )
  must((counts.get(200) ?? 0) + (counts.get(201) ?? 0) > fields, 'next to nothing was taken: the inputs do not reach the rooms')
  must(app.isRunning(), 'the process ended')
  await app.stop()
})

/** The same input with these words in that place. */
function put(into: unknown, [step, ...rest]: Field, word: string): unknown {
  if (step === undefined) return word
  if (typeof step === 'number') return [put(Array.isArray(into) ? into[0] : undefined, rest, word)]
  const known = typeof into === 'object' && into !== null ? into : {}
  return { ...known, [step]: put(Object.entries(known).find(([name]) => name === step)?.[1], rest, word) }
}
