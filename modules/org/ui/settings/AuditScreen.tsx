import { IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, askPages } from '#web/api.ts'
import {
  Banner,
  Button,
  DateField,
  Drawer,
  Empty,
  ErrorBox,
  FilterSentence,
  format,
  Grid,
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
import { AuditEntry, Via, whoOf } from './AuditEntry.tsx'
import { type Entry, nameOf } from './auditFacts.ts'
import { eventName, namedRooms } from './naming.ts'

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
          { head: t.about, cell: (entry) => <About entry={entry} /> },
          { head: t.who, cell: (entry) => whoOf(entry, t.system) },
          { head: t.via, cell: ({ via }) => <Via via={via} /> },
          { head: t.when, num: true, width: 150, cell: ({ at }) => format.dateTime(at, language) },
        ]}
      />
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={open ? eventName(open.name, language) : ''} size={440}>
        {open && <AuditEntry entry={open} />}
      </Drawer>
    </>
  )
}

/** Which case and whose; what the reader may not see is told apart by the end of its id. */
function About({ entry: { caseId, customerId, names } }: { entry: Entry }) {
  const t = useText(auditWords)
  const about = [
    { id: caseId, kind: t.openCase },
    { id: customerId, kind: t.openCustomer },
  ]
  return (
    <Stack gap={2}>
      {about.map(
        ({ id, kind }) =>
          id && (
            <Txt key={id} size={12} tone={names[id] ? 1 : 3} trunc title={names[id]?.label}>
              {names[id]?.label ?? `${kind} ${nameOf(id, names).text}`}
            </Txt>
          ),
      )}
    </Stack>
  )
}
