import { Popover } from '@mantine/core'
import { IconBookmark, IconPlus } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, useId, useState } from 'react'
import { useText } from '../session.tsx'
import { Button } from './buttons.tsx'
import { Chip } from './chips.tsx'
import css from './filter.module.css'
import { chosen, type FilterWord, Options } from './filter-options.tsx'
import { PlainInput } from './plain-input.tsx'
import { text } from './text.ts'

export type { FilterOption, FilterWord } from './filter-options.tsx'

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

/** What is typed between opening a menu and its field having the focus: it is looked for, and a space does not close the menu again. */
const typedEarly =
  (isOpen: boolean, add: (letter: string) => void) =>
  (event: KeyboardEvent): void => {
    if (!isOpen || event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    add(event.key)
  }

function Word(word: FilterWord) {
  const t = useText(text)
  const [open, setOpen] = useState(false)
  const [find, setFind] = useState('')
  const turn = (on: boolean) => {
    setOpen(on)
    setFind('')
  }
  const values = chosen(word.value)
  const shown =
    values.map((value) => word.options.find((option) => option.value === value)?.label ?? value).join(', ') ||
    word.whatever ||
    t.filterWhatever
  return (
    <Popover opened={open} onChange={turn} position="bottom-start" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.word}
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-label={`${word.says}: ${shown}`}
          onClick={() => turn(!open)}
          onKeyDown={typedEarly(open, (letter) => setFind((words) => words + letter))}
        >
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Options word={word} seeking={{ find, setFind }} onDone={() => turn(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function AddCondition({ more }: { more: FilterWord[] }) {
  const t = useText(text)
  const [open, setOpen] = useState(false)
  const [which, setWhich] = useState<string>()
  const [find, setFind] = useState('')
  const word = more.find(({ id }) => id === which)
  const close = () => {
    setOpen(false)
    setWhich(undefined)
    setFind('')
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
          <Options word={word} seeking={{ find, setFind }} onDone={close} />
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
          <PlainInput id={id} label={t.filterName} placeholder={t.filterName} value={name} onChange={setName} most={80} />
          <Button type="submit" variant="filled" size="sm" label={t.save} />
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
