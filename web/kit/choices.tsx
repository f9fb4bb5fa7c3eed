import {
  type ComboboxParsedItem,
  isOptionsGroup,
  Checkbox as MantineCheckbox,
  MultiSelect as MantineMultiSelect,
  Select as MantineSelect,
  Switch as MantineSwitch,
  TagsInput,
} from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { folded } from '../read.ts'
import { useText } from '../session.tsx'
import { Field, type FieldProps } from './field.tsx'
import css from './fields.module.css'
import { useIssue } from './form.tsx'
import type { Icon } from './kinds.ts'
import { text } from './text.ts'

/** `detail` stands behind the label in the list, in grey. */
export type Option<Value extends string = string> = { value: Value; label: string; detail?: string; group?: string; disabled?: boolean }
/** How the server's search goes, for lists it filters. */
export type Finding = { isBusy: boolean; hasFailed: boolean }
type Searched = { onSearch?: (words: string) => void; finding?: Finding }

/** Finds "Hùng Phát" by "hung phat". */
function withoutMarks({ options, search, limit }: { options: ComboboxParsedItem[]; search: string; limit: number }): ComboboxParsedItem[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  const fits = (label: ReactNode) => words.every((word) => folded(String(label)).includes(word))
  const kept: ComboboxParsedItem[] = []
  for (const option of options) {
    if (isOptionsGroup(option)) kept.push({ ...option, items: option.items.filter(({ label }) => fits(label)) })
    else if (fits(option.label)) kept.push(option)
  }
  return kept.slice(0, limit)
}

const asServed = ({ options }: { options: ComboboxParsedItem[] }) => options

/** As the server answered; what it answered to earlier words is sifted here until it answers to these. */
const filterOf = ({ onSearch, finding }: Searched) => (onSearch && !finding?.isBusy ? asServed : withoutMarks)

/** What stands there instead of options. */
function useNothing({ onSearch, finding }: Searched, typed: string): string | undefined {
  const t = useText(text)
  if (finding?.isBusy) return t.searching
  if (finding?.hasFailed) return t.searchFailed
  return onSearch && typed.trim() === '' ? undefined : t.nothingHere
}

/** The label and, in grey, what tells it from its namesakes. */
function detailed(options: readonly Option[]) {
  if (!options.some(({ detail }) => detail)) return undefined
  const details = new Map(options.map(({ value, detail }) => [value, detail]))
  return ({ option, checked }: { option: { value: string; label: string }; checked?: boolean }) => (
    <span className={css.option}>
      <span>{option.label}</span>
      <small>{details.get(option.value)}</small>
      {checked && <IconCheck size={14} aria-hidden />}
    </span>
  )
}

/** Mantine takes whatever has a `group` for a group itself. */
function grouped(options: Option[]) {
  const plain = (some: Option[]) => some.map(({ group: _, detail: __, ...option }) => option)
  if (!options.some(({ group }) => group)) return plain(options)
  const groups = [...new Set(options.map(({ group }) => group ?? ''))]
  return groups.map((group) => ({ group, items: plain(options.filter((option) => (option.group ?? '') === group)) }))
}

