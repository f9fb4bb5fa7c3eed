import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { ClockChip, type Column, Empty, ErrorBox, Loading, Table, useText } from '#web/kit.tsx'
import { type DoneRow, myDone } from '../contract.ts'
import { words } from '../text/screens.ts'
import { Moment, Work } from './DayTable.tsx'
import { customerOf, kindOf } from './named.ts'

/** What I am done with today: the cases behind the number. */
export function DoneTable() {
  const t = useText(words)
  const done = useQuery(ask(myDone, {}))
  if (!done.data) return done.error ? <ErrorBox error={done.error} retry={() => void done.refetch()} /> : <Loading of="table" />
  const columns: Column<DoneRow>[] = [
    { head: t.work, main: true, cell: (row) => <Work row={row} /> },
    { head: t.customer, cell: (row) => row.customer && customerOf(row.customer), width: '22%' },
    { head: t.finished, cell: (row) => <Moment at={row.stoppedAt} />, num: true, width: 150 },
    { head: t.result, cell: (row) => <Result row={row} />, width: 160 },
  ]
  return (
    <Table
      label={t.done}
      rows={done.data}
      columns={columns}
      to={({ link }) => link}
      whenEmpty={<Empty title={t.done} says={t.emptyDone} />}
    />
  )
}

function Result({ row }: { row: DoneRow }) {
  const t = useText(words)
  const { dueAt: due, startedAt: since, stoppedAt: endedAt } = row
  return <ClockChip pill clock={{ due, since, endedAt, state: row.state === 'met' ? 'met' : 'breached', what: kindOf(t, row.kind) }} />
}
