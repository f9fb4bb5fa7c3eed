import { IconArchive, IconArchiveOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { listUnits } from '#org/contract'
import { ask, call, tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Form,
  Grid,
  Modal,
  MultiSelect,
  Select,
  Spacer,
  say,
  sayFailure,
  TextField,
  useChannelName,
  useFields,
  useMay,
  useMe,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import {
  addReply,
  archiveReply,
  changeReply,
  type NewReply,
  ReplyChannel,
  type ReplyScope,
  restoreReply,
  type SavedReply,
} from '../contract.ts'
import { words } from '../text/screens.ts'
import { BodyField } from './BodyField.tsx'

/** Adds a saved reply or changes one; without the right to change it, it is only read. */
export function ReplyDialog({ reply, onClose }: { reply: SavedReply | undefined; onClose: () => void }) {
  const t = useText(words)
  const me = useMe()
  const mine = useMay(addReply)
  const { values, field, set } = useFields(valuesOf(reply, mine === 'all' ? 'all' : mine === 'own' ? 'own' : 'unit', me.teamIds[0]))
  const saved = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['knowledge'] })
  }
  const add = useMutation({ ...tell(addReply), onSuccess: saved })
  const change = useMutation({ ...tell(changeReply), onSuccess: saved })
  const save = () => {
    const given = replyOf(values)
    if (reply) change.mutate({ ...given, id: reply.id, version: reply.version })
    else add.mutate(given)
  }
  const isFixed = reply !== undefined && (!reply.mayChange || reply.archivedAt !== null)
  return (
    <Modal open onClose={onClose} title={!reply ? t.add : isFixed ? t.look : t.edit} size={760}>
      <Form
        onSubmit={save}
        error={add.error ?? change.error}
        actions={
          <>
            {reply?.mayChange && <InUse reply={reply} onDone={onClose} />}
            <Spacer />
            {!isFixed && <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />}
          </>
        }
      >
        {reply && !reply.mayChange && <Banner tint="lam">{t.notYours}</Banner>}
        <Grid columns="1fr 220px">
          <TextField label={t.name} required maxLength={120} disabled={isFixed} autoFocus={!reply} {...field('title')} />
          <TextField label={t.shortcut} required maxLength={40} hint={t.shortcutHint} disabled={isFixed} {...field('shortcut')} />
        </Grid>
        <BodyField
          values={{ vi: values.body, en: values.bodyEn }}
          disabled={isFixed}
          onChange={(language, text) => set(language === 'vi' ? 'body' : 'bodyEn', text)}
        />
        <Where field={field} scope={values.scope} disabled={isFixed} />
      </Form>
    </Modal>
  )
}

type Values = {
  title: string
  shortcut: string
  body: string
  bodyEn: string
  scope: ReplyScope | null
  unitId: string | null
  channels: ReplyChannel[]
}

function Where({
  field,
  scope,
  disabled,
}: {
  field: ReturnType<typeof useFields<Values>>['field']
  scope: ReplyScope | null
  disabled: boolean
}) {
  const t = useText(words)
  const mine = useMay(addReply)
  const me = useMe()
  const { data: units = [] } = useQuery(ask(listUnits, {}))
  const reached = mine === 'all' || disabled ? units : units.filter(({ id }) => me.unitIds.includes(id))
  const channels = useChannels()
  const scopes = [
    { value: 'all' as const, label: t.all, disabled: mine !== 'all' },
    { value: 'unit' as const, label: t.unit, disabled: mine === 'own' },
    { value: 'own' as const, label: t.own },
  ]
  return (
    <Grid columns={2}>
      <Select label={t.scope} options={scopes} disabled={disabled} {...field('scope')} />
      {scope === 'unit' && (
        <Select
          label={t.unitOf}
          required
          disabled={disabled}
          options={reached.map(({ id, name }) => ({ value: id, label: name }))}
          {...field('unitId')}
        />
      )}
      <MultiSelect
        label={t.channels}
        hint={t.channelsHint}
        placeholder={t.anyChannel}
        options={channels}
        disabled={disabled}
        {...field('channels')}
      />
    </Grid>
  )
}

const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api'] as const

function useChannels() {
  const names = [
    ...[useChannelName('mail'), useChannelName('form'), useChannelName('phone'), useChannelName('counter')],
    ...[useChannelName('letter'), useChannelName('zalo'), useChannelName('facebook'), useChannelName('api')],
  ]
  return CHANNELS.map((value, at) => ({ value: ReplyChannel.parse(value), label: names[at] ?? value }))
}

function InUse({ reply, onDone }: { reply: SavedReply; onDone: () => void }) {
  const t = useText(words)
  const isOut = reply.archivedAt !== null
  const change = useMutation({
    ...tell(isOut ? restoreReply : archiveReply),
    onSuccess: () => {
      onDone()
      if (isOut) say(t.restoreDone)
      else say(t.archiveDone, { undo: () => putBack(reply.id) })
      return queries.invalidateQueries({ queryKey: ['knowledge'] })
    },
    onError: sayFailure,
  })
  return (
    <Button
      label={isOut ? t.restore : t.archive}
      icon={isOut ? IconArchiveOff : IconArchive}
      busy={change.isPending}
      onClick={() => change.mutate({ id: reply.id })}
    />
  )
}

async function putBack(id: string) {
  await call(restoreReply, { id })
  await queries.invalidateQueries({ queryKey: ['knowledge'] })
}

function valuesOf(reply: SavedReply | undefined, scope: ReplyScope, ownUnit: string | undefined): Values {
  return {
    title: reply?.title ?? '',
    shortcut: reply?.shortcut ?? '',
    body: reply?.body ?? '',
    bodyEn: reply?.bodyEn ?? '',
    scope: reply?.scope ?? scope,
    unitId: reply?.unitId ?? ownUnit ?? null,
    channels: reply?.channels ?? [],
  }
}

function replyOf({ scope, unitId, shortcut, ...rest }: Values): NewReply {
  return { ...rest, shortcut: shortcut.trim().replace(/^\//, ''), scope: scope ?? 'own', unitId: scope === 'unit' ? unitId : null }
}
