import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import { Button, Form, Row, Stack, say, Txt, useText } from '#web/kit.tsx'
import { type Message, type Party, resendReply } from '../contract.ts'
import { returnedTo } from '../rules/returned.ts'
import { returnedWords } from '../text/returned.ts'
import { PartiesField } from './PartiesField.tsx'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

/** A mail that came back: why, in words, and a form in which the address is put right before it is sent again. */
export function ReturnedMail({ message }: { message: Message }) {
  const t = useText(returnedWords)
  const [open, setOpen] = useState(false)
  return (
    <Stack gap={4} align="flex-end">
      {returnedTo(message.deliveryDetail).map(({ address, reason, said }) => (
        <Stack key={`${address} ${said}`} gap={4} align="flex-end">
          <Txt size={13}>{address ? t.of(address, t[reason]) : t[reason]}</Txt>
          {said && (
            <Txt size={12} tone={3}>
              {t.serverSaid(said)}
            </Txt>
          )}
        </Stack>
      ))}
      {open ? (
        <Resending message={message} onClose={() => setOpen(false)} />
      ) : (
        <Button size="sm" label={t.again} does={resendReply} onClick={() => setOpen(true)} />
      )}
    </Stack>
  )
}

function Resending({ message: { id, to: was }, onClose }: { message: Message; onClose: () => void }) {
  const t = useText(returnedWords)
  const { resent } = useText(words)
  const [to, setTo] = useState<Party[]>(was)
  const again = useMutation({
    ...tell(resendReply),
    onSuccess: () => {
      say(resent)
      onClose()
      return refresh()
    },
  })
  return (
    <Form
      onSubmit={() => to.length > 0 && again.mutate({ id, to })}
      error={again.error}
      actions={
        <Row gap={8}>
          <Button size="sm" label={t.keep} onClick={onClose} />
          <Button
            type="submit"
            size="sm"
            variant="filled"
            label={t.send}
            busy={again.isPending}
            disabledBecause={to.length === 0 && t.toWhom}
          />
        </Row>
      }
    >
      <PartiesField label={t.againTo} name="to" value={to} onChange={setTo} autoFocus />
    </Form>
  )
}
