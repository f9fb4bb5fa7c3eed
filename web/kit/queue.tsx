import { useMediaQuery } from '@mantine/hooks'
import { IconArrowUp, IconFlame } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useKeys } from '../keyboard.ts'
import { useText } from '../session.tsx'
import { MoreRows } from './more-rows.tsx'
import type { More } from './pages.ts'
import css from './queue.module.css'
import { type QueueAction, QueueRow, type QueueRowFacts } from './queue-row.tsx'
import { text } from './text.ts'

export type QueueGroup = {
  id: string
  title: string
  urgent?: boolean /** All of them, also those not read yet. */
  total?: number
  rows: QueueRowFacts[]
}

type QueueProps = {
  /** "Của tôi": what is listed. */
  label: string
  groups: QueueGroup[]
  /** The open one. */
  current?: string | null
  onOpen: (id: string) => void
  checked?: ReadonlySet<string>
  onCheck?: (checked: Set<string>) => void
  /** Quick actions over the time on hover; the first two also behind a swipe to the left. */
  actions?: (row: QueueRowFacts) => QueueAction[]
  more?: More
  /** What came since the list was read: shown behind a pill, never pushing rows. */
  newer?: { count: number; onShow: () => void }
  whenEmpty: ReactNode
}

type Flat = { kind: 'group'; group: QueueGroup } | { kind: 'row'; row: QueueRowFacts; line: boolean }

/** The queue: a listbox, grouped by urgency, drawn only where it is seen. J/K walk, Enter opens, X selects. */
export function Queue(props: QueueProps) {
  const { label, groups, current, checked, newer, more, whenEmpty } = props
  const t = useText(text)
  const phone = useMediaQuery('(max-width: 699px)')
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const flat = useMemo(() => flattened(groups), [groups])
  const virtual = useVirtualizer({
    count: flat.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (flat[at]?.kind === 'group' ? (phone ? 38 : 34) : phone ? 86 : 76),
    getItemKey: (at) => keyOf(flat[at]) ?? at,
    overscan: 8,
  })
  const walk = useWalk(props, flat, virtual)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of rows depends on the width of the screen
  useEffect(() => virtual.measure(), [phone, virtual])
  if (flat.length === 0) return <div className={css.list}>{whenEmpty}</div>
  return (
    <div className={css.list} ref={scroller} data-checking={checked && checked.size > 0 ? '' : undefined}>
      {newer && newer.count > 0 && (
        <div className={css.newer}>
          <button type="button" onClick={newer.onShow}>
            <IconArrowUp size={14} aria-hidden />
            {t.newRows(newer.count)}
          </button>
        </div>
      )}
      <div
        className={css.inner}
        style={{ height: virtual.getTotalSize() }}
        role="listbox"
        aria-label={label}
        aria-multiselectable={props.onCheck ? true : undefined}
        tabIndex={0}
        aria-activedescendant={walk.active ? `${id}-${walk.active}` : undefined}
        onPointerDown={walk.point}
        onFocus={walk.focus}
      >
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div key={key} className={css.abs} style={{ transform: `translateY(${start}px)` }} role="presentation">
            <Line of={flat[index]} id={id} active={walk.active} current={current} props={props} />
          </div>
        ))}
      </div>
      <MoreRows more={more} />
    </div>
  )
}

const keyOf = (of: Flat | undefined) => (of?.kind === 'group' ? `group-${of.group.id}` : of?.row.id)

function flattened(groups: QueueGroup[]): Flat[] {
  return groups
    .filter(({ rows }) => rows.length > 0)
    .flatMap((group): Flat[] => [
      ...(group.title ? [{ kind: 'group' as const, group }] : []),
      ...group.rows.map((row, at) => ({ kind: 'row' as const, row, line: at > 0 })),
    ])
}

function Line({
  of,
  id,
  active,
  current,
  props,
}: {
  of: Flat | undefined
  id: string
  active: string | null
  current?: string | null
  props: QueueProps
}) {
  if (!of) return null
  if (of.kind === 'group') {
    const { title, urgent, total, rows } = of.group
    return (
      <div className={css.group} data-urgent={urgent || undefined} role="presentation">
        {urgent && <IconFlame size={14} stroke={1.75} aria-hidden />}
        {title}
        <span className="num">{total ?? rows.length}</span>
      </div>
    )
  }
  const { row, line } = of
  const check = props.onCheck && (() => props.onCheck?.(toggled(props.checked, row.id)))
  return (
    <QueueRow
      id={`${id}-${row.id}`}
      row={row}
      line={line}
      current={row.id === current}
      active={row.id === active}
      checked={props.checked?.has(row.id) ?? false}
      onCheck={check}
      onOpen={() => props.onOpen(row.id)}
      actions={props.actions?.(row) ?? []}
    />
  )
}

function toggled(checked: ReadonlySet<string> | undefined, id: string): Set<string> {
  const next = new Set(checked)
  if (!next.delete(id)) next.add(id)
  return next
}

type Virtual = { scrollToIndex: (at: number, options?: { align: 'auto' }) => void }

function useWalk({ current, onOpen, checked, onCheck }: QueueProps, flat: Flat[], virtual: Virtual) {
  const t = useText(text)
  const [active, setActive] = useState<string | null>(null)
  const rows = flat.flatMap((of) => (of.kind === 'row' ? [of.row.id] : []))
  const here = rows.indexOf(active ?? current ?? '')
  const move = (step: number, select = false) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, here + step))]
    if (!next) return
    if (select && onCheck) onCheck(new Set([...(checked ?? []), ...(rows[here] ? [rows[here]] : []), next]))
    setActive(next)
    virtual.scrollToIndex(
      flat.findIndex((of) => of.kind === 'row' && of.row.id === next),
      { align: 'auto' },
    )
  }
  const check = () => {
    const id = active ?? current
    if (id && onCheck) onCheck(toggled(checked, id))
  }
  const open = () => active && onOpen(active)
  useKeys([
    { keys: 'j', says: t.moveDown, does: () => move(1) },
    { keys: 'k', says: t.moveUp, does: () => move(-1) },
    { keys: 'ArrowDown', says: t.moveDown, does: () => move(1) },
    { keys: 'ArrowUp', says: t.moveUp, does: () => move(-1) },
    { keys: 'Shift+ArrowDown', says: t.checkRow, does: () => move(1, true), when: onCheck !== undefined },
    { keys: 'Enter', says: t.openRow, does: () => open(), when: active !== null },
    { keys: 'x', says: t.checkRow, does: check, when: onCheck !== undefined },
  ])
  // The ring is for those who walk by keys: whoever points is where they point, and goes on by keys from what they opened.
  const point = () => setActive(null)
  const focus = ({ currentTarget }: FocusEvent) =>
    active === null && currentTarget.matches(':focus-visible') && setActive(current ?? rows[0] ?? null)
  return { active, point, focus }
}
