import { useEffect, useRef, useSyncExternalStore } from 'react'

/** What a key does. `keys` as people press them: `j`, `Shift+ArrowDown`, `Control+k`, or a sequence `g h`. */
export type Key = { keys: string; says: string; does: () => void; group?: 'general' | 'go' | 'here'; inInputs?: boolean; when?: boolean }

type Registered = Key & { id: number }
let registered: Registered[] = []
let next = 0
let pending: { first: string; until: number } | undefined
const listeners = new Set<() => void>()
const SWITCH = 'tantam.keys'

const changed = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Every key that works now, for the `?` table; the latest registration of a key wins. */
export const useKeyTable = (): Key[] =>
  useSyncExternalStore(
    subscribe,
    () => registered,
    () => registered,
  )

const singlesOn = () => localStorage.getItem(SWITCH) !== 'off'
/** Single-letter keys can be switched off on this device (WCAG 2.1.4). */
export const useSingleKeys = (): [boolean, (on: boolean) => void] => [
  useSyncExternalStore(subscribe, singlesOn, () => true),
  (on) => {
    localStorage.setItem(SWITCH, on ? 'on' : 'off')
    changed()
  },
]

/** Registers keys while the component is on screen. The functions may change each render; only the keys and words matter. */
export function useKeys(keys: Key[]) {
  const latest = useRef(keys)
  latest.current = keys
  const shape = keys.map(({ keys: pressed, says, group, when }) => `${pressed}|${says}|${group}|${when}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the keys; their functions are read at the press
  useEffect(() => {
    const mine = latest.current.flatMap((key, at): Registered[] =>
      key.when === false ? [] : [{ ...key, id: ++next, does: () => latest.current[at]?.does() }],
    )
    registered = [...registered, ...mine]
    changed()
    return () => {
      const ids = new Set(mine.map(({ id }) => id))
      registered = registered.filter(({ id }) => !ids.has(id))
      changed()
    }
  }, [shape])
}

const EDITABLE = 'input:not([type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=""],[contenteditable=true]'

/** Listens once for the whole page. */
export function listenKeys() {
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}

function press(event: KeyboardEvent) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
  const pressed = nameOf(event)
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const target = event.target instanceof Element ? event.target : document.body
  const typing = target.closest(EDITABLE) !== null
  const inDialog = target.closest('[role=dialog],[role=menu],[role=listbox][data-popup]') !== null
  const key = find(pressed)
  if (!key || (typing && !key.inInputs) || (inDialog && !key.inInputs) || (isSingle(key.keys) && !singlesOn())) return
  if (onControl(target, event.key)) return
  event.preventDefault()
  key.does()
}

/** Enter and space on a button or a link are that button's own. */
const onControl = (target: Element, key: string) =>
  (key === 'Enter' || key === ' ') && target.closest('button,a[href],[role=button]') !== null

function nameOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? 'Control+' : ''
  const alt = event.altKey ? 'Alt+' : ''
  const letter = event.key.length === 1
  const shift = event.shiftKey && !letter ? 'Shift+' : ''
  return control + alt + shift + (letter ? event.key.toLowerCase() : event.key)
}

function find(pressed: string): Registered | undefined {
  const before = pending && pending.until > Date.now() ? `${pending.first} ${pressed}` : undefined
  pending = undefined
  const sequence = before && registered.findLast(({ keys }) => keys === before)
  if (sequence) return sequence
  if (registered.some(({ keys }) => keys.startsWith(`${pressed} `))) pending = { first: pressed, until: Date.now() + 1200 }
  return registered.findLast(({ keys }) => keys === pressed)
}

const isSingle = (keys: string) => keys.split(' ').every((part) => part.length === 1)

const SHOWN: Record<string, string> = {
  Control: 'Ctrl',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
}

/** `Control+Enter` as people read it: Ctrl ↵. */
export const shownKeys = (keys: string): string =>
  keys
    .split(' ')
    .map((part) =>
      part
        .split('+')
        .map((one) => SHOWN[one] ?? (one.length === 1 ? one.toUpperCase() : one))
        .join(' '),
    )
    .join(', ')
