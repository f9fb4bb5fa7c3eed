import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { BarRow, Bars, Card, Chart, ErrorBox, format, Link, Loading, Stack, Txt, useGo, useLanguage, useText } from '#web/kit.tsx'
import { ages, type Filter, flow, table } from '../contract.ts'
import { bookWords } from '../text/book.ts'
import { words } from '../text/screen.ts'
import { casesLink } from './asked.ts'
import { LinesTable } from './LinesTable.tsx'
import css from './report.module.css'

/** Cases in and out, day by day; a click on a day shows that day. */
export function FlowCard({ given }: { given: Filter }) {
  const t = useText(words)
  const language = useLanguage()
  const go = useGo()
  const { data, error, refetch } = useQuery(ask(flow, given))
  const sum = (of: 'received' | 'resolved') => format.number(data?.reduce((total, day) => total + day[of], 0) ?? 0, language)
  const short = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}`
  return (
    <Card
      title={t.flowTitle}
      action={
        <Txt size={12} tone={3}>
          {t.cases}
        </Txt>
      }
    >
      {error && <ErrorBox error={error} retry={refetch} />}
      {!data && !error && <Loading of="card" rows={4} />}
      {data && (
        <Chart
          summary={t.flowSummary(sum('received'), sum('resolved'))}
          height={290}
          labels={data.map(({ day, unfinished }) => (unfinished ? t.today : short(day)))}
          series={[
            { id: 'received', label: t.received, values: data.map(({ received }) => received) },
            { id: 'resolved', label: t.resolved, values: data.map(({ resolved }) => resolved), ours: true },
          ]}
          onPick={(at) => {
            const day = data[at]?.day
            if (day) go(casesLink({ ...given, period: 'custom', from: day, until: day }, 'resolved_cohort'))
          }}
        />
      )}
    </Card>
  )
}

/** How old what is open is, and the book of cases that must balance. */
export function AgesCard({ given, identity }: { given: Filter; identity: Identity | null }) {
  const t = useText(words)
  const { data, error, refetch } = useQuery(ask(ages, given))
  const language = useLanguage()
  const shown = (value: number) => format.number(value, language)
  return (
    <Card
      title={t.agesTitle}
      action={data && data.total > 0 && <Link to={casesLink(given, 'backlog')}>{`${shown(data.total)} ${t.cases}`}</Link>}
    >
      <div className={css.side}>
        {error && <ErrorBox error={error} retry={refetch} />}
        {!data && !error && <Loading of="table" rows={5} />}
        {data && (data.total === 0 ? <Txt tone={3}>{t.agesEmpty}</Txt> : <Ages data={data} given={given} />)}
        {identity && <Book identity={identity} />}
      </div>
    </Card>
  )
}

type Identity = Record<'opening' | 'created' | 'resolved' | 'cancelled' | 'merged' | 'spam' | 'closing', number>

/** KPI-03's control identity: what came, what left, what remains. */
function Book({ identity }: { identity: Identity }) {
  const t = useText(bookWords)
  const language = useLanguage()
  const shown = (value: number) => format.number(value, language)
  const lines: [string, number, string][] = [
    [t.created, identity.created, '+'],
    [t.solvedLine, identity.resolved, '−'],
    [t.cancelled, identity.cancelled, '−'],
    [t.mergedLine, identity.merged, '−'],
    [t.spamLine, identity.spam, '−'],
  ]
  return (
    <div>
      <h2>{t.identityTitle}</h2>
      <dl className={css.book}>
        <dt>{t.opening}</dt>
        <dd className="num">{shown(identity.opening)}</dd>
        {lines
          .filter(([label, value]) => value !== 0 || label === t.created || label === t.solvedLine)
          .map(([label, value, sign]) => (
            <Fact key={label} label={label} value={`${sign} ${shown(value)}`} />
          ))}
        <dt className={css.sum}>{t.closing}</dt>
        <dd className={`num ${css.sum}`}>{shown(identity.closing)}</dd>
      </dl>
    </div>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd className="num">{value}</dd>
  </>
)

type AgesData = (typeof ages.reply)['_output']
const TINTS = ['covit', 'covit', 'nghe', 'nghe', 'son', 'son'] as const

function Ages({ data, given }: { data: AgesData; given: Filter }) {
  const t = useText(words)
  const language = useLanguage()
  const shown = (value: number, digits = 0) => format.number(value, language, digits)
  const largest = Math.max(...data.buckets.map(({ open }) => open), 1)
  const name = ({ from, to }: { from: number; to: number | null }) =>
    from === 0 ? t.bucket0 : to === null ? t.bucketOver(from) : t.bucketRange(from, to)
  const howOld = (half: number, oldest: number) =>
    oldest < 1 ? t.agesAllNew : half < 1 ? t.agesHalfNew(shown(oldest)) : t.agesMore(shown(half), shown(oldest))
  const notes = [
    data.overdue > 0 && t.overdue(shown(data.overdue)),
    data.waitingCustomer > 0 && t.waiting(shown(data.waitingCustomer)),
    data.p50 !== null && data.max !== null && howOld(data.p50, data.max),
    data.backlogDays !== null && t.backlogDays(shown(data.backlogDays, 1)),
  ].filter((note) => note !== false)
  return (
    <Stack gap={8}>
      <Bars label={`${t.agesTitle}, ${t.agesUnit}`}>
        {data.buckets.map((bucket, at) => (
          <BarRow
            key={bucket.from}
            label={name(bucket)}
            value={shown(bucket.open)}
            share={bucket.open / largest}
            tint={TINTS[at] ?? 'covit'}
            to={bucket.open > 0 ? casesLink(given, 'backlog', 'denominator', { ageFrom: bucket.from, ageTo: bucket.to }) : undefined}
          />
        ))}
      </Bars>
      {notes.map((note) => (
        <Txt key={note} size={12} tone={2} as="div">
          {note}
        </Txt>
      ))}
    </Stack>
  )
}

const SHOWN = 8

export function PeopleCard({ given, onAll }: { given: Filter; onAll: string }) {
  const t = useText(words)
  const { data, error, refetch } = useQuery(ask(table, { ...given, by: 'person' }))
  const lines = data?.lines ?? []
  return (
    <Card title={t.peopleTitle} action={lines.length > SHOWN && <Link to={onAll}>{t.seePeople(lines.length)}</Link>}>
      {error && <ErrorBox error={error} retry={refetch} />}
      {!data && !error && <Loading of="table" rows={SHOWN} />}
      {data && <LinesTable lines={lines.slice(0, SHOWN)} by="person" given={given} bare />}
    </Card>
  )
}
