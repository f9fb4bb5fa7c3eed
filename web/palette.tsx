import { useEffect, useSyncExternalStore } from 'react'
import { useKeys } from './keyboard.ts'
import type { PaletteDialog } from './palette-box.tsx'
import { PaletteWaits } from './palette-waits.tsx'
import { useText } from './session.tsx'
import { text } from './text.ts'

/** For how long the first screen has the network to itself. */
const FIRST_SCREEN_MS = 2_000

type State = { open: boolean; typed: string; Dialog: typeof PaletteDialog | undefined }
let state: State = { open: false, typed: '', Dialog: undefined }
const listeners = new Set<() => void>()
function set(next: Partial<State>) {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

async function load() {
  const { PaletteDialog: Dialog } = await import('./palette-box.tsx')
  set({ Dialog })
}

const close = () => set({ open: false, typed: '' })
/** Opens the command palette. Until its code is there one types into a box that stands in for it. */
export function openPalette() {
  set({ open: true })
  if (!state.Dialog) load().catch(close)
}

/** Fetches the code when the browser has nothing else to do; without a network now, the first opening does. */
function useEarly() {
  useEffect(() => {
    const early = () => void load().catch(() => undefined)
    const wait = setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(early) : early()), FIRST_SCREEN_MS)
    return () => clearTimeout(wait)
  }, [])
}

/** Ctrl K: the shell has one. */
export function Palette() {
  const t = useText(text)
  const { open, typed, Dialog } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
  useEarly()
  useKeys([{ keys: 'Control+k', says: t.palette, does: () => (open ? close() : openPalette()), group: 'general', inInputs: true }])
  if (!open) return null
  return Dialog ? (
    <Dialog typed={typed} onClose={close} />
  ) : (
    <PaletteWaits typed={typed} onType={(words) => set({ typed: words })} onClose={close} />
  )
}
