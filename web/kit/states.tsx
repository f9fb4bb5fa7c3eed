import { IconCloudOff, IconMoodEmpty, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Failure, isNetwork } from '../failure.ts'
import { useText } from '../session.tsx'
import { Button } from './buttons.tsx'
import type { Icon } from './kinds.ts'
import css from './states.module.css'
import { text } from './text.ts'

type EmptyProps = {
  /** done: everything is finished; setup: nothing is set up yet; filtered: the filter found nothing. */
  kind?: 'done' | 'setup' | 'filtered'
  title: string
  says?: ReactNode
  icon?: Icon
  /** The next step: one or two kit buttons. */
  action?: ReactNode
}

/** Nothing here, and what to do next. */
export function Empty({ kind = 'filtered', title, says, icon: Mark, action }: EmptyProps) {
  if (kind === 'setup') {
    return (
      <div className={css.setup}>
        {Mark && (
          <span className={css.mark}>
            <Mark size={21} stroke={1.75} aria-hidden />
          </span>
        )}
        <div>
          <h2>{title}</h2>
          {says && <p>{says}</p>}
          {action && <div className={css.after}>{action}</div>}
        </div>
      </div>
    )
  }
  const Drawn = Mark ?? IconMoodEmpty
  return (
    <div className={css.done}>
      {kind === 'done' ? <Teacup /> : <Drawn size={32} stroke={1.5} color="var(--tx3)" aria-hidden />}
      <h2 style={{ marginTop: 6 }}>{title}</h2>
      {says && <p>{says}</p>}
      {action && <div className={css.after}>{action}</div>}
    </div>
  )
}

const Teacup = () => (
  <svg width="92" height="62" viewBox="0 0 92 62" aria-hidden>
    <ellipse cx="46" cy="55" rx="34" ry="4" fill="var(--sunk2)" />
    <path d="M24 30h36v12a12 12 0 0 1-12 12H36a12 12 0 0 1-12-12Z" fill="var(--covit-bg2)" stroke="var(--covit-dot)" strokeWidth="2" />
    <path d="M60 33h5a6 6 0 0 1 0 13h-6" fill="none" stroke="var(--covit-dot)" strokeWidth="2" />
    <path
      d="M35 22c-3-4 3-6 0-11M44 22c-3-4 3-6 0-11M53 22c-3-4 3-6 0-11"
      fill="none"
      stroke="var(--ctl)"
      strokeWidth="2"
      strokeLinecap="round"
    />
  </svg>
)

/** The geometry of what is coming. */
export function Skeleton({ of = 'rows', rows = 6 }: { of?: 'rows' | 'table' | 'card' | 'thread' | 'tiles'; rows?: number }) {
  if (of === 'tiles') {
    return (
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))', gap: 10 }} aria-hidden>
        {count(rows).map((at) => (
          <div key={at} className={css.sk} style={{ height: 98, borderRadius: 10 }} />
        ))}
      </div>
    )
  }
  return (
    <div aria-hidden>
      {count(rows).map((at) => (
        <div key={at} className={css.skrow} style={of === 'thread' && at % 2 === 1 ? { flexDirection: 'row-reverse' } : undefined}>
          {of !== 'table' && of !== 'card' && (
            <span className={css.sk} style={{ width: 36, height: 36, borderRadius: '50%', flex: 'none' }} />
          )}
          <div className={css.sklines} style={of === 'thread' ? { maxWidth: '60%' } : undefined}>
            <div className={css.sk} style={{ width: `${62 - (at % 3) * 9}%` }} />
            {of !== 'table' && <div className={css.sk} style={{ width: `${88 - (at % 2) * 12}%` }} />}
            {of === 'rows' && <div className={css.sk} style={{ width: `${70 - (at % 4) * 8}%`, height: 8 }} />}
          </div>
        </div>
      ))}
    </div>
  )
}

const count = (most: number) => Array.from({ length: most }, (_, at) => at)

/** Nothing for 150 ms, then the skeleton, after three seconds a word about the network and a way to try again. */
export function Loading({ of, rows, retry }: { of?: 'rows' | 'table' | 'card' | 'thread' | 'tiles'; rows?: number; retry?: () => void }) {
  const t = useText(text)
  const [stage, setStage] = useState<'nothing' | 'skeleton' | 'slow'>('nothing')
  useEffect(() => {
    const soon = setTimeout(() => setStage('skeleton'), 150)
    const late = setTimeout(() => setStage('slow'), 3000)
    return () => {
      clearTimeout(soon)
      clearTimeout(late)
    }
  }, [])
  return (
    <div role="status" aria-label={t.loading} aria-busy>
      {stage === 'slow' && <Slow retry={retry} />}
      {stage !== 'nothing' && <Skeleton of={of} rows={rows} />}
    </div>
  )
}

export function Slow({ retry = () => location.reload() }: { retry?: () => void }) {
  const t = useText(text)
  return (
    <div className={css.slow}>
      {t.slow}
      <Button size="sm" label={t.retry} icon={IconRefresh} onClick={retry} />
    </div>
  )
}

/** What failed, what is safe, what to do, a short code. Where it happened. */
export function ErrorBox({
  error,
  title,
  safe,
  retry,
  action,
}: {
  error: unknown
  title?: string
  safe?: ReactNode
  retry?: () => void
  action?: ReactNode
}) {
  const t = useText(text)
  const network = isNetwork(error)
  const code = error instanceof Failure ? error.code : network ? 'network' : 'screen'
  const says = error instanceof Failure && error.message ? error.message : network ? t.networkSays : t.crashSays
  return (
    <div className={css.error} role="alert">
      <IconCloudOff size={19} stroke={1.75} aria-hidden />
      <div>
        <h2>{title ?? (network ? t.networkTitle : error instanceof Failure ? t.errorTitle : t.crashTitle)}</h2>
        <p>
          {says} {safe}
        </p>
        <div className={css.row}>
          {retry && <Button size="sm" label={t.retry} icon={IconRefresh} onClick={retry} />}
          {action}
          <span className={`${css.code} num`}>{t.errorCode(code)}</span>
        </div>
      </div>
    </div>
  )
}

/** A whole page that cannot be shown: no access, not found, or broken. */
export function PageProblem({ error, kind }: { error?: unknown; kind?: 'notFound' | 'noAccess' }) {
  const t = useText(text)
  const status = error instanceof Failure ? error.status : undefined
  const missing = kind === 'notFound' || status === 404
  const closed = kind === 'noAccess' || status === 403
  if (!missing && !closed) {
    return (
      <div className={css.page}>
        <div>
          <ErrorBox error={error} retry={() => location.reload()} />
        </div>
      </div>
    )
  }
  return (
    <div className={css.page}>
      <Empty
        title={missing ? t.notFoundTitle : t.noAccessTitle}
        says={error instanceof Failure && error.message ? error.message : missing ? t.notFoundSays : t.noAccessSays}
        action={<Button label={t.goHome} to="/" />}
      />
    </div>
  )
}
