import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
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
import { explained } from '../text/explain.ts'
import { words } from '../text/screen.ts'
import { type Address, metricOf, type Part, reportLink, useAsked } from './asked.ts'
import { FilterLine } from './FilterLine.tsx'
import { said, unitOf } from './shown.ts'

type Row = z.output<typeof CaseLine>
const PARTS = ['denominator', 'numerator', 'missed', 'excluded', 'pending'] as const
const Age = z.coerce.number().int().min(0)
const ageOf = (given: string | undefined) => (given ? Age.safeParse(given).data : undefined)

/** The cases behind a number: which met it, which missed it, which were left out and why. */
export function CasesScreen() {
  const t = useText(words)
  const language = useLanguage()
  const scope = useMay(listCases)
  const { given, search, patch } = useAsked()
  const { metric, part, ages } = askedCases(search)
  const windowDays = useQuery(ask(readTargets, {})).data?.targets.windowDays ?? 7
  const { label } = explained(metric, language, windowDays)
  const query = useInfiniteQuery(askPages(listCases, { ...given, metric, part, ...ages, limit: 50 }))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <Screen
      title={t.casesTitle(label)}
      crumbs={[{ label: scope === 'own' ? t.titleOwn : t.nav, to: reportLink(given) }]}
      beside={total !== undefined && <Txt tone={3}>{t.found(format.number(total, language))}</Txt>}
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

const askedCases = ({ so, phan, tuoiTu, tuoiDen }: Address) => ({
  metric: metricOf(so),
  part: PARTS.find((one) => one === phan) ?? 'denominator',
  ages: { ageFrom: ageOf(tuoiTu), ageTo: ageOf(tuoiDen) },
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
    options: PARTS.map((one) => ({ value: one, label: partWords(t, one) })),
    pick: ([one]) => change({ phan: one }),
  }
  const metrics: FilterWord = {
    id: 'metric',
    says: t.metric,
    value: metric,
    options: Metric.options.map((one) => ({ value: one, label: explained(one, language, windowDays).label })),
    pick: ([one]) => change({ so: one, tuoiTu: undefined, tuoiDen: undefined }),
  }
  return [t.listOf, parts, t.inMetric, metrics, ', ']
}

type Words = (typeof words)['vi']
const partWords = (t: Words, part: Part) =>
  ({ numerator: t.partNumerator, denominator: t.partDenominator, missed: t.partMissed, excluded: t.partExcluded, pending: t.partPending })[
    part
  ]

const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'] as const

function columnsOf(t: Words, language: 'vi' | 'en', metric: Metric): Column<Row>[] {
  const unit = unitOf(metric)
  const value = ({ value: of }: Row) =>
    of === null ? '' : metric === 'csat' ? `${of} / 5` : unit === 'seconds' ? said('seconds', of, language) : ''
  return [
    { head: t.code, num: true, width: 136, cell: ({ code, channel }) => <Code code={code} channel={channel} /> },
    { head: t.subject, main: true, cell: ({ subject }) => <Txt trunc>{subject}</Txt> },
    { head: t.customer, cell: ({ customer }) => customer ?? t.none },
    { head: t.type, cell: ({ type }) => type || t.none, notOnPhone: true },
    { head: t.handler, cell: ({ handler }) => handler ?? t.none },
    { head: t.when, num: true, align: 'right', cell: ({ at }) => format.dateTime(at, language), notOnPhone: true },
    {
      head: t.result,
      align: 'right',
      num: true,
      cell: (row) => (
        <Txt tone={row.part === 'missed' ? 'son' : row.part === 'numerator' ? 1 : 3}>
          {[value(row), metric === 'backlog' ? '' : resultWords(t, row)].filter(Boolean).join(' · ')}
        </Txt>
      ),
    },
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

function resultWords(t: Words, { part, reason }: Row): string {
  const isNamed = (given: string | null): given is 'spam' => given !== null && given in t
  return (part === 'excluded' || part === 'pending') && isNamed(reason) ? t[reason] : partWords(t, part)
}
