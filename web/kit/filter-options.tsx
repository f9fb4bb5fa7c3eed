import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { folded } from '../read.ts'
import { useText } from '../session.tsx'
import css from './filter.module.css'
import { type Finder, keepChosen, useFound } from './finder.ts'
import { text } from './text.ts'

export type FilterOption = { value: string; label: string; detail?: string }
/** A word of the sentence that is a menu. `value: ''` is "tất cả". */
export type FilterWord = {
  id: string
  /** What it chooses, for screen readers: "Trạng thái". */
  says: string
  options: FilterOption[]
  /** Options besides those that the server finds while one types. */
  finder?: Finder
  value: string | string[]
  pick: (value: string[]) => void
  /** Several at once. */
  several?: boolean
  /** Shown when nothing is chosen: "mọi kênh". */
  whatever?: string
}

export const chosen = (value: string | string[]) => (Array.isArray(value) ? value : value === '' ? [] : [value])

/** What is looked for in a menu, kept by whoever opens it. */
export type Seeking = { find: string; setFind: (words: string) => void }

function useOptions(word: FilterWord, { find, setFind }: Seeking, onDone: () => void) {
  const [at, setAt] = useState(0)
  const values = chosen(word.value)
  const all = word.whatever ? [{ value: '', label: word.whatever }, ...word.options] : word.options
  const finding = useFound(word.finder, find)
  const fits = ({ label }: FilterOption) => folded(label).includes(folded(find))
  const found = finding.options.filter((one) => (!finding.isBusy || fits(one)) && !all.some(({ value }) => value === one.value))
  const options = [...all.filter(fits), ...found]
  const pick = (option: FilterOption) => {
    const { value } = option
    if (word.finder && found.includes(option)) keepChosen(word.finder, [option])
    if (value === '') word.pick([])
    else if (word.several) return word.pick(values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
    else word.pick([value])
    onDone()
  }
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const here = options[at]
    if (step) setAt((at + step + options.length) % options.length)
    else if (event.key === 'Enter' && here) pick(here)
    else return
    event.preventDefault()
  }
  const isOn = ({ value }: FilterOption) => (value === '' ? values.length === 0 : values.includes(value))
  const seek = (words: string) => {
    setFind(words)
    setAt(0)
  }
  return { seek, at, options, finding, pick, key, isOn, long: word.finder !== undefined || all.length > 8 }
}

const intoView = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' })

/** The menu behind a word: searchable when long, arrows and Enter. */
export function Options({ word, seeking, onDone }: { word: FilterWord; seeking: Seeking; onDone: () => void }) {
  const t = useText(text)
  const id = useId()
  const { seek, at, options, finding, pick, key, isOn, long } = useOptions(word, seeking, onDone)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div onKeyDown={key}>
      {long && (
        <input
          className={css.find}
          data-autofocus
          aria-label={t.search}
          placeholder={t.search}
          value={seeking.find}
          onChange={(event) => seek(event.target.value)}
        />
      )}
      <div
        className={css.options}
        role="listbox"
        aria-label={word.says}
        aria-multiselectable={word.several}
        tabIndex={0}
        data-autofocus={!long || undefined}
        aria-activedescendant={`${id}-${at}`}
      >
        {options.map((option, index) => (
          <button
            key={option.value}
            id={`${id}-${index}`}
            type="button"
            role="option"
            aria-selected={isOn(option)}
            tabIndex={-1}
            className={css.option}
            data-at={index === at || undefined}
            ref={index === at ? intoView : undefined}
            onClick={() => pick(option)}
          >
            <span>
              {option.label} {option.detail && <small>{option.detail}</small>}
            </span>
            {isOn(option) && <IconCheck size={15} aria-hidden />}
          </button>
        ))}
        {finding.isBusy && <div className={css.option}>{t.searching}</div>}
        {finding.hasFailed && <div className={css.option}>{t.searchFailed}</div>}
        {options.length === 0 && !finding.isBusy && !finding.hasFailed && <div className={css.option}>{t.nothingHere}</div>}
      </div>
    </div>
  )
}
