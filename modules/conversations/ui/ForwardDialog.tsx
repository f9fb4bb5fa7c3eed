import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Button, Checkbox, FileDrop, Form, Modal, type StoredFile, say, TextArea, Txt, useKeptFields, useText } from '#web/kit.tsx'
import { forwardMessage, type Message, type Party } from '../contract.ts'
import { takeBack } from './MessageFoot.tsx'
import { PartiesField } from './PartiesField.tsx'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

type Fields = { to: Party[]; cc: Party[]; text: string; withAttachments: boolean; files: StoredFile[] }

/** Sends a message on to somebody else; their answer comes back into the same matter. */
export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useText(words)
  const { values, field, set, forget, continued } = useKeptFields<Fields>(`conversations.forward.${message.id}`, {
    ...{ to: [], cc: [], text: '', withAttachments: true, files: [] },
  })
  const forward = useMutation({
    ...tell(forwardMessage),
    onSuccess: ({ messageId }) => {
      say(t.forwardedDone, { undo: () => takeBack(messageId) })
      forget()
      onClose()
      return refresh()
    },
  })
  const { files, ...rest } = values
  const submit = () => {
    if (values.to.length > 0) forward.mutate({ id: message.id, ...rest, fileIds: files.map(({ id }) => id) })
  }
  const count = message.attachments.length
  return (
    <Modal open onClose={onClose} title={t.forwardTitle} size={560}>
      <Form
        onSubmit={submit}
        error={forward.error}
        actions={
          <Button
            type="submit"
            variant="filled"
            label={t.forwardTitle}
            busy={forward.isPending}
            disabledBecause={values.to.length === 0 && t.toWhom}
          />
        }
      >
        <Txt size={13} tone={2} as="p">
          {t.forwardSays}
        </Txt>
        {continued}
        <PartiesField label={t.to} autoFocus {...field('to')} />
        <PartiesField label={t.cc} {...field('cc')} />
        <TextArea label={t.words} rows={5} {...field('text')} />
        {count > 0 && <Checkbox label={t.withFiles(count)} {...field('withAttachments')} />}
        <FileDrop label={t.files} files={values.files} onChange={(next) => set('files', next)} />
      </Form>
    </Modal>
  )
}
