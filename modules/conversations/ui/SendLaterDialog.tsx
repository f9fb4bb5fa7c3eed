import { useState } from 'react'
import { Button, DateField, Form, format, Grid, Modal, TimeField, useFields, useText } from '#web/kit.tsx'
import { momentOf } from './moment.ts'
import { words } from './words.ts'

const DAY = 86_400_000

/** When a reply should leave. */
export function SendLaterDialog({ onPick, onClose }: { onPick: (at: Date) => void; onClose: () => void }) {
  const t = useText(words)
  const [tried, setTried] = useState(false)
  const { values, field } = useFields<{ day: string | null; hour: string | null }>({
    day: format.dayOf(Date.now() + DAY),
    hour: '08:00',
  })
  const at = momentOf(values.day, values.hour)
  const isRight = at !== null && at.getTime() > Date.now() && at.getTime() < Date.now() + 30 * DAY
  const submit = () => {
    setTried(true)
    if (isRight) onPick(at)
  }
  return (
    <Modal open onClose={onClose} title={t.sendLaterTitle} size={420}>
      <Form onSubmit={submit} actions={<Button type="submit" variant="filled" label={t.schedule} />}>
        <Grid columns={2}>
          <DateField label={t.day} {...field('day')} min={format.dayOf()} error={tried && !isRight && t.wrongMoment} />
          <TimeField label={t.hour} {...field('hour')} />
        </Grid>
      </Form>
    </Modal>
  )
}
