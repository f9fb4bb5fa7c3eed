import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import { writeSearch } from './search.ts'

export type SearchPatch = Record<string, string | number | boolean | string[] | undefined | null>

/**
 * The address as state. `change({ loc: 'moi' })` keeps everything else and writes the history entry only when `push` is asked,
 * so that "back" leaves the screen instead of walking through filters.
 */
export function useAddress() {
  const router = useRouter()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const search = useRouterState({ select: (state) => state.location.search as Record<string, string | undefined> })
  const change = useCallback(
    (patch: SearchPatch, { push = false } = {}) => {
      const { pathname, search: now } = router.state.location
      const href = pathname + writeSearch({ ...now, ...patch })
      if (push) router.history.push(href)
      else router.history.replace(href)
    },
    [router],
  )
  return { path, search, change }
}

/** Opens another screen: `const go = useGo(); go('/khach/…?loc=…')`. */
export function useGo() {
  const router = useRouter()
  return useCallback((to: string, { replace = false } = {}) => (replace ? router.history.replace(to) : router.history.push(to)), [router])
}
