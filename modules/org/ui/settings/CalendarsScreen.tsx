import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  Chip,
  confirm,
  ErrorBox,
  Facts,
  format,
  Loading,
  Menu,
  Row,
  Screen,
  Spacer,
  Stack,
  sayFailure,
  Txt,
  useLanguage,
  useNow,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Calendar } from '../../contract/calendars.ts'
import { addCalendar, changeCalendar, listCalendars, removeCalendar } from '../../contract.ts'
import { calendarWords } from '../../text/calendars.ts'
import { CalendarDialog } from './CalendarDialog.tsx'
import { DaysCard } from './DaysCard.tsx'
import { hoursAsText } from './hours.ts'
import { UsesCard } from './UsesCard.tsx'
import { useWeekdays, WEEKDAYS } from './weekdays.ts'

type CalendarRow = z.output<typeof Calendar>

/** `/cai-dat/lich-lam-viec`: hours of each calendar, holidays and swapped days, which calendar serves what. */
export function CalendarsScreen() {
  const t = useText(calendarWords)
  const { data, error, refetch } = useQuery(ask(listCalendars, {}))
  const [open, setOpen] = useState<CalendarRow | 'new'>()
  return (
    <Screen
      title={t.calendars}
      narrow
      actions={<Button icon={IconPlus} label={t.addCalendar} variant="filled" does={addCalendar} onClick={() => setOpen('new')} />}
    >
      {error && <ErrorBox error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading of="card" />}
      {data && (
        <Stack gap={14}>
          {data.calendars.map((calendar) => (
            <CalendarCard key={calendar.id} calendar={calendar} onEdit={() => setOpen(calendar)} />
          ))}
          <DaysCard days={data.days} calendars={data.calendars} />
          <UsesCard key={JSON.stringify(data.uses)} uses={data.uses} calendars={data.calendars} />
        </Stack>
      )}
      {open && <CalendarDialog calendar={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Screen>
  )
}

function CalendarCard({ calendar, onEdit }: { calendar: CalendarRow; onEdit: () => void }) {
  const t = useText(calendarWords)
  const days = useWeekdays()
  const remove = useMutation({
    ...tell(removeCalendar),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['org'] }),
    onError: sayFailure,
  })
  const drop = async () => {
    const title = `${t.removeCalendar}: ${calendar.name}?`
    if (await confirm({ title, consequences: t.removeCalendarSays, verb: t.removeCalendar, danger: true }))
      remove.mutate({ id: calendar.id })
  }
  return (
    <Card>
      <Stack gap={10}>
        <Row gap={8} align="center">
          <Row gap={8} align="center" wrap>
            <Txt as="h2" size={14} weight={600}>
              {calendar.name}
            </Txt>
            {calendar.isDefault && (
              <Chip small tint="covit">
                {t.defaultChip}
              </Chip>
            )}
            <OpenChip calendar={calendar} />
          </Row>
          <Spacer />
          <Menu
            trigger={{ icon: IconDots, label: `${t.editCalendar}: ${calendar.name}` }}
            items={[
              { label: t.edit, icon: IconPencil, does: changeCalendar, onClick: onEdit },
              { label: t.removeCalendar, icon: IconTrash, danger: true, does: removeCalendar, onClick: () => void drop() },
            ]}
          />
        </Row>
        {calendar.roundClock ? (
          <Txt>{t.roundClock}</Txt>
        ) : (
          <Facts
            columns="repeat(auto-fill, minmax(190px, 1fr))"
            facts={WEEKDAYS.map((day) => ({
              label: days[day],
              value: <Txt num>{hoursAsText(calendar.week[day]) || t.dayOff}</Txt>,
            }))}
          />
        )}
      </Stack>
    </Card>
  )
}

function OpenChip({ calendar: { openNow, nextOpening } }: { calendar: CalendarRow }) {
  const t = useText(calendarWords)
  const language = useLanguage()
  const now = useNow()
  if (openNow)
    return (
      <Chip small tint="ma">
        {t.openNow}
      </Chip>
    )
  return <Chip small>{nextOpening ? t.closedUntil(format.relative(nextOpening, now, language)) : t.closed}</Chip>
}
