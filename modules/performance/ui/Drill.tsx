import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { BarRow, Bars, Button, ErrorBox, format, Link, Loading, Row, Segmented, Stack, Txt, useLanguage, useText } from '#web/kit.tsx'
import { breakdown, type Figure, type Filter, type Metric, NO_TYPE, type Tile } from '../contract.ts'
import { causeOf } from '../rules/cause.ts'
import { doorWords } from '../text/doors.ts'
import { explained } from '../text/explain.ts'
import { words } from '../text/screen.ts'
import { casesLink, useAsked } from './asked.ts'
import css from './report.module.css'
import { changeOf, isBetterDown, leastOf, moved, partWords, said } from './shown.ts'

type Part = { key: string; label: string; now: Figure; before: Figure | null; contribution: number | null }

/** The chosen figure taken apart: by channel, by what the reader chooses, and what moved it, in words. */
export function Drill({ tile, given, windowDays, own }: { tile: Tile; given: Filter; windowDays: number; own: boolean }) {
  const t = useText(words)
  const language = useLanguage()
  const { metric } = tile
  const byChannel = useQuery(ask(breakdown, { ...given, metric, by: 'channel' }))
  const byType = useQuery(ask(breakdown, { ...given, metric, by: 'type' }))
  const { label } = explained(metric, language, windowDays)
  const failed = byChannel.error ?? byType.error
  if (failed) return <ErrorBox error={failed} retry={() => Promise.all([byChannel.refetch(), byType.refetch()])} />
  return (
    <div className={css.drill}>
      <section aria-label={t.byChannelOf(label)}>
        <h2>
          {t.byChannelOf(label)}
          <small>{t.markIs}</small>
        </h2>
        {byChannel.data ? (
          <Parts
            label={t.byChannelOf(label)}
            parts={byChannel.data.parts}
            tile={tile}
            link={(key) => casesLink({ ...given, channel: key }, metric)}
          />
        ) : (
          <Loading of="table" rows={5} />
        )}
      </section>
      <Split tile={tile} given={given} label={label} own={own} />
      <section>
        <Why tile={tile} parts={byType.data?.parts} given={given} />
      </section>
    </div>
  )
}

const WAYS = ['type', 'unit', 'person', 'day'] as const
type Way = (typeof WAYS)[number]

/** Taken apart by type, team, person or day, whichever the address says. Who sees only themselves is offered no others. */
function Split({ tile, given, label, own }: { tile: Tile; given: Filter; label: string; own: boolean }) {
  const t = useText(words)
  const doors = useText(doorWords)
  const { search, change } = useAsked()
  const ways = WAYS.filter((way) => !own || way === 'type' || way === 'day')
  const by = ways.find((way) => way === search.tach) ?? 'type'
  const { metric } = tile
  const { data, error, refetch } = useQuery(ask(breakdown, { ...given, metric, by }))
  const named = { type: t.byTypeOf, unit: doors.byUnitOf, person: doors.byPersonOf, day: doors.byDayOf }[by](label)
  return (
    <section aria-label={named}>
      <h2 className="sr">{named}</h2>
      <div className={css.splits}>
        <Txt size={12} tone={3}>
          {doors.by}
        </Txt>
        <Segmented
          label={doors.by}
          value={by}
          options={ways.map((way) => ({ value: way, label: doors[way] }))}
          onChange={(way) => change({ tach: way === 'type' ? undefined : way })}
        />
      </div>
      {error && <ErrorBox error={error} retry={refetch} />}
      {!data && !error && <Loading of="table" rows={5} />}
      {data && <Parts label={named} parts={data.parts} tile={tile} link={(key) => partLink(given, metric, by, key)} />}
    </section>
  )
}

/** The cases of one part, no more and no fewer than its bar counts. */
function partLink(given: Filter, metric: Metric, by: Way, key: string): string {
  if (by === 'type') return casesLink({ ...given, typeCode: key || NO_TYPE }, metric)
  if (by === 'unit') return casesLink({ ...given, unitId: key }, metric, 'denominator', { unitAlone: true })
  if (by === 'day') return casesLink(given, metric, 'denominator', { day: key })
  return key ? casesLink({ ...given, personId: key }, metric) : casesLink(given, metric, 'denominator', { nobody: true })
}

