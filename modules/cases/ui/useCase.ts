import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, askPages } from '#web/api.ts'
import type { More } from '#web/kit.tsx'
import { hearStale } from '#web/live.ts'
import { queries } from '#web/queries.ts'
import { type CaseDetail, caseThread, getCase } from '../contract.ts'
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
export function useThread({ id, conversations }: Pick<CaseDetail, 'id' | 'conversations'>) {
  const query = useInfiniteQuery(askPages(caseThread, { id, limit: 50 }))
  const pages = query.data?.pages ?? []
  const items = unique(pages.flatMap((page) => page.items))
  useConversationsOf(id, new Set([...conversations.map((one) => one.id), ...items.map(({ conversationId }) => conversationId)]))
  const more: More = { has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
  return { items, lines: unique(pages.flatMap(({ lines }) => lines)), more, query }
}

const unique = <One extends { id: string }>(all: One[]): One[] => [...new Map(all.map((one) => [one.id, one])).values()]

/** When a hint names a conversation of the open case, its thread is asked again; what was said elsewhere asks nothing. */
function useConversationsOf(id: string, conversationIds: ReadonlySet<string>) {
  const known = useRef(conversationIds)
  known.current = conversationIds
  useEffect(
    () =>
      hearStale('conversations', (ids) => {
        if (ids !== 'all' && ![...ids].some((one) => known.current.has(one))) return
        void queries.invalidateQueries({ predicate: ({ queryKey }) => isThreadOf(id, queryKey) })
      }),
    [id],
  )
}

function isThreadOf(id: string, [room, at, input]: readonly unknown[]): boolean {
  return room === 'cases' && at === caseThread.at && typeof input === 'object' && input !== null && 'id' in input && input.id === id
}
