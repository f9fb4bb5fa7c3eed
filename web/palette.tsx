import { useSyncExternalStore } from 'react'
import { useKeys } from './keyboard.ts'
import { later } from './later.tsx'
import { useText } from './session.tsx'
import { text } from './text.ts'

/** With its dialog, loaded when it is first opened. */
const PaletteDialog = later(() => import('./palette-box.tsx').then((loaded) => loaded.PaletteDialog))

let shown = false
const listeners = new Set<() => void>()
const show = (on: boolean) => {
  shown = on
  for (const listener of listeners) listener()
}
/** Opens the command palette. */
export const openPalette = () => show(true)

/** Ctrl K: the shell has one. */
export function Palette() {
  const t = useText(text)
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
  useKeys([{ keys: 'Control+k', says: t.palette, does: () => show(!shown), group: 'general', inInputs: true }])
  return open && <PaletteDialog onClose={() => show(false)} />
}
