import { Button, Form, Modal, Row, Spacer, Stack, Switch, Table, Txt, useFields, useText } from '#web/kit.tsx'
import { addResolution, changeResolution } from '../../contract.ts'
import { useNamed } from '../names.ts'
import type { PartProps } from './CasesScreen.tsx'
import { ArchivedChip, ArchivedSwitch, CodeField, NameFields } from './fields.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

type Resolution = Settings['resolutions'][number]

/** How a case may end. */
export function ResolutionsPart({ settings, archived, opened, open }: PartProps) {
  const t = useText(words)
  const named = useNamed()
  const chosen = settings.resolutions.find(({ id }) => id === opened)
  return (
    <>
      <Table
        label={t.resolutions}
        rows={settings.resolutions.filter((one) => archived || !one.archived)}
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
          { head: t.counts, width: 200, cell: (row) => (row.counts ? t.yes : t.no) },
          { head: t.code, width: 160, notOnPhone: true, cell: (row) => <Txt tone={3}>{row.code}</Txt> },
        ]}
      />
      {(chosen || opened === 'moi') && <ResolutionDialog key={opened} resolution={chosen} onClose={() => open(null)} />}
    </>
  )
}

function ResolutionDialog({ resolution, onClose }: { resolution: Resolution | undefined; onClose: () => void }) {
  const t = useText(words)
  const { values, field } = useFields({
    name: resolution?.name ?? '',
    nameEn: resolution?.nameEn ?? '',
    code: resolution?.code ?? '',
    counts: resolution?.counts ?? true,
    archived: resolution?.archived ?? false,
  })
  const add = useSaving(addResolution, onClose)
  const change = useSaving(changeResolution, onClose)
  return (
    <Modal open onClose={onClose} title={resolution ? t.editResolution : t.addResolution} size={560}>
      <Form
        onSubmit={() => (resolution ? change.mutate({ ...values, id: resolution.id }) : add.mutate(values))}
        error={add.error ?? change.error}
        actions={
          <>
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <NameFields field={field} autoFocus={!resolution} />
        <CodeField field={field} isNew={!resolution} />
        <Stack gap={10}>
          <Switch label={t.counts} hint={t.countsHint} {...field('counts')} />
          {resolution && <ArchivedSwitch field={field} />}
        </Stack>
      </Form>
    </Modal>
  )
}
