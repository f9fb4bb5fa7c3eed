import { IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, tell } from '#web/api.ts'
import {
  Button,
  Form,
  Grid,
  Modal,
  NumberField,
  Select,
  Spacer,
  Stack,
  Switch,
  say,
  sayFailure,
  TextField,
  useChannelName,
  useFields,
  useSeverityName,
  useText,
} from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import { queries } from '#web/queries.ts'
import { addPolicy, changePolicy, type Policy, removePolicy, type Target } from '../contract.ts'
import { words } from '../text/screens.ts'
import { caseTypeField } from './places.ts'
import { TargetHistory } from './TargetHistory.tsx'
import { CHANNELS, SEVERITIES, TIERS } from './target.tsx'

type Kind = Target['kind']
type Unit = 'minutes' | 'hours' | 'working_days'
const KINDS = ['first_response', 'next_response', 'resolution'] as const
const UNITS = ['minutes', 'hours', 'working_days'] as const

/** Adds a target, or changes one and shows its former versions. */
export function TargetDialog({ target, kind, onClose }: { target: Policy | undefined; kind: Kind; onClose: () => void }) {
  const t = useText(words)
  const [tried, setTried] = useState(false)
  const { values, field, set } = useFields(valuesOf(target, kind))
  const saved = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['clocks'] })
  }
  const add = useMutation({ ...tell(addPolicy), onSuccess: saved })
  const change = useMutation({ ...tell(changePolicy), onSuccess: saved })
  const save = () => {
    setTried(true)
    if (!values.amount || values.amount <= 0) return
    const given = targetOf(values)
    if (target) change.mutate({ ...given, id: target.id, version: target.version })
    else add.mutate(given)
  }
  return (
    <Modal open onClose={onClose} title={target ? t.edit : t.add} size={640}>
      <Stack gap={20}>
        <Form
          onSubmit={save}
          error={add.error ?? change.error}
          actions={
            <>
              {target && <Remove target={target} onDone={onClose} />}
              <Spacer />
              <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
            </>
          }
        >
          <Grid columns={2}>
            <Select label={t.measures} options={KINDS.map((value) => ({ value, label: t[value] }))} {...field('kind')} />
            <Grid columns="1fr 1fr" gap={8} fold={false}>
              <NumberField
                label={t.amount}
                required
                error={tried && !(values.amount && values.amount > 0) && t.amountMissing}
                min={1}
                max={100_000}
                digits={1}
                {...field('amount')}
              />
              <Select label={t.unit} options={UNITS.map((value) => ({ value, label: t[value] }))} {...field('unit')} />
            </Grid>
          </Grid>
          <Where values={values} field={field} onType={(code) => set('caseType', code ?? '')} />
          <Stack gap={10}>
            <Switch
              label={t.workingTimeSwitch}
              hint={t.workingTimeHint}
              {...field('workingTime')}
              disabled={values.unit === 'working_days'}
            />
            <Switch label={t.enabled} {...field('enabled')} />
          </Stack>
          <Grid columns={2}>
            <NumberField label={t.precedence} hint={t.precedenceHint} min={0} max={10_000} {...field('precedence')} />
            <TextField label={t.note} hint={t.noteHint} maxLength={300} {...field('note')} />
          </Grid>
        </Form>
        {target && <TargetHistory id={target.id} />}
      </Stack>
    </Modal>
  )
}

type Values = ReturnType<typeof valuesOf>
type Fields = ReturnType<typeof useFields<Values>>

/** Which cases it holds for; nothing chosen means any. */
function Where({ values, field, onType }: { values: Values; field: Fields['field']; onType: (code: string | null) => void }) {
  const t = useText(words)
  const severities = useSeverities()
  const channels = useChannels()
  return (
    <Grid columns={2}>
      {caseTypeField.fills.length > 0 ? (
        <Here place={caseTypeField} given={{ label: t.caseType, placeholder: t.any, value: values.caseType || null, onChange: onType }} />
      ) : (
        <TextField label={t.caseType} hint={t.caseTypeHint} maxLength={60} {...field('caseType')} />
      )}
      <Select label={t.severity} clearable placeholder={t.any} options={severities} {...field('severity')} />
      <Select
        label={t.tier}
        clearable
        placeholder={t.any}
        options={TIERS.map((value) => ({ value, label: t[value] }))}
        {...field('tier')}
      />
      <Select label={t.channel} clearable placeholder={t.any} options={channels} {...field('channel')} />
    </Grid>
  )
}

function useSeverities() {
  const names = [useSeverityName(1), useSeverityName(2), useSeverityName(3), useSeverityName(4)]
  return SEVERITIES.map((level, at) => ({ value: String(level), label: names[at] ?? '' }))
}

function useChannels() {
  const names = [
    ...[useChannelName('mail'), useChannelName('form'), useChannelName('phone'), useChannelName('counter'), useChannelName('letter')],
    ...[useChannelName('zalo'), useChannelName('facebook'), useChannelName('api')],
  ]
  return CHANNELS.map((value, at) => ({ value: String(value), label: names[at] ?? value }))
}

function Remove({ target, onDone }: { target: Policy; onDone: () => void }) {
  const t = useText(words)
  const remove = useMutation({
    ...tell(removePolicy),
    onSuccess: () => {
      onDone()
      say(t.removed, { undo: () => addAgain(target) })
      return queries.invalidateQueries({ queryKey: ['clocks'] })
    },
    onError: sayFailure,
  })
  return (
    <Button label={t.remove} icon={IconTrash} variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: target.id })} />
  )
}

async function addAgain({ id: _, version: _version, changedAt: _at, changedBy: _by, ...target }: Policy) {
  await call(addPolicy, target)
  await queries.invalidateQueries({ queryKey: ['clocks'] })
}

function valuesOf(target: Policy | undefined, kind: Kind) {
  const inHours = target?.unit === 'minutes' && target.amount >= 60 && target.amount % 30 === 0
  const unit: Unit = !target || inHours ? 'hours' : target.unit
  return {
    kind: (target?.kind ?? kind) as Kind | null,
    amount: (target ? (inHours ? target.amount / 60 : target.amount) : null) as number | null,
    unit: unit as Unit | null,
    caseType: target?.caseType ?? '',
    severity: (target?.severity ? String(target.severity) : null) as string | null,
    tier: (TIERS.find((one) => one === target?.tier) ?? null) as (typeof TIERS)[number] | null,
    channel: target?.channel ?? null,
    workingTime: target?.workingTime ?? true,
    enabled: target?.enabled ?? true,
    precedence: (target?.precedence ?? 100) as number | null,
    note: target?.note ?? '',
  }
}

function targetOf({ kind, amount, unit, caseType, severity, precedence, workingTime, ...rest }: Values): Target {
  return {
    ...rest,
    kind: kind ?? 'first_response',
    caseType: caseType.trim() || null,
    severity: severity ? Number(severity) : null,
    amount: Math.round((amount ?? 0) * (unit === 'hours' ? 60 : 1)),
    unit: unit === 'working_days' ? 'working_days' : 'minutes',
    workingTime: unit === 'working_days' || workingTime,
    precedence: precedence ?? 100,
  }
}
