import { type InfiniteData, type UseInfiniteQueryOptions, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'

/** The rest of a list: whether there is more, and how to get it. */
export type More = { has: boolean; loading: boolean; load: () => void }

type Page<Row> = { items: Row[]; next: string | null }

/** All pages of a list read so far: `const { rows, more } = usePages(askPages(listCases, { … }))`. */
export function usePages<Row, Key extends readonly unknown[], Param>(
  options: UseInfiniteQueryOptions<Page<Row>, Error, InfiniteData<Page<Row>>, Key, Param>,
): {
  rows: Row[]
  more: More
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>, Error>
} {
  const query = useInfiniteQuery(options)
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const more = { has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
  return { rows, more, query }
}
