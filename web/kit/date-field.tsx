import { Popover } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { date, dayOf } from '../format.ts'
import { readDate } from '../read.ts'
import { useLanguage, useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import { cx } from './cx.ts'
import { Field, type FieldProps } from './field.tsx'
import css from './fields.module.css'
import { text } from './text.ts'

const Calendar = lazy(() => import('./calendar.tsx').then(({ Calendar: loaded }) => ({ default: loaded })))

/** A day as `2026-11-24`: typed (24/11/2026, 24-11, 241126) or picked in a month that starts on Monday. */
export function DateField({
  value,
  onChange,
  min,
  max,
  error,
  autoFocus,
  placeholder,
  ...field
}: FieldProps<string | null> & { min?: string; max?: string }) {
  const t = useText(text)
  const language = useLanguage()
  const shown = value ? date(value, 'vi') : ''
  const [typed, setTyped] = useState(shown)
  const [bad, setBad] = useState(false)
  const [open, setOpen] = useState(false)
  useEffect(() => setTyped(shown), [shown])
  const leave = () => {
    const read = readDate(typed, Number(dayOf().slice(0, 4)))
    setBad(typed.trim() !== '' && read === null)
    if (typed.trim() === '') onChange(null)
    else if (read !== null && read !== value) onChange(read)
    else if (read !== null) setTyped(date(read, 'vi'))
  }
  const pick = (day: string | null) => {
    setOpen(false)
    setBad(false)
    onChange(day)
  }
  return (
    <Field {...field} error={error || (bad && t.badDate)}>
      {(wiring) => (
        <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="none" trapFocus withRoles={false}>
          <Popover.Target>
            <span className={css.wrap}>
              <input
                {...wiring}
                className={cx(css.input, css.num)}
                style={{ paddingRight: 44 }}
                value={typed}
                inputMode="numeric"
                placeholder={placeholder ?? t.dateShape}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
                onBlur={leave}
              />
              <span className={css.suffix}>
                <IconButton icon={IconCalendar} label={t.openCalendar} onClick={() => setOpen(!open)} />
              </span>
            </span>
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={t.openCalendar}>
            <Suspense fallback={t.loading}>
              {open && <Calendar value={value} onPick={pick} min={min} max={max} language={language} />}
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      )}
    </Field>
  )
}
