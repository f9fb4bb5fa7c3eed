import { DatePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/vi.js'
import type { Language } from '#platform/text.ts'

/** The month to pick a day from; loaded when it is first opened. */
export function Calendar({
  value,
  onPick,
  min,
  max,
  language,
}: {
  value: string | null
  onPick: (day: string | null) => void
  min?: string
  max?: string
  language: Language
}) {
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [0] }}>
      <DatePicker value={value} onChange={onPick} minDate={min} maxDate={max} defaultDate={value ?? undefined} allowDeselect />
    </DatesProvider>
  )
}
