import { IconAlarmSnooze, IconCheck, IconFilter, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { askPages } from '#web/api.ts'
import {
  ErrorBox,
  IconButton,
  Loading,
  PaneHead,
  Queue,
  type QueueGroup,
  type QueueRowFacts,
  useAddress,
  useGo,
  usePages,
  useText,
  useTitle,
} from '#web/kit.tsx'
import type { CaseRow, Group } from '../contract/shapes.ts'
import { listQueue } from '../contract.ts'
import { caseLink, readFilter } from './address.ts'
import { BulkChanges } from './BulkChanges.tsx'
import { type Asking, CaseDialog } from './CaseDialog.tsx'
import { CreateMenu } from './CreateMenu.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FilterLine } from './FilterLine.tsx'
import { rowOf } from './look.ts'
import { NothingHere } from './NothingHere.tsx'
import { rememberCase } from './openCase.ts'
import { SearchPane } from './SearchPane.tsx'
import { useSteady } from './useSteady.ts'
import { ViewTabs } from './ViewTabs.tsx'
import { words } from './words.ts'

/** The queue at the left: views with their counts, the filter sentence, rows by urgency. */
export function QueuePane({ current }: { current: string | undefined }) {
  const t = useText(words)
  useTitle(t.inbox)
  const { search, change } = useAddress()
  const [filtering, setFiltering] = useState(false)
  const isSearching = search.q !== undefined
  return (
    <>
      <PaneHead
        level={1}
        title={t.inbox}
        open
        actions={
          <>
            <IconButton
              icon={IconSearch}
              label={t.search}
              kbd="/"
              pressed={isSearching}
              onClick={() => change({ q: isSearching ? undefined : ' ' })}
            />
            <IconButton icon={IconFilter} label={t.filter} pressed={filtering} onClick={() => setFiltering(!filtering)} />
            <ExportButton />
            <CreateMenu />
          </>
        }
      />
      {isSearching ? (
        <SearchPane current={current} />
      ) : (
        <>
          <ViewTabs />
          <FilterLine isOpen={filtering} />
          <Rows current={current} />
        </>
      )}
    </>
  )
}

function Rows({ current }: { current: string | undefined }) {
  const t = useText(words)
  const go = useGo()
  const { search } = useAddress()
  const { filter, sort, isNarrowed } = readFilter(search)
  const { rows, more, query } = usePages(askPages(listQueue, { ...filter, sort }))
  const [checked, setChecked] = useState<Set<string>>(new Set())
  const [asking, setAsking] = useState<Asking>()
  const steady = useSteady(rows, JSON.stringify([filter, sort]), checked.size > 0)
  const byId = new Map(steady.shown.map((row) => [row.id, row]))
  if (query.isPending) return <Loading of="rows" rows={7} retry={() => void query.refetch()} />
  if (query.error && rows.length === 0) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  const open = (id: string) => {
    const row = byId.get(id)
    if (!row) return
    rememberCase(row)
    go(caseLink(row.code, search))
  }
  return (
    <div style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, position: 'relative' }} {...steady.on}>
      <Queue
        key={steady.turn}
        label={t[filter.view]}
        groups={groupsOf(t, steady.shown, sort === 'due')}
        current={steady.shown.find(({ code, id }) => code === current || id === current)?.id ?? null}
        onOpen={open}
        checked={checked}
        onCheck={setChecked}
        actions={quickActions(t, byId, setAsking)}
        more={more}
        newer={{ count: steady.newer, onShow: steady.show }}
        whenEmpty={<NothingHere isNarrowed={isNarrowed} view={filter.view} />}
      />
      <BulkChanges checked={checked} onChecked={setChecked} shown={steady.shown.length} all={() => setChecked(new Set(byId.keys()))} />
      {asking && <CaseDialog asking={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

type Said = typeof words.vi
const TITLES = {
  now: 'groupNow',
  today: 'groupToday',
  waiting_customer: 'groupWaiting',
  later: 'groupLater',
  done: 'groupDone',
} as const satisfies Record<Group, keyof Said>

/** By urgency when the most urgent stand first; else one list as it is sorted. */
function groupsOf(t: Said, rows: CaseRow[], isByDue: boolean): QueueGroup[] {
  if (!isByDue) return [{ id: 'all', title: '', rows: rows.map((row) => rowOf(t, row)) }]
  return (Object.keys(TITLES) as Group[]).map((group) => ({
    id: group,
    title: t[TITLES[group]],
    urgent: group === 'now',
    rows: rows.filter((row) => row.group === group).map((row) => rowOf(t, row)),
  }))
}

/** Over the time on hover, and behind a swipe to the left on a phone. */
const quickActions = (t: Said, rows: Map<string, CaseRow>, ask: (asking: Asking) => void) => (of: QueueRowFacts) => {
  const row = rows.get(of.id)
  if (!row || row.group === 'done') return []
  return [
    { id: 'snooze', label: t.snooze, icon: IconAlarmSnooze, tint: 'nghe' as const, kbd: 'h', does: () => ask({ what: 'snooze', row }) },
    { id: 'done', label: t.done, icon: IconCheck, tint: 'ma' as const, kbd: 'e', does: () => ask({ what: 'resolve', row }) },
  ]
}
