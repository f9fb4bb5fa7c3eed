import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#web/api.ts'
import { CardSection, Chip, CustomerCard, ErrorBox, format, Link, Loading, Stack, useLanguage, useMay, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import { Here } from '#web/place.tsx'
import { getCustomer, rememberCustomer, revealPhone } from '../contract.ts'
import { groups } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { addressOf, tierOf, titleOf } from './named.ts'
import { useReveal } from './reveal.ts'
import { paneSections } from './spots.ts'
import { CustomerTimeline, UpcomingDays } from './Timeline.tsx'

const MemoryDialog = later(() => import('./MemoryDialog.tsx').then((loaded) => loaded.MemoryDialog))

export type CustomerPaneProps = { customerId: string }

/** The customer beside a case: who they are, how to reach and address them, what to remember, what happened. Loads by itself. */
export function CustomerPane({ customerId }: CustomerPaneProps) {
  const t = useText(words)
  const language = useLanguage()
  const { data: customer, error, refetch } = useQuery(ask(getCustomer, { id: customerId }))
  const reveal = useReveal(customerId)
  const [writing, setWriting] = useState(false)
  const mayRemember = useMay(rememberCustomer)
  const mayReveal = useMay(revealPhone)
  if (error) return <Padded>{<ErrorBox error={error} retry={() => void refetch()} />}</Padded>
  if (!customer) return <Loading of="card" rows={4} />
  const main = (kind: 'phone' | 'mail') => {
    const found = customer.identities.find((one) => one.kind === kind && one.isMain) ?? customer.identities.find((one) => one.kind === kind)
    return found && (reveal.shown.get(found.id) ?? found.shown)
  }
  const isMasked = customer.identities.some((one) => one.isMasked && !reveal.shown.has(one.id))
  return (
    <CustomerCard
      to={`/khach/${customer.code}`}
      customer={{
        id: customer.id,
        name: customer.name,
        title: titleOf(customer),
        tier: tierOf(customer.tier, language),
        since: format.date(customer.firstSeenAt, language).replace(/^\d+[ /]/, ''),
        phone: main('phone') ?? null,
        email: main('mail') ?? null,
        address: addressOf(customer.address) || null,
      }}
      onReveal={isMasked && mayReveal ? reveal.ask : undefined}
      chips={customer.vulnerable?.map((group) => (
        <Chip key={group} small tint="nghe">
          {groups[language][group]}
        </Chip>
      ))}
      warning={customer.preferences.noCalls ? [t.noCalls, customer.preferences.bestTime].filter(Boolean).join(' · ') : null}
      memory={{ text: customer.memory, onEdit: mayRemember && (() => setWriting(true)) }}
    >
      <Here place={paneSections} given={{ customerId: customer.id }} />
      {customer.upcoming.length > 0 && (
        <CardSection title={t.upcoming}>
          <UpcomingDays upcoming={customer.upcoming} />
        </CardSection>
      )}
      <CardSection title={t.timeline} action={<Link to={`/khach/${customer.code}`}>{t.seeAll}</Link>}>
        <CustomerTimeline customerId={customer.id} most={6} />
      </CardSection>
      {writing && <MemoryDialog customer={customer} onClose={() => setWriting(false)} />}
    </CustomerCard>
  )
}

const Padded = ({ children }: { children: React.ReactNode }) => <Stack pad={14}>{children}</Stack>
