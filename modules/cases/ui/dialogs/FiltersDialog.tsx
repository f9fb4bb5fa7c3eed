import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { IconButton, Line, Link, Modal, Row, Stack, Txt, useAddress, useText } from '#web/kit.tsx'
import { useFilterChanges, useSavedFilters } from '../savedFilters.ts'
import { words } from '../words.ts'

/** One's own filters, moved up and down or removed. */
export function FiltersDialog({ onClose }: { onClose: () => void }) {
  const t = useText(words)
  const { path } = useAddress()
  const { remove, order } = useFilterChanges()
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
              <Row gap={4} align="center" pad="6px 0">
                <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <Link to={`${path}?${filter.query}`} onClick={onClose}>
                    {filter.name}
                  </Link>
                </div>
                <IconButton
                  icon={IconArrowUp}
                  label={t.filterUp(filter.name)}
                  disabledBecause={place === 0 && t.filterUp(filter.name)}
                  onClick={() => move(filter.id, place - 1)}
                />
                <IconButton
                  icon={IconArrowDown}
                  label={t.filterDown(filter.name)}
                  disabledBecause={place === shown.length - 1 && t.filterDown(filter.name)}
                  onClick={() => move(filter.id, place + 1)}
                />
                <IconButton icon={IconTrash} label={t.dropFilter(filter.name)} onClick={() => remove({ id: filter.id })} />
              </Row>
            </li>
          ))}
        </ol>
      </Stack>
    </Modal>
  )
}
