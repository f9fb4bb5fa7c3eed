import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts'
import type { ChartProps, ChartSeries } from './chart.tsx'
import { spread } from './spread.ts'

type Point = { label: string; at: number } & Record<string, number | string | null>

/** Of words of 11 px, with air. */
const LINE_HEIGHT = 14
const AXIS = { fontSize: 11, fill: 'var(--tx3)', fontFamily: 'var(--fnum)' }

/** The picture of a chart: hairlines across, no axis lines, names at the ends of the lines. */
export function DrawnChart({ labels, series, shown = String, notes = [], goal, onPick, bars, height = 240 }: ChartProps) {
  const points = labels.map(
    (label, at): Point => ({ label, at, ...Object.fromEntries(series.map(({ id, values }) => [id, values[at] ?? null])) }),
  )
  const pick = (state: { activeTooltipIndex?: unknown }) => onPick?.(Number(state.activeTooltipIndex))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={points}
        // Screen readers are given the summary and the table: nothing in the drawing takes the focus.
        accessibilityLayer={false}
        margin={{ top: 14, right: bars ? 8 : 72, bottom: 0, left: -18 }}
        onClick={onPick && pick}
        style={onPick ? { cursor: 'pointer' } : undefined}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={AXIS} tickLine={false} axisLine={false} minTickGap={28} />
        <YAxis tick={AXIS} tickLine={false} axisLine={false} tickCount={5} tickFormatter={shown} width={52} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line2)', fill: 'var(--sunk)' }}
          content={<Told series={series} shown={shown} />}
        />
        {goal !== null && goal !== undefined && <ReferenceLine y={goal} stroke="var(--ctl)" strokeDasharray="3 3" />}
        {notes.map(({ label, words }) => (
          <ReferenceLine
            key={label}
            x={label}
            stroke="var(--ctl)"
            strokeDasharray="2 3"
            label={{ value: words, position: 'insideTopRight', fontSize: 11, fill: 'var(--tx2)' }}
          />
        ))}
        {series.map((one) => (bars ? column(one) : line(one)))}
        {!bars && <Ends series={series} labels={labels} shown={shown} />}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const colour = ({ ours }: ChartSeries) => (ours ? 'var(--covit-dot)' : 'var(--tx3)')

const column = (one: ChartSeries) => (
  <Bar key={one.id} dataKey={one.id} fill={colour(one)} barSize={8} radius={4} isAnimationActive={false} />
)

const line = (one: ChartSeries) => (
  <Line
    key={one.id}
    dataKey={one.id}
    stroke={colour(one)}
    strokeWidth={one.ours ? 2 : 1.75}
    dot={false}
    activeDot={{ r: 3 }}
    isAnimationActive={false}
    connectNulls
  />
)

/** The names of lines at their ends, with the last value; lines that end close together do not cover each other's names. */
function Ends({ series, labels, shown }: Pick<ChartProps, 'series' | 'labels'> & { shown: (value: number) => string }) {
  const [across, down, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()]
  if (!across || !down || !area) return null
  const ends = series.flatMap((one) => {
    const at = one.values.findLastIndex((value) => value !== null)
    const value = one.values[at]
    const [x, y] = [across(labels[at], { position: 'middle' }), typeof value === 'number' ? down(value) : undefined]
    return typeof value === 'number' && x !== undefined && y !== undefined ? [{ one, value, x, y }] : []
  })
  const heights = spread(
    ends.map(({ y }) => y),
    LINE_HEIGHT,
    { top: area.y, bottom: area.y + area.height },
  )
  return ends.map(({ one, value, x, y }, at) => (
    <text
      key={one.id}
      x={x + 8}
      y={(heights[at] ?? y) + 4}
      fontSize={11}
      fontWeight={600}
      fill={one.ours ? 'var(--covit-tx)' : 'var(--tx2)'}
      fontFamily="var(--fnum)"
    >
      {one.label} {shown(value)}
    </text>
  ))
}

function Told({
  active,
  label,
  payload,
  series,
  shown,
}: {
  active?: boolean
  label?: string
  payload?: { dataKey?: unknown; value?: unknown }[]
  series: ChartSeries[]
  shown: (value: number) => string
}) {
  if (!active || !payload) return null
  return (
    <div style={{ background: 'var(--raise)', boxShadow: 'var(--sh3)', borderRadius: 8, padding: '6px 10px', fontSize: 12 }}>
      <b>{label}</b>
      {series.map((one) => {
        const value = payload.find(({ dataKey }) => dataKey === one.id)?.value
        return (
          <div key={one.id} className="num" style={{ color: one.ours ? 'var(--covit-tx)' : 'var(--tx2)' }}>
            {one.label}: {typeof value === 'number' ? shown(value) : '–'}
          </div>
        )
      })}
    </div>
  )
}
