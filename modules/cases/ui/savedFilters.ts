import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { z } from 'zod'
import { ask, call, tell } from '#web/api.ts'
import { say, sayFailure, useMe, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { listFilters, orderFilters, removeFilter, type SavedFilter, saveFilter } from '../contract.ts'
import { freeName } from '../rules/freeName.ts'
import { words } from './words.ts'

const asked = ask(listFilters, {})
const known = (): SavedFilter[] => queries.getQueryData(asked.queryKey) ?? []
const shows = (filters: SavedFilter[]) => queries.setQueryData(asked.queryKey, filters)

/** One's own filters of the queue, in one's own order. */
export function useSavedFilters(): SavedFilter[] {
  const me = useMe()
  const found = useQuery(asked).data
  useEffect(() => {
    if (found) void carryOver(me.id)
  }, [found, me.id])
  return found ?? []
}

/** Saving, removing and ordering them; what is gone can be had back for ten seconds. */
export function useFilterChanges() {
  const t = useText(words)
  const restored = (filter: { name: string; query: string; place?: number }) => ({
    undo: async () => shows(await call(saveFilter, filter)),
  })
  const save = useMutation({
    ...tell(saveFilter),
    onSuccess: (filters, { name }) => {
      const former = known().find((one) => one.name === name)
      shows(filters)
      if (former) say(t.filterReplaced(name), restored({ name, query: former.query }))
      else say(t.filterSaved(name))
    },
    onError: sayFailure,
  })
  const remove = useMutation({
    ...tell(removeFilter),
    onSuccess: (filters, { id }) => {
      const place = known().findIndex((one) => one.id === id)
      const former = known()[place]
      shows(filters)
      if (former) say(t.filterDropped(former.name), restored({ name: former.name, query: former.query, place }))
    },
    onError: sayFailure,
  })
  const order = useMutation({ ...tell(orderFilters), onSuccess: shows, onError: sayFailure })
  return { save: save.mutate, remove: remove.mutate, order }
}

const OnDevice = z.array(z.object({ name: z.string(), query: z.string() }))
const placeOf = (person: string) => `tantam.filters.${person}`
const carried = new Set<string>()

/** Filters were kept on the device once: they go to the house; those it does not take stay for the next time and hold up none behind them. */
async function carryOver(person: string) {
  if (carried.has(person)) return
  carried.add(person)
  const kept = filtersOnDevice(person)
  const left: typeof kept = []
  let refused: unknown
  for (const [place, filter] of kept.entries()) {
    try {
      await carry(filter)
    } catch (error) {
      refused ??= error
      left.push(filter)
    }
    const rest = [...left, ...kept.slice(place + 1)]
    if (rest.length > 0) localStorage.setItem(placeOf(person), JSON.stringify(rest))
    else localStorage.removeItem(placeOf(person))
  }
  if (refused) sayFailure(refused)
}

/** A filter of the same name that asks for something else was named on another device: both are kept. */
async function carry(filter: z.infer<typeof OnDevice>[number]) {
  const there = await queries.fetchQuery(asked)
  if (there.some(({ query }) => query === filter.query)) return
  const name = freeName(
    filter.name,
    there.map((one) => one.name),
  )
  shows(await call(saveFilter, { name, query: filter.query }))
}

function filtersOnDevice(person: string) {
  try {
    return OnDevice.parse(JSON.parse(localStorage.getItem(placeOf(person)) ?? '[]'))
  } catch {
    return []
  }
}
