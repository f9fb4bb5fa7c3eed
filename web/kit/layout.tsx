import type { CSSProperties, ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Icon, Tint } from './kinds.ts'
import css from './layout.module.css'

type Gap = 2 | 4 | 6 | 8 | 10 | 12 | 14 | 16 | 20 | 24 | 32
type Box = {
  gap?: Gap
  align?: CSSProperties['alignItems']
  justify?: CSSProperties['justifyContent']
  grow?: boolean
  pad?: number | string
  children: ReactNode
}

/** Things side by side. */
export function Row({ gap = 8, align, justify, grow, pad, wrap, children }: Box & { wrap?: boolean }) {
  return (
    <div
      className={cx(css.row, grow && css.grow)}
      style={{ gap, alignItems: align, justifyContent: justify, padding: pad, flexWrap: wrap ? 'wrap' : undefined }}
    >
      {children}
    </div>
  )
}

/** Things under each other. */
export function Stack({ gap = 8, align, justify, grow, pad, children }: Box) {
  return (
    <div className={cx(css.stack, grow && css.grow)} style={{ gap, alignItems: align, justifyContent: justify, padding: pad }}>
      {children}
    </div>
  )
}

/** Pushes what follows to the other end of a row. */
export const Spacer = () => <span className={css.grow} />

/** Columns: a number of equal ones, or a CSS template. On a phone it folds into one. `min` makes as many as fit. */
export function Grid({
  columns = 2,
  min,
  gap = 12,
  fold = true,
  children,
}: {
  columns?: number | string
  min?: number
  gap?: Gap
  fold?: boolean
  children: ReactNode
}) {
  const template = min
    ? `repeat(auto-fill, minmax(min(${min}px, 100%), 1fr))`
    : typeof columns === 'number'
      ? `repeat(${columns}, minmax(0, 1fr))`
      : columns
  return (
    <div className={css.grid} data-fold={fold && !min ? '' : undefined} style={{ gridTemplateColumns: template, gap }}>
      {children}
    </div>
  )
}

/** A white card with a hairline; its title is a heading, `action` stands at its right. `flush` leaves the padding to the content. */
export function Card({
  title,
  action,
  foot,
  flush,
  label,
  children,
}: {
  title?: ReactNode
  action?: ReactNode
  foot?: ReactNode
  flush?: boolean
  label?: string
  children?: ReactNode
}) {
  return (
    <section className={css.card} aria-label={label}>
      <div className={cx(!flush && css.padded)}>
        {(title || action) && (
          <div className={css.head} style={flush ? { padding: '10px 16px 0', marginBottom: 4 } : undefined}>
            {title && <h2>{title}</h2>}
            <Spacer />
            {action}
          </div>
        )}
        {children}
      </div>
      {foot && <div className={css.foot}>{foot}</div>}
    </section>
  )
}

type TxtProps = {
  size?: 11 | 12 | 13 | 14 | 16 | 20 | 26
  weight?: 500 | 600
  /** 1 text, 2 secondary, 3 meta, or a family. */
  tone?: 1 | 2 | 3 | Exclude<Tint, 'grey'>
  /** Digits line up: for money, times, counts in columns. */
  num?: boolean
  trunc?: boolean
  /** Keeps line breaks a person typed. */
  pre?: boolean
  as?: 'span' | 'p' | 'div' | 'h1' | 'h2' | 'h3' | 'h4' | 'strong' | 'label'
  id?: string
  title?: string
  children: ReactNode
}

/** Words in one of the sizes of the house. */
export function Txt({ size, weight, tone, num, trunc, pre, as: Tag = 'span', id, title, children }: TxtProps) {
  const name = cx(
    size && css[`t${size}`],
    weight && css[weight === 500 ? 'w5' : 'w6'],
    tone && css[typeof tone === 'number' ? `c${tone}` : tone],
    num && 'num',
    trunc && 'trunc',
    pre && css.pre,
  )
  return (
    <Tag id={id} title={title} className={name || undefined}>
      {children}
    </Tag>
  )
}

/** A hairline. */
export const Line = () => <hr className={css.line} />

/** For screen readers only. */
export const Unseen = ({ children }: { children: ReactNode }) => <span className="sr">{children}</span>

/** Label and value pairs in columns. */
export function Facts({ facts, columns = 2 }: { facts: { label: ReactNode; value: ReactNode }[]; columns?: number | string }) {
  return (
    <dl className={css.facts} style={{ gridTemplateColumns: typeof columns === 'number' ? `repeat(${columns}, minmax(0, 1fr))` : columns }}>
      {facts.map(({ label, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written, not sorted
        <div key={at}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One sentence that must be noticed, in the colour of its meaning. */
export function Banner({
  tint = 'nghe',
  icon: Mark,
  action,
  children,
}: {
  tint?: Tint
  icon?: Icon
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={cx(css.banner, css[tint])} role="status">
      {Mark && <Mark size={16} stroke={1.75} aria-hidden />}
      <span className={cx(css.grow, css.w5)}>{children}</span>
      {action && <div className={css.beside}>{action}</div>}
    </div>
  )
}
