import { useCallback, useEffect, useRef, useState } from 'react'
import { useMe } from '#web/kit.tsx'
import { type Present, usePresence } from '#web/live.ts'

const STILL = 5_000

/** Who else has this case open, and who of them is writing. `typed` says that I am. */
export function usePeopleHere(caseId: string | undefined): { others: Present[]; typed: () => void } {
  const me = useMe()
  const [typing, setTyping] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const typed = useCallback(() => {
    setTyping(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setTyping(false), STILL)
  }, [])
  const others = usePresence(caseId && `cases:${caseId}`, typing).filter(({ id }) => id !== me.id)
  return { others, typed }
}
