import { IconMailbox, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask } from '#web/api.ts'
import { Button, Card, Chip, Empty, ErrorBox, format, Loading, Stack, Table, Txt, useNow, useText } from '#web/kit.tsx'
import { listMailboxes, readChannelSettings } from '../contract.ts'
import { MailboxDialog } from './MailboxDialog.tsx'
import { isCommon, MENDS, TROUBLES } from './troubles.ts'
import { words } from './words.ts'

export type Mailbox = z.output<typeof listMailboxes.reply>[number]

/** The mailboxes mail is fetched from, and how the last fetch of each went. */
export function MailboxesCard() {
  const t = useText(words)
  const boxes = useQuery({ ...ask(listMailboxes, {}), refetchInterval: 15_000 })
  const [open, setOpen] = useState<Mailbox | 'new'>()
  const add = <Button label={t.addMailbox} icon={IconPlus} variant="filled" onClick={() => setOpen('new')} />
  if (boxes.error) return <ErrorBox error={boxes.error} retry={() => void boxes.refetch()} />
  if (!boxes.data) return <Loading of="card" />
  return (
    <>
      {boxes.data.length === 0 ? (
        <Empty kind="setup" icon={IconMailbox} title={t.noMailbox} says={t.noMailboxSays} action={add} />
      ) : (
        <Card title={t.mailboxes} action={add}>
          <Stack gap={10}>
            <Txt tone={2} as="p">
              {t.mailboxesSay}
            </Txt>
            <Table
              bare
              label={t.mailboxes}
              rows={boxes.data}
              onOpen={setOpen}
              rowName={({ name }) => name}
              columns={[
                { head: t.mailboxName, cell: (box) => <Named box={box} />, main: true },
                { head: t.server, cell: ({ host, port }) => `${host}:${port}`, notOnPhone: true },
                { head: t.state, cell: (box) => <State box={box} /> },
              ]}
              whenEmpty={t.noMailbox}
            />
          </Stack>
        </Card>
      )}
      <Listener />
      {open && <MailboxDialog mailbox={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** Where mail may be handed over by SMTP. */
function Listener() {
  const t = useText(words)
  const { data, error, refetch } = useQuery(ask(readChannelSettings, {}))
  if (error) return <ErrorBox error={error} retry={() => void refetch()} />
  if (!data) return <Loading of="card" rows={1} />
  return (
    <Card title={t.listener}>
      <Txt tone={2} as="p">
        {data.listensOn === null ? t.listenerOff : t.listenerSays(data.listensOn)}
      </Txt>
    </Card>
  )
}

const Named = ({ box }: { box: Mailbox }) => (
  <Stack gap={2}>
    <Txt weight={500}>{box.name}</Txt>
    <Txt size={12} tone={3}>
      {box.address}
    </Txt>
  </Stack>
)

function State({ box }: { box: Mailbox }) {
  const t = useText(words)
  const now = useNow()
  const mends = box.trouble ? MENDS[box.trouble] : undefined
  if (!box.enabled) return <Chip>{t.stateOff}</Chip>
  if (box.lastError)
    return (
      <Stack gap={2} align="flex-start">
        <Chip tint="son">{t[wordOf(box.trouble ?? 'other')]}</Chip>
        {mends && <Txt size={12}>{t[mends]}</Txt>}
        <Txt size={12} tone={3}>
          {box.lastError}
        </Txt>
      </Stack>
    )
  return box.lastPolledAt ? (
    <Chip tint="ma">{t.stateFine(format.relative(box.lastPolledAt, now))}</Chip>
  ) : (
    <Chip tint="lam">{t.stateNever}</Chip>
  )
}

function wordOf(trouble: NonNullable<Mailbox['trouble']>) {
  if (isCommon(trouble)) return TROUBLES[trouble]
  return trouble === 'folder' ? 'troubleFolder' : 'troubleOther'
}
