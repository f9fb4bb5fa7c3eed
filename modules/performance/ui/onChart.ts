import { giveLoads, personResults } from '#org/places'
import { ask, call } from '#web/api.ts'
import { fillLater } from '#web/place.tsx'
import { loads } from '../contract.ts'

/** What performance shows on the org chart: everybody's load, and how one person did. */
giveLoads(() => ({
  queryKey: ask(loads, {}).queryKey,
  queryFn: ({ signal }) => call(loads, {}, { signal }),
  refetchInterval: 60_000,
  select: (found) => new Map(loads.reply.parse(found).map(({ personId, ...load }) => [personId, load])),
}))

fillLater(personResults, 'performance', () => import('./PersonResults.tsx').then((loaded) => loaded.PersonResults))
