import { IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { hatWords } from '#org/places'
import { tell } from '#web/api.ts'
import {
  Button,
  Form,
  FoundSelect,
  Grid,
  Modal,
  MultiSelect,
  Select,
  Spacer,
  Stack,
  Switch,
  say,
  sayFailure,
  TagsField,
  TextField,
  Txt,
  useFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { addRule, Channel, changeRule, removeRule } from '../../contract.ts'
import { useHandlers } from '../handlers.ts'
import { segmentOptions, tierOptions } from '../look.ts'
import { useChannelOptions, useNamed, useSeverityOptions } from '../names.ts'
import { useChoices } from '../useChange.ts'
import { words as queueWords } from '../words.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import type { Rule } from './RuleList.tsx'
import { type Settings, useSaving } from './saving.ts'

const HOURS = ['any', 'open', 'closed'] as const
const HOWS = ['least_load', 'round_robin', 'pool'] as const
/** Hats of people who answer customers. */
const HATS = [
  'support_officer',
  'issue_officer',
  'returns_officer',
  'account_manager',
  'loyalty_officer',
  'sales_care',
  'technician',
  'team_lead',
] as const

/** Adds a rule, changes one, or removes it. */
export function RuleDialog({ rule, settings, onClose }: { rule: Rule | undefined; settings: Settings; onClose: () => void }) {
  const t = useText(words)
  const { values, field } = useFields(valuesOf(rule))
  const add = useSaving(addRule, onClose)
  const change = useSaving(changeRule, onClose)
  const position = rule?.position ?? Math.max(0, ...settings.rules.map((one) => one.position + 10))
  const save = () => (rule ? change.mutate({ ...ruleOf(values), position, id: rule.id }) : add.mutate({ ...ruleOf(values), position }))
  return (
    <Modal open onClose={onClose} title={rule ? t.editRule : t.addRule} size={680}>
      <Form
        onSubmit={save}
        error={add.error ?? change.error}
        actions={
          <>
            {rule && <Remove rule={rule} onDone={onClose} />}
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <TextField label={t.name} required maxLength={80} autoFocus={!rule} {...field('name')} />
        <When field={field} types={settings.types} />
        <Whom field={field} byType={values.skillOfType} />
        <Switch label={t.enabled} {...field('enabled')} />
      </Form>
    </Modal>
  )
}

type Values = ReturnType<typeof valuesOf>
type Field = ReturnType<typeof useFields<Values>>['field']

function When({ field, types }: { field: Field; types: Settings['types'] }) {
  const t = useText(words)
  const q = useText(queueWords)
  const named = useNamed()
  const severities = useSeverityOptions()
  const channels = useChannelOptions()
  const typed = types.filter(({ archived }) => !archived).map((one) => ({ value: one.code, label: named(one) }))
  return (
    <Stack gap={10}>
      <Txt as="h3" weight={600} size={14}>
        {t.when}
      </Txt>
      <Grid columns={2}>
        <MultiSelect label={t.channels} placeholder={t.any} options={channels} {...field('channels')} />
        <MultiSelect label={t.ruleTypes} placeholder={t.any} options={typed} {...field('types')} />
        <MultiSelect label={t.severities} placeholder={t.any} options={severities} {...field('severities')} />
        <Select label={t.hours} options={HOURS.map((value) => ({ value, label: t[`hours_${value}`] }))} {...field('hours')} />
        <MultiSelect label={t.segments} placeholder={t.any} options={segmentOptions(q)} {...field('segments')} />
        <MultiSelect label={t.tiers} placeholder={t.any} options={tierOptions(q)} {...field('tiers')} />
      </Grid>
      <TagsField label={t.ruleWords} hint={t.ruleWordsHint} {...field('words')} />
    </Stack>
  )
}

function Whom({ field, byType }: { field: Field; byType: boolean }) {
  const t = useText(words)
  const hats = useText(hatWords)
  const choices = useChoices()
  return (
    <Stack gap={10}>
      <Txt as="h3" weight={600} size={14}>
        {t.whom}
      </Txt>
      <Switch label={t.toCustomerOwner} {...field('toCustomerOwner')} />
      <Grid columns={2}>
        <FoundSelect label={t.person} clearable placeholder={t.any} finder={useHandlers()} {...field('personId')} />
        <Select label={t.how} options={HOWS.map((value) => ({ value, label: t[`how_${value}`] }))} {...field('how')} />
        <Select
          label={t.unit}
          clearable
          placeholder={t.any}
          options={(choices?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...field('unitId')}
        />
        <Select
          label={t.hat}
          clearable
          placeholder={t.any}
          options={HATS.map((value) => ({ value, label: hats[value] }))}
          {...field('hat')}
        />
      </Grid>
      <Switch label={t.skillType} {...field('skillOfType')} />
      {!byType && <TextField label={t.skill} hint={t.skillHint} maxLength={60} {...field('skill')} />}
    </Stack>
  )
}

function Remove({ rule, onDone }: { rule: Rule; onDone: () => void }) {
  const t = useText(words)
  const remove = useMutation({
    ...tell(removeRule),
    onSuccess: () => {
      onDone()
      say(t.ruleRemoved)
      return queries.invalidateQueries({ queryKey: ['cases'] })
    },
    onError: sayFailure,
  })
  return (
    <Button label={t.removeRule} icon={IconTrash} variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: rule.id })} />
  )
}

const valuesOf = (rule: Rule | undefined) => ({
  name: rule?.name ?? '',
  enabled: rule?.enabled ?? true,
  channels: (rule?.condition.channels ?? []) as string[],
  types: rule?.condition.types ?? [],
  severities: (rule?.condition.severities ?? []).map(String),
  tiers: (rule?.condition.tiers ?? []) as string[],
  segments: (rule?.condition.segments ?? []) as string[],
  hours: (rule?.condition.hours ?? 'any') as (typeof HOURS)[number] | null,
  words: rule?.condition.words ?? [],
  toCustomerOwner: rule?.toCustomerOwner ?? false,
  personId: rule?.personId ?? null,
  unitId: rule?.unitId ?? null,
  hat: (HATS.find((one) => one === rule?.hat) ?? null) as (typeof HATS)[number] | null,
  skillOfType: rule?.skill === 'type',
  skill: rule?.skill === 'type' ? '' : (rule?.skill ?? ''),
  how: (rule?.how ?? 'least_load') as (typeof HOWS)[number] | null,
})

function ruleOf(values: Values) {
  const { name, enabled, types, tiers, segments, words: said, toCustomerOwner, personId, unitId, hat } = values
  const channels = Channel.options.filter((one) => values.channels.includes(one))
  const severities = values.severities.map(Number)
  return {
    ...{ name, enabled, toCustomerOwner, personId, unitId, hat },
    condition: { channels, types, severities, tiers, segments, hours: values.hours ?? ('any' as const), words: said },
    skill: values.skillOfType ? 'type' : values.skill.trim() || null,
    how: values.how ?? ('least_load' as const),
  }
}
