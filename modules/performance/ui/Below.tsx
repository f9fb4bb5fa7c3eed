import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ask } from '#web/api.ts'
import { BarRow, Bars, Card, Chart, ErrorBox, format, Link, Loading, Stack, Txt, useLanguage, useText } from '#web/kit.tsx'
import { ages, type dashboard, type Filter, flow, table } from '../contract.ts'
import { bookWords } from '../text/book.ts'
import { doorWords } from '../text/doors.ts'
import { words } from '../text/screen.ts'
import { casesLink } from './asked.ts'
import { LinesTable } from './LinesTable.tsx'
import css from './report.module.css'

/** Cases in and out, day by day. The lines lie close together, so a click on a day offers both of its numbers below. */
export function FlowCard({ given }: { given: Filter }) {
  const t = useText(words)
  const language = useLanguage()
  const [picked, setPicked] = useState<string>()
  const { data, error, refetch } = useQuery(ask(flow, given))
  const sum = (of: 'received' | 'resolved') => format.number(total(data ?? [], of), language)
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
          onPick={(at) => setPicked(data[at]?.day)}
        />
      )}
      {data && <FlowDoors days={data} picked={picked} given={given} />}
    </Card>
  )
}

const short = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}`

/** What came and what was done, in the period and on the chosen day: each number opens its own cases. */
function FlowDoors({ days, picked, given }: { days: FlowDay[]; picked: string | undefined; given: Filter }) {
  const t = useText(doorWords)
  const language = useLanguage()
  const door = (metric: 'resolved_cohort' | 'resolution_time', count: number, day: string | undefined) => {
    const label = (metric === 'resolved_cohort' ? t.received : t.resolved)(format.number(count, language))
    return count > 0 ? <Link to={casesLink(given, metric, 'denominator', { day })}>{label}</Link> : label
  }
  const line = (label: string, of: FlowDay[], day?: string) => (
    <Txt size={12} tone={2} as="div">
      <span className="num">
        {label}: {door('resolved_cohort', total(of, 'received'), day)} · {door('resolution_time', total(of, 'resolved'), day)}
      </span>
    </Txt>
  )
  const chosen = days.filter(({ day }) => day === picked)
  return (
    <div className={css.flow} aria-live="polite">
      {line(t.wholePeriod, days)}
      {picked && chosen.length > 0 ? (
        line(short(picked), chosen, picked)
      ) : (
        <Txt size={12} tone={3} as="div">
          {t.pickDay}
        </Txt>
      )}
    </div>
  )
}

type FlowDay = (typeof flow.reply)['_output'][number]
const total = (days: FlowDay[], of: 'received' | 'resolved') => days.reduce((sum, day) => sum + day[of], 0)

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
        {identity && <Book identity={identity} given={given} />}
      </div>
    </Card>
  )
}

type Identity = NonNullable<(typeof dashboard.reply)['_output']['identity']>
const CAME = ['created', 'reopened'] as const
const WENT = ['resolved', 'cancelled', 'merged', 'spam'] as const
/** Shown at 0 too. */
const ALWAYS: readonly string[] = ['created', 'resolved']

/** KPI-03's control identity: what came, what left, what remains; every line opens its cases. */
function Book({ identity, given }: { identity: Identity; given: Filter }) {
  const t = useText(bookWords)
  const language = useLanguage()
  const line = (name: keyof Identity, sign: string) => {
    const shown = `${sign}${format.number(identity[name], language)}`
    const value = identity[name] > 0 ? <Link to={casesLink(given, `book_${name}`)}>{shown}</Link> : shown
    return <Fact key={name} label={t[`book_${name}`]} value={value} sum={name === 'closing'} />
  }
  const isShown = (name: keyof Identity) => identity[name] > 0 || ALWAYS.includes(name)
  return (
    <div>
      <h2>{t.identityTitle}</h2>
      <dl className={css.book}>
        {line('opening', '')}
        {CAME.filter(isShown).map((name) => line(name, '+ '))}
        {WENT.filter(isShown).map((name) => line(name, '− '))}
        {line('closing', '')}
      </dl>
    </div>
  )
}

const Fact = ({ label, value, sum }: { label: string; value: ReactNode; sum?: boolean }) => (
  <>
    <dt className={sum ? css.sum : undefined}>{label}</dt>
    <dd className={`num ${sum ? css.sum : ''}`}>{value}</dd>
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
  const notes: [words: string, to: string][] = [
    ...(data.overdue > 0 ? [note(t.overdue(shown(data.overdue)), casesLink(given, 'backlog_overdue', 'numerator'))] : []),
    ...(data.waitingCustomer > 0 ? [note(t.waiting(shown(data.waitingCustomer)), casesLink(given, 'backlog_waiting', 'numerator'))] : []),
  ]
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
      {notes.map(([words, to]) => (
        <Txt key={words} size={12} tone={2} as="div">
          <Link to={to}>{words}</Link>
        </Txt>
      ))}
      <HowOld data={data} given={given} />
    </Stack>
  )
}

const note = (words: string, to: string): [string, string] => [words, to]

/** How old half of them and the oldest are, and how long all would take at the present pace. */
function HowOld({ data: { p50, max, backlogDays }, given }: { data: AgesData; given: Filter }) {
  const t = useText(words)
  const language = useLanguage()
  const shown = (value: number, digits = 0) => format.number(value, language, digits)
  const old = p50 === null || max === null ? '' : max < 1 ? t.agesAllNew : p50 < 1 ? t.agesHalfNew : t.agesHalf(shown(p50))
  return (
    <Txt size={12} tone={2} as="div">
      {p50 !== null && max !== null && (
        <div>
          <Link to={casesLink(given, 'backlog', 'denominator', { ageFrom: 0, ageTo: p50 })}>{old}</Link>
          {max >= 1 && (
            <>
              {', '}
              <Link to={casesLink(given, 'backlog', 'denominator', { ageFrom: max })}>{t.agesOldest(shown(max))}</Link>
            </>
          )}
        </div>
      )}
      {backlogDays !== null && <Link to={casesLink(given, 'backlog')}>{t.backlogDays(shown(backlogDays, 1))}</Link>}
    </Txt>
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
