import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import { Button, Form, Modal, Select, useText } from '#web/kit.tsx'
import { decodeAgain, type Message } from '../contract.ts'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

const CHARSETS = ['utf-8', 'windows-1258', 'windows-1252', 'iso-8859-1', 'utf-16le', 'gb18030', 'shift_jis', 'euc-kr', 'big5']

/** When a mail's letters came out wrong: reads the original once more with another encoding. */
export function DecodeDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useText(words)
  const [charset, setCharset] = useState<string | null>('windows-1258')
  const decode = useMutation({
    ...tell(decodeAgain),
    onSuccess: () => {
      onClose()
      return refresh()
    },
  })
  return (
    <Modal open onClose={onClose} title={t.decodeTitle}>
      <Form
        onSubmit={() => charset && decode.mutate({ id: message.id, charset })}
        error={decode.error}
        actions={<Button type="submit" variant="filled" label={t.decodeAgain} busy={decode.isPending} />}
      >
        <Select
          label={t.charset}
          name="charset"
          value={charset}
          onChange={setCharset}
          options={CHARSETS.map((value) => ({ value, label: value }))}
        />
      </Form>
    </Modal>
  )
}
