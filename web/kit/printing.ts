import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let printing = false
const listeners = new Set<() => void>()

function set(next: boolean) {
  if (printing === next) return
  printing = next
  // The browser lays the paper out as soon as its event was heard: by then it must be drawn.
  flushSync(() => {
    for (const listener of listeners) listener()
  })
}

/** How far conversations were scrolled: on paper they scroll no more, and forget it. */
let places: [Element, number][] = []

const watch = (paper: MediaQueryList) => {
  printing = paper.matches
  window.addEventListener('beforeprint', () => {
    places = [...document.querySelectorAll('[role=log]')].map((log) => [log, log.scrollTop])
    set(true)
  })
  window.addEventListener('afterprint', () => {
    set(paper.matches)
    for (const [log, top] of places) log.scrollTop = top
  })
  paper.addEventListener('change', () => set(paper.matches))
}

let watched = false
function listen(listener: () => void) {
  // Not before a page is drawn: whoever only reads the kit has no window.
  if (!watched) watch(window.matchMedia('print'))
  watched = true
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const read = () => printing

/** Whether the page is drawn for paper now: what people look up by hovering or pressing must stand there in words. */
export const usePrinting = (): boolean => useSyncExternalStore(listen, read, read)

/** Prints what is open, once the menu that asked for it is away. */
export const printPage = () => void setTimeout(() => window.print(), 200)
