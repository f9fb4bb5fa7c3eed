import { listPeople } from '#org/contract'
import { ask, call } from '#web/api.ts'
import type { Suggestion } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'

/** Colleagues to mention, by name without marks. */
export async function suggestColleagues(find: string): Promise<Suggestion[]> {
  const { items } = await call(listPeople, { find: find || undefined, limit: 8 })
  return items.map(({ id, name, positionTitle }) => ({ id, label: name, detail: positionTitle ?? undefined, insert: `@${name}` }))
}

/** The colleagues whose full name stands behind an `@`: read from the text itself, so that a draft of yesterday mentions too. */
export async function mentionedIn(text: string): Promise<string[]> {
  if (!text.includes('@')) return []
  const said = text.normalize('NFC')
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await queries.fetchQuery({ ...ask(listPeople, { limit: 100, after }), staleTime: 5 * 60_000 })
    ids.push(...page.items.filter(({ name }) => said.includes(`@${name.normalize('NFC')}`)).map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  return ids.slice(0, 30)
}
