import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { IconButton, Line, Link, Modal, Row, Stack, Txt, useAddress, useText } from '#web/kit.tsx'
import type { SavedFilter } from '../../contract.ts'
import { useFilterChanges, useSavedFilters } from '../savedFilters.ts'
import { words } from '../words.ts'

/** One's own filters, moved up and down or removed. */
export function FiltersDialog({ onClose }: { onClose: () => void }) {
  const t = useText(words)
  const { order } = useFilterChanges()
  const saved = useSavedFilters()
  const ids = (order.isPending ? order.variables.ids : undefined) ?? saved.map(({ id }) => id)
  const shown = ids.flatMap((id) => saved.find((one) => one.id === id) ?? [])
  const move = (id: string, place: number) => order.mutate({ ids: ids.filter((one) => one !== id).toSpliced(place, 0, id) })
  return (
    <Modal open onClose={onClose} title={t.savedFilters}>
      <Stack gap={4}>
        <Txt as="p" tone={2}>
          {shown.length > 0 ? t.orderFiltersSays : t.noFilters}
        </Txt>
        <ol style={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
          {shown.map((filter, place) => (
            <li key={filter.id}>
              {place > 0 && <Line />}
              <FilterRow
                filter={filter}
                isFirst={place === 0}
                isLast={place === shown.length - 1}
                onMove={(by) => move(filter.id, place + by)}
                onOpen={onClose}
              />
            </li>
          ))}
        </ol>
      </Stack>
    </Modal>
  )
}

type Filter = { filter: SavedFilter; isFirst: boolean; isLast: boolean; onMove: (by: 1 | -1) => void; onOpen: () => void }

function FilterRow({ filter: { id, name, query }, isFirst, isLast, onMove, onOpen }: Filter) {
  const t = useText(words)
  const { path } = useAddress()
  const { remove } = useFilterChanges()
  return (
    <Row gap={4} align="center" pad="6px 0">
      <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Link to={`${path}?${query}`} onClick={onOpen}>
          {name}
        </Link>
      </div>
      <IconButton icon={IconArrowUp} label={t.filterUp(name)} disabledBecause={isFirst && t.filterUp(name)} onClick={() => onMove(-1)} />
      <IconButton
        icon={IconArrowDown}
        label={t.filterDown(name)}
        disabledBecause={isLast && t.filterDown(name)}
        onClick={() => onMove(1)}
      />
      <IconButton icon={IconTrash} label={t.dropFilter(name)} onClick={() => remove({ id })} />
    </Row>
  )
}
