import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { ErrorBox, Loading, Screen, Stack, Tabs, useAddress, useText } from '#web/kit.tsx'
import { readChannelSettings } from '../contract.ts'
import { AcknowledgementCard } from './AcknowledgementCard.tsx'
import { FormCard } from './FormCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { MailboxesCard } from './MailboxesCard.tsx'
import { SmtpCard } from './SmtpCard.tsx'
import { words } from './words.ts'

const PARTS = ['nhan', 'gui', 'bao-nhan', 'bieu-mau', 'gio'] as const
type Part = (typeof PARTS)[number]

/** Everything about how customers reach the company and how it answers. */
export function ChannelsScreen() {
  const t = useText(words)
  const { search } = useAddress()
  const part = PARTS.find((one) => one === search.muc) ?? 'nhan'
  const labels: Record<Part, string> = { nhan: t.tabIn, gui: t.tabOut, 'bao-nhan': t.tabAck, 'bieu-mau': t.tabForm, gio: t.tabHours }
  const tabs = PARTS.map((id) => ({ id, label: labels[id], to: id === 'nhan' ? '/cai-dat/kenh' : `/cai-dat/kenh?muc=${id}` }))
  return (
    <Screen title={t.channels} narrow tabs={<Tabs label={t.channels} value={part} tabs={tabs} />}>
      <Stack gap={14}>
        {part === 'nhan' && <MailboxesCard />}
        {part === 'gio' && <HoursCard />}
        {part !== 'nhan' && part !== 'gio' && <Settings part={part} />}
      </Stack>
    </Screen>
  )
}

function Settings({ part }: { part: Exclude<Part, 'nhan' | 'gio'> }) {
  const settings = useQuery(ask(readChannelSettings, {}))
  if (settings.error) return <ErrorBox error={settings.error} retry={() => void settings.refetch()} />
  if (!settings.data) return <Loading of="card" />
  if (part === 'bao-nhan') return <AcknowledgementCard settings={settings.data} />
  if (part === 'bieu-mau') return <FormCard settings={settings.data} />
  return (
    <>
      <SmtpCard settings={settings.data} />
      <IdentityCard settings={settings.data} />
    </>
  )
}
