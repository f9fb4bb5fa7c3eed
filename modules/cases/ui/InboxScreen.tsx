import { IconInbox } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty, Panes, useAddress, useGo, useKeys, useText } from '#web/kit.tsx'
import { CasePane } from './CasePane.tsx'
import { CaseSide } from './CaseSide.tsx'
import { caseWords } from './caseWords.ts'
import { QueuePane } from './QueuePane.tsx'
import { words } from './words.ts'

/** Hộp thư: the queue, the open case, its customer. */
export function InboxScreen() {
  const t = useText(words)
  const c = useText(caseWords)
  const { path, search } = useAddress()
  const go = useGo()
  const reference = path.split('/')[2] || undefined
  const [side, setSide] = useState(false)
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
  const back = `/hop-thu${query && `?${query}`}`
  useKeys([
    { keys: 'i', says: c.showCustomer, does: () => setSide(!side), when: reference !== undefined },
    { keys: 'Escape', says: t.inbox, does: () => go(back), when: reference !== undefined },
  ])
  return (
    <Panes
      queue={<QueuePane current={reference} />}
      main={reference && <CasePane key={reference} reference={reference} back={back} onCustomer={() => setSide(true)} />}
      nothing={<Empty icon={IconInbox} title={t.nothingOpen} says={t.nothingOpenSays} />}
      side={reference && <CaseSide key={reference} reference={reference} />}
      sideOpen={side}
      onSide={setSide}
      labels={{ queue: t.inbox, side: c.side }}
    />
  )
}
