import { IconBrandMessenger, IconBuildingStore, IconMailOpened, IconMessage, IconPhone } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CustomerPicker } from '#customers/places'
import { tell } from '#web/api.ts'
import {
  Button,
  type Channel,
  Checkbox,
  DateField,
  FileDrop,
  Form,
  format,
  Grid,
  Modal,
  PhoneField,
  RadioCards,
  Segmented,
  Stack,
  type StoredFile,
  say,
  TextArea,
  TextField,
  TimeField,
  useChannelName,
  useKeptFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { logContact } from '../contract.ts'
import { mailWords } from './mailWords.ts'

type ByHand = Exclude<Channel, 'mail' | 'form' | 'api'>

export type LogContactProps = {
  onClose: () => void
  /** Whose contact it is, when that is known already. */
  customerId?: string
  channel?: ByHand
  /** Hears the contact's id; its case follows within moments. */
  onLogged?: (contactId: string) => void
}

const blank = ({ customerId, channel }: LogContactProps) => ({
  ...{
    channel: channel ?? ('phone' as ByHand),
    direction: 'in' as 'in' | 'out',
    customerId: customerId ?? null,
    isKnown: 'known' as 'known' | 'new',
  },
  ...{ name: '', phone: '', mail: '', day: format.dayOf(), hour: format.time(new Date()) as string | null },
  ...{ subject: '', said: '', answered: false, outcome: '', files: [] as StoredFile[] },
})
type Fields = ReturnType<typeof useKeptFields<ReturnType<typeof blank>>>

/** Writes down a call, a visit, a letter or a chat: who, when, what was said, answered or not. */
export function LogContactDialog(props: LogContactProps) {
  const t = useText(mailWords)
  const { fields, missing, log, send } = useLogging(props)
  return (
    <Modal open onClose={props.onClose} title={t.log} size={900}>
      <Form
        onSubmit={send}
        error={log.error}
        actions={
          <>
            <Button label={t.cancel} onClick={props.onClose} />
            <Button label={t.keepIt} variant="filled" type="submit" busy={log.isPending} />
          </>
        }
      >
        {fields.continued}
        <Grid gap={24}>
          <Stack gap={12}>
            <HowFields fields={fields} />
            {!props.customerId && <WhoFields fields={fields} missing={missing === t.needWho && missing} />}
          </Stack>
          <Stack gap={12}>
            <SaidFields fields={fields} missing={missing} />
          </Stack>
        </Grid>
      </Form>
    </Modal>
  )
}

/** What is being written down, what is still missing in it, and how it is kept. */
function useLogging(props: LogContactProps) {
  const t = useText(mailWords)
  const fields = useKeptFields(`channels.contact.${props.customerId ?? 'anybody'}`, blank(props))
  const [missing, setMissing] = useState<string>()
  const log = useMutation({
    ...tell(logContact),
    onSuccess: ({ contactId }) => {
      say(t.logged)
      fields.forget()
      props.onClose()
      props.onLogged?.(contactId)
      return queries.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  const send = () => {
    const wrong = wrongIn(fields.values, t)
    setMissing(wrong)
    if (!wrong) log.mutate(inputOf(fields.values))
  }
  return { fields, missing, log, send }
}

function momentOf({ day, hour }: { day: string | null; hour: string | null }): Date {
  return new Date(`${day ?? format.dayOf()}T${hour ?? format.time(new Date())}:00+07:00`)
}

function wrongIn(values: Fields['values'], t: (typeof mailWords)['vi']): string | undefined {
  const isNamed =
    values.isKnown === 'known' ? values.customerId !== null : [values.name, values.phone, values.mail].some((one) => one.trim())
  if (!isNamed && !values.customerId) return t.needWho
  if (!values.said.trim()) return t.needSaid
  return momentOf(values).getTime() > Date.now() + 60_000 ? t.notFuture : undefined
}

function inputOf({
  channel,
  direction,
  customerId,
  isKnown,
  name,
  phone,
  mail,
  said,
  subject,
  answered,
  outcome,
  files,
  ...when
}: Fields['values']) {
  const from = { name, phone: phone.trim() || undefined, mail: mail.trim() || undefined }
  const at = momentOf(when)
  const moment = at.getTime() > Date.now() ? undefined : at
  const who = isKnown === 'known' && customerId ? { customerId } : { from }
  return {
    ...who,
    channel,
    direction,
    subject,
    text: said,
    at: moment,
    answered,
    outcome: outcome.trim() || undefined,
    fileIds: files.map(({ id }) => id),
  }
}

const HOW = [
  { value: 'phone', icon: IconPhone },
  { value: 'counter', icon: IconBuildingStore },
  { value: 'letter', icon: IconMailOpened },
  { value: 'zalo', icon: IconMessage },
  { value: 'facebook', icon: IconBrandMessenger },
  { value: 'other', icon: IconMessage },
] as const

function HowFields({ fields: { values, set, field } }: { fields: Fields }) {
  const t = useText(mailWords)
  const names: Record<ByHand, string> = {
    ...{ phone: useChannelName('phone'), counter: useChannelName('counter'), letter: useChannelName('letter') },
    ...{ zalo: useChannelName('zalo'), facebook: useChannelName('facebook'), other: useChannelName('other') },
  }
  const sides = [
    { value: 'in' as const, label: t.theyCame },
    { value: 'out' as const, label: t.weCalled },
  ]
  return (
    <>
      <RadioCards
        label={t.how}
        value={values.channel}
        onChange={(channel) => set('channel', channel)}
        options={HOW.map(({ value, icon }) => ({ value, icon, label: names[value] }))}
      />
      <Segmented label={t.direction} value={values.direction} onChange={(direction) => set('direction', direction)} options={sides} />
      <Grid>
        <DateField label={t.day} value={values.day} onChange={(day) => set('day', day ?? format.dayOf())} max={format.dayOf()} />
        <TimeField label={t.hour} {...field('hour')} />
      </Grid>
    </>
  )
}

function WhoFields({ fields: { values, set, field }, missing }: { fields: Fields; missing: string | false }) {
  const t = useText(mailWords)
  const kinds = [
    { value: 'known' as const, label: t.whoKnown },
    { value: 'new' as const, label: t.whoNew },
  ]
  return (
    <Stack gap={8}>
      <Segmented label={t.who} value={values.isKnown} onChange={(isKnown) => set('isKnown', isKnown)} options={kinds} />
      {values.isKnown === 'known' ? (
        <CustomerPicker label={t.who} value={values.customerId} onChange={(id) => set('customerId', id)} hint={missing || undefined} />
      ) : (
        <>
          <TextField label={t.name} {...field('name')} name="from.name" error={missing} />
          <Grid>
            <PhoneField label={t.phone} {...field('phone')} name="from.phone" />
            <TextField label={t.mail} type="email" {...field('mail')} name="from.mail" />
          </Grid>
        </>
      )}
    </Stack>
  )
}

function SaidFields({ fields: { values, set, field }, missing }: { fields: Fields; missing: string | undefined }) {
  const t = useText(mailWords)
  const [noWords, late] = [missing === t.needSaid && missing, missing === t.notFuture && missing]
  return (
    <>
      <TextField label={t.about} maxLength={300} {...field('subject')} error={late} />
      <TextArea
        label={values.direction === 'in' ? t.said : t.weSaid}
        required
        rows={5}
        hint={t.saidHint}
        error={noWords}
        {...field('said')}
        name="text"
      />
      {values.direction === 'in' && (
        <Checkbox label={t.answered} hint={t.answeredHint} value={values.answered} onChange={(answered) => set('answered', answered)} />
      )}
      {(values.answered || values.direction === 'out') && <TextField label={t.outcome} hint={t.outcomeHint} {...field('outcome')} />}
      <FileDrop label={t.files} files={values.files} onChange={(files) => set('files', files)} />
    </>
  )
}
