import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import {
  Button,
  Card,
  Form,
  IconButton,
  Line,
  Modal,
  Row,
  Select,
  Spacer,
  Stack,
  TextField,
  Txt,
  useAddress,
  useFields,
  useText,
} from '#web/kit.tsx'
import { folded } from '#web/read.ts'
import { addCause, changeCause } from '../../contract.ts'
import { useNamed } from '../names.ts'
import type { PartProps } from './CasesScreen.tsx'
import { ArchivedChip, ArchivedSwitch, CodeField, NameFields } from './fields.tsx'
import css from './rules.module.css'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

type Cause = Settings['causes'][number]

/** The tree of causes: folded at first, searched without marks, grown at any place. */
export function CausesPart({ settings, archived, opened, open }: PartProps) {
  const t = useText(words)
  const { search } = useAddress()
  const [find, setFind] = useState('')
  const shown = settings.causes.filter((one) => archived || !one.archived)
  const kept = find.trim() ? matching(shown, find) : shown
  const chosen = settings.causes.find(({ id }) => id === opened)
  const tops = kept.filter(({ parent }) => parent === null || !kept.some(({ code }) => code === parent))
  return (
    <Stack gap={12}>
      <TextField label={t.find} value={find} onChange={setFind} />
      <Card flush label={t.causes}>
        {tops.length === 0 ? (
          <Stack pad={16}>{find ? t.nothingFound : t.nothing}</Stack>
        ) : (
          tops.map((cause, at) => (
            <div key={cause.id}>
              {at > 0 && <Line />}
              <Branch cause={cause} all={kept} depth={0} unfolded={find.trim() !== ''} open={open} />
            </div>
          ))
        )}
      </Card>
      {(chosen || opened === 'moi') && (
        <CauseDialog key={opened} cause={chosen} under={search.duoi ?? null} causes={settings.causes} onClose={() => open(null)} />
      )}
    </Stack>
  )
}

/** What matches, with everything above it. */
function matching(causes: Cause[], find: string): Cause[] {
  const said = folded(find.trim())
  const hit = causes.filter(({ name, nameEn, code }) => [name, nameEn, code].some((one) => folded(one).includes(said)))
  const above = (code: string) => hit.some((one) => one.code === code || one.code.startsWith(`${code}.`))
  return causes.filter((one) => hit.includes(one) || above(one.code))
}

type BranchProps = { cause: Cause; all: Cause[]; depth: number; unfolded: boolean; open: (id: string | null) => void }

function Branch({ cause, all, depth, unfolded, open }: BranchProps) {
  const t = useText(words)
  const named = useNamed()
  const { change } = useAddress()
  const [isOpen, setOpen] = useState(false)
  const children = all.filter(({ parent }) => parent === cause.code)
  const name = named(cause)
  const shows = (isOpen || unfolded) && children.length > 0
  return (
    <>
      <Row gap={8} align="center" pad={`6px 12px 6px ${12 + depth * 24}px`}>
        {children.length > 0 ? (
          <IconButton
            icon={shows ? IconChevronDown : IconChevronRight}
            label={shows ? t.fold(name) : t.open(name)}
            onClick={() => setOpen(!isOpen)}
          />
        ) : (
          <span style={{ width: 32 }} />
        )}
        <Button label={name} variant="subtle" onClick={() => open(cause.id)} />
        <ArchivedChip archived={cause.archived} />
        {children.length > 0 && !shows && (
          <span className={css.wide}>
            <Txt tone={3} size={12}>
              {t.below(children.length)}
            </Txt>
          </span>
        )}
        <Spacer />
        <span className={css.wide}>
          <Txt tone={3} size={12}>
            {cause.code}
          </Txt>
        </span>
        <IconButton icon={IconPlus} label={t.addBelow(name)} does={addCause} onClick={() => change({ muc: 'moi', duoi: cause.code })} />
      </Row>
      {shows && children.map((one) => <Branch key={one.id} cause={one} all={all} depth={depth + 1} unfolded={unfolded} open={open} />)}
    </>
  )
}

type DialogProps = { cause: Cause | undefined; under: string | null; causes: Cause[]; onClose: () => void }

function CauseDialog({ cause, under, causes, onClose }: DialogProps) {
  const t = useText(words)
  const named = useNamed()
  const { values, field } = useFields({
    name: cause?.name ?? '',
    nameEn: cause?.nameEn ?? '',
    code: cause?.code ?? (under ? `${under}.` : ''),
    parent: (cause ? cause.parent : under) as string | null,
    archived: cause?.archived ?? false,
  })
  const add = useSaving(addCause, onClose)
  const change = useSaving(changeCause, onClose)
  const parents = causes
    .filter((one) => !one.archived && one.code !== cause?.code && !one.code.startsWith(`${cause?.code}.`))
    .map((one) => ({ value: one.code, label: `${'– '.repeat(one.code.split('.').length - 1)}${named(one)}` }))
  return (
    <Modal open onClose={onClose} title={cause ? t.editCause : t.addCause} size={560}>
      <Form
        onSubmit={() => (cause ? change.mutate({ ...values, id: cause.id }) : add.mutate(values))}
        error={add.error ?? change.error}
        actions={
          <>
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <NameFields field={field} autoFocus={!cause} />
        <Select label={t.parent} clearable placeholder={t.top} options={parents} {...field('parent')} />
        <CodeField field={field} isNew={!cause} />
        {cause && <ArchivedSwitch field={field} />}
      </Form>
    </Modal>
  )
}
