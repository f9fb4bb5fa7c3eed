import { useSyncExternalStore } from 'react'

let now = Date.now()
let ticking: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}

function listen(listener: () => void) {
  listeners.add(listener)
  now = Date.now()
  ticking ??= setInterval(tick, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

const read = () => now

/** The time, moving every fifteen seconds; one timer for every clock on the screen. */
export const useNow = (): number => useSyncExternalStore(listen, read, read)
