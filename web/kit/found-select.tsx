import { useState } from 'react'
import { MultiSelect, type Option, Select } from './choices.tsx'
import type { FieldProps } from './field.tsx'
import { type Finder, keepChosen, useChosen, useFound } from './finder.ts'

const besides = (options: readonly Option[], others: readonly Option[]) =>
  others.filter(({ value }) => !options.some((option) => option.value === value))

/** One of many, found while typing. `without`: a value that cannot be chosen. */
export function FoundSelect({
  finder,
  value,
  onChange,
  without,
  ...field
}: FieldProps<string | null> & { finder: Finder; without?: string; clearable?: boolean }) {
  const [typed, setTyped] = useState('')
  const [chosen] = useChosen(finder, value === null ? [] : [value])
  const isAtRest = typed.trim() === '' || typed === chosen?.label
  const finding = useFound(finder, isAtRest ? '' : typed)
  const found = finding.options.filter((option) => option.value !== without)
  return (
    <Select
      {...field}
      value={value}
      options={isAtRest && chosen ? [...besides(found, [chosen]), ...found] : found}
      onSearch={setTyped}
      finding={finding}
      onChange={(picked) => {
        keepChosen(
          finder,
          found.filter((option) => option.value === picked),
        )
        onChange(picked)
      }}
    />
  )
}

/** Several of many, found while typing. */
export function FoundMultiSelect({ finder, value, onChange, ...field }: FieldProps<string[]> & { finder: Finder }) {
  const [typed, setTyped] = useState('')
  const chosen = useChosen(finder, value)
  const finding = useFound(finder, typed)
  return (
    <MultiSelect
      {...field}
      value={value}
      options={[...chosen, ...besides(chosen, finding.options)]}
      onSearch={setTyped}
      finding={finding}
      onChange={(picked) => {
        keepChosen(
          finder,
          finding.options.filter((option) => picked.includes(option.value)),
        )
        onChange(picked)
      }}
    />
  )
}
