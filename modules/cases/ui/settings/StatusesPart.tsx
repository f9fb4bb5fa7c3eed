import {
  Button,
  Chip,
  Form,
  Grid,
  Modal,
  NumberField,
  Row,
  Select,
  Spacer,
  Stack,
  StatusChip,
  Switch,
  Table,
  TextField,
  Txt,
  useFields,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { addStatus, Category, changeStatus } from '../../contract.ts'
import { useNamed } from '../names.ts'
import type { PartProps } from './CasesScreen.tsx'
import { ArchivedChip, ArchivedSwitch, NameFields } from './fields.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

type Status = Settings['statuses'][number]

/** The company's own statuses inside the fixed categories, and what customers read instead. */
export function StatusesPart({ settings, archived, opened, open }: PartProps) {
  const t = useText(words)
  const named = useNamed()
  const language = useLanguage()
  const shown = settings.statuses.filter((one) => archived || !one.archived)
  const rows = Category.options.flatMap((category) => shown.filter((one) => one.category === category))
  const chosen = settings.statuses.find(({ id }) => id === opened)
  return (
    <>
      <Table
        label={t.statuses}
        rows={rows}
        onOpen={({ id }) => open(id)}
        whenEmpty={t.nothing}
        columns={[
          {
            head: t.name,
            main: true,
            cell: (row) => (
              <Row gap={8} align="center" wrap>
                <StatusChip category={row.category} label={named(row)} />
                {row.isDefault && <Chip small>{t.theDefault}</Chip>}
                <ArchivedChip archived={row.archived} />
              </Row>
            ),
          },
          { head: t.category, width: 190, cell: (row) => <Txt tone={2}>{t[`category_${row.category}`]}</Txt> },
          { head: t.customerName, cell: (row) => (language === 'en' ? row.customerNameEn : row.customerName) },
        ]}
      />
      {(chosen || opened === 'moi') && (
        <StatusDialog key={opened} status={chosen} last={settings.statuses.length} onClose={() => open(null)} />
      )}
    </>
  )
}

function StatusDialog({ status, last, onClose }: { status: Status | undefined; last: number; onClose: () => void }) {
  const t = useText(words)
  const { values, field } = useFields(valuesOf(status, last))
  const add = useSaving(addStatus, onClose)
  const change = useSaving(changeStatus, onClose)
  const save = () => {
    const given = { ...values, category: values.category ?? 'active', position: values.position ?? 0 }
    if (status) change.mutate({ ...given, id: status.id })
    else add.mutate(given)
  }
  return (
    <Modal open onClose={onClose} title={status ? t.editStatus : t.addStatus} size={600}>
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
        <NameFields field={field} autoFocus={!status} />
        <Grid columns={2}>
          <TextField label={t.customerName} hint={t.customerNameHint} required maxLength={80} {...field('customerName')} />
          <TextField label={t.customerNameEn} required maxLength={80} {...field('customerNameEn')} />
          <Select
            label={t.category}
            options={Category.options.map((value) => ({ value, label: t[`category_${value}`] }))}
            {...field('category')}
          />
          <NumberField label={t.order} min={0} max={1000} {...field('position')} />
        </Grid>
        <Stack gap={10}>
          <Switch label={t.isDefault} hint={t.isDefaultHint} {...field('isDefault')} disabled={status?.isDefault} />
          {status && <ArchivedSwitch field={field} />}
        </Stack>
      </Form>
    </Modal>
  )
}

const valuesOf = (status: Status | undefined, last: number) => ({
  name: status?.name ?? '',
  nameEn: status?.nameEn ?? '',
  customerName: status?.customerName ?? '',
  customerNameEn: status?.customerNameEn ?? '',
  category: (status?.category ?? 'active') as Category | null,
  position: (status?.position ?? last) as number | null,
  isDefault: status?.isDefault ?? false,
  archived: status?.archived ?? false,
})
