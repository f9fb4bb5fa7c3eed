import { Select, TextArea, TextField, useChosen, useFields, useKeptFields, useText } from '#web/kit.tsx'
import type { CaseRow } from '../../contract/shapes.ts'
import type { CaseDetail } from '../../contract.ts'
import { assignCase, cancelCase, classifyCase, raiseTier, reopenCase, resolveCase, setSeverity } from '../../contract.ts'
import { caseWords } from '../caseWords.ts'
import { useHandlers } from '../handlers.ts'
import { useNamed, useSeverityOptions } from '../names.ts'
import { useChange, useChoices } from '../useChange.ts'
import { Ask } from './Ask.tsx'
import { AssignFields, type Assigning, CauseField, isChosen, nobodyYet, ResolveFields, type Resolving } from './fields.tsx'

export type Given = { row: CaseRow; onClose: () => void }

/** Words for a case, kept until they are sent; `done` ends the dialog they were written in. */
function useWords<Values extends Record<string, unknown>>(what: string, { row, onClose }: Given, initial: Values) {
  const { forget, ...fields } = useKeptFields<Values>(`cases.${what}.${row.id}`, initial)
  const done = () => {
    forget()
    onClose()
  }
  return { ...fields, done }
}

/** What a row already knows of its classification; only the page of the case knows the cause. */
const causeOf = (row: CaseRow & Partial<Pick<CaseDetail, 'cause'>>) => row.cause?.code ?? null

export function ResolveDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const choices = useChoices()
  const initial: Resolving = { cause: causeOf(row), resolution: null, note: '' }
  const { values, field, continued, done } = useWords('resolve', { row, onClose }, initial)
  const resolve = useChange(resolveCase, t.resolved, { onDone: done, inForm: true })
  const { cause, resolution, note } = values
  const missing = (choices?.causeNeeded && !cause && t.cause) || (choices?.resolutionNeeded && !resolution && t.resolution)
  return (
    <Ask
      title={t.resolveTitle(row.code)}
      verb={t.markDone}
      error={resolve.error}
      busy={resolve.isPending}
      disabledBecause={missing && `${t.choose}: ${missing}`}
      onClose={onClose}
      onSubmit={() =>
        resolve.mutate({ id: row.id, version: row.version, cause: cause ?? undefined, resolution: resolution ?? undefined, note })
      }
    >
      {continued}
      <ResolveFields field={field} />
    </Ask>
  )
}

export function AssignDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const { values, field, continued, done } = useWords<Assigning>('assign', { row, onClose }, nobodyYet)
  const [handler] = useChosen(useHandlers(), values.handlerId ? [values.handlerId] : [])
  const says = () => (values.isPool ? t.toPool : t.assigned(handler?.label ?? ''))
  const assign = useChange(assignCase, says, { onDone: done, inForm: true })
  const { isPool, handlerId, unitId, note } = values
  return (
    <Ask
      title={t.assignTitle}
      verb={t.give}
      error={assign.error}
      busy={assign.isPending}
      disabledBecause={!isChosen(values) && t.choose}
      onClose={onClose}
      onSubmit={() =>
        assign.mutate({
          id: row.id,
          version: row.version,
          handlerId: isPool ? null : handlerId,
          unitId: (isPool && unitId) || undefined,
          note,
        })
      }
    >
      {continued}
      <AssignFields field={field} values={values} withNote />
    </Ask>
  )
}

export function ClassifyDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const named = useNamed()
  const types = (useChoices()?.types ?? []).map((type) => ({ value: type.code, label: named(type) }))
  const { values, field } = useFields<{ subject: string; type: string | null; cause: string | null }>({
    subject: row.subject,
    type: row.type?.code ?? null,
    cause: causeOf(row),
  })
  const classify = useChange(classifyCase, t.classified, { onDone: onClose, inForm: true })
  return (
    <Ask
      title={t.classifyTitle}
      verb={t.save}
      error={classify.error}
      busy={classify.isPending}
      onClose={onClose}
      onSubmit={() => classify.mutate({ id: row.id, version: row.version, ...values })}
    >
      <TextField label={t.subject} required autoFocus {...field('subject')} />
      <Select label={t.type} placeholder={t.choose} options={types} clearable {...field('type')} />
      <CauseField {...field('cause')} />
    </Ask>
  )
}

export function EscalateDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const { values, field, continued, done } = useWords('raise', { row, onClose }, { reason: '', tried: '', asked: '' })
  const raise = useChange(raiseTier, t.raised, { onDone: done, inForm: true })
  return (
    <Ask
      title={t.escalateTitle}
      verb={t.raise}
      error={raise.error}
      busy={raise.isPending}
      onClose={onClose}
      onSubmit={() => raise.mutate({ id: row.id, version: row.version, ...values })}
    >
      {continued}
      <TextArea label={t.why} required rows={2} autoFocus {...field('reason')} />
      <TextArea label={t.tried} required rows={2} {...field('tried')} />
      <TextArea label={t.asked} required rows={2} {...field('asked')} />
    </Ask>
  )
}

/** Cancelling, reopening and lowering the severity ask for nothing but the reason. */
export function ReasonDialog({ row, what, severity, onClose }: Given & { what: 'cancel' | 'reopen' | 'lower'; severity?: 2 | 3 | 4 }) {
  const t = useText(caseWords)
  const levels = useSeverityOptions()
  const { values, field, continued, done } = useWords(what, { row, onClose }, { reason: '' })
  const after = { onDone: done, inForm: true }
  const cancel = useChange(cancelCase, t.cancelled, after)
  const reopen = useChange(reopenCase, t.reopened, after)
  const lower = useChange(setSeverity, t.severitySet(levels.find(({ level }) => level === severity)?.label ?? ''), after)
  const { id, version } = row
  const change = { cancel, reopen, lower }[what]
  const submit = () => {
    const said = { id, version, reason: values.reason }
    if (what === 'lower') lower.mutate({ ...said, severity })
    else if (what === 'cancel') cancel.mutate(said)
    else reopen.mutate(said)
  }
  const title = { cancel: t.cancelTitle, reopen: t.reopenTitle, lower: t.lowerTitle }[what]
  return (
    <Ask
      title={title}
      verb={title}
      danger={what === 'cancel'}
      error={change.error}
      busy={change.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      {continued}
      <TextArea label={t.reason} required rows={3} autoFocus {...field('reason')} />
    </Ask>
  )
}
