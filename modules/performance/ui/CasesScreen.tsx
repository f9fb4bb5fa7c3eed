import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask, askPages } from '#web/api.ts'
import {
  ChannelBadge,
  type Column,
  ErrorBox,
  type FilterWord,
  format,
  Loading,
  Screen,
  Table,
  Txt,
  useLanguage,
  useMay,
  useText,
} from '#web/kit.tsx'
import { type CaseLine, listCases, Metric, readTargets } from '../contract.ts'
import { doorWords } from '../text/doors.ts'
import { explained } from '../text/explain.ts'
import { words } from '../text/screen.ts'
import { type Address, metricOf, narrowOf, reportLink, useAsked } from './asked.ts'
import { FilterLine } from './FilterLine.tsx'
import { isBad, isDivided, partWords, said, unitOf } from './shown.ts'

type Row = z.output<typeof CaseLine>
const PARTS = ['denominator', 'numerator', 'missed', 'excluded', 'pending'] as const

/** The cases behind a number: which met it, which missed it, which were left out and why. */
export function CasesScreen() {
  const t = useText(words)
  const language = useLanguage()
  const scope = useMay(listCases)
  const { given, search, patch } = useAsked()
  const { metric, part, narrow } = askedCases(search)
  const windowDays = useQuery(ask(readTargets, {})).data?.targets.windowDays ?? 7
  const { label } = explained(metric, language, windowDays)
  const query = useInfiniteQuery(askPages(listCases, { ...given, metric, part, ...narrow, limit: 50 }))
  const narrowed = useNarrowWords(narrow)
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <Screen
      title={t.casesTitle(label)}
      crumbs={[{ label: scope === 'own' ? t.titleOwn : t.nav, to: reportLink(given) }]}
      beside={
        total !== undefined && <Txt tone={3}>{[t.found(format.number(total, language)), ...narrowed].filter(Boolean).join(' · ')}</Txt>
      }
      filters={<FilterLine given={given} patch={patch} own={scope === 'own'} before={useBefore(windowDays)} />}
    >
      {query.error && rows.length === 0 && <ErrorBox error={query.error} retry={query.refetch} />}
      {query.isPending && <Loading of="table" rows={10} />}
      {query.data && (
        <Table
          label={t.casesTitle(label)}
          rows={rows.map((row) => ({ ...row, id: `${row.caseId} ${row.at.getTime()} ${row.handler}` }))}
          columns={columnsOf(t, language, metric)}
          whenEmpty={t.casesEmpty}
          more={{ has: query.hasNextPage, loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }}
          to={({ code }) => `/hop-thu/${code}`}
        />
      )}
    </Screen>
  )
}

const askedCases = (search: Address) => ({
  metric: metricOf(search.so),
  part: PARTS.find((one) => one === search.phan) ?? 'denominator',
  narrow: narrowOf(search),
})

/** "Phiếu chưa đạt của Xong ngay lần đầu (FCR), ": the words in front of the filter. */
function useBefore(windowDays: number): (string | FilterWord)[] {
  const t = useText(words)
  const language = useLanguage()
  const { search, change } = useAsked()
  const { metric, part } = askedCases(search)
  const parts: FilterWord = {
    id: 'part',
    says: t.part,
    value: part,
    options: PARTS.filter((one) => isDivided(metric) || (one !== 'numerator' && one !== 'missed')).map((one) => ({
      value: one,
      label: partWords(metric, one, language),
    })),
    pick: ([one]) => change({ phan: one }),
  }
  const metrics: FilterWord = {
    id: 'metric',
    says: t.metric,
    value: metric,
    options: Metric.options.map((one) => ({ value: one, label: explained(one, language, windowDays).label })),
    pick: ([one]) => change({ so: one, tuoiTu: undefined, tuoiDen: undefined, ngay: undefined }),
  }
  return [t.listOf, parts, t.inMetric, metrics, ', ']
}

type Words = (typeof words)['vi']

/** "16–30 ngày", "ngày 11/11/2026": what this list was narrowed to when it was opened from one number. */
function useNarrowWords({ ageFrom, ageTo, day, unitAlone, nobody }: ReturnType<typeof narrowOf>): string[] {
  const t = useText(words)
  const doors = useText(doorWords)
  const language = useLanguage()
  const age =
    ageFrom === undefined ? '' : ageTo === undefined ? t.bucketOver(ageFrom) : ageTo < 2 ? t.bucket0 : t.bucketRange(ageFrom, ageTo)
  return [age, day ? doors.onDay(format.date(day, language)) : '', unitAlone ? doors.unitAlone : '', nobody ? doors.ofNobody : '']
}

const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'] as const

function columnsOf(t: Words, language: 'vi' | 'en', metric: Metric): Column<Row>[] {
  const unit = unitOf(metric)
  const value = ({ value: of }: Row) =>
    of === null ? '' : metric === 'csat' ? `${of} / 5` : unit === 'seconds' ? said('seconds', of, language) : ''
  const result: Column<Row> = {
    head: t.result,
    align: 'right',
    num: true,
    cell: (row) => (
      <Txt tone={isBad(metric, row.part) ? 'son' : row.part === 'numerator' || row.part === 'missed' ? 1 : 3}>
        {[value(row), resultWords(t, row) ?? (isDivided(metric) && partWords(metric, row.part, language))].filter(Boolean).join(' · ')}
      </Txt>
    ),
  }
  return [
    { head: t.code, num: true, width: 136, cell: ({ code, channel }) => <Code code={code} channel={channel} /> },
    { head: t.subject, main: true, cell: ({ subject }) => <Txt trunc>{subject}</Txt> },
    { head: t.customer, cell: ({ customer }) => customer ?? t.none },
    { head: t.type, cell: ({ type }) => type || t.none, notOnPhone: true },
    { head: t.handler, cell: ({ handler }) => handler ?? t.none },
    {
      head: metric.startsWith('backlog') ? t.received : t.when,
      num: true,
      align: 'right',
      cell: ({ at }) => format.dateTime(at, language),
      notOnPhone: true,
    },
    ...(unit === 'count' && !isDivided(metric) ? [] : [result]),
  ]
}

function Code({ code, channel }: { code: string; channel: string }) {
  const known = CHANNELS.find((one) => one === channel)
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}>
      {known && <ChannelBadge channel={known} />}
      {code}
    </span>
  )
}

/** Why a case is left out or still pending. */
function resultWords(t: Words, { part, reason }: Row): string | undefined {
  const isNamed = (given: string | null): given is 'spam' => given !== null && given in t
  return (part === 'excluded' || part === 'pending') && isNamed(reason) ? t[reason] : undefined
}
