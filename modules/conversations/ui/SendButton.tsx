import { IconChevronDown, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, Menu, Split, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import type { By } from './Recipients.tsx'
import type { Next } from './useSending.ts'
import { words } from './words.ts'

const SendLaterDialog = later(() => import('./SendLaterDialog.tsx').then((loaded) => loaded.SendLaterDialog))

/** Send and wait for the customer; behind it the other ways. `aside`: it goes to a third party, which moves nothing of the case. */
export function SendButton({
  by,
  aside,
  busy,
  disabledBecause,
  onSend,
  onWrite,
}: {
  by: By
  aside: boolean
  busy: boolean
  disabledBecause: string | false
  onSend: (next: Next, sendAt?: Date) => void
  /** It leaves later or not at all: the words are there again. */
  onWrite: () => void
}) {
  const t = useText(words)
  const [later, setLater] = useState(false)
  const says =
    by === 'mail'
      ? { wait: t.sendAndWait, only: t.sendOnly, done: t.sendAndDone }
      : { wait: t.logAndWait, only: t.logOnly, done: t.logAndDone }
  return (
    <Split>
      <Button
        variant="filled"
        label={aside ? t.send : says.wait}
        kbd="Control+Enter"
        does="conversations.reply"
        busy={busy}
        disabledBecause={disabledBecause}
        onClick={() => onSend(aside ? 'nothing' : 'wait')}
      />
      <Menu
        side="top-end"
        trigger={
          <Button
            variant="filled"
            icon={IconChevronDown}
            label={<span className="sr">{t.otherWays}</span>}
            disabledBecause={disabledBecause}
          />
        }
        items={[
          !aside && { label: says.only, icon: IconSend, disabledBecause, onClick: () => onSend('nothing') },
          !aside && { label: says.done, disabledBecause, onClick: () => onSend('done') },
          by === 'mail' && { label: t.sendLater, disabledBecause, onClick: () => setLater(true) },
        ]}
      />
      {later && (
        <SendLaterDialog
          onClose={() => {
            setLater(false)
            onWrite()
          }}
          onPick={(at) => {
            setLater(false)
            onSend(aside ? 'nothing' : 'wait', at)
          }}
        />
      )}
    </Split>
  )
}