/** The largest first, days in their order; six stand there, the others are scrolled to. */
function Parts({ label, parts, tile, link }: { label: string; parts: Part[]; tile: Tile; link: (key: string) => string }) {
  const t = useText(words)
  const language = useLanguage()
  const { metric, unit } = tile
  const counted = parts.filter(({ now }) => now.denominator > 0)
  if (counted.length === 0) return <Txt tone={3}>{t.nothingToSplit}</Txt>
  const largest = Math.max(...counted.flatMap(({ now, before }) => [now.value ?? 0, before?.value ?? 0]), unit === 'percent' ? 1 : 0) || 1
  const isBad = (value: number | null) =>
    tile.target !== null && value !== null && (isBetterDown(metric) ? value > tile.target : value < tile.target)
  return (
    <div className={css.parts}>
      <Bars label={label}>
        {counted.map(({ key, label: name, now, before }) => {
          const change = changeOf({ unit, metric, value: now.value, before: before?.value ?? null }, language)
          return (
            <BarRow
              key={key}
              label={name}
              value={said(unit, now.value, language)}
              share={(now.value ?? 0) / largest}
              mark={before?.value === null || before?.value === undefined ? undefined : before.value / largest}
              change={change ? { words: `${change.up ? '+' : '−'}${change.words}`, good: change.good } : undefined}
              tint={unit !== 'count' && isBad(now.value) ? 'son' : 'covit'}
              to={link(key)}
            />
          )
        })}
      </Bars>
    </div>
  )
}

function Why({ tile, parts, given }: { tile: Tile; parts: Part[] | undefined; given: Filter }) {
  const t = useText(words)
  const { metric, value, previous, denominator, numerator } = tile
  const isUp = value !== null && previous !== null && previous.value !== null ? value - previous.value : 0
  const title = isUp > 0 ? t.whyUp : isUp < 0 ? t.whyDown : t.whyHere
  const missed = denominator - numerator
  return (
    <Stack gap={10}>
      <h2 style={{ margin: 0 }}>{title}</h2>
      {parts && <Cause tile={tile} parts={parts} />}
      <Counted tile={tile} given={given} />
      <Row gap={8} wrap>
        {tile.unit === 'percent' && missed > 0 && !isBetterDown(metric) && <See tile={tile} given={given} part="missed" count={missed} />}
        {tile.unit === 'percent' && isBetterDown(metric) && numerator > 0 && (
          <See tile={tile} given={given} part="numerator" count={numerator} />
        )}
        {tile.unit !== 'percent' && denominator > 0 && (
          <See tile={tile} given={given} part="denominator" count={tile.unit === 'count' ? numerator : denominator} />
        )}
      </Row>
    </Stack>
  )
}

function See({ tile, given, part, count }: { tile: Tile; given: Filter; part: 'missed' | 'numerator' | 'denominator'; count: number }) {
  const t = useText(words)
  const language = useLanguage()
  const shown = format.number(count, language)
  return (
    <Button
      variant="filled"
      iconRight={IconArrowRight}
      label={part === 'missed' ? t.seeMissed(shown) : t.seeCounted(shown)}
      to={casesLink(given, tile.metric, part)}
    />
  )
}

/** Numerator, denominator, what was left out and what is pending: each opens its own cases. */
function Counted({ tile, given }: { tile: Tile; given: Filter }) {
  const t = useText(words)
  const language = useLanguage()
  const { metric, unit, numerator, denominator, excluded, pending } = tile
  const left = Object.values(excluded).reduce((sum, count) => sum + count, 0)
  const parts: [part: 'numerator' | 'denominator' | 'excluded' | 'pending', label: string, count: number][] = [
    ...(unit === 'percent'
      ? [['numerator', partWords(metric, 'numerator', language), numerator] as [part: 'numerator', label: string, count: number]]
      : []),
    ['denominator', t.partDenominator, denominator],
    ['excluded', t.partExcluded, left],
    ['pending', t.partPending, pending],
  ]
  return (
    <Txt size={12} tone={3} as="div">
      {parts
        .filter(([part, , count]) => count > 0 || part === 'denominator')
        .map(([part, label, count], at) => (
          <span key={part} className="num">
            {at > 0 && ' · '}
            {count > 0 ? (
              <Link to={casesLink(given, metric, part)}>
                {format.number(count, language)} {label}
              </Link>
            ) : (
              `0 ${label}`
            )}
          </span>
        ))}
    </Txt>
  )
}

/** What moved the number, as a colleague would say it. */
function Cause({ tile, parts }: { tile: Tile; parts: Part[] }) {
  return <Txt tone={2}>{useCause(tile, parts)}</Txt>
}

function useCause({ metric, unit }: { metric: Metric; unit: Tile['unit'] }, parts: Part[]): string {
  const t = useText(words)
  const language = useLanguage()
  const known = parts.flatMap(({ key, contribution }): [string, number][] => (contribution === null ? [] : [[key, contribution]]))
  const cause = causeOf(known.length > 0 ? new Map(known) : undefined, leastOf(unit))
  const amount = (change: number) => moved(unit, change, language)
  if (cause.kind === 'nothingBefore') return t.causeNothingBefore
  if (cause.kind === 'unchanged') return t.causeUnchanged
  if (cause.kind === 'spread') return t.causeSpread(amount(cause.change))
  const label = parts.find(({ key }) => key === cause.key)?.label ?? metric
  return (cause.isOffset ? t.causeOffset : t.causeOne)(label, amount(cause.part), amount(cause.change), cause.change > 0)
}
