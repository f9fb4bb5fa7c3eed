import { useMutation } from '@tanstack/react-query'
import { CustomerPicker } from '#customers/places'
import { tell } from '#web/api.ts'
import { Button, FileDrop, Form, Modal, type StoredFile, say, TextArea, TextField, useKeptFields, useText } from '#web/kit.tsx'
import { type Party, startConversation } from '../contract.ts'
import { takeBack } from './MessageFoot.tsx'
import { PartiesField } from './PartiesField.tsx'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

type Fields = { customerId: string | null; subject: string; text: string; to: Party[]; cc: Party[]; files: StoredFile[] }

/** Writes first to a customer: opens a conversation and sends its first mail. */
export function NewMailDialog({ customerId = null, onClose }: { customerId?: string | null; onClose: () => void }) {
  const t = useText(words)
  const { values, field, set, forget, continued } = useKeptFields<Fields>(`conversations.newMail.${customerId ?? 'anybody'}`, {
    ...{ customerId, subject: '', text: '', to: [], cc: [], files: [] },
  })
  const start = useMutation({
    ...tell(startConversation),
    onSuccess: ({ messageId }) => {
      say(t.mailStarted, { undo: () => takeBack(messageId) })
      forget()
      onClose()
      return refresh()
    },
  })
  const { files, to, customerId: whom, ...rest } = values
  const submit = () => {
    if (whom) start.mutate({ ...rest, customerId: whom, to: to.length > 0 ? to : undefined, fileIds: files.map(({ id }) => id) })
  }
  return (
    <Modal open onClose={onClose} title={t.newMail} size={640}>
      <Form
        onSubmit={submit}
        error={start.error}
        actions={<Button type="submit" variant="filled" label={t.send} busy={start.isPending} disabledBecause={!whom && t.findCustomer} />}
      >
        {continued}
        <CustomerPicker label={t.customerField} required autoFocus {...field('customerId')} />
        <PartiesField label={t.otherAddress} hint={t.otherAddressHint} {...field('to')} />
        <PartiesField label={t.cc} {...field('cc')} />
        <TextField label={t.subject} required {...field('subject')} />
        <TextArea label={t.body} required rows={8} {...field('text')} />
        <FileDrop label={t.files} files={values.files} onChange={(next) => set('files', next)} />
      </Form>
    </Modal>
  )
}
