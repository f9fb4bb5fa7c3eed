import { useEffect } from 'react'
import { call } from '#web/api.ts'
import { useAddress } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { listNotifications, readAllNotifications } from '../contract.ts'

const A_LOOK_MS = 1_500

/** Whoever stands where a notification leads to has read it, however they came there. `unread` is how many there are. */
export function useReadHere(unread: number) {
  const { path } = useAddress()
  useEffect(() => {
    if (unread === 0 || document.hidden) return
    const timer = setTimeout(() => {
      // When it cannot be asked now, it stays unread until the next look.
      readAt(path).catch(() => undefined)
    }, A_LOOK_MS)
    return () => clearTimeout(timer)
  }, [path, unread])
}

async function readAt(path: string) {
  const { items } = await call(listNotifications, { unread: true, limit: 100 })
  if (!items.some(({ link }) => link === path)) return
  await call(readAllNotifications, { link: path })
  await queries.invalidateQueries({ queryKey: ['notifications'] })
}
