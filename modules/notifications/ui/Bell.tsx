import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#web/api.ts'
import { Button, Drawer, IconButton, Link, Row, Spacer, Stack, useGo, useKeys, useText } from '#web/kit.tsx'
import { countUnread } from '../contract.ts'
import { words } from '../text/screens.ts'
import { NotificationList } from './NotificationList.tsx'
import css from './notifications.module.css'
import { ReadAll } from './ReadAll.tsx'
import { useReadHere } from './useReadHere.ts'

/** The number follows by a live hint; asking now and then is the net below it. */
const useUnread = () => useQuery({ ...ask(countUnread, {}), refetchInterval: 120_000 }).data?.count ?? 0

const shown = (count: number) => (count > 99 ? '99+' : String(count))

/** The bell beside the signed-in person, in whichever shape the shell has room for. */
export function Bell({ as }: { as: 'icon' | 'entry' | 'pip' }) {
  if (as === 'pip') return <Pip />
  return as === 'entry' ? <Entry /> : <Rings />
}

function Pip() {
  const count = useUnread()
  return count > 0 ? <em>{shown(count)}</em> : null
}

function Entry() {
  const t = useText(words)
  const count = useUnread()
  return (
    <Link to="/thong-bao" className={css.entry}>
      <IconBell size={20} stroke={1.75} aria-hidden />
      {t.title}
      {count > 0 && <b className="num">{shown(count)}</b>}
    </Link>
  )
}

function Rings() {
  const t = useText(words)
  const go = useGo()
  const count = useUnread()
  const [open, setOpen] = useState(false)
  useReadHere(count)
  const close = () => setOpen(false)
  useKeys([{ keys: 'g t', says: t.title, does: () => go('/thong-bao'), group: 'go' }])
  return (
    <>
      <IconButton
        icon={IconBell}
        label={count > 0 ? t.bellWith(shown(count)) : t.bell}
        badge={count}
        expanded={open}
        kbd="g b"
        onClick={() => setOpen(true)}
      />
      <Drawer open={open} onClose={close} title={t.title} side="left" size={420}>
        <Stack gap={8}>
          <Row gap={8} align="center">
            <Button size="sm" label={t.seeAll} to="/thong-bao" onClick={close} />
            <Spacer />
            <ReadAll count={count} short />
          </Row>
          {open && <NotificationList onOpened={close} />}
        </Stack>
      </Drawer>
    </>
  )
}
