import {
  IconAlertTriangle,
  IconArrowsRightLeft,
  IconCheck,
  IconChecks,
  IconClock,
  IconDots,
  IconLock,
  IconPaperclip,
} from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'
import { fileSize, longDate, type Moment, time } from '../format.ts'
import { useLanguage, useText } from '../session.tsx'
import { TierChip, type TierName } from './chips.tsx'
import { cx } from './cx.ts'
import type { Icon } from './kinds.ts'
import { Menu, type MenuEntry } from './menu.tsx'
import { Avatar } from './people.tsx'
import { text } from './text.ts'
import css from './thread.module.css'
import { When } from './timeline.tsx'

/** The scrolling conversation: a log, so new messages are read out. Keeps the day lines and bubbles. */
export function Thread({ label, children, ref }: { label: string; children: ReactNode; ref?: Ref<HTMLDivElement> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className={css.thread} role="log" aria-label={label} aria-live="polite" ref={ref} tabIndex={0}>
      {children}
    </div>
  )
}

/** The line between two days. */
export function DayLine({ at }: { at: Moment }) {
  const language = useLanguage()
  return <div className={css.day}>{longDate(at, language)}</div>
}

/** One grey line: what the house did. */
export function SystemLine({ icon: Mark = IconArrowsRightLeft, at, children }: { icon?: Icon; at: Moment; children: ReactNode }) {
  return (
    <div className={css.sys}>
      <Mark size={14} stroke={1.75} aria-hidden />
      <span>
        {children} · <span className="num">{time(at)}</span>
      </span>
    </div>
  )
}

/** Where our message is on its way. */
export type DeliveryState = 'queued' | 'sending' | 'deferred' | 'sent' | 'delivered' | 'read' | 'failed' | 'bounced'

export type MessageProps = {
  side: 'customer' | 'us' | 'note'
  author: { id?: string; name: string; tier?: TierName | 1 | 2 | 3 | 4 | null }
  at: Moment
  /** "Thư", "Zalo": how it came or went. */
  via?: string
  state?: DeliveryState | null
  /** The other server's words when it failed. */
  stateSays?: string | null
  onResend?: () => void
  /** False when the next message of the same side follows within two minutes: the meta line is then shared. */
  meta?: boolean
  /** Mail bodies take the whole width. */
  wide?: boolean
  actions?: MenuEntry[]
  /** Below the bubble, such as "Đang gửi, hoàn tác" with its button. */
  foot?: ReactNode
  files?: Attachment[]
  children: ReactNode
}

/** One message: the customer's left on --sunk, ours right on covit, a note full width on nghe with a lock. Plain text keeps its line breaks. */
export function MessageBubble(props: MessageProps) {
  return props.side === 'note' ? <Note {...props} /> : <Bubble {...props} />
}

function Bubble({ side, author, at, via, state, stateSays, onResend, meta = true, wide, actions, foot, files, children }: MessageProps) {
  const t = useText(text)
  const broken = state === 'failed' || state === 'bounced'
  return (
    <article className={cx(css.msg, side === 'us' && css.us)} data-wide={wide || undefined}>
      {side === 'customer' && (
        <span className={css.avatar}>
          {meta ? <Avatar id={author.id} name={author.name} size={32} /> : <span className={css.spacer} />}
        </span>
      )}
      <div className={css.col}>
        <div className={css.bubble} data-failed={broken || undefined}>
          {typeof children === 'string' ? <div className={css.words}>{children}</div> : children}
          {files && files.length > 0 && <Attachments files={files} />}
        </div>
        {meta && (
          <div className={css.meta}>
            <span>
              {[author.name, via].filter(Boolean).join(' · ')} ·{' '}
              <span className="num">
                <When at={at} list />
              </span>
            </span>
            {state && <Delivery state={state} says={stateSays} />}
            {broken && onResend && (
              <button type="button" className="link" onClick={onResend}>
                {t.resend}
              </button>
            )}
          </div>
        )}
        {foot}
      </div>
      {actions && actions.length > 0 && (
        <span className={css.actions}>
          <Menu trigger={{ icon: IconDots, label: t.more }} items={actions} />
        </span>
      )}
    </article>
  )
}

function Note({ author, at, actions, files, foot, children }: MessageProps) {
  const t = useText(text)
  return (
    <article className={css.note} aria-label={`${t.note}, ${author.name}`}>
      <IconLock size={16} stroke={1.75} aria-hidden />
      <div>
        <div className={css.noteHead}>
          <b>{author.name}</b>
          {author.tier && <TierChip tier={author.tier} />}
          <span>
            · {t.noteMark} ·{' '}
            <span className="num">
              <When at={at} list />
            </span>
          </span>
        </div>
        {typeof children === 'string' ? <div className={css.words}>{children}</div> : children}
        {files && files.length > 0 && <Attachments files={files} />}
        {foot}
      </div>
      {actions && actions.length > 0 && (
        <span className={css.actions}>
          <Menu trigger={{ icon: IconDots, label: t.more }} items={actions} />
        </span>
      )}
    </article>
  )
}

const STATE_ICON = {
  queued: IconClock,
  sending: IconClock,
  deferred: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  bounced: IconAlertTriangle,
}

function Delivery({ state, says }: { state: DeliveryState; says?: string | null }) {
  const t = useText(text)
  const Mark = STATE_ICON[state]
  const words = {
    queued: t.queued,
    sending: t.sending,
    deferred: t.deferred,
    sent: t.sent,
    delivered: t.delivered,
    read: t.read,
    failed: t.failed,
    bounced: t.bounced,
  }[state]
  const broken = state === 'failed' || state === 'bounced'
  return (
    <span className={cx(broken && css.failed)} style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
      <Mark size={14} stroke={1.75} aria-hidden className={state === 'read' ? css.seen : undefined} />
      {says && broken ? `${words}: ${says}` : words}
    </span>
  )
}

export type Attachment = {
  id: string
  name: string
  mime: string
  size: number /** Where it is; `/api/v1/files/:id` unless told. */
  url?: string
  thumb?: string
}

/** Pictures as thumbnails, everything else as a line with its size. */
export function Attachments({ files }: { files: Attachment[] }) {
  const language = useLanguage()
  return (
    <div className={css.files}>
      {files.map(({ id, name, mime, size, url = `/api/v1/files/${id}`, thumb = `${url}?thumb=1` }) =>
        mime.startsWith('image/') && mime !== 'image/svg+xml' ? (
          <a key={id} className={css.image} href={url} target="_blank" rel="noreferrer" title={name}>
            <img src={thumb} alt={name} loading="lazy" />
          </a>
        ) : (
          <a key={id} className={css.file} href={url} target="_blank" rel="noreferrer">
            <IconPaperclip size={15} stroke={1.75} aria-hidden />
            <span className="trunc">{name}</span>
            <span className="num" style={{ color: 'var(--tx3)', whiteSpace: 'nowrap' }}>
              {fileSize(size, language)}
            </span>
          </a>
        ),
      )}
    </div>
  )
}
