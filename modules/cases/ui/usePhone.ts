import { useSyncExternalStore } from 'react'

const media = () => window.matchMedia('(max-width: 699px)')

/** A phone's width, where the composer is one line until it is touched. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = media()
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => media().matches,
  )
