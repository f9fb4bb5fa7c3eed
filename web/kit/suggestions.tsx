import { type KeyboardEvent, type RefObject, useCallback, useEffect, useState } from 'react'
import css from './composer.module.css'

export type Suggestion = { id: string; label: string; detail?: string /** What replaces the typed trigger and words. */; insert: string }
export type Trigger = {
  letter: '/' | '@' | '#'
  find: (words: string) => Promise<Suggestion[]> /** Told after it was taken: a mention, a used template. */
  onPick?: (picked: Suggestion) => void
}

type Open = { trigger: Trigger; from: number; to: number; words: string }

/** Watches the caret for `/`, `@` or `#` at the start of a word and offers what follows. */
export function useSuggestions(
  area: RefObject<HTMLTextAreaElement | null>,
  value: string,
  onChange: (value: string) => void,
  triggers: Trigger[],
) {
  const [open, setOpen] = useState<Open>()
  const [options, setOptions] = useState<Suggestion[]>([])
  const [at, setAt] = useState(0)
  const look = useCallback(() => setOpen(area.current ? opened(area.current, triggers) : undefined), [area, triggers])
  useEffect(() => {
    let current = true
    if (!open) return setOptions([])
    const wait = setTimeout(() => {
      // A search that fails offers nothing; the words stay what they are.
      open.trigger.find(open.words).then(
        (found) => {
          if (!current) return
          setOptions(found)
          setAt(0)
        },
        () => current && setOptions([]),
      )
    }, 120)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [open])
  const pick = (option: Suggestion) => {
    if (!open) return
    onChange(`${value.slice(0, open.from)}${option.insert} ${value.slice(open.to)}`)
    open.trigger.onPick?.(option)
    setOpen(undefined)
    const caret = open.from + option.insert.length + 1
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(caret, caret)
    })
  }
  const key = (event: KeyboardEvent): boolean => {
    if (!open || options.length === 0) return false
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = options[at]
    if (move) setAt((at + move + options.length) % options.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && chosen) pick(chosen)
    else if (event.key === 'Escape') setOpen(undefined)
    else return false
    event.preventDefault()
    return true
  }
  return { look, key, pick, at, options: open ? options : [] }
}

/** The trigger and the words after it, when the caret stands behind them. */
function opened(area: HTMLTextAreaElement, triggers: Trigger[]): Open | undefined {
  const to = area.selectionStart
  const before = area.value.slice(0, to)
  for (const trigger of triggers) {
    const from = before.lastIndexOf(trigger.letter)
    if (from < 0 || (from > 0 && !/\s/.test(before[from - 1] ?? ''))) continue
    const words = before.slice(from + 1)
    if (words.length <= 40 && !words.includes('\n') && words.split(' ').length <= 4) return { trigger, from, to, words }
  }
  return undefined
}

export function Suggestions({ of: { options, at, pick } }: { of: ReturnType<typeof useSuggestions> }) {
  if (options.length === 0) return null
  return (
    <div className={css.popup} role="listbox" data-popup>
      {options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          role="option"
          aria-selected={index === at}
          className={css.option}
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => pick(option)}
        >
          {option.label}
          {option.detail && <small className="trunc">{option.detail}</small>}
        </button>
      ))}
    </div>
  )
}
