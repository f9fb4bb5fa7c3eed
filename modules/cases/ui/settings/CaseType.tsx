import { Select, useText } from '#web/kit.tsx'
import { useNamed } from '../names.ts'
import { useChoices } from '../useChange.ts'
import { assignmentWords as words } from './assignmentWords.ts'

/** A case type to choose, by its name; for lower rooms that only know its code. */
export function CaseTypeField({ value, onChange }: { value: string | null; onChange: (code: string | null) => void }) {
  const t = useText(words)
  const named = useNamed()
  const options = (useChoices()?.types ?? []).map((type) => ({ value: type.code, label: named(type) }))
  return <Select label={t.ruleTypes} clearable placeholder={t.any} options={options} value={value} onChange={onChange} />
}

/** The name of a case type; its code while that is all we know. */
export function CaseTypeName({ code }: { code: string }) {
  const named = useNamed()
  const type = useChoices()?.types.find((one) => one.code === code)
  return <>{type ? named(type) : code}</>
}
