import { IconArrowsSort, IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask } from '#web/api.ts'
import { IconButton, Menu, type MenuEntry, Tabs, useAddress, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import { countQueue } from '../contract.ts'
import { useSavedFilters } from './savedFilters.ts'
import { countSays, isShown, OTHERS, TABS, viewOf } from './views.ts'
import { words } from './words.ts'

const FiltersDialog = later(() => import('./dialogs/FiltersDialog.tsx').then((loaded) => loaded.FiltersDialog))

/** Của tôi, Nhóm, Chờ nhận with their counts; the others and one's own filters behind the arrow. */
export function ViewTabs() {
  const t = useText(words)
  const { path, search } = useAddress()
  const counts = useQuery(ask(countQueue, {})).data
  const shown = viewOf(search)
  const isOther = shown && OTHERS.includes(shown)
  const bar = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is shown, so its tab must be in sight
  useEffect(() => {
    bar.current?.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [shown?.id, counts === undefined])
  const entries = isOther ? [...TABS, shown] : TABS
  const to = (said: Record<string, string>) => `${path}?${new URLSearchParams(said)}`.replace(/\?$/, '')
  return (
    <div style={{ display: 'flex', alignItems: 'flex-start', minWidth: 0 }}>
      <div style={{ flex: 1, minWidth: 0 }} ref={bar}>
        <Tabs
          label={t.views}
          value={shown?.id ?? ''}
          tabs={entries.map((entry) => ({
            id: entry.id,
            label: String(t[entry.label]),
            count: countSays(counts, entry.count),
            to: to(entry.search),
          }))}
        />
      </div>
      <Others current={shown?.id} counts={counts} />
    </div>
  )
}

function Others({ current, counts }: { current: string | undefined; counts: Parameters<typeof countSays>[0] }) {
  const t = useText(words)
  const { path, search } = useAddress()
  const [isOrdering, setOrdering] = useState(false)
  const saved = useSavedFilters().map(
    ({ name, query }): MenuEntry => ({ label: name, to: `${path}?${query}`, checked: isShown(query, search) }),
  )
  const order: MenuEntry = { label: t.orderFilters, icon: IconArrowsSort, onClick: () => setOrdering(true) }
  return (
    <span style={{ padding: '4px 8px 0 0', alignSelf: 'stretch', borderBottom: '1px solid var(--line)' }}>
      <Menu
        label={t.otherViews}
        trigger={<IconButton icon={IconChevronDown} label={t.otherViews} />}
        items={[
          ...OTHERS.map((entry): MenuEntry => {
            const count = countSays(counts, entry.count)
            return {
              label: count ? `${String(t[entry.label])} · ${count}` : String(t[entry.label]),
              to: `${path}?${new URLSearchParams(entry.search)}`,
              checked: entry.id === current,
            }
          }),
          ...(saved.length > 0 ? ['line' as const, { title: t.savedFilters }, ...saved, order] : []),
        ]}
      />
      {isOrdering && <FiltersDialog onClose={() => setOrdering(false)} />}
    </span>
  )
}
