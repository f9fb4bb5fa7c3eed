import { Avatar, Row, Table, TierChip, Txt, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { chartWords } from '../../text/chart.ts'
import { hatWords } from '../../text/hats.ts'
import { type Loads, loadOf } from './load.ts'
import { LoadWords } from './PersonInColumn.tsx'

/** The chart as rows: for print, for screen readers, for the phone. */
export function RolesTable({
  people,
  loads,
  selectedId,
  onSelect,
}: {
  people: Person[]
  loads: Loads | undefined
  selectedId: string | undefined
  onSelect: (person: Person) => void
}) {
  const t = useText(chartWords)
  return (
    <Table
      label={t.asTable}
      rows={people}
      current={selectedId}
      onOpen={onSelect}
      whenEmpty={t.nobody}
      columns={[
        {
          head: t.name,
          main: true,
          cell: (person) => (
            <Row gap={8} align="center">
              <Avatar name={person.name} id={person.id} size={28} />
              <Txt weight={500}>{person.name}</Txt>
            </Row>
          ),
        },
        { head: t.unit, cell: ({ unitName }) => unitName ?? t.noUnit },
        { head: t.function, cell: (person) => <Hats person={person} /> },
        { head: t.grade, cell: ({ grade }) => (grade ? <TierChip tier={grade} /> : '') },
        { head: t.manager, cell: ({ managerName }) => managerName ?? '', notOnPhone: true },
        { head: t.loadHead, align: 'right', num: true, cell: (person) => <LoadWords load={loadOf(loads, person)} /> },
        { head: t.availability, cell: ({ availability }) => <Availability of={availability} /> },
      ]}
    />
  )
}

function Hats({ person }: { person: Person }) {
  const names = useText(hatWords)
  const t = useText(chartWords)
  const isNamed = (hat: string): hat is keyof typeof hatWords.vi => hat in names
  return person.hats.length === 0
    ? t.noHats
    : person.hats.map(({ hat, share }) => `${isNamed(hat) ? names[hat] : hat} ${share}%`).join(', ')
}

const Availability = ({ of }: { of: Person['availability'] }) => useText(hatWords)[of]
