import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { listReplies } from '#knowledge/contract'
import { ask } from '#web/api.ts'
import { Button, ErrorBox, Line, Loading, Modal, Row, Spacer, Stack, TextField, Txt, useText } from '#web/kit.tsx'
import type { Conversation } from '../contract.ts'
import { startOf } from './savedReplies.ts'
import { words } from './words.ts'

/** Saved replies to choose from. */
export function SavedRepliesDialog({
  channel,
  onPick,
  onClose,
}: {
  channel: Conversation['channel']
  onPick: (replyId: string) => void
  onClose: () => void
}) {
  const t = useText(words)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useQuery({ ...ask(listReplies, { q: q || undefined, channel, limit: 30 }), placeholderData: keepPreviousData })
  return (
    <Modal open onClose={onClose} title={t.templates} size={600}>
      <Stack gap={12}>
        <TextField label={t.findTemplate} icon={IconSearch} value={typed} onChange={setTyped} autoFocus />
        {found.isPending && <Loading rows={3} />}
        {found.error && <ErrorBox error={found.error} retry={() => found.refetch()} />}
        {found.data?.items.length === 0 && <Txt tone={3}>{t.noTemplates}</Txt>}
        {found.data?.items.map(({ id, title, shortcut, body }) => (
          <Stack key={id} gap={6}>
            <Row gap={8} align="center">
              <Txt weight={600}>{title}</Txt>
              <Txt size={12} tone={3}>
                /{shortcut}
              </Txt>
              <Spacer />
              <Button size="sm" label={t.insert} onClick={() => onPick(id)} />
            </Row>
            <Txt size={13} tone={2} pre as="p">
              {startOf(body)}
            </Txt>
            <Line />
          </Stack>
        ))}
      </Stack>
    </Modal>
  )
}
