import { IconCircleCheck, IconCircleDot } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { askPages, tell } from '#web/api.ts'
import { Empty, ErrorBox, IconButton, Link, Loading, MoreRows, sayFailure, Unseen, usePages, useText, When } from '#web/kit.tsx'
import { listNotifications, type Notification, readNotification } from '../contract.ts'
import { words } from '../text/screens.ts'
import { LOOKS } from './look.ts'
import css from './notifications.module.css'

/** What one was told, newest first. Opening one reads it. */
export function NotificationList({ unread, onOpened }: { unread?: boolean; onOpened?: () => void }) {
  const t = useText(words)
  const { rows, more, query } = usePages(askPages(listNotifications, unread ? { unread: true } : {}))
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="rows" rows={6} />
  if (rows.length === 0) return <Empty kind="done" title={unread ? t.noneUnread : t.none} says={unread ? t.noneUnreadSays : t.noneSays} />
  return (
    <>
      <ul className={css.list} aria-label={t.title}>
        {rows.map((row) => (
          <Told key={row.id} row={row} onOpened={onOpened} />
        ))}
      </ul>
      <MoreRows more={more} />
    </>
  )
}

function Told({ row, onOpened }: { row: Notification; onOpened?: () => void }) {
  const t = useText(words)
  const { icon: Mark, tone } = LOOKS[row.kind]
  const read = useMutation({ ...tell(readNotification), onError: sayFailure })
  const isUnread = row.readAt === null
  const opened = () => {
    if (isUnread) read.mutate({ id: row.id })
    onOpened?.()
  }
  return (
    <li className={css.row} data-unread={isUnread || undefined}>
      <span className={css.mark} data-tone={tone}>
        <Mark size={17} stroke={1.75} aria-hidden />
      </span>
      <div>
        <Link to={row.link} className={css.link} onClick={opened}>
          {row.title}
          {isUnread && <Unseen>, {t.isUnread}</Unseen>}
        </Link>
        {row.detail && <span className={css.detail}>{row.detail}</span>}
        <span className={css.meta}>
          <When at={row.at} />
          {row.times > 1 && ` · ${t.times(row.times)}`}
        </span>
      </div>
      <span className={css.end}>
        {isUnread && <span className={css.dot} aria-hidden />}
        <IconButton
          size="small"
          icon={isUnread ? IconCircleCheck : IconCircleDot}
          label={isUnread ? t.markRead : t.markUnread}
          onClick={() => read.mutate({ id: row.id, read: isUnread })}
        />
      </span>
    </li>
  )
}
