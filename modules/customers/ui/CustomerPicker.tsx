import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#web/api.ts'
import { Select, useText } from '#web/kit.tsx'
import type { Found } from '../contract/shapes.ts'
import { getCard, searchCustomers } from '../contract.ts'
import { words } from '../text/screens.ts'
import { usePaused } from './pause.ts'

export type CustomerPickerProps = {
  label?: string
  name?: string
  /** A customer's id. */
  value: string | null
  onChange: (id: string | null) => void
  kind?: 'person' | 'company'
  /** Somebody who cannot be chosen. */
  without?: string
  hint?: string
  required?: boolean
  autoFocus?: boolean
}

/** Finds one customer by name without marks, any part of a phone, mail or code. */
export function CustomerPicker({ label, value, onChange, kind, without, ...field }: CustomerPickerProps) {
  const t = useText(words)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<Found>()
  const q = usePaused(typed.split(' · ')[0]?.trim() ?? '', 200)
  const found = useQuery({ ...ask(searchCustomers, { q, kind, limit: 12 }), enabled: q.length >= 2 })
  const chosen = useQuery({ ...ask(getCard, { id: value ?? '' }), enabled: value !== null && picked?.id !== value })
  const rows = (found.data ?? []).filter(({ id }) => id !== without)
  const current = picked?.id === value ? picked : chosen.data && { ...chosen.data, provinceName: null, phone: chosen.data.mainPhone }
  const options = current && !rows.some(({ id }) => id === current.id) ? [current, ...rows] : rows
  return (
    <Select
      {...field}
      label={label ?? t.customer}
      placeholder={t.search}
      value={value}
      options={options.map((one) => ({ value: one.id, label: lineOf(one) }))}
      onSearch={setTyped}
      onChange={(id) => {
        setPicked(rows.find((one) => one.id === id))
        onChange(id)
      }}
      clearable
    />
  )
}

const lineOf = ({ name, code, phone, provinceName }: Pick<Found, 'name' | 'code' | 'phone' | 'provinceName'>) =>
  [name, phone, provinceName, code].filter(Boolean).join(' · ')
