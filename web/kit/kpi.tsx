import { Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import type { Tint } from './kinds.ts'
import css from './kpi.module.css'
import { Link } from './link.tsx'
import { text } from './text.ts'

export type KpiProps = {
  /** Full words, the abbreviation in brackets: "Xong ngay lần đầu (FCR)". */
  label: string
  /** As it is read: "72,6%". */
  value: string
  unit?: string
  /** Coloured by good or bad, not by direction. */
  change?: { words: string; up: boolean; good: boolean } | null
  /** "mục tiêu 78%", "trần 35". */
  target?: string | null
  /** The last periods, oldest first; `goal` draws the dashed line. */
  spark?: number[]
  goal?: number | null
  /** The records behind the number. */
  to?: string
  /** Opens the drill panel below instead. */
  onSelect?: () => void
  selected?: boolean
  notch?: boolean
  /** Formula, exclusions, time of the data: behind ⓘ. */
  info?: ReactNode
}

/** A number that is a door. */
export function KpiTile({ label, value, unit, change, target, spark, goal, to, onSelect, selected, notch, info }: KpiProps) {
  const inside = (
    <>
      <div className={css.label}>{label}</div>
      <div className={css.middle}>
        <span className={css.value}>
          {value}
          {unit && <small> {unit}</small>}
        </span>
        {spark && spark.length > 1 && <Sparkline values={spark} goal={goal} bad={change ? !change.good : false} />}
      </div>
      <div className={css.change}>
        <Change change={change} />
        <span>{target}</span>
      </div>
    </>
  )
  return (
    <div className={css.holder}>
      {to ? (
        <Link to={to} className={css.tile}>
          {inside}
        </Link>
      ) : (
        <button
          type="button"
          className={css.tile}
          aria-pressed={selected}
          data-selected={selected || undefined}
          data-notch={notch || undefined}
          onClick={onSelect}
        >
          {inside}
        </button>
      )}
      {info && <Explained label={label}>{info}</Explained>}
    </div>
  )
}

function Change({ change }: { change: KpiProps['change'] }) {
  const t = useText(text)
  if (!change) return <span className={css.same} />
  const Arrow = change.up ? IconArrowUp : IconArrowDown
  return (
    <span className={change.good ? css.good : css.bad}>
      <Arrow size={13} stroke={1.75} aria-hidden />
      {change.words}
      <span className="sr">, {change.good ? t.better : t.worse}</span>
    </span>
  )
}

/** ⓘ: how a number is counted. */
export function Explained({ label, children }: { label: string; children: ReactNode }) {
  const t = useText(text)
  const [open, setOpen] = useState(false)
  return (
    <span className={css.info}>
      <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="none" trapFocus returnFocus withRoles={false}>
        <Popover.Target>
          <span>
            <IconButton icon={IconInfoCircle} label={`${t.how}: ${label}`} size="small" expanded={open} onClick={() => setOpen(!open)} />
          </span>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={`${t.how}: ${label}`}>
          <div className={css.explain}>{children}</div>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}

/** The last periods in 72 × 34 px; the target dashed. */
export function Sparkline({
  values,
  goal,
  bad,
  width = 72,
  height = 34,
}: {
  values: number[]
  goal?: number | null
  bad?: boolean
  width?: number
  height?: number
}) {
  const all = goal === null || goal === undefined ? values : [...values, goal]
  const low = Math.min(...all)
  const span = Math.max(...all) - low || 1
  const x = (at: number) => 2 + (at * (width - 6)) / (values.length - 1)
  const y = (value: number) => 4 + (1 - (value - low) / span) * (height - 8)
  const colour = bad ? 'var(--son-dot)' : 'var(--covit-dot)'
  return (
    <svg width={width} height={height} aria-hidden>
      {goal !== null && goal !== undefined && (
        <path d={`M2 ${y(goal)}H${width - 2}`} stroke="var(--ctl)" strokeWidth="1" strokeDasharray="2 3" />
      )}
      <path
        d={`M${values.map((value, at) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('L')}`}
        fill="none"
        stroke={colour}
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0)} r="2.5" fill={colour} />
    </svg>
  )
}

/** Sorted bars with their value at the right: `<Bars><BarRow …/></Bars>`. */
export const Bars = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={css.bars} aria-label={label}>
    {children}
  </section>
)

/** One bar. `mark` is the last period as a tick; red only for the bar that breaks its limit. */
export function BarRow({
  label,
  value,
  share,
  mark,
  change,
  tint = 'covit',
  to,
  onSelect,
}: {
  label: string
  value: string /** 0…1 of the longest. */
  share: number
  mark?: number
  change?: { words: string; good: boolean }
  tint?: Exclude<Tint, 'grey'>
  to?: string
  onSelect?: () => void
}) {
  const inside = (
    <>
      <span className="trunc">{label}</span>
      <span className={css.track}>
        <i style={{ width: `${clamp(share)}%`, background: `var(--${tint}-dot)` }} />
        {mark !== undefined && <u style={{ left: `${clamp(mark)}%` }} />}
      </span>
      <span className={`${css.n} num`}>{value}</span>
      <span className={`${css.c} num ${change?.good ? css.good : css.bad}`}>{change?.words}</span>
    </>
  )
  if (to)
    return (
      <Link to={to} className={css.barrow}>
        {inside}
      </Link>
    )
  return onSelect ? (
    <button type="button" className={css.barrow} onClick={onSelect}>
      {inside}
    </button>
  ) : (
    <div className={css.barrow}>{inside}</div>
  )
}

const clamp = (share: number) => Math.min(100, Math.max(0, share * 100))

/** A thin bar of one or several parts, 0…1 each: load, warranty, budget. */
export function Meter({ parts, label }: { parts: { share: number; tint?: Exclude<Tint, 'grey'> }[]; label: string }) {
  return (
    <span className={css.meter} role="img" aria-label={label}>
      {parts.map(({ share, tint = 'covit' }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order
        <i key={at} style={{ width: `${clamp(share)}%`, background: `var(--${tint}-dot)` }} />
      ))}
    </span>
  )
}
