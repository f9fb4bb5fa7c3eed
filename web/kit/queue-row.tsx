import { IconCheck } from '@tabler/icons-react'
import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import type { Moment } from '../format.ts'
import { shownKeys } from '../keyboard.ts'
import { useText } from '../session.tsx'
import { CustomerTier, Severity, type SeverityLevel } from './chips.tsx'
import { ClockChip, type ClockFacts } from './clock.tsx'
import type { Icon } from './kinds.ts'
import { Avatar, type Channel } from './people.tsx'
import css from './queue.module.css'
import { text } from './text.ts'
import { When } from './timeline.tsx'

export type QueueRowFacts = {
  id: string
  /** The customer. */
  name: string
  /** Keeps the avatar's tint with the customer. */
  personId?: string
  tier?: string | null
  channel?: Channel
  unread?: boolean
  at: Moment
  severity: SeverityLevel
  subject: string
  /** The last words: "Bạn: Em gọi lại anh sau 17:00 ạ". */
  preview?: ReactNode
  /** The clock that bites first. */
  clock?: ClockFacts | null
  /** Instead of the clock. */
  aside?: ReactNode
}

export type QueueAction = { id: string; label: string; icon: Icon; tint?: 'nghe' | 'ma' | 'covit'; kbd?: string; does: () => void }

type RowProps = {
  id: string
  row: QueueRowFacts
  line: boolean
  current: boolean
  active: boolean
  checked: boolean
  onCheck?: () => void
  onOpen: () => void
  actions: QueueAction[]
}

/** One row of the queue, three lines: who, what, the last words and the clock. */
export function QueueRow({ id, row, line, current, active, checked, onCheck, onOpen, actions }: RowProps) {
  const t = useText(text)
  const swipe = useSwipe(Math.min(2, actions.length) * 76)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus, the row is its active descendant
    <div
      id={id}
      className={css.row}
      role="option"
      aria-selected={current}
      aria-checked={onCheck ? checked : undefined}
      aria-label={undefined}
      data-line={line || undefined}
      data-active={active || undefined}
      data-unread={row.unread || undefined}
      data-checked={checked || undefined}
      style={{ transform: swipe.shift ? `translateX(${-swipe.shift}px)` : undefined }}
      {...swipe.on}
      onClick={swipe.shift ? swipe.close : onOpen}
    >
      <div className={css.lead}>
        <Avatar id={row.personId} name={row.name} size={swipe.phone ? 44 : 36} channel={row.channel} />
        {onCheck && (
          // biome-ignore lint/a11y/noStaticElementInteractions: X does the same; an option of a listbox holds nothing that takes the focus
          <span className={css.check} role="presentation" title={t.selectRow(row.name)} onClick={alone(onCheck)}>
            <i data-on={checked || undefined}>{checked && <IconCheck size={14} stroke={3} aria-hidden />}</i>
          </span>
        )}
      </div>
      <Lines row={row} />
      {actions.length > 0 && <Quick actions={actions} />}
      {swipe.shift > 0 && <SwipeActions actions={actions.slice(0, 2)} onDone={swipe.close} />}
    </div>
  )
}

function Lines({ row }: { row: QueueRowFacts }) {
  const t = useText(text)
  return (
    <div style={{ minWidth: 0 }}>
      <div className={css.line}>
        <span className={`${css.name} trunc`}>{row.name}</span>
        {row.tier && <CustomerTier label={row.tier} />}
        <span style={{ flex: 1 }} />
        {row.unread && <span className={css.unread} role="img" aria-label={t.unread} />}
        <span className={`${css.time} num`}>
          <When at={row.at} list />
        </span>
      </div>
      <div className={css.line}>
        <Severity level={row.severity} />
        <span className={`${css.subject} trunc`}>{row.subject}</span>
      </div>
      <div className={css.line} style={{ gap: 8 }}>
        <span className={`${css.preview} trunc`}>{row.preview}</span>
        {row.clock ? <ClockChip clock={row.clock} /> : row.aside}
      </div>
    </div>
  )
}

/** Does it without opening the row below. */
const alone = (does: () => void) => (event: MouseEvent) => {
  event.stopPropagation()
  does()
}

/** For the pointer only: opening the row and its key do the same. */
function Quick({ actions }: { actions: QueueAction[] }) {
  return (
    <div className={css.quick}>
      {actions.map(({ id, label, icon: Mark, kbd, does }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the key does the same on the open row
        <span key={id} role="presentation" title={kbd ? `${label} (${shownKeys(kbd)})` : label} onClick={alone(does)}>
          <Mark size={15} stroke={1.75} aria-hidden />
        </span>
      ))}
    </div>
  )
}

function SwipeActions({ actions, onDone }: { actions: QueueAction[]; onDone: () => void }) {
  return (
    <div className={css.swipe}>
      {actions.map(({ id, label, icon: Mark, tint = 'covit', does }) => (
        <button
          key={id}
          type="button"
          style={{ background: `var(--${tint}-fill)` }}
          onClick={(event) => {
            event.stopPropagation()
            onDone()
            does()
          }}
        >
          <Mark size={22} stroke={1.75} aria-hidden />
          {label}
        </button>
      ))}
    </div>
  )
}

/** A finger to the left uncovers the first two actions; to the right covers them again. */
function useSwipe(most: number) {
  const from = useRef<{ x: number; y: number; shift: number }>(undefined)
  const [shift, setShift] = useState(0)
  const phone = typeof window !== 'undefined' && window.innerWidth < 700
  if (!phone || most === 0) return { shift: 0, close: () => undefined, on: {}, phone }
  const on = {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType === 'touch') from.current = { x: event.clientX, y: event.clientY, shift }
    },
    onPointerMove: (event: PointerEvent) => {
      if (!from.current || Math.abs(event.clientY - from.current.y) > Math.abs(event.clientX - from.current.x)) return
      setShift(Math.min(most, Math.max(0, from.current.shift + from.current.x - event.clientX)))
    },
    onPointerUp: () => {
      from.current = undefined
      setShift((now) => (now > most / 2 ? most : 0))
    },
    onPointerCancel: () => {
      from.current = undefined
      setShift(0)
    },
  }
  return { shift, close: () => setShift(0), on, phone }
}
