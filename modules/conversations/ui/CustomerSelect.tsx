import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { getCard, searchCustomers } from '#customers/contract'
import { ask } from '#web/api.ts'
import { Select, useText } from '#web/kit.tsx'
import { words } from './words.ts'

/** A customer, found by name without marks, phone, mail or code. */
export function CustomerSelect({
  name,
  value,
  onChange,
}: {
  name?: string
  value: string | null
  onChange: (customerId: string | null) => void
}) {
  const t = useText(words)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useQuery({ ...ask(searchCustomers, { q, limit: 12 }), enabled: q.length >= 2, placeholderData: keepPreviousData })
  const chosen = useQuery({ ...ask(getCard, { id: value ?? '' }), enabled: value !== null })
  const known = chosen.data ? [{ value: chosen.data.id, label: `${chosen.data.name} · ${chosen.data.code}` }] : []
  const options = (found.data ?? [])
    .filter(({ id }) => id !== value)
    .map(({ id, name: who, code, companyName, phone }) => ({
      value: id,
      label: [who, code, companyName, phone].filter(Boolean).join(' · '),
    }))
  return (
    <Select
      label={t.customerField}
      name={name}
      required
      value={value}
      onChange={onChange}
      options={[...known, ...options]}
      placeholder={t.findCustomer}
      onSearch={setTyped}
      clearable
    />
  )
}
