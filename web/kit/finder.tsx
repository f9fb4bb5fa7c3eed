import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePaused } from '../pause.ts'
import { queries } from '../queries.ts'
import { MultiSelect, type Option, Select } from './choices.tsx'
import type { FieldProps } from './field.tsx'

/** Options too many to list (colleagues, customers): the server finds them while one types. */
export type Finder = {
  /** Where answers are kept; begins with the room whose changes make them stale. */
  key: readonly string[]
  /** What fits the words, best first; for no words, what to offer before anybody typed. */
  find: (words: string, signal: AbortSignal) => Promise<Option[]>
  /** One that was chosen before, to show its name. */
  named: (value: string, signal: AbortSignal) => Promise<Option>
}

/** What the server finds for the words, once the fingers rest. While busy, `options` are those of the words before. */
export function useFound(finder: Finder | undefined, typed: string) {
  const words = usePaused(typed.trim(), 200)
  const found = useQuery({
    queryKey: [...(finder?.key ?? []), 'found', words],
    queryFn: ({ signal }) => finder?.find(words, signal) ?? [],
    enabled: finder !== undefined,
    placeholderData: keepPreviousData,
  })
  const isBusy = finder !== undefined && !found.isError && (words !== typed.trim() || found.isFetching)
  return { options: found.data ?? [], isBusy, hasFailed: found.isError }
}

/** The options of chosen values, with their names; what is not known (yet) is left out. */
export function useChosen(finder: Finder, values: readonly string[]): Option[] {
  return useQueries({
    queries: values.map((value) => ({
      queryKey: [...finder.key, 'named', value],
      queryFn: ({ signal }: { signal: AbortSignal }) => finder.named(value, signal),
      staleTime: 5 * 60_000,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  })
}

/** Remembers what was picked, so that its name stands there at once. */
export function keepChosen(finder: Finder, options: readonly Option[]) {
  for (const option of options) queries.setQueryData([...finder.key, 'named', option.value], option)
}

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
