import { Fragment, type ReactNode } from 'react'
import { dateTime, listTime, type Moment, relative } from '../format.ts'
import { useNow } from '../now.ts'
import { useLanguage } from '../session.tsx'
import { cx } from './cx.ts'
import type { Icon, Tint } from './kinds.ts'
import { Link } from './link.tsx'
import { usePrinting } from './printing.ts'
import css from './timeline.module.css'

export type TimelineItem = { id: string; icon: Icon; tint?: Tint; title: ReactNode; detail?: ReactNode; at: Moment; to?: string }

/** What happened to somebody, newest first. `groups` puts words between: sắp tới, hôm nay, trước đây. */
export function Timeline({ items, groups }: { items?: TimelineItem[]; groups?: { title: string; items: TimelineItem[] }[] }) {
  if (items) return <List items={items} />
  return (groups ?? [])
    .filter(({ items: of }) => of.length > 0)
    .map(({ title, items: of }) => (
      <Fragment key={title}>
        <div className={css.group}>{title}</div>
        <List items={of} />
      </Fragment>
    ))
}

function List({ items }: { items: TimelineItem[] }) {
  return (
    <ol className={css.list}>
      {items.map(({ id, icon: Mark, tint, title, detail, at, to }) => (
        <li key={id} className={css.item}>
          <span
            className={css.icon}
            style={tint && tint !== 'grey' ? { background: `var(--${tint}-bg)`, color: `var(--${tint}-tx)` } : undefined}
          >
            <Mark size={13} stroke={1.75} aria-hidden />
          </span>
          <div className={css.title}>
            {to ? (
              <Link to={to} className={css.to}>
                {title}
              </Link>
            ) : (
              title
            )}
          </div>
          <span className={`${css.time} num`}>
            <When at={at} list />
          </span>
          {detail && (
            // What is one line of words stays one line; what is more than that is drawn as it is.
            <div
              className={typeof detail === 'string' ? cx(css.detail, css.line) : css.detail}
              title={typeof detail === 'string' ? detail : undefined}
            >
              {detail}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A moment as people say it, the exact time on hover and on paper; it moves with the clock. `list` is the short form of rows. */
export function When({ at, list }: { at: Moment; list?: boolean }) {
  const now = useNow()
  const language = useLanguage()
  const exact = dateTime(at, language)
  const said = list ? listTime(at, now, language) : relative(at, now, language)
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {usePrinting() ? exact : said}
    </time>
  )
}
