import { call } from '#web/api.ts'
import { type Mender, mendWith } from '#web/live.ts'
import { queries } from '#web/queries.ts'
import { countQueue, listChoices, listFilters, listQueue, listTags } from '../contract.ts'
import { mended, type Pages } from '../rules/mended.ts'

/** How urgent a row is changes with the time too: now and then all of a queue is asked for, by each browser at a moment of its own. */
const WHOLE_MS = 60_000
const COUNTS_MS = 3_000
/** A page that has grown to so many rows is asked for anew. */
const MOST_ROWS = 200

const nextWhole = new Map<string, number>()

const mendQueue: Mender = async (query, ids) => {
  const next = nextWhole.get(query.queryHash) ?? Date.now() + WHOLE_MS * (0.7 + Math.random() * 0.6)
  nextWhole.set(query.queryHash, next)
  if (Date.now() > next || queries.getQueryData<Pages>(query.queryKey)?.pages.some(({ items }) => items.length > MOST_ROWS)) {
    nextWhole.delete(query.queryHash)
    return false
  }
  const asked = listQueue.input.safeParse(query.queryKey[2])
  if (!asked.success) return false
  const { items } = await call(listQueue, { ...asked.data, after: undefined, ids, limit: 100 })
  queries.setQueryData<Pages>(query.queryKey, (pages) => pages && mended(pages, ids, items, asked.data.sort))
  return true
}

let counting: ReturnType<typeof setTimeout> | undefined
/** How many stand in each view is no news of the second. */
const countSoon: Mender = (query) => {
  if (counting) return true
  counting = setTimeout(
    () => {
      counting = undefined
      void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
    },
    Math.max(0, query.state.dataUpdatedAt + COUNTS_MS - Date.now()),
  )
  return true
}

mendWith(listQueue.at, mendQueue)
mendWith(countQueue.at, countSoon)
// What menus offer does not change with a case.
mendWith(listChoices.at, () => true)
mendWith(listTags.at, () => true)
// Nor do one's own filters.
mendWith(listFilters.at, () => true)
