import { useEffect, useRef } from 'react'

/** Dialogs and drawers that stand open, the one in front last. */
const open: object[] = []

/**
 * `onClose` for a dialog that others may stand in front of: Escape is heard by all of them, and only the one in front closes. It counts as open until the key
 * has been heard by everybody: React takes it away between two listeners of the same key.
 */
export function useTopmost(isOpen: boolean, onClose: () => void): () => void {
  const self = useRef({})
  useEffect(() => {
    if (!isOpen) return
    const { current } = self
    open.push(current)
    return () => void setTimeout(() => open.splice(open.indexOf(current), 1))
  }, [isOpen])
  return () => {
    if (open.at(-1) === self.current) onClose()
  }
}
