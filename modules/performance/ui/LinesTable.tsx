import { useState } from 'react'
import { Avatar, type Column, format, Meter, Row, type Sort, Table, TierChip, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Filter, Metric, table } from '../contract.ts'
import { words } from '../text/screen.ts'
import { casesLink, reportLink } from './asked.ts'
import css from './report.module.css'
import { said, unitOf } from './shown.ts'

type Line = (typeof table.reply)['_output']['lines'][number]
type Shown = Line & { key: string }

/** People or teams with their own figures. A row opens that person's or team's own dashboard. */
export function LinesTable({ lines, by, given, bare }: { lines: Line[]; by: 'person' | 'unit'; given: Filter; bare?: boolean }) {
  const t = useText(words)
  const language = useLanguage()
  const [sort, setSort] = useState<Sort>({ by: 'resolved', down: true })
  const rows = lines.map((line): Shown & { id: string } => ({ ...line, key: line.id ?? '', id: line.id ?? 'nobody' })).sort(orderOf(sort))
  const columns = columnsOf(t, language, by, bare)
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
      to={(line) => (line.key ? reportLink(own(line)) : casesLink(given, 'backlog'))}
    />
  )
}

function columnsOf(t: (typeof words)['vi'], language: 'vi' | 'en', by: 'person' | 'unit', bare: boolean | undefined): Column<Shown>[] {
  const ratio = (metric: Metric, head: string, rest: Partial<Column<Shown>> = {}): Column<Shown> => ({
    head,
    align: 'right',
    num: true,
    sortBy: bare ? undefined : metric,
    cell: ({ figures }) => <Ratio figure={figures[metric]} metric={metric} isPerson={by === 'person'} />,
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
      cell: ({ figures }) => format.number(figures.resolved?.numerator ?? 0, language),
    },
    ratio('fcr', t.fcrShort),
    ratio('csat', t.csatShort),
    ...(bare
      ? []
      : [ratio('resolution_time', t.resolutionShort), ratio('first_response', t.responseShort), ratio('repeat_contact', t.repeatShort)]),
    { head: t.load, align: 'right', num: true, sortBy: bare ? undefined : 'open', cell: (line) => <Load line={line} /> },
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
function Ratio({ figure, metric, isPerson }: { figure: Line['figures'][string] | undefined; metric: Metric; isPerson: boolean }) {
  const t = useText(words)
  const language = useLanguage()
  if (!figure || figure.value === null) return <Txt tone={3}>{t.none}</Txt>
  const isFew = isPerson && figure.denominator < 5
  return (
    <Txt
      tone={isFew ? 3 : 1}
      title={isFew ? t.sample(figure.denominator) : t.fraction(String(figure.numerator), String(figure.denominator))}
    >
      {said(unitOf(metric), figure.value, language)}
    </Txt>
  )
}

function Load({ line: { open, cap } }: { line: Line }) {
  const t = useText(words)
  if (cap === null || cap === 0) return open
  return (
    <span className={css.load}>
      <Meter label={t.loadOf(open, cap)} parts={[{ share: open / cap, tint: open > cap ? 'son' : 'covit' }]} />
      <Txt tone={open > cap ? 'son' : 1}>{open}</Txt>
    </span>
  )
}