/** One of a list; searchable without marks from eight options on. `onSearch` for lists the server filters. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  placeholder,
  clearable,
  onSearch,
  finding,
  autoFocus,
  ...field
}: FieldProps<Value | null> & Searched & { options: Option<Value>[]; clearable?: boolean }) {
  const [typed, setTyped] = useState('')
  const search = (said: string) => {
    setTyped(said)
    onSearch?.(said)
  }
  const nothing = useNothing({ onSearch, finding }, typed)
  const known = (picked: string | null) => onChange(options.find((option) => option.value === picked)?.value ?? null)
  return (
    <Field {...field}>
      {(wiring) => (
        <MantineSelect
          {...wiring}
          data={grouped(options)}
          value={value}
          onChange={known}
          placeholder={placeholder}
          searchable={options.length >= 8 || onSearch !== undefined}
          clearable={clearable}
          filter={filterOf({ onSearch, finding })}
          renderOption={detailed(options)}
          onSearchChange={onSearch && search}
          nothingFoundMessage={nothing}
          checkIconPosition="right"
          data-autofocus={autoFocus || undefined}
          // With the focus from the start it would cover its dialog before anybody asked.
          openOnFocus={!autoFocus}
          comboboxProps={{ shadow: 'none' }}
          error={wiring['aria-invalid']}
          withErrorStyles
        />
      )}
    </Field>
  )
}

/** Several of a list. */
export function MultiSelect<Value extends string>({
  value,
  onChange,
  options,
  placeholder,
  onSearch,
  finding,
  autoFocus,
  ...field
}: FieldProps<Value[]> & Searched & { options: Option<Value>[] }) {
  const [typed, setTyped] = useState('')
  const search = (said: string) => {
    setTyped(said)
    onSearch?.(said)
  }
  const nothing = useNothing({ onSearch, finding }, typed)
  const known = (picked: string[]) =>
    onChange(picked.flatMap((one) => options.find((option) => option.value === one)?.value ?? value.filter((kept) => kept === one)))
  return (
    <Field {...field}>
      {(wiring) => (
        <MantineMultiSelect
          {...wiring}
          data={grouped(options)}
          value={value}
          onChange={known}
          placeholder={value.length === 0 ? placeholder : undefined}
          searchable
          filter={filterOf({ onSearch, finding })}
          renderOption={detailed(options)}
          onSearchChange={onSearch && search}
          nothingFoundMessage={nothing}
          hidePickedOptions
          data-autofocus={autoFocus || undefined}
          comboboxProps={{ shadow: 'none' }}
          error={wiring['aria-invalid']}
        />
      )}
    </Field>
  )
}

/** Words of one's own, with suggestions: tags, mail addresses. Enter or comma ends one. */
export function TagsField({
  value,
  onChange,
  suggestions = [],
  placeholder,
  autoFocus,
  ...field
}: FieldProps<string[]> & { suggestions?: string[] }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <TagsInput
          {...wiring}
          data-autofocus={autoFocus || undefined}
          data={suggestions}
          value={value}
          onChange={onChange}
          placeholder={value.length === 0 ? placeholder : undefined}
          splitChars={[',', ';']}
          acceptValueOnBlur
          filter={withoutMarks}
          comboboxProps={{ shadow: 'none' }}
          error={wiring['aria-invalid']}
        />
      )}
    </Field>
  )
}

type Toggle = { label: ReactNode; name?: string; value: boolean; onChange: (on: boolean) => void; hint?: ReactNode; disabled?: boolean }

/** On or off, at once. */
export function Switch({ label, name, value, onChange, hint, disabled }: Toggle) {
  const issue = useIssue(name)
  return (
    <MantineSwitch
      label={label}
      description={hint}
      checked={value}
      disabled={disabled}
      error={issue}
      data-path={name}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** Yes or no inside a form, or one of several to tick. */
export function Checkbox({ label, name, value, onChange, hint, disabled, indeterminate }: Toggle & { indeterminate?: boolean }) {
  const issue = useIssue(name)
  return (
    <MantineCheckbox
      label={label}
      description={hint}
      checked={value}
      indeterminate={indeterminate}
      disabled={disabled}
      error={issue}
      data-path={name}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** A few choices that deserve to be seen side by side. */
export function RadioCards<Value extends string>({
  label,
  name,
  value,
  onChange,
  options,
  columns = 3,
}: {
  label: string
  name?: string
  value: Value | null
  onChange: (value: Value) => void
  options: (Option<Value> & { icon?: Icon; hint?: ReactNode })[]
  columns?: number
}) {
  const id = useId()
  const issue = useIssue(name)
  return (
    <fieldset className={css.fieldset} data-path={name}>
      <legend>{label}</legend>
      <div
        className={css.cards}
        style={{ gridTemplateColumns: `repeat(auto-fit, minmax(max(140px, calc(100% / ${columns} - 8px)), 1fr))` }}
      >
        {options.map(({ value: of, label: words, hint, icon: Mark, disabled }) => (
          <label key={of} className={css.radio}>
            <input type="radio" name={id} checked={of === value} disabled={disabled} onChange={() => onChange(of)} />
            {Mark && <Mark size={18} stroke={1.75} aria-hidden />}
            <span>
              <b>{words}</b>
              {hint && <small>{hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {issue && (
        <div className={css.error} role="alert">
          {issue}
        </div>
      )}
    </fieldset>
  )
}
