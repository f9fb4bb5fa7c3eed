import { type UseQueryOptions, useQuery } from '@tanstack/react-query'

/** Work somebody holds now. */
export type Load = { open: number; overdue: number }
export type Loads = ReadonlyMap<string, Load>
type Question = () => UseQueryOptions<unknown, Error, Loads, readonly unknown[]>

let question: Question | undefined

/** A higher room knows who holds how much (person id → load). Until one says so, the chart shows shares of time alone. */
export function giveLoads(ask: Question) {
  question = ask
}

const nothing: UseQueryOptions<unknown, Error, Loads, readonly unknown[]> = {
  queryKey: ['org', 'loads'],
  queryFn: () => null,
  enabled: false,
}

export const useLoads = (): Loads | undefined => useQuery(question?.() ?? nothing).data

/** Held ÷ most; undefined where load is unknown or nothing may be held. */
export function loadOf(loads: Loads | undefined, { id, caseCap }: { id: string; caseCap: number }): number | undefined {
  return loads === undefined || caseCap === 0 ? undefined : (loads.get(id)?.open ?? 0) / caseCap
}
