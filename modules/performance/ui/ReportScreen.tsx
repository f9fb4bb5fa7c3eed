import { IconHandClick, IconPrinter, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import {
  Button,
  Empty,
  ErrorBox,
  format,
  IconButton,
  Loading,
  Screen,
  Segmented,
  Stack,
  Txt,
  useLanguage,
  useMay,
  useText,
} from '#web/kit.tsx'
import { writeSearch } from '#web/search.ts'
import { dashboard, type Filter, table, trend } from '../contract.ts'
import { words } from '../text/screen.ts'
import { exportLink, metricOf, useAsked } from './asked.ts'
import { AgesCard, FlowCard, PeopleCard } from './Below.tsx'
import { Drill } from './Drill.tsx'
import { FilterLine } from './FilterLine.tsx'
import { LinesTable } from './LinesTable.tsx'
import css from './report.module.css'
import { Tiles } from './Tiles.tsx'

/** How often the numbers are asked again while somebody looks. */
const FRESH_MS = 30_000

type View = 'all' | 'unit' | 'person'

/** KPI of care: ten figures beside the same stretch before, one of them taken apart, and every number a door to its cases. */
export function ReportScreen() {
  const t = useText(words)
  const scope = useMay(dashboard)
  const { given, search, change, patch } = useAsked()
  const own = scope === 'own'
  const view: View = own ? 'all' : search.xem === 'nhom' ? 'unit' : search.xem === 'nguoi' ? 'person' : 'all'
  const title = own ? t.titleOwn : scope === 'all' ? t.titleAll : t.titleTeam
  return (
    <Screen
      title={title}
      actions={
        <>
          {!own && (
            <Segmented
              label={t.views}
              value={view}
              options={[
                { value: 'all', label: scope === 'all' ? t.wholeTeam : t.titleTeam },
                { value: 'unit', label: t.byUnit },
                { value: 'person', label: t.byPerson },
              ]}
              onChange={(next) => change({ xem: next === 'unit' ? 'nhom' : next === 'person' ? 'nguoi' : undefined })}
            />
          )}
          <IconButton icon={IconPrinter} label={t.print} onClick={() => window.print()} />
          <Button icon={IconTable} label={t.excel} to={exportLink(given)} />
        </>
      }
      filters={
        <>
          <FilterLine given={given} patch={patch} own={own} />
          <span className={css.hint}>
            <IconHandClick size={15} stroke={1.75} aria-hidden />
            {t.clickAny}
          </span>
        </>
      }
    >
      {view === 'all' ? <Whole given={given} own={own} /> : <Lines given={given} by={view} />}
    </Screen>
  )
}

function Whole({ given, own }: { given: Filter; own: boolean }) {
  const t = useText(words)
  const language = useLanguage()
  const { search, change } = useAsked()
  const report = useQuery({ ...ask(dashboard, given), refetchInterval: FRESH_MS, staleTime: 2_000 })
  const lines = useQuery(ask(trend, given))
  if (report.error && !report.data) return <ErrorBox error={report.error} retry={report.refetch} />
  if (!report.data) return <Loading of="tiles" rows={10} retry={report.refetch} />
  const { tiles, windowDays, dataAt, identity, before } = report.data
  const selected = metricOf(search.so)
  const tile = tiles.find(({ metric }) => metric === selected) ?? tiles[0]
  const isEmpty = tiles.every(({ denominator }) => denominator === 0)
  if (isEmpty || !tile) return <Nothing given={given} />
  return (
    <Stack gap={10}>
      <Tiles
        tiles={tiles}
        lines={lines.data?.lines}
        windowDays={windowDays}
        dataAt={dataAt}
        selected={tile.metric}
        onSelect={(so) => change({ so })}
      />
      <Drill tile={tile} given={given} windowDays={windowDays} own={own} />
      <div className={css.lower} data-two={own || undefined}>
        <FlowCard given={given} />
        <AgesCard given={given} identity={identity} />
        {!own && <PeopleCard given={given} onAll={`/bao-cao${writeSearch({ ...search, xem: 'nguoi' })}`} />}
      </div>
      <Txt size={12} tone={3} as="p">
        {t.compared(format.dateTime(before.from, language), format.dateTime(before.until, language))} ·{' '}
        {t.dataAt(format.dateTime(dataAt, language))}
      </Txt>
    </Stack>
  )
}

/** Nothing was counted: either the filter is too narrow, or the house is young. */
function Nothing({ given }: { given: Filter }) {
  const t = useText(words)
  const { patch } = useAsked()
  const isFiltered = given.channel || given.typeCode || given.unitId || given.personId
  const dropped = { channel: undefined, typeCode: undefined, unitId: undefined, personId: undefined }
  return (
    <Empty
      title={t.emptyTitle}
      says={t.emptySays}
      action={
        isFiltered ? (
          <Button label={t.dropFilters} onClick={() => patch(dropped)} />
        ) : (
          given.period !== 'last_month' && <Button label={t.lastMonth} onClick={() => patch({ period: 'last_month' })} />
        )
      }
    />
  )
}

function Lines({ given, by }: { given: Filter; by: 'unit' | 'person' }) {
  const { data, error, refetch } = useQuery(ask(table, { ...given, by }))
  if (error && !data) return <ErrorBox error={error} retry={refetch} />
  if (!data) return <Loading of="table" rows={10} retry={refetch} />
  return <LinesTable lines={data.lines} by={by} given={given} />
}
