import { Popover } from '@mantine/core'
import { IconBookmark, IconCheck, IconPlus } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, useId, useState } from 'react'
import { folded } from '../read.ts'
import { useText } from '../session.tsx'
import { text } from '../text.ts'
import { Button } from './buttons.tsx'
import { Chip } from './chips.tsx'
import css from './filter.module.css'
import { PlainInput } from './plain-input.tsx'

export type FilterOption = { value: string; label: string }
/** A word of the sentence that is a menu. `value: ''` is "tất cả". */
export type FilterWord = {
  id: string
  /** What it chooses, for screen readers: "Trạng thái". */
  says: string
  options: FilterOption[]
  value: string | string[]
  pick: (value: string[]) => void
  /** Several at once. */
  several?: boolean
  /** Shown when nothing is chosen: "mọi kênh". */
  whatever?: string
}

type FilterSentenceProps = {
  /** Words as they are written, and words that are menus: `['Phiếu ', { … }, ' từ ', { … }]`. */
  words: (string | FilterWord)[]
  /** Further conditions in force. */
  chips?: { id: string; label: string; drop: () => void }[]
  /** Conditions that can be added. */
  more?: FilterWord[]
  /** Keeps the filter under a name in the sidebar. */
  onSave?: (name: string) => void
}

/** "Phiếu đang mở từ mọi kênh, gấp nhất lên đầu": the dashed words are menus. */
export function FilterSentence({ words, chips = [], more = [], onSave }: FilterSentenceProps) {
  return (
    <div style={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <div className={css.sentence}>
        {words.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence keeps its order
          <Fragment key={at}>{typeof word === 'string' ? word : <Word {...word} />}</Fragment>
        ))}
      </div>
      {(chips.length > 0 || more.length > 0 || onSave) && (
        <div className={css.chips}>
          {chips.map(({ id, label, drop }) => (
            <Chip key={id} outline onRemove={drop}>
              {label}
            </Chip>
          ))}
          {more.length > 0 && <AddCondition more={more} />}
          {onSave && <SaveFilter onSave={onSave} />}
        </div>
      )}
    </div>
  )
}

const chosen = (value: string | string[]) => (Array.isArray(value) ? value : value === '' ? [] : [value])

function Word(word: FilterWord) {
  const t = useText(text)
  const [open, setOpen] = useState(false)
  const values = chosen(word.value)
  const shown =
    values.map((value) => word.options.find((option) => option.value === value)?.label ?? value).join(', ') ||
    word.whatever ||
    t.filterWhatever
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.word}
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-label={`${word.says}: ${shown}`}
          onClick={() => setOpen(!open)}
        >
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Options word={word} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Options({ word, onDone }: { word: FilterWord; onDone: () => void }) {
  const t = useText(text)
  const id = useId()
  const [find, setFind] = useState('')
  const [at, setAt] = useState(0)
  const values = chosen(word.value)
  const all = word.whatever ? [{ value: '', label: word.whatever }, ...word.options] : word.options
  const options = all.filter(({ label }) => folded(label).includes(folded(find)))
  const pick = ({ value }: FilterOption) => {
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
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div onKeyDown={key}>
      {all.length > 8 && (
        <input
          className={css.find}
          data-autofocus
          aria-label={t.search}
          placeholder={t.search}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      <div
        className={css.options}
        role="listbox"
        aria-label={word.says}
        aria-multiselectable={word.several}
        tabIndex={0}
        data-autofocus={all.length <= 8 || undefined}
        aria-activedescendant={`${id}-${at}`}
      >
        {options.map((option, index) => {
          const on = option.value === '' ? values.length === 0 : values.includes(option.value)
          return (
            <button
              key={option.value}
              id={`${id}-${index}`}
              type="button"
              role="option"
              aria-selected={on}
              tabIndex={-1}
              className={css.option}
              data-at={index === at || undefined}
              onClick={() => pick(option)}
            >
              <span>{option.label}</span>
              {on && <IconCheck size={15} aria-hidden />}
            </button>
          )
        })}
        {options.length === 0 && <div className={css.option}>{t.nothingHere}</div>}
      </div>
    </div>
  )
}

function AddCondition({ more }: { more: FilterWord[] }) {
  const t = useText(text)
  const [open, setOpen] = useState(false)
  const [which, setWhich] = useState<string>()
  const word = more.find(({ id }) => id === which)
  const close = () => {
    setOpen(false)
    setWhich(undefined)
  }
  return (
    <Popover opened={open} onChange={(on) => (on ? setOpen(true) : close())} position="bottom-start" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={`link ${css.small}`} aria-expanded={open} onClick={() => (open ? close() : setOpen(true))}>
          <IconPlus size={13} stroke={1.75} aria-hidden />
          {t.addCondition}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {word ? (
          <Options word={word} onDone={close} />
        ) : (
          <div className={css.options}>
            {more.map(({ id, says }) => (
              <button key={id} type="button" className={css.option} onClick={() => setWhich(id)}>
                <span>{says}</span>
              </button>
            ))}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function SaveFilter({ onSave }: { onSave: (name: string) => void }) {
  const t = useText(text)
  const id = useId()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const save = () => {
    if (name.trim() === '') return
    onSave(name.trim())
    setOpen(false)
    setName('')
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={`link ${css.small} ${css.quiet}`} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconBookmark size={13} stroke={1.75} aria-hidden />
          {t.saveFilter}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          style={{ display: 'grid', gap: 8, width: 220 }}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <PlainInput id={id} label={t.filterName} placeholder={t.filterName} value={name} onChange={setName} />
          <Button type="submit" variant="filled" size="sm" label={t.save} />
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
