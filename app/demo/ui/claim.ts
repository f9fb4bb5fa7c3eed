import { useEffect, useState } from 'react'

const KEPT = 'tantam.demo-claim'

/**
 * The claim to the doors of the sample company that was begun in this browser: it outlives the window, and every window of the browser has it.
 * `spend` is for whoever has gone in: this window still shows the doors, later ones do not.
 */
export function useClaim() {
  const [claim, setClaim] = useState(() => localStorage.getItem(KEPT))
  useEffect(() => {
    const hear = ({ key, newValue }: StorageEvent) => {
      if (key === KEPT && newValue) setClaim(newValue)
    }
    addEventListener('storage', hear)
    return () => removeEventListener('storage', hear)
  }, [])
  return {
    claim,
    keep(mine: string) {
      localStorage.setItem(KEPT, mine)
      setClaim(mine)
    },
    spend: () => localStorage.removeItem(KEPT),
    forget() {
      localStorage.removeItem(KEPT)
      setClaim(null)
    },
  }
}
