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
  wrong,
  onWrong,
  hint,
}: {
  label: string
  name?: string
  value: Party[]
  onChange: (parties: Party[]) => void
  /** What was typed and is no address. */
  wrong: string
  onWrong: (said: string) => void
  hint?: string
}) {
  const t = useText(words)
  const take = (said: string[]) => {
    const read = said.map((one) => ({ one, party: value.find((known) => showParty(known) === one) ?? readParty(one) }))
    onWrong(read.find(({ party }) => !party)?.one ?? '')
    onChange(read.flatMap(({ party }) => party ?? []))
  }
  return (
    <TagsField label={label} name={name} hint={hint} value={value.map(showParty)} onChange={take} error={wrong && t.badAddress(wrong)} />
  )
}
