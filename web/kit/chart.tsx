import { IconChartLine, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import css from './kpi.module.css'
import { Skeleton } from './states.tsx'
import { Table } from './table.tsx'
import { text } from './text.ts'

export type ChartSeries = {
  id: string
  label: string
  values: (number | null)[] /** Ours is covit and 2 px; a comparison is grey and thinner. */
  ours?: boolean
}

export type ChartProps = {
  /** What it counts and over which time, in one sentence: read instead of the picture. */
  summary: string
  /** The words under the horizontal axis. */
  labels: string[]
  series: ChartSeries[]
  height?: number
  /** Shows values: `(v) => percent(v)`. */
  shown?: (value: number) => string
  /** A day with words: a dashed vertical. */
  notes?: { label: string; words: string }[]
  /** The target: a dashed horizontal. */
  goal?: number | null
  onPick?: (at: number) => void
  bars?: boolean
}

const Drawn = lazy(() => import('./drawn-chart.tsx').then(({ DrawnChart }) => ({ default: DrawnChart })))

/** Lines (or columns) over time, with a summary in words and the same as a table. recharts is loaded when the first is shown. */
export function Chart(props: ChartProps) {
  const t = useText(text)
  const [table, setTable] = useState(false)
  const { summary, height = 240 } = props
  return (
    <figure className={css.chart} aria-label={summary}>
      <div className={css.charthead}>
        <IconButton
          icon={table ? IconChartLine : IconTable}
          label={table ? t.asChart : t.asTable}
          size="small"
          onClick={() => setTable(!table)}
        />
      </div>
      {table ? (
        <AsTable {...props} />
      ) : (
        <Suspense fallback={<Skeleton of="card" rows={3} />}>
          <div style={{ height }} aria-hidden>
            <Drawn {...props} height={height} />
          </div>
        </Suspense>
      )}
    </figure>
  )
}

function AsTable({ summary, labels, series, shown = String }: ChartProps) {
  return (
    <Table
      label={summary}
      bare
      whenEmpty=""
      rows={labels.map((label, at) => ({ id: `${at}`, label, at }))}
      columns={[
        { head: '', cell: ({ label }) => label },
        ...series.map((one) => ({
          head: one.label,
          align: 'right' as const,
          num: true,
          cell: ({ at }: { at: number }) => shownOr(one.values[at], shown),
        })),
      ]}
    />
  )
}

const shownOr = (value: number | null | undefined, shown: (value: number) => string) =>
  value === null || value === undefined ? '–' : shown(value)
