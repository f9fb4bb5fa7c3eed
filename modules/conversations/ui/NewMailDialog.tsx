import { IconSlash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getCard } from '#customers/contract'
import { CustomerPicker } from '#customers/places'
import { ask, tell } from '#web/api.ts'
import { Button, FileDrop, Form, Modal, Row, type StoredFile, say, TextArea, TextField, useKeptFields, useMay, useText } from '#web/kit.tsx'
import { type Party, startConversation } from '../contract.ts'
import { takeBack } from './MessageFoot.tsx'
import { useOpenPlaces } from './openPlaces.ts'
import { PartiesField } from './PartiesField.tsx'
import { Honorifics } from './pronouns.tsx'
import { refresh } from './refresh.ts'
import { SavedRepliesDialog } from './SavedRepliesDialog.tsx'
import { fillFor } from './savedReplies.ts'
import { words } from './words.ts'

type Fields = { customerId: string | null; subject: string; text: string; to: Party[]; cc: Party[]; files: StoredFile[] }

/** Writes first to a customer: opens a conversation and sends its first mail. */
export function NewMailDialog({ customerId = null, onClose }: { customerId?: string | null; onClose: () => void }) {
  const t = useText(words)
  const { values, field, set, forget, continued } = useKeptFields<Fields>(`conversations.newMail.${customerId ?? 'anybody'}`, {
    ...{ customerId, subject: '', text: '', to: [], cc: [], files: [] },
  })
  const mayLeave = useOpenPlaces()
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
  const submit = async () => {
    if (!whom || !(await mayLeave(rest.text))) return
    start.mutate({ ...rest, customerId: whom, to: to.length > 0 ? to : undefined, fileIds: files.map(({ id }) => id) })
  }
  return (
    <Modal open onClose={onClose} title={t.newMail} size={640}>
      <Form
        onSubmit={() => void submit()}
        error={start.error}
        actions={<Button type="submit" variant="filled" label={t.send} busy={start.isPending} disabledBecause={!whom && t.findCustomer} />}
      >
        {continued}
        <CustomerPicker label={t.customerField} required autoFocus {...field('customerId')} />
        <PartiesField label={t.otherAddress} hint={t.otherAddressHint} {...field('to')} />
        <PartiesField label={t.cc} {...field('cc')} />
        <TextField label={t.subject} required {...field('subject')} />
        <TextArea label={t.body} required rows={8} {...field('text')} />
        <Tools customerId={whom} text={values.text} onText={(text) => set('text', text)} />
        <FileDrop label={t.files} files={values.files} onChange={(next) => set('files', next)} />
      </Form>
    </Modal>
  )
}

/** Under the words: saved replies, filled for this customer, and how they and we are called. */
function Tools({ customerId, text, onText }: { customerId: string | null; text: string; onText: (text: string) => void }) {
  const t = useText(words)
  const [choosing, setChoosing] = useState(false)
  const may = useMay(getCard)
  const card = useQuery({ ...ask(getCard, { id: customerId ?? '' }), enabled: customerId !== null && may !== undefined, retry: false }).data
  const { honorific = '', selfWord = '', language = 'vi', name = '', kind = 'person' } = card ?? {}
  const insert = async (replyId: string) => {
    setChoosing(false)
    const filled = await fillFor(
      replyId,
      { called: { name, kind }, honorific: kind === 'company' ? '' : honorific, selfWord },
      undefined,
      language,
      t.missing,
    )
    if (filled) onText(text.trim() === '' ? filled : `${text.trimEnd()}\n\n${filled}`)
  }
  return (
    <Row gap={8} align="center" wrap>
      <Button size="sm" icon={IconSlash} label={t.template} does="knowledge.read" orHide onClick={() => setChoosing(true)} />
      <Honorifics text={text} honorific={kind === 'company' ? '' : honorific} selfWord={selfWord} />
      {choosing && <SavedRepliesDialog channel="mail" onPick={(id) => void insert(id)} onClose={() => setChoosing(false)} />}
    </Row>
  )
}
