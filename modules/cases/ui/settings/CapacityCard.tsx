import { useState } from 'react'
import type { z } from 'zod'
import { changePerson } from '#org/contract'
import { askPages } from '#web/api.ts'
import {
  Button,
  Card,
  Chip,
  ErrorBox,
  Form,
  Loading,
  Meter,
  Modal,
  NumberField,
  Row,
  Spacer,
  Table,
  TagsField,
  Txt,
  useFields,
  usePages,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { listHandlers } from '../../contract.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import { useSaving } from './saving.ts'

type Handler = z.output<typeof listHandlers.reply>['items'][number]

/** How many cases each person has and may have, and what they know. */
export function CapacityCard() {
  const t = useText(words)
  const { rows, more, query } = usePages(askPages(listHandlers, { limit: 50 }))
  const [chosen, choose] = useState<string | null>(null)
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={4} />
  const opened = rows.find(({ id }) => id === chosen)
  return (
    <Card title={t.capacity} flush>
      <Row pad="0 16px 10px">
        <Txt as="p" tone={2}>
          {t.capacitySays}
        </Txt>
      </Row>
      <Table
        bare
        label={t.capacity}
        rows={rows}
        more={more}
        onOpen={({ id }) => choose(id)}
        whenEmpty={t.nobody}
        columns={[
          { head: t.who, main: true, cell: (row) => <Txt weight={500}>{row.name}</Txt> },
          { head: t.load, width: 220, cell: ({ load, cap }) => <Load load={load} cap={cap} /> },
          {
            head: t.skills,
            cell: ({ skills }) => (
              <Row gap={4} wrap>
                {skills.map((skill) => (
                  <Chip small key={skill}>
                    {skill}
                  </Chip>
                ))}
              </Row>
            ),
          },
        ]}
      />
      {opened && <PersonDialog key={opened.id} person={opened} known={allSkills(rows)} onClose={() => choose(null)} />}
    </Card>
  )
}

const allSkills = (rows: readonly Handler[]) => [...new Set(rows.flatMap(({ skills }) => skills))].sort((a, b) => a.localeCompare(b, 'vi'))

function Load({ load, cap }: { load: number; cap: number }) {
  const t = useText(words)
  return (
    <Row gap={8} align="center">
      <Txt num>
        {load}/{cap}
      </Txt>
      <Meter label={t.load} parts={[{ share: cap > 0 ? load / cap : 1, tint: load >= cap ? 'son' : 'covit' }]} />
    </Row>
  )
}

function PersonDialog({ person, known, onClose }: { person: Handler; known: string[]; onClose: () => void }) {
  const t = useText(words)
  const { values, field } = useFields({ caseCap: person.cap as number | null, skills: person.skills })
  const save = useSaving(changePerson, () => {
    void queries.invalidateQueries({ queryKey: ['org'] })
    void queries.invalidateQueries({ queryKey: ['cases'] })
    onClose()
  })
  return (
    <Modal open onClose={onClose} title={t.editPerson(person.name)}>
      <Form
        onSubmit={() => save.mutate({ id: person.id, caseCap: values.caseCap ?? 0, skills: values.skills })}
        error={save.error}
        actions={
          <>
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" does={changePerson} busy={save.isPending} />
          </>
        }
      >
        <NumberField label={t.cap} min={0} max={500} {...field('caseCap')} />
        <TagsField label={t.skills} hint={t.skillsHint} suggestions={known} {...field('skills')} />
      </Form>
    </Modal>
  )
}
