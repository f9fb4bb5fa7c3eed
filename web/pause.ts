import { useEffect, useState } from 'react'

/** What was typed, once the fingers rest. */
export function usePaused<Value>(value: Value, ms = 300): Value {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const wait = setTimeout(() => setPaused(value), ms)
    return () => clearTimeout(wait)
  }, [value, ms])
  return paused
}
