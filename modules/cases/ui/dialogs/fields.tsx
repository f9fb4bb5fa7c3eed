import { Checkbox, FoundSelect, type Option, Select, TextArea, type useFields, useText } from '#web/kit.tsx'
import { caseWords } from '../caseWords.ts'
import { useHandlers } from '../handlers.ts'
import { useNamed } from '../names.ts'
import { useChoices } from '../useChange.ts'

export type Resolving = { cause: string | null; resolution: string | null; note: string }
type FieldOf<Value> = { name: string; value: Value; onChange: (value: Value) => void }
type FieldsOf<Values extends Record<string, unknown>> = ReturnType<typeof useFields<Values>>['field']

/** Why it happened, how it was solved, and a word for colleagues. */
export function ResolveFields({ field }: { field: FieldsOf<Resolving> }) {
  const t = useText(caseWords)
  const named = useNamed()
  const choices = useChoices()
  const resolutions = (choices?.resolutions ?? []).map((one) => ({ value: one.code, label: named(one) }))
  return (
    <>
      <CauseField {...field('cause')} required={choices?.causeNeeded ?? false} autoFocus />
      <Select
        label={t.resolution}
        placeholder={t.choose}
        options={resolutions}
        required={choices?.resolutionNeeded}
        clearable
        {...field('resolution')}
      />
      <TextArea label={t.noteField} hint={t.noteHint} rows={2} {...field('note')} />
    </>
  )
}

/** The tree of causes: its roots as groups, deeper ones with their way. */
export function CauseField({ required, autoFocus, ...field }: FieldOf<string | null> & { required?: boolean; autoFocus?: boolean }) {
  const t = useText(caseWords)
  const named = useNamed()
  const causes = useChoices()?.causes ?? []
  const byCode = new Map(causes.map((cause) => [cause.code, cause]))
  const wayOf = (code: string | null, seen: string[] = []): string[] => {
    const cause = code ? byCode.get(code) : undefined
    return cause && !seen.includes(cause.code) ? [...wayOf(cause.parent, [...seen, cause.code]), named(cause)] : []
  }
  const options = causes.map(({ code }): Option => {
    const [root = '', ...rest] = wayOf(code)
    return { value: code, label: rest.length > 0 ? rest.join(' › ') : root, group: root }
  })
  return <Select label={t.cause} placeholder={t.choose} options={options} required={required} autoFocus={autoFocus} clearable {...field} />
}

export type Assigning = { handlerId: string | null; unitId: string | null; isPool: boolean; note: string }

/** To a colleague, or to a unit whose people take it themselves. */
export function AssignFields({ field, values, withNote }: { field: FieldsOf<Assigning>; values: Assigning; withNote?: boolean }) {
  const t = useText(caseWords)
  const handlers = useHandlers()
  const units = (useChoices()?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {!values.isPool && <FoundSelect label={t.who} placeholder={t.choose} finder={handlers} autoFocus {...field('handlerId')} />}
      <Checkbox label={t.keepPool} {...field('isPool')} />
      {values.isPool && <Select label={t.toUnit} placeholder={t.choose} options={units} clearable {...field('unitId')} />}
      {withNote && <TextArea label={t.handNote} hint={t.noteHint} rows={2} {...field('note')} />}
    </>
  )
}

export const nobodyYet: Assigning = { handlerId: null, unitId: null, isPool: false, note: '' }
export const isChosen = ({ handlerId, isPool }: Assigning) => isPool || handlerId !== null
