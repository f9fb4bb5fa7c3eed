import { useEffect } from 'react'
import { call } from '#web/api.ts'
import { useMe } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type CaseDetail, countQueue, listQueue, readCase } from '../contract.ts'

/** A case its handler looks at is read: once for each time it became unread. */
export function useReading(detail: CaseDetail | undefined, isLeftUnread: boolean) {
  const me = useMe()
  const { id, unread, handler } = detail ?? {}
  const isMine = handler?.id === me.id
  useEffect(() => {
    if (!id || !unread || !isMine || isLeftUnread || document.hidden) return
    const timer = setTimeout(() => {
      // When it cannot be said now, it stays unread and is said at the next look.
      call(readCase, { id, unread: false }).then(asked, () => undefined)
    }, 800)
    return () => clearTimeout(timer)
  }, [id, unread, isMine, isLeftUnread])
}

const LISTS: readonly unknown[] = [listQueue.at, countQueue.at, 'GET /cases/:id']
const asked = () => queries.invalidateQueries({ predicate: ({ queryKey: [room, at] }) => room === 'cases' && LISTS.includes(at) })
