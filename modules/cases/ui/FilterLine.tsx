import { type FilterOption, FilterSentence, useAddress, useText } from '#web/kit.tsx'
import { readFilter } from './address.ts'
import { useChips, useConditions } from './conditions.ts'
import { useChannelOptions } from './names.ts'
import { useFilterChanges } from './savedFilters.ts'
import { words } from './words.ts'

/** "Phiếu đang mở từ mọi kênh, gấp nhất lên đầu", and the conditions besides. */
export function FilterLine({ isOpen }: { isOpen: boolean }) {
  const t = useText(words)
  const filters = useFilterChanges()
  const { search, change } = useAddress()
  const { filter, sort } = readFilter(search)
  const pick = (name: string) => (values: string[]) => change({ [name]: values })
  const more = useConditions(filter, pick)
  const chips = useChips(filter, more, (name) => change({ [name]: undefined }))
  const save = (name: string) => {
    const query = new URLSearchParams(Object.entries(search).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString()
    filters.save({ name, query })
  }
  const state = (values: string[]) => change({ state: values[0] === 'open' ? undefined : values })
  const order = (values: string[]) => change({ sort: values[0] === 'due' ? undefined : values })
  return (
    <div style={{ padding: '9px 16px 1px' }}>
      <FilterSentence
        words={[
          t.sCases,
          { id: 'state', says: t.wState, options: stateOptions(t), value: filter.state, pick: state },
          t.sFrom,
          {
            id: 'channel',
            says: t.wChannel,
            options: useChannelOptions(),
            value: filter.channel ?? [],
            several: true,
            whatever: t.anyChannel,
            pick: pick('channel'),
          },
          t.sComma,
          { id: 'sort', says: t.wSort, options: sortOptions(t), value: sort, pick: order },
        ]}
        chips={chips}
        more={isOpen || chips.length > 0 ? more.filter(({ id }) => !chips.some((chip) => chip.id === id)) : []}
        onSave={isOpen || chips.length > 0 ? save : undefined}
      />
    </div>
  )
}

type Said = typeof words.vi
const stateOptions = (t: Said): FilterOption[] => [
  { value: 'open', label: t.stateOpen },
  { value: 'waiting', label: t.stateWaiting },
  { value: 'snoozed', label: t.stateSnoozed },
  { value: 'done', label: t.stateDone },
  { value: 'closed', label: t.stateClosed },
  { value: 'spam', label: t.stateSpam },
  { value: 'any', label: t.stateAny },
]
const sortOptions = (t: Said): FilterOption[] => [
  { value: 'due', label: t.sortDue },
  { value: 'newest', label: t.sortNewest },
  { value: 'oldest', label: t.sortOldest },
  { value: 'updated', label: t.sortUpdated },
  { value: 'severity', label: t.sortSeverity },
]
