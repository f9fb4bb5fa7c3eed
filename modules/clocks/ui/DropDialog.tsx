import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import { Button, Form, Modal, say, TextArea, Txt, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { cancelPromise, type DayRow } from '../contract.ts'
import { words } from '../text/screens.ts'
import { takeBack } from './takeBack.ts'

/** Takes a promise or an appointment back, with the reason. */
export function DropDialog({ row, onClose }: { row: DayRow; onClose: () => void }) {
  const t = useText(words)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isEnough = reason.trim().length >= 3
  const drop = useMutation({
    ...tell(cancelPromise),
    onSuccess: () => {
      onClose()
      say(t.dropped(row.title), { undo: () => takeBack(row.id) })
      return queries.invalidateQueries({ queryKey: ['clocks'] })
    },
  })
  const title = row.kind === 'promise' ? t.dropPromise : t.dropAppointment
  return (
    <Modal open onClose={onClose} title={title}>
      <Form
        onSubmit={() => (isEnough ? drop.mutate({ id: row.id, reason }) : setTried(true))}
        error={drop.error}
        actions={
          <>
            <Button label={t.keepIt} onClick={onClose} />
            <Button label={title} variant="filled" type="submit" busy={drop.isPending} />
          </>
        }
      >
        <Txt as="p" weight={500}>
          {row.title}
        </Txt>
        <Txt as="p" tone={2}>
          {t.dropSays}
        </Txt>
        <TextArea
          label={t.reason}
          name="reason"
          error={tried && !isEnough && t.reasonMissing}
          required
          autoFocus
          placeholder={t.reasonHint}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Modal>
  )
}
