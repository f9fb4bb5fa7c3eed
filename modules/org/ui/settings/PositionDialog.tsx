import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { Button, Form, Grid, Modal, Select, say, TextArea, TextField, useFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { CareFunction, type Position, type Unit } from '../../contract/chart.ts'
import { Grade } from '../../contract/shapes.ts'
import { addPosition, changePosition } from '../../contract.ts'
import { hatWords } from '../../text/hats.ts'
import { settingsWords } from '../../text/settings.ts'

type PositionRow = z.output<typeof Position>

/** Adds or changes a position in a unit. */
export function PositionDialog({
  position,
  unitId,
  units,
  onClose,
}: {
  position: PositionRow | undefined
  unitId: string
  units: z.output<typeof Unit>[]
  onClose: () => void
}) {
  const t = useText(settingsWords)
  const names = useText(hatWords)
  const { values, field, set } = useFields({
    unitId: position?.unitId ?? unitId,
    title: position?.title ?? '',
    function: position?.function ?? null,
    grade: position?.grade ?? null,
    duties: position?.duties ?? '',
    note: position?.note ?? '',
  })
  const done = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['org'] })
  }
  const add = useMutation({ ...tell(addPosition), onSuccess: done })
  const change = useMutation({ ...tell(changePosition), onSuccess: done })
  return (
    <Modal open onClose={onClose} title={position ? t.editPosition : t.addPosition}>
      <Form
        onSubmit={() => (position ? change.mutate({ ...values, id: position.id }) : add.mutate(values))}
        error={add.error ?? change.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <TextField label={t.positionTitle} required autoFocus {...field('title')} />
        <Select
          label={t.unit}
          name="unitId"
          value={values.unitId}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id && set('unitId', id)}
        />
        <Grid columns={2}>
          <Select
            label={t.function}
            options={CareFunction.options.map((value) => ({ value, label: names[value] }))}
            clearable
            {...field('function')}
          />
          <Select label={t.grade} options={Grade.options.map((value) => ({ value, label: value }))} clearable {...field('grade')} />
        </Grid>
        <TextArea label={t.duties} {...field('duties')} />
        <TextField label={t.note} {...field('note')} />
      </Form>
    </Modal>
  )
}
