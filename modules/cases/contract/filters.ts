import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'

/** So many filters one person may keep. */
export const MOST_FILTERS = 50
export const FILTER_NAME = 80

/** A filter of the queue under a name of one's own. `query` is the query string of the screen: `view=team&tag=bảo+hành`. */
export const SavedFilter = z.object({ id: z.uuid(), name: z.string(), query: z.string() })
export type SavedFilter = z.infer<typeof SavedFilter>
const Mine = z.array(SavedFilter)

export const listFilters = endpoint('GET /cases/filters', {
  needs: 'signedIn',
  says: 'My own saved filters of the queue, in my order.',
  input: z.object({}),
  reply: Mine,
})

export const saveFilter = endpoint('POST /cases/filters', {
  needs: 'signedIn',
  says: 'Saves a filter under a name; one of the same name is replaced. 409 `cases.tooManyFilters` beyond fifty. Answers all of mine.',
  input: z.object({
    name: typed(FILTER_NAME).pipe(z.string().min(1)),
    query: z.string().max(4_000),
    /** Where in my order, counted from 0; left out: where it stood, or last. */
    place: z.number().int().min(0).max(MOST_FILTERS).optional(),
  }),
  reply: Mine,
})

export const orderFilters = endpoint('PUT /cases/filters/order', {
  needs: 'signedIn',
  says: 'Puts my filters in an order; those not named follow in the order they had. Answers all of mine.',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(MOST_FILTERS) }),
  reply: Mine,
})

export const removeFilter = endpoint('DELETE /cases/filters/:id', {
  needs: 'signedIn',
  says: 'Removes one of my filters; saved again with its name, query and place it stands as before. Answers the rest.',
  input: z.object({ id: z.uuid() }),
  reply: Mine,
})
