import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Failure, isNetwork } from './failure.ts'

type Watcher = (error: Failure) => void
const watchers = new Set<Watcher>()

/** Hears every refused or failed request once: the session uses it to notice that it has ended. */
export function onFailure(watcher: Watcher): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

function tellWatchers(error: unknown) {
  if (error instanceof Failure) for (const watcher of watchers) watcher(error)
}

const worthRepeating = (error: unknown) => isNetwork(error) || (error instanceof Failure && [502, 503, 504, 429].includes(error.status))

const pause = (attempt: number, error: unknown) =>
  error instanceof Failure && error.retryAfter ? error.retryAfter * 1000 : Math.min(1000 * 2 ** attempt, 20_000)

/** The one cache of answers. Lost network is repeated with patience; a refusal is an answer and is not. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: tellWatchers }),
  mutationCache: new MutationCache({ onError: tellWatchers }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 3 && worthRepeating(error),
      retryDelay: pause,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: (count, error) => count < 8 && worthRepeating(error), retryDelay: pause },
  },
})
