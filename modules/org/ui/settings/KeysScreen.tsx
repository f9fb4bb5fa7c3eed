import { IconCopy, IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Chip,
  confirm,
  DateField,
  Empty,
  ErrorBox,
  Form,
  FoundSelect,
  format,
  Link,
  Loading,
  Modal,
  MultiSelect,
  Screen,
  Stack,
  say,
  sayFailure,
  Table,
  TextField,
  Txt,
  useFields,
  useLanguage,
  useMay,
  useText,
  When,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { ApiKey } from '../../contract/access.ts'
import { createKey, listKeys, listPeople, myGrants, revokeKey } from '../../contract.ts'
import { auditWords } from '../../text/audit.ts'
import { withoutAccount } from '../colleagues.ts'

type Key = z.output<typeof ApiKey>

/** `/cai-dat/khoa-api`: keys for other programs; each is shown once, when it is made. */
export function KeysScreen() {
  const t = useText(auditWords)
  const keys = useQuery(ask(listKeys, {}))
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<string>()
  const add = <Button icon={IconPlus} label={t.addKey} variant="filled" does={createKey} onClick={() => setMaking(true)} />
  return (
    <Screen title={t.keys} actions={keys.data && keys.data.length > 0 && add}>
      <Stack gap={12}>
        <Txt tone={2}>
          {t.keysSays} <Link to="/api">{t.keysDocs}</Link>
        </Txt>
        {keys.error && <ErrorBox error={keys.error} retry={() => void keys.refetch()} />}
        {keys.isPending && <Loading of="table" />}
        {keys.data && (
          <Keys rows={keys.data} whenEmpty={<Empty kind="setup" icon={IconKey} title={t.noKeys} says={t.permissionsHint} action={add} />} />
        )}
      </Stack>
      {making && (
        <MakeKey
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false)
            setShown(key)
          }}
        />
      )}
      {shown && <ShownOnce value={shown} onClose={() => setShown(undefined)} />}
    </Screen>
  )
}

function Keys({ rows, whenEmpty }: { rows: Key[]; whenEmpty: React.ReactNode }) {
  const t = useText(auditWords)
  const language = useLanguage()
  const revoke = useMutation({
    ...tell(revokeKey),
    onSuccess: () => {
      say(t.revoked)
      return queries.invalidateQueries({ queryKey: ['org'] })
    },
    onError: sayFailure,
  })
  const take = async ({ id, name }: Key) => {
    if (await confirm({ title: t.revokeTitle(name), consequences: t.revokeSays, verb: t.revoke, danger: true })) revoke.mutate({ id })
  }
  return (
    <Table<Key>
      label={t.keys}
      rows={rows}
      whenEmpty={whenEmpty}
      columns={[
        {
          head: t.keyName,
          main: true,
          cell: ({ name, prefix }) => (
            <Stack gap={2}>
              <Txt weight={600}>{name}</Txt>
              <Txt size={12} tone={3} num>
                {prefix}…
              </Txt>
            </Stack>
          ),
        },
        { head: t.keyOwner, cell: ({ personName }) => personName },
        { head: t.permissions, cell: ({ permissions }) => <Txt title={permissions.join('\n')}>{t.rights(permissions.length)}</Txt> },
        { head: t.lastUsed, num: true, cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : t.neverUsed) },
        { head: t.created, num: true, cell: ({ createdAt, createdByName }) => `${format.date(createdAt, language)} · ${createdByName}` },
        { head: t.state, cell: (key) => <State apiKey={key} /> },
        {
          head: '',
          cell: (key) =>
            !key.revokedAt && <Button size="sm" variant="danger" label={t.revoke} does={revokeKey} onClick={() => void take(key)} />,
        },
      ]}
    />
  )
}

function State({ apiKey: { revokedAt, expiresAt } }: { apiKey: Key }) {
  const t = useText(auditWords)
  const language = useLanguage()
  if (revokedAt) return <Chip>{t.revokedOn(format.date(revokedAt, language))}</Chip>
  if (expiresAt && expiresAt < new Date()) return <Chip tint="nghe">{t.expiredOn(format.date(expiresAt, language))}</Chip>
  return (
    <Stack gap={2} align="flex-start">
      <Chip tint="ma">{t.works}</Chip>
      {expiresAt && (
        <Txt size={12} tone={3}>
          {t.expiredOn(format.date(expiresAt, language))}
        </Txt>
      )}
    </Stack>
  )
}

type Wanted = { name: string; permissions: string[]; lastDay: string | null; personId: string | null }

/** Whoever may make keys for others: colleagues who cannot sign in, such as an integration. */
function useHasOthers() {
  const reach = useMay(createKey)
  const { data } = useQuery({ ...ask(listPeople, { account: 'none', limit: 1 }), enabled: reach === 'all' })
  return (data?.items ?? []).length > 0
}

function MakeKey({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const t = useText(auditWords)
  const { data: grants = [] } = useQuery(ask(myGrants, {}))
  const hasOthers = useHasOthers()
  const { values, field } = useFields<Wanted>({ name: '', permissions: [], lastDay: null, personId: null })
  const make = useMutation({
    ...tell(createKey),
    onSuccess: async ({ key }) => {
      onMade(key)
      await queries.invalidateQueries({ queryKey: ['org', listKeys.at] })
    },
  })
  const submit = () => {
    const { name, permissions, lastDay, personId } = values
    make.mutate({ name, permissions, ...(personId ? { personId } : {}), expiresAt: lastDay ? new Date(`${lastDay}T23:59:59+07:00`) : null })
  }
  return (
    <Modal open onClose={onClose} title={t.addKey}>
      <Form
        onSubmit={submit}
        error={make.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button
              label={t.addKey}
              variant="filled"
              type="submit"
              busy={make.isPending}
              disabledBecause={values.permissions.length === 0 && t.pickRight}
            />
          </>
        }
      >
        <TextField label={t.keyName} placeholder={t.keyNameHint} required autoFocus {...field('name')} />
        <MultiSelect
          label={t.permissions}
          hint={t.permissionsHint}
          required
          options={grants.map((one) => ({ value: one, label: one, group: one.split('.')[0] }))}
          {...field('permissions')}
        />
        {hasOthers && (
          <FoundSelect
            label={t.keyOwner}
            hint={t.keyOwnerHint}
            placeholder={t.mine}
            finder={withoutAccount}
            clearable
            {...field('personId')}
          />
        )}
        <DateField label={t.expires} placeholder={t.never} min={format.dayOf()} {...field('lastDay')} />
      </Form>
    </Modal>
  )
}

function ShownOnce({ value, onClose }: { value: string; onClose: () => void }) {
  const t = useText(auditWords)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    say(t.copied)
  }
  return (
    <Modal
      open
      onClose={onClose}
      title={t.shownOnce}
      actions={
        <>
          {'clipboard' in navigator && <Button icon={IconCopy} label={t.copy} onClick={() => void copy()} />}
          <Button label={t.kept} variant="filled" onClick={onClose} />
        </>
      }
    >
      <Stack gap={12}>
        <Banner>{t.shownOnceSays}</Banner>
        <code style={{ overflowWrap: 'anywhere', userSelect: 'all', padding: 12, borderRadius: 8, background: 'var(--sunk)' }}>
          {value}
        </code>
      </Stack>
    </Modal>
  )
}
