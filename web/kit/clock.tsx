import { IconAlarm, IconCancel, IconCircleCheck, IconPlayerPause, IconScale } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { dateTime, duration, type Moment } from '../format.ts'
import { useNow } from '../now.ts'
import { useLanguage, useText } from '../session.tsx'
import css from './chips.module.css'
import { cx } from './cx.ts'
import { text } from './text.ts'
import { Tooltip } from './tooltip.tsx'

export type ClockFacts = {
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  /** When it must be done; while paused, when it would be. */
  due: Moment
  /** When it began: the ring fills from here to `due`. */
  since?: Moment | null
  /** When it was met or stopped. */
  endedAt?: Moment | null
  /** What it is for: "Trả lời", "Xử lý xong". Used with `full`. */
  what?: string
  /** A legal term: chàm and scales, whatever the state. */
  legal?: boolean
  /** For the tooltip. */
  rule?: string | null
  calendar?: string | null
  pausedMs?: number | null
  /** Instead of the time left, when calendar hours would mislead: "luật: 7 ngày làm việc". */
  words?: string | null
}

type Look = 'ok' | 'warn' | 'over' | 'met' | 'hold' | 'legal'

/** How a clock looks now: under a quarter left it warns, past its end it is over. */
export function lookOf(clock: ClockFacts, now: number): Look {
  if (clock.state === 'met') return 'met'
  if (clock.state === 'cancelled' || clock.state === 'paused') return clock.legal ? 'legal' : 'hold'
  const left = new Date(clock.due).getTime() - now
  if (left < 0 || clock.state === 'breached') return 'over'
  if (clock.legal) return 'legal'
  return left < whole(clock) / 4 ? 'warn' : 'ok'
}

const whole = ({ due, since }: ClockFacts) => (since ? Math.max(1, new Date(due).getTime() - new Date(since).getTime()) : 4 * 3_600_000)

/** The deadline that bites first. `full` is the form of titles: "Trả lời trong 18 phút". */
export function ClockChip({ clock, pill, full }: { clock: ClockFacts; pill?: boolean; full?: boolean }) {
  const now = useNow()
  const look = lookOf(clock, now)
  const words = useClockWords(clock, now, full)
  const tip = useTip(clock)
  return (
    <Tooltip says={tip}>
      <span className={cx(css.clock, pill && css.pill, css[look])}>
        <Glyph look={look} clock={clock} now={now} />
        {words}
        <Announced look={look} words={words} />
      </span>
    </Tooltip>
  )
}

function Glyph({ look, clock, now }: { look: Look; clock: ClockFacts; now: number }) {
  const size = { size: 14, stroke: 1.75, 'aria-hidden': true }
  if (clock.legal && look !== 'met') return <IconScale {...size} />
  if (look === 'over') return <IconAlarm {...size} />
  if (look === 'met') return <IconCircleCheck {...size} />
  if (clock.state === 'cancelled') return <IconCancel {...size} />
  if (look === 'hold') return <IconPlayerPause {...size} />
  const gone = Math.min(1, Math.max(0.03, 1 - (new Date(clock.due).getTime() - now) / whole(clock)))
  const round = 2 * Math.PI * 5
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
      <circle cx="7" cy="7" r="5" fill="none" stroke="var(--sunk2)" strokeWidth="2.4" />
      <circle
        cx="7"
        cy="7"
        r="5"
        fill="none"
        stroke={look === 'warn' ? 'var(--nghe-dot)' : 'var(--covit-dot)'}
        strokeWidth="2.4"
        strokeDasharray={`${gone * round} ${round}`}
        transform="rotate(-90 7 7)"
        strokeLinecap="round"
      />
    </svg>
  )
}

function useClockWords(clock: ClockFacts, now: number, full?: boolean): string {
  const t = useText(text)
  const language = useLanguage()
  if (clock.words && clock.state === 'running') return clock.words
  if (clock.state === 'cancelled') return t.clockCancelled
  if (clock.state === 'paused') return t.clockWaiting
  if (clock.state === 'met') {
    const took = clock.since && clock.endedAt ? new Date(clock.endedAt).getTime() - new Date(clock.since).getTime() : undefined
    return took === undefined ? t.clockMetBare : t.clockMet(duration(took, language, 1))
  }
  const left = new Date(clock.due).getTime() - (clock.endedAt ? new Date(clock.endedAt).getTime() : now)
  const long = duration(left, language, full ? 2 : 1)
  if (left < 0) return clock.endedAt ? t.clockMissed(long) : full && clock.what ? t.clockPast(clock.what, long) : t.clockOver(long)
  return full && clock.what ? t.clockIn(clock.what, long) : long
}

function useTip({ due, what, rule, calendar, pausedMs }: ClockFacts) {
  const t = useText(text)
  const language = useLanguage()
  return (
    <span className={css.tip}>
      <b>{[what, t.clockDue(dateTime(due, language))].filter(Boolean).join(': ')}</b>
      {rule && <span>{t.clockRule(rule)}</span>}
      {calendar && <span>{t.clockCalendar(calendar)}</span>}
      {pausedMs ? <span>{t.clockPaused(duration(pausedMs, language))}</span> : null}
    </span>
  )
}

/** Heard only when a threshold is crossed, never each minute. */
function Announced({ look, words }: { look: Look; words: string }) {
  const before = useRef(look)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (before.current !== look && (look === 'warn' || look === 'over')) setSaid(words)
    before.current = look
  }, [look, words])
  return said ? (
    <span className="sr" aria-live="polite">
      {said}
    </span>
  ) : null
}
