import { useEffect } from 'react'
import { queries } from '#web/queries.ts'
import { getTimeline } from '../contract.ts'
import { toldNames } from './telling.ts'

/** The timeline belongs to this room, what it tells happens in others: asked again when an answer of theirs went stale, at most once a second. */
export function useFollowedTimeline() {
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined
    const rooms = new Set(toldNames().map((name) => name.split('.')[0]))
    const ask = () => {
      wait = undefined
      void queries.invalidateQueries({ queryKey: ['customers', getTimeline.at] })
    }
    const stop = queries.getQueryCache().subscribe((said) => {
      if (wait || said.type !== 'updated' || said.action.type !== 'invalidate') return
      const room = String(said.query.queryKey[0])
      if (room !== 'customers' && rooms.has(room)) wait = setTimeout(ask, 1000)
    })
    return () => {
      clearTimeout(wait)
      stop()
    }
  }, [])
}
