import { useState } from 'react'
import { Avatar, type Column, format, Link, Meter, Row, type Sort, Table, TierChip, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Filter, Metric, table } from '../contract.ts'
import { doorWords } from '../text/doors.ts'
import { words } from '../text/screen.ts'
import { casesLink, reportLink } from './asked.ts'
import css from './report.module.css'
import { said, unitOf } from './shown.ts'

type Line = (typeof table.reply)['_output']['lines'][number]
type Shown = Line & { key: string }

/** People or teams with their own figures. A row opens that person's or team's own dashboard, each number in it its own cases. */
export function LinesTable({ lines, by, given, bare }: { lines: Line[]; by: 'person' | 'unit'; given: Filter; bare?: boolean }) {
  const t = useText(words)
  const language = useLanguage()
  const [sort, setSort] = useState<Sort>({ by: 'resolved', down: true })
  const rows = lines.map((line): Shown & { id: string } => ({ ...line, key: line.id ?? '', id: line.id ?? 'nobody' })).sort(orderOf(sort))
  const columns = columnsOf(t, { language, by, bare, given })
  const own = (line: Shown): Filter =>
    by === 'person' ? { ...given, personId: line.key || undefined } : { ...given, unitId: line.key || undefined }
  return (
    <Table
      label={by === 'person' ? t.byPerson : t.byUnit}
      rows={rows}
      columns={columns}
      whenEmpty={t.nobodyYet}
      bare={bare}
      sort={bare ? undefined : sort}
      onSort={bare ? undefined : setSort}
      to={(line) => (line.key ? reportLink(own(line)) : casesLink(given, 'backlog', 'denominator', { nobody: true }))}
    />
  )
}

type Of = { language: 'vi' | 'en'; by: 'person' | 'unit'; bare: boolean | undefined; given: Filter }

function columnsOf(t: (typeof words)['vi'], { language, by, bare, given }: Of): Column<Shown>[] {
  const door = (line: Shown, metric: Metric, part?: 'numerator') =>
    by === 'unit'
      ? casesLink({ ...given, unitId: line.key }, metric, part, { unitAlone: true })
      : casesLink({ ...given, personId: line.key || undefined }, metric, part, line.key ? {} : { nobody: true })
  const ratio = (metric: Metric, head: string, rest: Partial<Column<Shown>> = {}): Column<Shown> => ({
    head,
    align: 'right',
    num: true,
    sortBy: bare ? undefined : metric,
    cell: (line) => (
      <Ratio figure={line.figures[metric]} metric={metric} isPerson={by === 'person'} head={head} who={line.name} to={door(line, metric)} />
    ),
    ...rest,
  })
  return [
    {
      head: by === 'person' ? t.name : t.team,
      cell: (line) => <Name line={line} by={by} tight={bare} />,
      main: true,
      width: bare ? undefined : '24%',
    },
    {
      head: t.done,
      align: 'right',
      num: true,
      sortBy: bare ? undefined : 'resolved',
      cell: (line) => {
        const done = line.figures.resolved?.numerator ?? 0
        return (
          <Door count={done} head={t.done} value={format.number(done, language)} who={line.name} to={door(line, 'resolved', 'numerator')} />
        )
      },
    },
    ratio('fcr', t.fcrShort),
    ratio('csat', t.csatShort),
    ...(bare
      ? []
      : [ratio('resolution_time', t.resolutionShort), ratio('first_response', t.responseShort), ratio('repeat_contact', t.repeatShort)]),
    {
      head: t.load,
      align: 'right',
      num: true,
      sortBy: bare ? undefined : 'open',
      cell: (line) => <Load line={line} to={door(line, 'backlog')} />,
    },
  ]
}

function orderOf({ by, down }: Sort) {
  const of = ({ figures, open }: Line): number | null => {
    if (by === 'open') return open
    return by === 'resolved' ? (figures.resolved?.numerator ?? 0) : (figures[by]?.value ?? null)
  }
  return (a: Line, b: Line) => {
    const [x, y] = [of(a), of(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return (x - y) * (down ? -1 : 1)
  }
}

function Name({ line, by, tight }: { line: Line; by: 'person' | 'unit'; tight?: boolean }) {
  const grade = line.grade === 'L1' || line.grade === 'L2' || line.grade === 'L3' ? line.grade : undefined
  return (
    <Row gap={8} align="center">
      {by === 'person' && line.id && <Avatar name={line.name} id={line.id} size={24} />}
      <span className={tight ? css.who : undefined} title={line.name}>
        {line.name}
      </span>
      {grade && <TierChip tier={grade} />}
    </Row>
  )
}

/** A person's figure of fewer than five is shown grey: kpi.md §0 calls it too small a sample. */
function Ratio({
  figure,
  metric,
  isPerson,
  ...door
}: {
  figure: Line['figures'][string] | undefined
  metric: Metric
  isPerson: boolean
  head: string
  who: string
  to: string
}) {
  const t = useText(words)
  const language = useLanguage()
  if (!figure || figure.value === null) return <Txt tone={3}>{t.none}</Txt>
  const isFew = isPerson && figure.denominator < 5
  return (
    <Txt
      tone={isFew ? 3 : 1}
      title={isFew ? t.sample(figure.denominator) : t.fraction(String(figure.numerator), String(figure.denominator))}
    >
      <Door {...door} count={figure.denominator} value={said(unitOf(metric), figure.value, language)} />
    </Txt>
  )
}

/** A number of a line, in its own colour; nothing counted opens nothing. */
function Door({ count, value, head, who, to }: { count: number; value: string; head: string; who: string; to: string }) {
  const t = useText(doorWords)
  if (count === 0) return value
  return (
    <Link to={to} className={css.door} aria-label={t.seeCases(head, value, who)}>
      {value}
    </Link>
  )
}

function Load({ line: { open, cap, name }, to }: { line: Line; to: string }) {
  const t = useText(words)
  const language = useLanguage()
  const door = <Door count={open} head={t.load} value={format.number(open, language)} who={name} to={to} />
  if (cap === null || cap === 0) return door
  return (
    <span className={css.load}>
      <Meter label={t.loadOf(open, cap)} parts={[{ share: open / cap, tint: open > cap ? 'son' : 'covit' }]} />
      <Txt tone={open > cap ? 'son' : 1}>{door}</Txt>
    </span>
  )
}
