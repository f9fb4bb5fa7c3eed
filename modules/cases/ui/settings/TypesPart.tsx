import { useState } from 'react'
import {
  Button,
  Form,
  Grid,
  Modal,
  NumberField,
  Row,
  Select,
  Severity,
  Spacer,
  Stack,
  Switch,
  Table,
  TextField,
  Txt,
  useFields,
  useSeverityName,
  useText,
} from '#web/kit.tsx'
import { addType, changeType } from '../../contract.ts'
import { levelOf } from '../look.ts'
import { useNamed, useSeverityOptions } from '../names.ts'
import type { PartProps } from './CasesScreen.tsx'
import { ArchivedChip, ArchivedSwitch, CodeField, NameFields } from './fields.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

type Type = Settings['types'][number]

/** Types of cases: their default severity, the skill they need, what counts them. */
export function TypesPart({ settings, archived, opened, open }: PartProps) {
  const t = useText(words)
  const named = useNamed()
  const rows = settings.types.filter((one) => archived || !one.archived)
  const chosen = settings.types.find(({ id }) => id === opened)
  return (
    <>
      <Table
        label={t.types}
        rows={rows}
        onOpen={({ id }) => open(id)}
        whenEmpty={t.nothing}
        columns={[
          {
            head: t.name,
            main: true,
            cell: (row) => (
              <Row gap={8} align="center">
                <Txt weight={500}>{named(row)}</Txt>
                <ArchivedChip archived={row.archived} />
              </Row>
            ),
          },
          { head: t.severity, width: 170, cell: (row) => <Level severity={row.severity} /> },
          { head: t.skill, width: 160, cell: (row) => row.skill ?? '' },
          { head: t.fcr, width: 170, notOnPhone: true, cell: (row) => (row.internal ? t.internal : row.fcrEligible ? t.yes : t.no) },
          { head: t.code, width: 130, notOnPhone: true, cell: (row) => <Txt tone={3}>{row.code}</Txt> },
        ]}
      />
      {(chosen || opened === 'moi') && <TypeDialog key={opened} type={chosen} last={settings.types.length} onClose={() => open(null)} />}
    </>
  )
}

function Level({ severity }: { severity: number }) {
  const level = levelOf(severity)
  const name = useSeverityName(level)
  return (
    <Row gap={6} align="center">
      <Severity level={level} />
      <Txt>{name}</Txt>
    </Row>
  )
}

function TypeDialog({ type, last, onClose }: { type: Type | undefined; last: number; onClose: () => void }) {
  const t = useText(words)
  const severities = useSeverityOptions()
  const { values, field } = useFields(valuesOf(type, last))
  const [shown] = useState(type === undefined)
  const add = useSaving(addType, onClose)
  const change = useSaving(changeType, onClose)
  const save = () => {
    const given = { ...values, severity: Number(values.severity), skill: values.skill.trim() || null, position: values.position ?? 0 }
    if (type) change.mutate({ ...given, id: type.id })
    else add.mutate(given)
  }
  return (
    <Modal open onClose={onClose} title={type ? t.editType : t.addType} size={600}>
      <Form
        onSubmit={save}
        error={add.error ?? change.error}
        actions={
          <>
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <NameFields field={field} autoFocus={shown} />
        <Grid columns={2}>
          <CodeField field={field} isNew={shown} />
          <Select label={t.severity} options={severities} {...field('severity')} />
          <TextField label={t.skill} hint={t.skillHint} maxLength={60} {...field('skill')} />
          <NumberField label={t.order} min={0} max={1000} {...field('position')} />
        </Grid>
        <Stack gap={10}>
          <Switch label={t.fcr} hint={t.fcrHint} {...field('fcrEligible')} />
          <Switch label={t.internal} hint={t.internalHint} {...field('internal')} />
          {type && <ArchivedSwitch field={field} />}
        </Stack>
      </Form>
    </Modal>
  )
}

const valuesOf = (type: Type | undefined, last: number) => ({
  name: type?.name ?? '',
  nameEn: type?.nameEn ?? '',
  code: type?.code ?? '',
  severity: String(type?.severity ?? 4) as string | null,
  skill: type?.skill ?? '',
  position: (type?.position ?? last) as number | null,
  fcrEligible: type?.fcrEligible ?? true,
  internal: type?.internal ?? false,
  archived: type?.archived ?? false,
})
