import { useQuery } from '@tanstack/react-query'
import { caseTypeField, caseTypeName } from '#clocks/places'
import { ask } from '#web/api.ts'
import { Select } from '#web/kit.tsx'
import { fill } from '#web/place.tsx'
import { readCaseSettings } from '../contract.ts'
import { useNamed } from './names.ts'

/** The company's case types, for the deadlines that are set by type. */
function useTypes() {
  const named = useNamed()
  const settings = useQuery(ask(readCaseSettings, {}))
  return (settings.data?.types ?? []).map((type) => ({ value: type.code, label: named(type), archived: type.archived }))
}

type Given = { label: string; placeholder: string; value: string | null; onChange: (code: string | null) => void }

function TypeField({ value, ...field }: Given) {
  const options = useTypes().filter((type) => !type.archived || type.value === value)
  return <Select clearable value={value} options={options} {...field} />
}

function TypeName({ code }: { code: string }) {
  return useTypes().find((type) => type.value === code)?.label ?? code
}

fill(caseTypeField, 'cases', TypeField)
fill(caseTypeName, 'cases', TypeName)
