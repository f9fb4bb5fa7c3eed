import { useMutation } from '@tanstack/react-query'
import { CustomerPicker } from '#customers/places'
import { tell } from '#web/api.ts'
import {
  FileDrop,
  FoundSelect,
  Grid,
  PhoneField,
  Segmented,
  Select,
  type StoredFile,
  say,
  TextArea,
  TextField,
  useChannelName,
  useGo,
  useKeptFields,
  useText,
} from '#web/kit.tsx'
import { Channel } from '../../contract/shapes.ts'
import { openCase } from '../../contract.ts'
import { caseLink } from '../address.ts'
import { caseWords } from '../caseWords.ts'
import { useHandlers } from '../handlers.ts'
import { useChannelOptions, useNamed, useSeverityOptions } from '../names.ts'
import { refresh } from '../refresh.ts'
import { useChoices } from '../useChange.ts'
import { Ask } from './Ask.tsx'

type Fields = {
  who: 'known' | 'unknown'
  customerId: string | null
  name: string
  phone: string
  mail: string
  channel: string | null
  subject: string
  text: string
  type: string | null
  severity: string | null
  handlerId: string | null
  files: StoredFile[]
}
const NOTHING: Fields = {
  ...{ who: 'known', customerId: null, name: '', phone: '', mail: '', channel: 'phone', subject: '', text: '' },
  ...{ type: null, severity: null, handlerId: null, files: [] },
}

/** A case by hand: for whom, about what, to whom it goes. */
export function OpenCaseDialog({ onClose }: { onClose: () => void }) {
  const t = useText(caseWords)
  const go = useGo()
  const { values, field, set, forget, continued } = useKeptFields<Fields>('cases.open', NOTHING)
  const open = useMutation({
    ...tell(openCase),
    onSuccess: ({ code }) => {
      say(t.opened(code))
      forget()
      onClose()
      go(caseLink(code))
      return refresh()
    },
  })
  return (
    <Ask
      title={t.openTitle}
      verb={t.create}
      size={640}
      error={open.error}
      busy={open.isPending}
      onClose={onClose}
      onSubmit={() => open.mutate(asked(values))}
    >
      {continued}
      <Whom values={values} field={field} />
      <TextField label={t.subject} required {...field('subject')} />
      <TextArea label={t.saidWhat} rows={4} {...field('text')} />
      <Where field={field} />
      <FileDrop label={t.files} files={values.files} onChange={(files) => set('files', files)} />
    </Ask>
  )
}

function asked({ who, customerId, name, phone, mail, files, channel, type, severity, handlerId, subject, text }: Fields) {
  const isNew = who === 'unknown' && (name || phone || mail)
  return {
    subject,
    text,
    channel: Channel.safeParse(channel).data ?? 'other',
    customerId: who === 'known' ? (customerId ?? undefined) : undefined,
    from: isNew ? { name, phone: phone || undefined, mail: mail || undefined } : undefined,
    type: type ?? undefined,
    severity: severity ?? undefined,
    handlerId: handlerId ?? undefined,
    fileIds: files.map(({ id }) => id),
  }
}

type FieldsOf = ReturnType<typeof useKeptFields<Fields>>['field']

function Whom({ values, field }: { values: Fields; field: FieldsOf }) {
  const t = useText(caseWords)
  return (
    <>
      <Segmented
        label={t.customer}
        value={values.who}
        onChange={field('who').onChange}
        options={[
          { value: 'known', label: t.known },
          { value: 'unknown', label: t.unknown },
        ]}
      />
      {values.who === 'known' ? (
        <CustomerPicker label={t.customer} autoFocus {...field('customerId')} />
      ) : (
        <>
          <TextField label={t.name} autoFocus {...field('name')} name="from.name" />
          <Grid columns={2}>
            <PhoneField label={t.phone} {...field('phone')} name="from.phone" />
            <TextField label={t.mail} type="email" {...field('mail')} name="from.mail" />
          </Grid>
        </>
      )}
    </>
  )
}

function Where({ field }: { field: FieldsOf }) {
  const t = useText(caseWords)
  const named = useNamed()
  const types = (useChoices()?.types ?? []).map((type) => ({ value: type.code, label: named(type) }))
  const mail = useChannelName('mail')
  const channels = useChannelOptions().filter(({ label }) => label !== mail)
  return (
    <Grid columns={2}>
      <Select label={t.channel} options={channels} {...field('channel')} />
      <Select label={t.type} placeholder={t.choose} options={types} clearable {...field('type')} />
      <Select label={t.severity} placeholder={t.byType} options={useSeverityOptions()} clearable {...field('severity')} />
      <FoundSelect label={t.handler} placeholder={t.byRules} finder={useHandlers()} clearable {...field('handlerId')} />
    </Grid>
  )
}
