import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import {
  Button,
  Checkbox,
  DateField,
  FileDrop,
  Form,
  format,
  Grid,
  Modal,
  type StoredFile,
  say,
  TextArea,
  TimeField,
  Txt,
  useKeptFields,
  useText,
} from '#web/kit.tsx'
import { logContact } from '../contract.ts'
import { momentOf } from './moment.ts'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

type Fields = { text: string; day: string | null; hour: string | null; answered: boolean; files: StoredFile[] }

/** Notes down in this conversation what the customer said outside: on the phone, at the counter, in a chat. */
export function ContactDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useText(words)
  const now = new Date()
  const { values, field, set, forget, continued } = useKeptFields<Fields>(`conversations.contact.${conversationId}`, {
    text: '',
    day: format.dayOf(now),
    hour: format.time(now),
    answered: false,
    files: [],
  })
  const log = useMutation({
    ...tell(logContact),
    onSuccess: () => {
      say(t.recorded)
      forget()
      onClose()
      return refresh()
    },
  })
  const submit = () => {
    const at = momentOf(values.day, values.hour)
    const past = at && at.getTime() < Date.now() ? at : undefined
    log.mutate({ id: conversationId, text: values.text, at: past, answered: values.answered, fileIds: values.files.map(({ id }) => id) })
  }
  return (
    <Modal open onClose={onClose} title={t.contactTitle} size={560}>
      <Form onSubmit={submit} error={log.error} actions={<Button type="submit" variant="filled" label={t.record} busy={log.isPending} />}>
        <Txt size={13} tone={2} as="p">
          {t.contactSays}
        </Txt>
        {continued}
        <TextArea label={t.contactText} required rows={5} autoFocus {...field('text')} />
        <Grid columns={2}>
          <DateField label={t.contactAt} {...field('day')} max={format.dayOf()} />
          <TimeField label={t.hour} {...field('hour')} />
        </Grid>
        <Checkbox label={t.contactAnswered} {...field('answered')} />
        <FileDrop label={t.files} files={values.files} onChange={(next) => set('files', next)} />
      </Form>
    </Modal>
  )
}
