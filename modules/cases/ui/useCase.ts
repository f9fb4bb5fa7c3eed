import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask, askPages } from '#web/api.ts'
import type { More } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { caseThread, getCase } from '../contract.ts'
import { idOf, rememberCase } from './openCase.ts'

/** One case by its code or id. */
export function useCase(reference: string) {
  // Asked under one name as long as it is on screen: a case opened by its code would else be read anew once its id is known.
  const [id] = useState(() => idOf(reference))
  const found = useQuery(ask(getCase, { id }))
  useEffect(() => {
    if (found.data) rememberCase(found.data)
  }, [found.data])
  return found
}

/** What was said and done in a case, newest first, older on demand. Follows its conversations too: how far a mail got is theirs to tell. */
export function useThread(id: string) {
  const query = useInfiniteQuery(askPages(caseThread, { id, limit: 50 }))
  useEffect(() => followConversations(id), [id])
  const pages = query.data?.pages ?? []
  const more: More = { has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
  return { items: unique(pages.flatMap(({ items }) => items)), lines: unique(pages.flatMap(({ lines }) => lines)), more, query }
}

const unique = <One extends { id: string }>(all: One[]): One[] => [...new Map(all.map((one) => [one.id, one])).values()]

/** When a hint makes conversations stale, the thread of the open case is asked again with them. */
function followConversations(id: string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'invalidate' || event.query.queryKey[0] !== 'conversations') return
    clearTimeout(timer)
    timer = setTimeout(() => void queries.invalidateQueries({ predicate: ({ queryKey }) => isThreadOf(id, queryKey) }), 30)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

function isThreadOf(id: string, [room, at, input]: readonly unknown[]): boolean {
  return room === 'cases' && at === caseThread.at && typeof input === 'object' && input !== null && 'id' in input && input.id === id
}
