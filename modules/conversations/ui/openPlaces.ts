import { leftOpen } from '#knowledge/contract'
import { confirm, useText } from '#web/kit.tsx'
import { words } from './words.ts'

/** Before words leave: where places of a saved reply stand open in them, their writer is asked. True: they may leave. */
export function useOpenPlaces() {
  const t = useText(words)
  return async (text: string): Promise<boolean> => {
    const open = leftOpen(text)
    if (open.length === 0) return true
    return confirm({ title: t.openTitle, consequences: t.openSays(open.join(', ')), verb: t.sendAnyway, keep: t.fillFirst })
  }
}
