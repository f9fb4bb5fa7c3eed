import { IconDots, IconPencil, IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import { Button, Card, Chip, confirm, ErrorBox, Loading, Menu, Row, Screen, Spacer, Stack, sayFailure, Txt, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Position, Unit } from '../../contract/chart.ts'
import type { Person } from '../../contract/shapes.ts'
import { addPosition, addUnit, changePosition, changeUnit, chart, closePosition, closeUnit } from '../../contract.ts'
import { settingsWords } from '../../text/settings.ts'
import { PositionDialog } from './PositionDialog.tsx'
import { UnitDialog } from './UnitDialog.tsx'

type UnitRow = z.output<typeof Unit>
type PositionRow = z.output<typeof Position>
type Open = { unit: UnitRow | undefined; parentId?: string | null } | { position: PositionRow | undefined; unitId: string }

const again = () => queries.invalidateQueries({ queryKey: ['org'] })

/** `/cai-dat/don-vi`: units in their tree, the positions of each, who leads. */
export function UnitsScreen() {
  const t = useText(settingsWords)
  const { data, error, refetch } = useQuery(ask(chart, {}))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Screen
      title={t.units}
      narrow
      actions={<Button icon={IconPlus} label={t.addUnit} variant="filled" does={addUnit} onClick={() => setOpen({ unit: undefined })} />}
    >
      {error && <ErrorBox error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading of="card" />}
      {data && (
        <Stack gap={12}>
          {inTree(data.units).map(({ unit, depth }) => (
            <div key={unit.id} style={{ paddingLeft: Math.min(depth, 3) * 20 }}>
              <UnitCard
                unit={unit}
                positions={data.positions.filter(({ unitId }) => unitId === unit.id)}
                people={data.people}
                onOpen={setOpen}
              />
            </div>
          ))}
        </Stack>
      )}
      {open && 'unit' in open && <UnitDialog unit={open.unit} parentId={open.parentId ?? null} units={data?.units ?? []} onClose={close} />}
      {open && 'position' in open && (
        <PositionDialog position={open.position} unitId={open.unitId} units={data?.units ?? []} onClose={close} />
      )}
    </Screen>
  )
}

/** Every unit after the one it lies in. */
function inTree(units: UnitRow[], parentId: string | null = null, depth = 0): { unit: UnitRow; depth: number }[] {
  const known = new Set(units.map(({ id }) => id))
  return units
    .filter((unit) => (depth === 0 ? unit.parentId === null || !known.has(unit.parentId) : unit.parentId === parentId))
    .flatMap((unit) => [{ unit, depth }, ...inTree(units, unit.id, depth + 1)])
}

function UnitCard(given: { unit: UnitRow; positions: PositionRow[]; people: Person[]; onOpen: (open: Open) => void }) {
  const { unit, positions, people, onOpen } = given
  const t = useText(settingsWords)
  const shut = useMutation({ ...tell(closeUnit), onSuccess: again, onError: sayFailure })
  const close = async () => {
    const sure = await confirm({ title: `${t.closeUnit}: ${unit.name}?`, consequences: t.closeUnitSays, verb: t.closeUnit, danger: true })
    if (sure) shut.mutate({ id: unit.id })
  }
  const kinds = { company: t.unit_company, department: t.unit_department, team: t.unit_team }
  return (
    <Card>
      <Stack gap={8}>
        <Row gap={8} align="center">
          <Stack gap={2}>
            <Row gap={6} align="center" wrap>
              <Txt as="h2" weight={600} size={14}>
                {unit.name}
              </Txt>
              {unit.takesNew && (
                <Chip small tint="covit">
                  {t.takesNewChip}
                </Chip>
              )}
            </Row>
            <Txt size={12} tone={3}>
              {[kinds[unit.kind], t.peopleCount(unit.people), unit.leadName ?? t.noLead].join(' · ')}
            </Txt>
          </Stack>
          <Spacer />
          <Menu
            trigger={{ icon: IconDots, label: `${t.editUnit}: ${unit.name}` }}
            items={[
              { label: t.editUnit, icon: IconPencil, does: changeUnit, onClick: () => onOpen({ unit }) },
              { label: t.addUnit, icon: IconPlus, does: addUnit, onClick: () => onOpen({ unit: undefined, parentId: unit.id }) },
              { label: t.addPosition, icon: IconPlus, does: addPosition, onClick: () => onOpen({ position: undefined, unitId: unit.id }) },
              'line',
              { label: t.closeUnit, icon: IconX, danger: true, does: closeUnit, onClick: () => void close() },
            ]}
          />
        </Row>
        {positions.map((position) => (
          <PositionLine
            key={position.id}
            position={position}
            holders={people.filter(({ positionId }) => positionId === position.id)}
            onEdit={() => onOpen({ position, unitId: unit.id })}
          />
        ))}
      </Stack>
    </Card>
  )
}

function PositionLine({ position, holders, onEdit }: { position: PositionRow; holders: Person[]; onEdit: () => void }) {
  const t = useText(settingsWords)
  const shut = useMutation({ ...tell(closePosition), onSuccess: again, onError: sayFailure })
  const close = async () => {
    const title = `${t.closePosition}: ${position.title}?`
    if (await confirm({ title, consequences: t.closePositionSays, verb: t.closePosition, danger: true })) shut.mutate({ id: position.id })
  }
  return (
    <Row gap={8} align="center">
      <Stack gap={2}>
        <Txt>{position.title}</Txt>
        {holders.length > 0 && (
          <Txt size={12} tone={3}>
            {holders.map(({ name }) => name).join(', ')}
          </Txt>
        )}
      </Stack>
      {position.grade && <Chip small>{position.grade}</Chip>}
      {position.vacant && (
        <Chip small outline tint="nghe">
          {t.vacant}
        </Chip>
      )}
      <Spacer />
      <Menu
        trigger={{ icon: IconDots, label: `${t.editPosition}: ${position.title}` }}
        items={[
          { label: t.editPosition, icon: IconPencil, does: changePosition, onClick: onEdit },
          { label: t.closePosition, icon: IconX, danger: true, does: closePosition, onClick: () => void close() },
        ]}
      />
    </Row>
  )
}
