import { useState } from 'react'
import { Button, DateField, Form, format, Grid, Modal, Stack, TextField, TimeField, useFields, useLanguage, useText } from '#web/kit.tsx'
import type { CaseRow } from '../../contract/shapes.ts'
import { snoozeCase } from '../../contract.ts'
import { caseWords } from '../caseWords.ts'
import { useChange } from '../useChange.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A day and an hour in Hồ Chí Minh City. */
export const momentOf = (day: string | null, hour: string | null) => (day && hour ? new Date(`${day}T${hour}:00+07:00`) : null)

/** When a snoozed case comes back. */
export function SnoozeDialog({ row, onClose }: { row: CaseRow; onClose: () => void }) {
  const t = useText(caseWords)
  const language = useLanguage()
  const [reason, setReason] = useState('')
  const snooze = useChange(snoozeCase, ({ until }) => (until ? t.snoozed(shown(until, language)) : t.woken), {
    onDone: onClose,
    inForm: true,
  })
  return (
    <SnoozeChoice
      title={t.snoozeTitle}
      error={snooze.error}
      busy={snooze.isPending}
      onPick={(until) => snooze.mutate({ id: row.id, until, reason })}
      onClose={onClose}
    >
      <TextField label={t.snoozeWhy} autoFocus value={reason} onChange={setReason} />
    </SnoozeChoice>
  )
}

const shown = (until: unknown, language: 'vi' | 'en') => (until instanceof Date ? format.relative(until, new Date(), language) : '')

/** The usual moments one press away, any other below. */
export function SnoozeChoice({
  title,
  error,
  busy,
  onPick,
  onClose,
  children,
}: {
  title: string
  error: unknown
  busy: boolean
  onPick: (until: Date) => void
  onClose: () => void
  children?: React.ReactNode
}) {
  const t = useText(caseWords)
  const { values, field } = useFields<{ day: string | null; hour: string | null }>({ day: format.dayOf(Date.now() + DAY), hour: '08:00' })
  const [tried, setTried] = useState(false)
  const at = momentOf(values.day, values.hour)
  const isAhead = at !== null && at.getTime() > Date.now()
  const submit = () => {
    setTried(true)
    if (isAhead && !busy) onPick(at)
  }
  return (
    <Modal open onClose={onClose} title={title} size={420}>
      <Form onSubmit={submit} error={error} actions={<Button type="submit" variant="filled" label={t.snooze} busy={busy} />}>
        {children}
        <Stack gap={6}>
          {useUsual().map((usual) => (
            <Button key={usual.label} full label={usual.label} onClick={() => !busy && onPick(usual.at)} />
          ))}
        </Stack>
        <Grid columns={2}>
          <DateField label={t.day} min={format.dayOf()} error={tried && !isAhead && t.ahead} {...field('day')} />
          <TimeField label={t.hour} {...field('hour')} />
        </Grid>
      </Form>
    </Modal>
  )
}

function useUsual(): { label: string; at: Date }[] {
  const t = useText(caseWords)
  const now = Date.now()
  const today = format.dayOf(now)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const monday = format.dayOf(now + ((8 - weekday) % 7 || 7) * DAY)
  const usual = [
    { label: t.inHour, at: new Date(now + HOUR) },
    { label: t.thisAfternoon, at: momentOf(today, '14:00') },
    { label: t.tomorrow, at: momentOf(format.dayOf(now + DAY), '08:00') },
    { label: t.monday, at: momentOf(monday, '08:00') },
  ]
  return usual.flatMap(({ label, at }) => (at && at.getTime() > now ? [{ label, at }] : []))
}
