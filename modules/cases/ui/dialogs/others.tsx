import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ask, call, tell } from '#web/api.ts'
import {
  confirm,
  DateField,
  Failure,
  format,
  Grid,
  RadioCards,
  Select,
  say,
  TextField,
  TimeField,
  Txt,
  useFields,
  useGo,
  useKeptFields,
  useText,
} from '#web/kit.tsx'
import { linkCase, makePromise, mergeCase, searchCases, setParent, undoMerge } from '../../contract.ts'
import { caseLink } from '../address.ts'
import { caseWords } from '../caseWords.ts'
import { refresh } from '../refresh.ts'
import { useChange } from '../useChange.ts'
import { Ask } from './Ask.tsx'
import type { Given } from './decisions.tsx'
import { momentOf } from './SnoozeDialog.tsx'

/** Another case, found by code, subject or customer. */
function CaseField({
  value,
  onChange,
  without,
  name,
}: {
  name: string
  value: string | null
  onChange: (id: string | null) => void
  without: string
}) {
  const t = useText(caseWords)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.split(' · ')[0]?.trim() ?? '')
  const found = useQuery({ ...ask(searchCases, { q, limit: 12 }), enabled: q.length >= 2, placeholderData: keepPreviousData })
  const options = (found.data?.items ?? [])
    .filter(({ case: { id } }) => id !== without)
    .map(({ case: { id, code, subject, customer } }) => ({ value: id, label: [code, subject, customer?.name].filter(Boolean).join(' · ') }))
  return (
    <Select
      label={t.whichCase}
      name={name}
      placeholder={t.findCase}
      options={options}
      value={value}
      onChange={onChange}
      onSearch={setTyped}
      autoFocus
    />
  )
}

/** Merges this case into another and opens that; one press takes it back exactly. */
export function MergeDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const go = useGo()
  const { values, field } = useFields<{ intoId: string | null }>({ intoId: null })
  const merge = useMutation({
    ...tell(mergeCase),
    onError: async (error, input) => {
      if (!(error instanceof Failure) || error.code !== 'cases.mergeOtherCustomer') return
      if (await confirm({ title: t.mergeOtherTitle, consequences: error.message, verb: t.mergeAnyway }))
        merge.mutate({ ...input, anyway: true })
    },
    onSuccess: ({ mergeId, into }) => {
      say(t.merged(into.code), { undo: () => call(undoMerge, { id: mergeId }).then(refresh) })
      onClose()
      go(caseLink(into.code))
      return refresh()
    },
  })
  return (
    <Ask
      title={t.mergeTitle}
      verb={t.mergeVerb}
      error={merge.error}
      busy={merge.isPending}
      disabledBecause={!values.intoId && t.choose}
      onClose={onClose}
      onSubmit={() => values.intoId && merge.mutate({ id: row.id, intoId: values.intoId })}
    >
      <Txt size={13} tone={2} as="p">
        {t.mergeSays}
      </Txt>
      <CaseField {...field('intoId')} without={row.id} />
    </Ask>
  )
}

export function LinkDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const { values, field } = useFields<{ toId: string | null; kind: 'related' | 'duplicate' }>({ toId: null, kind: 'related' })
  const link = useChange(linkCase, t.linked, { onDone: onClose, inForm: true })
  return (
    <Ask
      title={t.linkTitle}
      verb={t.linkVerb}
      error={link.error}
      busy={link.isPending}
      disabledBecause={!values.toId && t.choose}
      onClose={onClose}
      onSubmit={() => values.toId && link.mutate({ id: row.id, toId: values.toId, kind: values.kind })}
    >
      <CaseField {...field('toId')} without={row.id} />
      <RadioCards
        label={t.kind}
        columns={2}
        options={[
          { value: 'related', label: t.related },
          { value: 'duplicate', label: t.duplicate },
        ]}
        {...field('kind')}
      />
    </Ask>
  )
}

export function ParentDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const { values, field } = useFields<{ parentId: string | null }>({ parentId: null })
  const put = useChange(setParent, t.parentSet, { onDone: onClose, inForm: true })
  return (
    <Ask
      title={t.parentTitle}
      verb={t.parentVerb}
      error={put.error}
      busy={put.isPending}
      disabledBecause={!values.parentId && t.choose}
      onClose={onClose}
      onSubmit={() => put.mutate({ id: row.id, parentId: values.parentId })}
    >
      <Txt size={13} tone={2} as="p">
        {t.parentSays}
      </Txt>
      <CaseField {...field('parentId')} without={row.id} />
    </Ask>
  )
}

type Promised = { kind: 'promise' | 'follow_up'; title: string; day: string | null; hour: string | null }

/** A promise or an appointment as a clock of its own. */
export function PromiseDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const initial: Promised = { kind: 'promise', title: '', day: format.dayOf(), hour: null }
  const { values, field, forget, continued } = useKeptFields(`cases.promise.${row.id}`, initial)
  const promise = useMutation({
    ...tell(makePromise),
    onSuccess: () => {
      say(t.promised)
      forget()
      onClose()
      return refresh()
    },
  })
  const dueAt = momentOf(values.day, values.hour)
  const isAhead = dueAt !== null && dueAt.getTime() > Date.now()
  return (
    <Ask
      title={t.promiseTitle}
      verb={t.keep}
      error={promise.error}
      busy={promise.isPending}
      disabledBecause={!isAhead && t.ahead}
      onClose={onClose}
      onSubmit={() => dueAt && promise.mutate({ id: row.id, kind: values.kind, title: values.title, dueAt })}
    >
      {continued}
      <RadioCards
        label={t.kind}
        columns={2}
        options={[
          { value: 'promise', label: t.promiseKind },
          { value: 'follow_up', label: t.followUpKind },
        ]}
        {...field('kind')}
      />
      <TextField label={t.what} hint={t.whatHint} {...field('title')} />
      <Grid columns={2}>
        <DateField label={t.day} min={format.dayOf()} {...field('day')} />
        <TimeField label={t.hour} {...field('hour')} />
      </Grid>
    </Ask>
  )
}
