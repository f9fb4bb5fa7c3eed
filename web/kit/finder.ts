import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { usePaused } from '../pause.ts'
import { queries } from '../queries.ts'
import type { Option } from './choices.tsx'

/** Options too many to list (colleagues, customers): the server finds them while one types. */
export type Finder = {
  /** Where answers are kept; begins with the room whose changes make them stale. */
  key: readonly string[]
  /** What fits the words, best first; for no words, what to offer before anybody typed. */
  find: (words: string, signal: AbortSignal) => Promise<Option[]>
  /** One that was chosen before, to show its name. */
  named: (value: string, signal: AbortSignal) => Promise<Option>
}

/** What the server finds for the words, once the fingers rest. While busy, `options` are those of the words before. */
export function useFound(finder: Finder | undefined, typed: string) {
  const words = usePaused(typed.trim(), 200)
  const found = useQuery({
    queryKey: [...(finder?.key ?? []), 'found', words],
    queryFn: ({ signal }) => finder?.find(words, signal) ?? [],
    enabled: finder !== undefined,
    placeholderData: keepPreviousData,
  })
  const isBusy = finder !== undefined && !found.isError && (words !== typed.trim() || found.isFetching)
  return { options: found.data ?? [], isBusy, hasFailed: found.isError }
}

/** The options of chosen values, with their names; what is not known (yet) is left out. */
export function useChosen(finder: Finder, values: readonly string[]): Option[] {
  return useQueries({
    queries: values.map((value) => ({
      queryKey: [...finder.key, 'named', value],
      queryFn: ({ signal }: { signal: AbortSignal }) => finder.named(value, signal),
      staleTime: 5 * 60_000,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  })
}

/** Remembers what was picked, so that its name stands there at once. */
export function keepChosen(finder: Finder, options: readonly Option[]) {
  for (const option of options) queries.setQueryData([...finder.key, 'named', option.value], option)
}
