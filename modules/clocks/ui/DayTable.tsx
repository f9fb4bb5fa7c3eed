import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tell } from '#web/api.ts'
import {
  Button,
  Chip,
  ClockChip,
  type Column,
  format,
  Row,
  Severity,
  type SeverityLevel,
  Stack,
  say,
  sayFailure,
  Table,
  Txt,
  useLanguage,
  useNow,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type DayRow, type DoneRow, keepPromise } from '../contract.ts'
import { words } from '../text/screens.ts'
import { DropDialog } from './DropDialog.tsx'
import { customerOf, kindOf } from './named.ts'
import { takeBack } from './takeBack.ts'

/** Rows of the day; a click opens the case, a promise is kept on the spot. */
export function DayTable({ rows, whenEmpty, grouped }: { rows: DayRow[]; whenEmpty: ReactNode; grouped: boolean }) {
  const t = useText(words)
  const [dropping, setDropping] = useState<DayRow>()
  const columns: Column<DayRow>[] = [
    { head: t.work, main: true, cell: (row) => <Work row={row} part={grouped ? row.group : undefined} /> },
    { head: t.customer, cell: (row) => row.customer && customerOf(row.customer), width: '22%' },
    { head: t.due, cell: (row) => <Moment at={row.dueAt} />, num: true, width: 120 },
    { head: t.left, cell: (row) => <Clock row={row} />, width: 130 },
    { head: '', align: 'right', cell: (row) => row.mayKeep && <Keep row={row} onDrop={() => setDropping(row)} />, width: 180 },
  ]
  return (
    <>
      <Table label={t.myDay} rows={rows} columns={columns} to={({ link }) => link} rowName={({ title }) => title} whenEmpty={whenEmpty} />
      {dropping && <DropDialog row={dropping} onClose={() => setDropping(undefined)} />}
    </>
  )
}

/** What is to be done, and for which deadline. */
export function Work({ row, part }: { row: DayRow | DoneRow; part?: DayRow['group'] }) {
  const t = useText(words)
  return (
    <Row gap={8} align="flex-start">
      {isSeverity(row.severity) && <Severity level={row.severity} />}
      <Stack gap={2} grow>
        <Txt weight={500}>{row.title}</Txt>
        <Row gap={6} align="center" wrap>
          {part === 'overdue' && (
            <Chip tint="son" small>
              {t.overdue}
            </Chip>
          )}
          <Txt size={12} tone={3}>
            {kindOf(t, row.kind)}
          </Txt>
        </Row>
      </Stack>
    </Row>
  )
}

/** 16:00 today, 16:00 27/11 on another day. */
export function Moment({ at }: { at: Date }) {
  const language = useLanguage()
  const now = useNow()
  const isToday = format.dayOf(at) === format.dayOf(now)
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, language)}>
      {isToday ? format.time(at) : `${format.time(at)} ${format.shortDate(at, language, now)}`}
    </time>
  )
}

const isSeverity = (given: number | null): given is SeverityLevel => given !== null && given >= 1 && given <= 4

function Clock({ row }: { row: DayRow }) {
  const t = useText(words)
  return <ClockChip pill clock={{ state: 'running', due: row.dueAt, since: row.startedAt, what: kindOf(t, row.kind) }} />
}

function Keep({ row, onDrop }: { row: DayRow; onDrop: () => void }) {
  const t = useText(words)
  const keep = useMutation({
    ...tell(keepPromise),
    onSuccess: () => {
      say(t.kept(row.title), { undo: () => takeBack(row.id) })
      return queries.invalidateQueries({ queryKey: ['clocks'] })
    },
    onError: sayFailure,
  })
  return (
    <Row gap={6} justify="flex-end">
      <Button size="sm" variant="subtle" label={t.drop} onClick={onDrop} />
      <Button
        size="sm"
        icon={IconCheck}
        label={row.kind === 'promise' ? t.keep : t.keepAppointment}
        busy={keep.isPending}
        onClick={() => keep.mutate({ id: row.id })}
      />
    </Row>
  )
}
