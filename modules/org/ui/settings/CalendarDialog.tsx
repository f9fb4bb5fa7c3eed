import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { Button, Checkbox, Drawer, Form, say, TextField, Txt, useFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Calendar } from '../../contract/calendars.ts'
import { addCalendar, changeCalendar } from '../../contract.ts'
import { calendarWords } from '../../text/calendars.ts'
import { hoursAsText, readHours } from './hours.ts'
import { useWeekdays, WEEKDAYS } from './weekdays.ts'

type CalendarRow = z.output<typeof Calendar>
type Typed = Record<(typeof WEEKDAYS)[number], string>

const USUAL = '08:00-12:00, 13:30-17:30'
const NEW: Typed = { 1: USUAL, 2: USUAL, 3: USUAL, 4: USUAL, 5: USUAL, 6: '08:00-12:00', 7: '' }

const typedFrom = ({ week }: CalendarRow): Typed => ({
  ...{ 1: hoursAsText(week[1]), 2: hoursAsText(week[2]), 3: hoursAsText(week[3]), 4: hoursAsText(week[4]) },
  ...{ 5: hoursAsText(week[5]), 6: hoursAsText(week[6]), 7: hoursAsText(week[7]) },
})

/** The week as it is written down; undefined while one line cannot be read. */
function weekFrom(typed: Typed) {
  const [a, b, c, d, e, f, g] = WEEKDAYS.map((day) => readHours(typed[day]))
  return a && b && c && d && e && f && g && { 1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g }
}

/** Adds or changes a calendar: each day as people write hours. */
export function CalendarDialog({ calendar, onClose }: { calendar: CalendarRow | undefined; onClose: () => void }) {
  const t = useText(calendarWords)
  const { values, field } = useFields({
    name: calendar?.name ?? '',
    roundClock: calendar?.roundClock ?? false,
    isDefault: calendar?.isDefault ?? false,
  })
  const [typed, setTyped] = useState(calendar ? typedFrom(calendar) : NEW)
  const week = weekFrom(typed)
  const done = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['org'] })
  }
  const add = useMutation({ ...tell(addCalendar), onSuccess: done })
  const change = useMutation({ ...tell(changeCalendar), onSuccess: done })
  const submit = () => {
    if (!week) return
    if (calendar) change.mutate({ ...values, week, id: calendar.id })
    else add.mutate({ ...values, week })
  }
  return (
    <Drawer open onClose={onClose} title={calendar ? t.editCalendar : t.addCalendar} size={440}>
      <Form
        onSubmit={submit}
        error={add.error ?? change.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button
              label={t.save}
              variant="filled"
              type="submit"
              busy={add.isPending || change.isPending}
              disabledBecause={!week && t.hoursWrong}
            />
          </>
        }
      >
        <TextField label={t.calendarName} required autoFocus {...field('name')} />
        <Checkbox label={t.isDefault} {...field('isDefault')} disabled={calendar?.isDefault} />
        <Checkbox label={t.roundClock} {...field('roundClock')} />
        {!values.roundClock && <WeekFields typed={typed} onChange={setTyped} />}
        <Txt size={12} tone={3}>
          {t.saveDates}
        </Txt>
      </Form>
    </Drawer>
  )
}

function WeekFields({ typed, onChange }: { typed: Typed; onChange: (typed: Typed) => void }) {
  const t = useText(calendarWords)
  const days = useWeekdays()
  return WEEKDAYS.map((day) => (
    <TextField
      key={day}
      label={days[day]}
      hint={day === 1 ? t.hoursHint : undefined}
      value={typed[day]}
      placeholder={t.dayOff}
      error={readHours(typed[day]) === undefined && t.hoursWrong}
      onChange={(hours) => onChange({ ...typed, [day]: hours })}
    />
  ))
}
