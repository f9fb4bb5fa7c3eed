import { IconAdjustments } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { Button, Card, Screen, Tabs, useAddress, useText } from '#web/kit.tsx'
import { countUnread } from '../contract.ts'
import { words } from '../text/screens.ts'
import { NotificationList } from './NotificationList.tsx'
import { ReadAll } from './ReadAll.tsx'

/** `/thong-bao`: all one was told. */
export function NotificationsScreen() {
  const t = useText(words)
  const { search } = useAddress()
  const { data } = useQuery(ask(countUnread, {}))
  const count = data?.count ?? 0
  const unread = search.loc === 'chua-doc'
  return (
    <Screen
      narrow
      title={t.title}
      actions={
        <>
          <ReadAll count={count} />
          <Button icon={IconAdjustments} label={t.preferences} to="/thong-bao/tuy-chon" />
        </>
      }
      tabs={
        <Tabs
          label={t.title}
          value={unread ? 'unread' : 'all'}
          tabs={[
            { id: 'all', label: t.all, to: '/thong-bao' },
            { id: 'unread', label: t.unread, count, to: '/thong-bao?loc=chua-doc' },
          ]}
        />
      }
    >
      <Card flush>
        <NotificationList key={String(unread)} unread={unread} />
      </Card>
    </Screen>
  )
}
