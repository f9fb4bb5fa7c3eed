import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import {
  Button,
  Card,
  Chip,
  DateField,
  Empty,
  Form,
  format,
  IconButton,
  Modal,
  Row,
  Segmented,
  Select,
  Stack,
  say,
  sayFailure,
  Table,
  TextField,
  Txt,
  useFields,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Calendar, DayKind, SpecialDay } from '../../contract/calendars.ts'
import { planYear, removeDay, setDay } from '../../contract.ts'
import { calendarWords } from '../../text/calendars.ts'
import { hoursAsText, readHours } from './hours.ts'

type Day = z.output<typeof SpecialDay>
type CalendarRow = z.output<typeof Calendar>
type Kind = z.infer<typeof DayKind>
const TINTS = { holiday: 'sen', compensatory: 'ma', swap_working: 'nghe' } as const
const again = () => queries.invalidateQueries({ queryKey: ['org'] })

/** Holidays, days off instead and days worked instead, year by year. */
export function DaysCard({ days, calendars }: { days: Day[]; calendars: CalendarRow[] }) {
  const t = useText(calendarWords)
  const thisYear = Number(format.dayOf().slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [adding, setAdding] = useState(false)
  const plan = useMutation({
    ...tell(planYear),
    onSuccess: ({ added }) => {
      say(added.length > 0 ? t.planned(added.length) : t.plannedNone)
      return again()
    },
    onError: sayFailure,
  })
  const shown = days.filter(({ day }) => day.startsWith(String(year))).sort((a, b) => a.day.localeCompare(b.day))
  return (
    <Card title={t.days} flush action={<Button size="sm" icon={IconPlus} label={t.addDay} does={setDay} onClick={() => setAdding(true)} />}>
      <Stack gap={10} pad="0 16px 12px">
        <Row gap={10} align="center" wrap>
          <Segmented
            label={t.year}
            value={String(year)}
            onChange={(value) => setYear(Number(value))}
            options={[thisYear - 1, thisYear, thisYear + 1].map((one) => ({ value: String(one), label: String(one) }))}
          />
          <Button size="sm" label={t.plan(year)} does={planYear} busy={plan.isPending} onClick={() => plan.mutate({ year })} />
        </Row>
      </Stack>
      <Days days={shown} calendars={calendars} />
      {adding && <AddDay year={year} calendars={calendars} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Days({ days, calendars }: { days: Day[]; calendars: CalendarRow[] }) {
  const t = useText(calendarWords)
  const language = useLanguage()
  const remove = useMutation({ ...tell(removeDay), onSuccess: again, onError: sayFailure })
  return (
    <Table<Day>
      bare
      label={t.days}
      rows={days}
      whenEmpty={<Empty title={t.noDays} says={t.noDaysSays} />}
      columns={[
        { head: t.day, num: true, cell: ({ day }) => format.longDate(day, language) },
        { head: t.dayName, main: true, cell: ({ name }) => <Txt weight={600}>{name}</Txt> },
        {
          head: t.dayKind,
          cell: ({ kind, intervals }) => (
            <Row gap={6} align="center" wrap>
              <Chip small tint={TINTS[kind]}>
                {t[kind]}
              </Chip>
              {intervals.length > 0 && (
                <Txt size={12} num>
                  {hoursAsText(intervals)}
                </Txt>
              )}
            </Row>
          ),
        },
        {
          head: t.forCalendar,
          cell: ({ calendarId }) => calendars.find(({ id }) => id === calendarId)?.name ?? t.wholeCompany,
          notOnPhone: true,
        },
        {
          head: '',
          width: 40,
          cell: ({ id, name }) => (
            <IconButton
              icon={IconTrash}
              label={t.removeDay(name)}
              size="small"
              does={removeDay}
              orHide
              onClick={() => remove.mutate({ id })}
            />
          ),
        },
      ]}
    />
  )
}

type Values = { kind: Kind; day: string | null; name: string; calendarId: string | null; hours: string }

function AddDay({ year, calendars, onClose }: { year: number; calendars: CalendarRow[]; onClose: () => void }) {
  const t = useText(calendarWords)
  const fields = useFields<Values>({ kind: 'holiday', day: null, name: '', calendarId: null, hours: '' })
  const { values } = fields
  const intervals = readHours(values.hours)
  const add = useMutation({
    ...tell(setDay),
    onSuccess: () => {
      say(t.saved)
      onClose()
      return again()
    },
  })
  const submit = () => {
    const { kind, day, name, calendarId } = values
    if (day && intervals) add.mutate({ kind, day, name: name.trim() || t[kind], calendarId, intervals })
  }
  return (
    <Modal open onClose={onClose} title={t.addDay}>
      <Form
        onSubmit={submit}
        error={add.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button
              label={t.addDay}
              variant="filled"
              type="submit"
              busy={add.isPending}
              disabledBecause={(!values.day && t.day) || (!intervals && t.hoursWrong)}
            />
          </>
        }
      >
        <DayFields year={year} calendars={calendars} {...fields} />
      </Form>
    </Modal>
  )
}

function DayFields(given: { year: number; calendars: CalendarRow[] } & ReturnType<typeof useFields<Values>>) {
  const { year, calendars, values, field, set } = given
  const t = useText(calendarWords)
  return (
    <>
      <Segmented
        label={t.dayKind}
        value={values.kind}
        onChange={(kind) => set('kind', kind)}
        options={[
          { value: 'holiday', label: t.holiday },
          { value: 'compensatory', label: t.compensatory },
          { value: 'swap_working', label: t.swap_working },
        ]}
      />
      <DateField label={t.day} required min={`${year - 1}-01-01`} {...field('day')} />
      <TextField label={t.dayName} placeholder={t[values.kind]} {...field('name')} />
      {values.kind === 'swap_working' && (
        <TextField label={t.hours} hint={t.swapHint} error={!readHours(values.hours) && t.hoursWrong} {...field('hours')} />
      )}
      <Select
        label={t.forCalendar}
        placeholder={t.wholeCompany}
        options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...field('calendarId')}
      />
    </>
  )
}
