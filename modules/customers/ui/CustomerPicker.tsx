import { useMemo } from 'react'
import { call } from '#web/api.ts'
import { type Finder, FoundSelect, useText } from '#web/kit.tsx'
import type { Found } from '../contract/shapes.ts'
import { getCard, searchCustomers } from '../contract.ts'
import { words } from '../text/screens.ts'

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
export function CustomerPicker({ label, kind, ...field }: CustomerPickerProps) {
  const t = useText(words)
  const finder = useMemo(() => customersOf(kind), [kind])
  return <FoundSelect {...field} label={label ?? t.customer} placeholder={t.search} finder={finder} clearable />
}

const customersOf = (kind: CustomerPickerProps['kind']): Finder => ({
  key: ['customers', 'found', kind ?? ''],
  find: async (words, signal) =>
    words.length < 2 ? [] : (await call(searchCustomers, { q: words, kind, limit: 12 }, { signal })).map(optionOf),
  named: async (id, signal) => {
    const { mainPhone, ...card } = await call(getCard, { id }, { signal })
    return optionOf({ ...card, phone: mainPhone, provinceName: null })
  },
})

const optionOf = (one: Pick<Found, 'id' | 'name' | 'code' | 'phone' | 'provinceName'>) => ({ value: one.id, label: lineOf(one) })
const lineOf = ({ name, code, phone, provinceName }: Pick<Found, 'name' | 'code' | 'phone' | 'provinceName'>) =>
  [name, phone, provinceName, code].filter(Boolean).join(' · ')
