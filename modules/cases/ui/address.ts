import type { z } from 'zod'
import { QueueFilter, Sort } from '../contract.ts'

export type Filter = z.output<typeof QueueFilter>
export type QueueSort = z.output<typeof Sort>

/** The filter as the address says it: its words are the API's own, so that a view can be pasted anywhere. What it does not understand is left out. */
export function readFilter(search: Record<string, string | undefined>): { filter: Filter; sort: QueueSort; isNarrowed: boolean } {
  const understood = Object.entries(QueueFilter.shape).flatMap(([name, shape]) => {
    const said = search[name]
    return said && shape.safeParse(said).success ? [[name, said] as const] : []
  })
  const narrowing = understood.filter(([name]) => name !== 'view')
  return {
    filter: QueueFilter.parse(Object.fromEntries(understood)),
    sort: Sort.safeParse(search.sort).data ?? 'due',
    isNarrowed: narrowing.length > 0,
  }
}

/** Everything a filter may say, for taking all of it back. */
export const noFilter: Record<string, undefined> = Object.fromEntries(
  [...Object.keys(QueueFilter.shape), 'sort', 'q'].map((name) => [name, undefined]),
)

/** Where a case stands on screen, with the queue as it was beside it. */
export const caseLink = (code: string, search: Record<string, string | undefined> = {}): string => {
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
  return `/hop-thu/${code}${query && `?${query}`}`
}
