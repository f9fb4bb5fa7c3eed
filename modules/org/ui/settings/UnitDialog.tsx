import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import { Button, Checkbox, Form, FoundSelect, Modal, Segmented, Select, say, TextField, useFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Unit } from '../../contract/chart.ts'
import { addUnit, changeUnit, listBranches } from '../../contract.ts'
import { settingsWords } from '../../text/settings.ts'
import { colleagues } from '../colleagues.ts'

type UnitRow = z.output<typeof Unit>

/** Adds or changes a unit. */
export function UnitDialog({
  unit,
  parentId,
  units,
  onClose,
}: {
  unit: UnitRow | undefined
  parentId: string | null
  units: UnitRow[]
  onClose: () => void
}) {
  const t = useText(settingsWords)
  const fields = useFields({
    name: unit?.name ?? '',
    kind: unit?.kind ?? ('team' as UnitRow['kind']),
    parentId: unit ? unit.parentId : parentId,
    branchId: unit?.branchId ?? null,
    leadId: unit?.leadId ?? null,
    takesNew: unit?.takesNew ?? false,
  })
  const { values, field } = fields
  const done = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['org'] })
  }
  const add = useMutation({ ...tell(addUnit), onSuccess: done })
  const change = useMutation({ ...tell(changeUnit), onSuccess: done })
  return (
    <Modal open onClose={onClose} title={unit ? t.editUnit : t.addUnit}>
      <Form
        onSubmit={() => (unit ? change.mutate({ ...values, id: unit.id }) : add.mutate(values))}
        error={add.error ?? change.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <TextField label={t.unitName} required autoFocus {...field('name')} />
        <UnitFields others={units.filter(({ id }) => id !== unit?.id)} {...fields} />
      </Form>
    </Modal>
  )
}

type Values = Pick<UnitRow, 'name' | 'kind' | 'parentId' | 'branchId' | 'leadId' | 'takesNew'>

function UnitFields({ others, values, field, set }: { others: UnitRow[] } & ReturnType<typeof useFields<Values>>) {
  const t = useText(settingsWords)
  const { data: branches = [] } = useQuery(ask(listBranches, {}))
  return (
    <>
      <Segmented
        label={t.unitKind}
        value={values.kind}
        onChange={(kind) => set('kind', kind)}
        options={[
          { value: 'company', label: t.unit_company },
          { value: 'department', label: t.unit_department },
          { value: 'team', label: t.unit_team },
        ]}
      />
      <Select
        label={t.parent}
        placeholder={t.topMost}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...field('parentId')}
      />
      <FoundSelect label={t.lead} finder={colleagues} clearable {...field('leadId')} />
      {branches.length > 0 && (
        <Select label={t.branch} options={branches.map(({ id, name }) => ({ value: id, label: name }))} clearable {...field('branchId')} />
      )}
      <Checkbox label={t.takesNew} {...field('takesNew')} />
    </>
  )
}
