import { useState } from 'react'
import { TagsField, useText } from '#web/kit.tsx'
import type { Party } from '../contract.ts'
import { readParty, showParty } from './parties.ts'
import { words } from './words.ts'

/** Mail addresses, typed or pasted; what is none is said and not taken. */
export function PartiesField({
  label,
  name,
  value,
  onChange,
  hint,
  autoFocus,
}: {
  label: string
  name?: string
  value: Party[]
  onChange: (parties: Party[]) => void
  hint?: string
  autoFocus?: boolean
}) {
  const t = useText(words)
  const [wrong, setWrong] = useState('')
  const take = (said: string[]) => {
    const read = said.map((one) => ({ one, party: value.find((known) => showParty(known) === one) ?? readParty(one) }))
    setWrong(read.find(({ party }) => !party)?.one ?? '')
    onChange(read.flatMap(({ party }) => party ?? []))
  }
  return (
    <TagsField {...{ label, name, hint, autoFocus }} value={value.map(showParty)} onChange={take} error={wrong && t.badAddress(wrong)} />
  )
}
