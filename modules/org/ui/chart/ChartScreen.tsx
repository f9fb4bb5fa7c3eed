import { IconHierarchy, IconStairs, IconTable, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import {
  Banner,
  Button,
  Empty,
  ErrorBox,
  FilterSentence,
  type FilterWord,
  Loading,
  Screen,
  Segmented,
  useAddress,
  useKeys,
  useMe,
  useText,
} from '#web/kit.tsx'
import { addPerson, chart } from '../../contract.ts'
import { chartWords } from '../../text/chart.ts'
import { Chart } from './Chart.tsx'
import css from './chart.module.css'
import { type ChartData, within } from './columns.ts'
import { Dock } from './Dock.tsx'
import { type Loads, useLoads } from './load.ts'
import { RolesTable } from './RolesTable.tsx'
import { TiersView } from './TiersView.tsx'

type View = 'chart' | 'table' | 'tiers'
const ADDRESS: Record<View, string | undefined> = { chart: undefined, table: 'bang', tiers: 'quyen-han' }
const viewOf = (address: string | undefined): View => (address === ADDRESS.table ? 'table' : address === ADDRESS.tiers ? 'tiers' : 'chart')

/** Who does what, how much of their time, and how loaded they are now. */
export function ChartScreen() {
  const t = useText(chartWords)
  const { search, change } = useAddress()
  const { data, error, refetch } = useQuery(ask(chart, {}))
  const view = viewOf(search.xem)
  return (
    <Screen
      title={t.title}
      flush={view !== 'table'}
      actions={
        <>
          <Segmented
            label={t.views}
            value={view}
            options={[
              { value: 'chart', label: t.asChart, icon: IconHierarchy },
              { value: 'table', label: t.asTable, icon: IconTable },
              { value: 'tiers', label: t.asTiers, icon: IconStairs },
            ]}
            onChange={(picked) => change({ xem: ADDRESS[picked] })}
          />
          <Button icon={IconUserPlus} label={t.addPerson} does={addPerson} orHide to="/cai-dat/nhan-su" />
        </>
      }
      filters={data && <Filters data={data} view={view} />}
    >
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!data && !error && <Loading of="card" rows={6} retry={refetch} />}
      {data && <Shown data={data} view={view} />}
    </Screen>
  )
}

function Filters({ data, view }: { data: ChartData; view: View }) {
  const t = useText(chartWords)
  const { search, change } = useAddress()
  const unit: FilterWord = {
    id: 'unit',
    says: t.unit,
    whatever: t.anyUnit,
    value: search.donvi ?? '',
    options: data.units.map(({ id, name }) => ({ value: id, label: name })),
    pick: ([donvi]) => change({ donvi }),
  }
  const roles: FilterWord = {
    id: 'roles',
    says: t.roles,
    value: search.vai === 'chinh' ? 'main' : 'all',
    options: [
      { value: 'all', label: t.allRoles },
      { value: 'main', label: t.mainOnly },
    ],
    pick: ([value]) => change({ vai: value === 'main' ? 'chinh' : undefined }),
  }
  if (view === 'tiers') return <FilterSentence words={[t.says, unit]} />
  return (
    <>
      <FilterSentence words={[t.says, unit, t.and, roles]} />
      <span className={css.note}>{t.loadNote}</span>
    </>
  )
}

function Shown({ data, view }: { data: ChartData; view: View }) {
  const t = useText(chartWords)
  const { search, change } = useAddress()
  const loads = useLoads()
  const selected = data.people.find(({ id }) => id === search.nguoi)
  const select = (nguoi: string | undefined) => change({ nguoi })
  useKeys([{ keys: 'Escape', says: t.close, does: () => select(undefined), when: selected !== undefined }])
  if (data.people.length === 0) return <NobodyYet />
  return (
    <div className={css.whole}>
      <Viewed data={data} view={view} loads={loads} onSelect={({ id }) => select(id === search.nguoi ? undefined : id)} />
      {selected && (
        <Dock
          person={selected}
          position={data.positions.find(({ id }) => id === selected.positionId)}
          loads={loads}
          onClose={() => select(undefined)}
        />
      )}
    </div>
  )
}

function NobodyYet() {
  const t = useText(chartWords)
  return (
    <Empty
      kind="setup"
      title={t.emptyTitle}
      says={t.emptySays}
      action={<Button label={t.addPerson} does={addPerson} to="/cai-dat/nhan-su" />}
    />
  )
}

type Viewing = { data: ChartData; view: View; loads: Loads | undefined; onSelect: (person: { id: string }) => void }

function Viewed({ data, view, loads, onSelect }: Viewing) {
  const t = useText(chartWords)
  const { alone } = useMe()
  const { search, change } = useAddress()
  const inside = within(data, search.donvi)
  return (
    <>
      {alone && <Banner tint="covit">{t.aloneSays}</Banner>}
      {inside.people.length === 0 ? (
        <Empty title={t.nobody} action={<Button label={t.showAll} onClick={() => change({ donvi: undefined })} />} />
      ) : view === 'table' ? (
        <RolesTable people={inside.people} loads={loads} selectedId={search.nguoi} onSelect={onSelect} />
      ) : view === 'tiers' ? (
        <TiersView data={inside} onSelect={onSelect} />
      ) : (
        <Chart
          data={data}
          loads={loads}
          unitId={search.donvi}
          mainOnly={search.vai === 'chinh'}
          selectedId={search.nguoi}
          onSelect={onSelect}
          onUnit={(donvi) => change({ donvi })}
        />
      )}
    </>
  )
}
