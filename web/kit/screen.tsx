import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconUser } from '@tabler/icons-react'
import { Fragment, type ReactNode, useEffect } from 'react'
import { useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import { cx } from './cx.ts'
import { Drawer } from './dialogs.tsx'
import { Link } from './link.tsx'
import css from './screen.module.css'
import { text } from './text.ts'

type ScreenProps = {
  title: string
  /** Beside the title: chips. */
  beside?: ReactNode
  /** At the right: at most one filled button. */
  actions?: ReactNode
  /** The filter sentence, or anything in the row under the title. */
  filters?: ReactNode
  /** A `<Tabs/>` under the header. */
  tabs?: ReactNode
  crumbs?: { label: string; to: string }[]
  /** Forms and settings: at most 720 px. */
  narrow?: boolean
  /** No padding around the content. */
  flush?: boolean
  children: ReactNode
}

/** A page: header, and the one part that scrolls. Sets the name of the browser's tab. */
export function Screen({ title, beside, actions, filters, tabs, crumbs, narrow, flush, children }: ScreenProps) {
  useTitle(title)
  return (
    <div className={css.page}>
      <header className={css.head} data-tabs={tabs ? '' : undefined}>
        {crumbs && <Crumbs crumbs={crumbs} />}
        <div className={css.title}>
          <h1>{title}</h1>
          {beside}
          {actions && <div className={css.actions}>{actions}</div>}
        </div>
        {filters && <div className={css.filters}>{filters}</div>}
      </header>
      {tabs}
      <div className={css.body} data-flush={flush || undefined}>
        {narrow ? <div className={css.narrow}>{children}</div> : children}
      </div>
    </div>
  )
}

/** Names the browser's tab while it is on screen. */
export function useTitle(title: string) {
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Tận Tâm`
    return () => {
      document.title = before
    }
  }, [title])
}

function Crumbs({ crumbs }: { crumbs: { label: string; to: string }[] }) {
  return (
    <div className={css.crumbs}>
      {crumbs.map(({ label, to }) => (
        <Fragment key={to}>
          <Link to={to} className={undefined}>
            {label}
          </Link>
          <IconChevronRight size={13} aria-hidden />
        </Fragment>
      ))}
    </div>
  )
}

type PanesProps = {
  queue: ReactNode
  /** What is open; undefined shows `nothing`. */
  main?: ReactNode
  nothing?: ReactNode
  /** The customer beside it: a column from 1280 px, before that a drawer. */
  side?: ReactNode
  sideOpen?: boolean
  onSide?: (open: boolean) => void
  labels?: { queue?: string; main?: string; side?: string }
}

/** Queue, thread and customer. One pane under 1024 px, two under 1280, three from there. Fills the whole height. */
export function Panes({ queue, main, nothing, side, sideOpen = false, onSide, labels = {} }: PanesProps) {
  const t = useText(text)
  const wide = useMediaQuery('(min-width: 1280px)')
  return (
    <div className={css.panes} data-open={main ? '' : undefined} data-two={side ? undefined : ''}>
      <section className={cx(css.pane, css.queue)} aria-label={labels.queue ?? t.queue}>
        {queue}
      </section>
      <section className={cx(css.pane, css.main)} aria-label={labels.main ?? t.conversation} data-covers={main ? '' : undefined}>
        {main ?? nothing}
      </section>
      {side && (
        <aside className={cx(css.pane, css.side)} aria-label={labels.side ?? t.customerFile}>
          {side}
        </aside>
      )}
      {side && !wide && (
        <Drawer open={sideOpen} onClose={() => onSide?.(false)} title={labels.side ?? t.customerFile}>
          {side}
        </Drawer>
      )}
    </div>
  )
}

/** The head of a pane. `back` shows an arrow where only one pane fits; `second` is a row under the title. */
export function PaneHead({
  title,
  level = 2,
  actions,
  second,
  back,
  onCustomer,
  open,
}: {
  title: ReactNode
  level?: 1 | 2
  actions?: ReactNode
  second?: ReactNode /** Where the arrow leads. */
  back?: string /** Opens the customer's drawer under 1280 px. */
  onCustomer?: () => void /** No line below: tabs follow. */
  open?: boolean
}) {
  const t = useText(text)
  const narrow = useMediaQuery('(max-width: 1279px)')
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className={css.panehead} data-open={open || undefined}>
      {back && (
        <span className={css.back}>
          <IconButton icon={IconChevronLeft} label={t.back} to={back} />
        </span>
      )}
      <Heading className="trunc" style={{ flex: 1 }}>
        {title}
      </Heading>
      {actions}
      {onCustomer && narrow && <IconButton icon={IconUser} label={t.openCustomer} kbd="i" onClick={onCustomer} />}
      {second && <div className={css.second}>{second}</div>}
    </div>
  )
}

/** Stays on the screen when the rest is printed: where one writes, what one may do. */
export const OffPaper = ({ children }: { children: ReactNode }) => <div className={css.offPaper}>{children}</div>

/** The part of a pane that scrolls. */
export const PaneBody = ({ children }: { children: ReactNode }) => <div className={css.scroll}>{children}</div>
