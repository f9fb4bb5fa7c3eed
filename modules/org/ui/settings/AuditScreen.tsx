import { IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, askPages } from '#web/api.ts'
import {
  Banner,
  Button,
  DateField,
  Drawer,
  Empty,
  ErrorBox,
  Facts,
  FilterSentence,
  format,
  Grid,
  Link,
  Loading,
  Screen,
  Stack,
  Table,
  Txt,
  useAddress,
  useChosen,
  useLanguage,
  usePages,
  useText,
} from '#web/kit.tsx'
import { auditState, readAudit } from '../../contract.ts'
import { auditWords } from '../../text/audit.ts'
import { colleagues } from '../colleagues.ts'
import { Changes, changesOf } from './Changes.tsx'
import { eventName, namedRooms } from './naming.ts'

type Entry = z.output<typeof readAudit.reply>['items'][number]

/** `/cai-dat/nhat-ky`: everything that happened, and whether the seals still fit. */
export function AuditScreen() {
  const t = useText(auditWords)
  return (
    <Screen title={t.audit} filters={<AuditFilter />}>
      <Stack gap={12}>
        <ChainBanner />
        <Entries />
      </Stack>
    </Screen>
  )
}

function ChainBanner() {
  const t = useText(auditWords)
  const language = useLanguage()
  const { data, error, refetch, isFetching } = useQuery({ ...ask(auditState, {}), staleTime: 60_000 })
  if (error) return <ErrorBox error={error} retry={() => void refetch()} />
  if (!data) return null
  const isWhole = data.faults.length === 0
  const count = (value: number) => format.number(value, language)
  return (
    <Banner
      tint={isWhole ? 'ma' : 'son'}
      icon={isWhole ? IconShieldCheck : IconShieldX}
      action={<Button size="sm" icon={IconRefresh} label={t.checkAgain} busy={isFetching} onClick={() => void refetch()} />}
    >
      <Stack gap={2}>
        <Txt weight={600}>{isWhole ? t.intact : t.broken}</Txt>
        <Txt size={13}>
          {isWhole ? t.intactSays(count(data.checked), count(data.sealed)) : t.brokenSays(data.faults.length)}{' '}
          {data.younger > 0 && t.younger(count(data.younger))}
        </Txt>
        {data.faults.slice(0, 5).map((fault) => (
          <Txt key={fault} size={12} num>
            {fault}
          </Txt>
        ))}
        <Txt size={12} tone={2}>
          {t.fullCheck}
        </Txt>
      </Stack>
    </Banner>
  )
}

function useAsked() {
  const { search, change } = useAddress()
  const day = (given: string | undefined) => (/^\d{4}-\d{2}-\d{2}$/.test(given ?? '') ? given : undefined)
  const asked = {
    personId: /^[0-9a-f-]{36}$/.test(search.ai ?? '') ? search.ai : undefined,
    name: /^[a-zA-Z]+\.[a-zA-Z]*$/.test(search.viec ?? '') ? search.viec : undefined,
    fromDay: day(search.tu),
    toDay: day(search.den),
    customerId: /^[0-9a-f-]{36}$/.test(search.khach ?? '') ? search.khach : undefined,
    caseId: /^[0-9a-f-]{36}$/.test(search.phieu ?? '') ? search.phieu : undefined,
  }
  return { asked, change }
}

function AuditFilter() {
  const t = useText(auditWords)
  const language = useLanguage()
  const { asked, change } = useAsked()
  const person = useChosen(colleagues, asked.personId ? [asked.personId] : [])
  return (
    <Stack gap={8} grow>
      <FilterSentence
        words={[
          t.sentence,
          {
            id: 'ai',
            says: t.who,
            value: asked.personId ?? '',
            whatever: t.anyone,
            options: person,
            finder: colleagues,
            pick: ([id]) => change({ ai: id ?? null }),
          },
          t.sentenceWhat,
          {
            id: 'viec',
            says: t.what,
            value: asked.name ?? '',
            whatever: t.everything,
            options: namedRooms(language),
            pick: ([name]) => change({ viec: name ?? null }),
          },
        ]}
      />
      <Grid columns={2}>
        <DateField label={t.from} name="fromDay" value={asked.fromDay ?? null} onChange={(day) => change({ tu: day })} />
        <DateField label={t.to} name="toDay" value={asked.toDay ?? null} onChange={(day) => change({ den: day })} />
      </Grid>
    </Stack>
  )
}

function Entries() {
  const t = useText(auditWords)
  const language = useLanguage()
  const { asked } = useAsked()
  const [open, setOpen] = useState<Entry>()
  const { rows, more, query } = usePages(askPages(readAudit, { ...asked, limit: 50 }))
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={12} />
  return (
    <>
      <Table<Entry>
        label={t.audit}
        rows={rows}
        more={more}
        onOpen={setOpen}
        current={open?.id}
        whenEmpty={<Empty title={t.nothing} />}
        columns={[
          { head: t.what, main: true, cell: ({ name }) => <Txt weight={600}>{eventName(name, language)}</Txt> },
          { head: t.who, cell: ({ byName }) => byName ?? t.system },
          { head: t.via, cell: ({ via }) => <Via via={via} /> },
          { head: t.when, num: true, width: 150, cell: ({ at }) => format.dateTime(at, language) },
        ]}
      />
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={open ? eventName(open.name, language) : ''} size={440}>
        {open && <Details entry={open} />}
      </Drawer>
    </>
  )
}

function Via({ via }: { via: string }) {
  const t = useText(auditWords)
  const names: Record<string, string> = { session: t.via_session, key: t.via_key, system: t.via_system, public: t.via_public }
  return names[via] ?? via
}

function Details({ entry }: { entry: Entry }) {
  const t = useText(auditWords)
  const language = useLanguage()
  const { name, at, byName, via, customerId, facts } = entry
  const changes = changesOf(facts)
  const told = Object.entries(facts).filter(([label]) => !changes || (label !== 'before' && label !== 'after'))
  const given = told.map(([label, value]) => ({
    label,
    value: <Txt num>{typeof value === 'string' ? value : JSON.stringify(value)}</Txt>,
  }))
  return (
    <Stack gap={14}>
      <Facts
        columns={1}
        facts={[
          { label: t.when, value: format.dateTime(at, language) },
          { label: t.who, value: byName ?? t.system },
          { label: t.via, value: <Via via={via} /> },
          { label: t.what, value: name },
          ...(customerId ? [{ label: t.openCustomer, value: <Link to={`/khach/${customerId}`}>{t.openCustomer}</Link> }] : []),
          ...given,
        ]}
      />
      {changes && <Changes of={changes} />}
    </Stack>
  )
}
