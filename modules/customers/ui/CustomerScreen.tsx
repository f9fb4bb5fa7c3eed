import { IconArrowsJoin, IconDots, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '#web/api.ts'
import { Button, Card, Chip, CustomerTier, Grid, Loading, Menu, PageProblem, Row, Screen, Stack, useLanguage, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import type { Customer } from '../contract/shapes.ts'
import { changeCustomer, getCustomer, mergeCustomers } from '../contract.ts'
import { groups, segments } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { ContactsCard } from './ContactsCard.tsx'
import { MemoryCard, MergedCard, PeopleCard, UpcomingCard } from './cards.tsx'
import { DetailsCard } from './DetailsCard.tsx'
import { EditDialog } from './EditDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { tierOf, titleOf } from './named.ts'
import { pageActions, pageCards } from './spots.ts'
import { CustomerTimeline } from './Timeline.tsx'

/** `/khach/KH0001`: one customer, everything known, and one timeline of all rooms. */
export function CustomerScreen() {
  const { id = '' } = useParams({ strict: false })
  const t = useText(words)
  const { data: customer, error } = useQuery(ask(getCustomer, { id }))
  if (error && !customer) return <PageProblem error={error} />
  if (!customer)
    return (
      <Screen title={t.customer}>
        <Loading of="card" rows={8} />
      </Screen>
    )
  return <Page customer={customer} />
}

function Page({ customer }: { customer: Customer }) {
  const t = useText(words)
  const [open, setOpen] = useState<'edit' | 'merge'>()
  const close = () => setOpen(undefined)
  const given = { customerId: customer.id }
  return (
    <Screen
      title={titleOf(customer)}
      crumbs={[{ label: t.customers, to: '/khach' }]}
      beside={<Head customer={customer} />}
      actions={
        <>
          <Here place={pageActions} given={given} />
          <Button label={t.edit} icon={IconPencil} does={changeCustomer} orHide onClick={() => setOpen('edit')} />
          <Menu
            trigger={{ icon: IconDots, label: t.moreActions }}
            items={[{ label: t.merge, icon: IconArrowsJoin, does: mergeCustomers, onClick: () => setOpen('merge') }]}
          />
        </>
      }
    >
      <Grid columns="minmax(300px, 380px) minmax(0, 1fr)" gap={14}>
        <Stack gap={14}>
          <ContactsCard customer={customer} />
          <MemoryCard customer={customer} />
          <DetailsCard customer={customer} />
          {customer.kind === 'company' && <PeopleCard customer={customer} />}
          {customer.merged.length > 0 && <MergedCard customer={customer} />}
        </Stack>
        <Stack gap={14}>
          <Here place={pageCards} given={given} />
          {customer.upcoming.length > 0 && <UpcomingCard customer={customer} />}
          <Card title={t.timeline}>
            <CustomerTimeline customerId={customer.id} />
          </Card>
        </Stack>
      </Grid>
      {open === 'edit' && <EditDialog customer={customer} onClose={close} />}
      {open === 'merge' && <MergeDialog customer={customer} onClose={close} />}
    </Screen>
  )
}

function Head({ customer }: { customer: Customer }) {
  const t = useText(words)
  const language = useLanguage()
  const tier = tierOf(customer.tier, language)
  return (
    <Row gap={6} align="center" wrap>
      {tier && <CustomerTier label={tier} small={false} />}
      <Chip>{customer.code}</Chip>
      {customer.segment !== 'regular' && <Chip>{segments[language][customer.segment]}</Chip>}
      {customer.vulnerable?.map((group) => (
        <Chip key={group} tint="nghe">
          {groups[language][group]}
        </Chip>
      ))}
      {customer.noAdvertising && <Chip outline>{t.noAdvertising}</Chip>}
    </Row>
  )
}
