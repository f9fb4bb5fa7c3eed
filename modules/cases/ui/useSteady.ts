import { useEffect, useRef, useState } from 'react'
import type { CaseRow } from '../contract/shapes.ts'

const STILL = 2_500
const FAR = 40

/**
 * Keeps the reader's place: while somebody points at the list, has scrolled or has chosen rows, rows stay where they are with fresh
 * words in them, and what came since is counted. Left alone, the list is as the server says.
 */
export function useSteady(rows: CaseRow[], list: string, isChoosing: boolean) {
  const { isBusy, on, release, turn } = useBusy()
  const held = useRef({ list: '', ids: [] as string[] })
  if (held.current.list !== list || !(isBusy || isChoosing)) held.current = { list, ids: rows.map(({ id }) => id) }
  const known = new Set(held.current.ids)
  const last = rows.findLastIndex(({ id }) => known.has(id))
  held.current.ids.push(...rows.slice(last + 1).map(({ id }) => id))
  const fresh = new Map(rows.map((row) => [row.id, row]))
  const shown = held.current.ids.flatMap((id) => fresh.get(id) ?? [])
  return { shown, newer: rows.length - shown.length, on, turn, show: () => release(() => (held.current.list = '')) }
}

/** Whether somebody is in the middle of the list. `turn` changes when the list should be drawn from its beginning. */
function useBusy() {
  const [isBusy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const far = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setBusy(far.current), STILL)
  }
  const on = {
    onPointerMove: () => {
      setBusy(true)
      soon()
    },
    onScrollCapture: (event: { target: EventTarget }) => {
      far.current = event.target instanceof Element && event.target.scrollTop > FAR
      setBusy(true)
      soon()
    },
  }
  const release = (before: () => void) => {
    before()
    far.current = false
    setBusy(false)
    setTurn((now) => now + 1)
  }
  return { isBusy, on, release, turn }
}
