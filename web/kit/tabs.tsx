import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import type { Icon } from './kinds.ts'
import { Link } from './link.tsx'
import css from './tabs.module.css'

export type Tab<Id extends string = string> = {
  id: Id
  label: ReactNode
  count?: number | null /** Then it is a link: the address keeps the tab. */
  to?: string
}

/** Parts of one screen. With `to` on each they are links in the address; otherwise `onChange` hears. */
export function Tabs<Id extends string>({
  value,
  onChange,
  tabs,
  label,
}: {
  value: Id
  onChange?: (id: Id) => void
  tabs: Tab<Id>[]
  label: string
}) {
  const bar = useRef<HTMLDivElement>(null)
  if (tabs.every(({ to }) => to)) {
    return (
      <nav className={css.tabs} aria-label={label}>
        {tabs.map(({ id, label: words, count, to }) => (
          <Link key={id} to={to ?? ''} className={css.tab} aria-current={id === value ? 'page' : undefined}>
            {words}
            <Count count={count} />
          </Link>
        ))}
      </nav>
    )
  }
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = tabs[(tabs.findIndex(({ id }) => id === value) + step + tabs.length) % tabs.length]
    if (next) onChange?.(next.id)
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus())
  }
  return (
    <div className={css.tabs} role="tablist" aria-label={label} ref={bar} onKeyDown={walk}>
      {tabs.map(({ id, label: words, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className={css.tab}
          aria-selected={id === value}
          tabIndex={id === value ? 0 : -1}
          onClick={() => onChange?.(id)}
        >
          {words}
          <Count count={count} />
        </button>
      ))}
    </div>
  )
}

const Count = ({ count }: { count?: number | null }) =>
  count === undefined || count === null ? null : <span className={`${css.n} num`}>{count}</span>

/** Two to five ways to see the same thing. */
export function Segmented<Value extends string>({
  value,
  onChange,
  options,
  label,
}: {
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: string; icon?: Icon }[]
  label: string
}) {
  const name = useId()
  return (
    <div className={css.seg} role="radiogroup" aria-label={label}>
      {options.map(({ value: of, label: words, icon: Mark }) => (
        <label key={of}>
          <input type="radio" name={name} checked={of === value} onChange={() => onChange(of)} />
          {Mark && <Mark size={15} stroke={1.75} aria-hidden />}
          {words}
        </label>
      ))}
    </div>
  )
}
