import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { listUnits } from '#org/contract'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  confirm,
  Form,
  Grid,
  Modal,
  NumberField,
  Select,
  Switch,
  say,
  sayFailure,
  TextField,
  useFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { addMailbox, changeMailbox, removeMailbox, tryMailbox } from '../contract.ts'
import type { Mailbox } from './MailboxesCard.tsx'
import { Trial } from './Trial.tsx'
import { words } from './words.ts'

const NEW = {
  ...{ name: '', address: '', host: '', port: 993, secure: true, username: '', auth: 'password' as Mailbox['auth'] },
  ...{ tokenUrl: '', clientId: '', clientSecret: '' },
  ...{ folder: 'INBOX', unitId: null as string | null, enabled: true, secret: '' },
}

/** Adds or changes a mailbox; it can be tried before it is kept. */
export function MailboxDialog({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) {
  const t = useText(words)
  const { values, field, set } = useFields(mailbox ? { ...shownOf(mailbox), secret: '', clientSecret: '' } : NEW)
  const given = { ...values, username: values.username || values.address }
  const done = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['channels'] })
  }
  const add = useMutation({ ...tell(addMailbox), onSuccess: done })
  const change = useMutation({ ...tell(changeMailbox), onSuccess: done })
  const trial = useMutation({ ...tell(tryMailbox), onSuccess: undefined })
  const save = () => {
    trial.reset()
    return mailbox ? change.mutate({ ...given, id: mailbox.id }) : add.mutate(given)
  }
  return (
    <Modal open onClose={onClose} title={mailbox ? t.changeMailbox : t.addMailbox} size={560}>
      <Form
        onSubmit={save}
        error={add.error ?? change.error ?? trial.error}
        actions={
          <>
            {mailbox && <Remove mailbox={mailbox} onDone={onClose} />}
            <Button
              label={t.tryIt}
              icon={IconPlugConnected}
              busy={trial.isPending}
              disabledBecause={!values.host && t.host}
              onClick={() => trial.mutate({ ...given, id: mailbox?.id })}
            />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <Grid>
          <TextField label={t.mailboxName} required autoFocus hint={t.mailboxNameHint} {...field('name')} />
          <TextField label={t.mailboxAddress} required type="email" {...field('address')} />
        </Grid>
        <Grid columns="2fr 1fr">
          <TextField label={t.host} required placeholder="imap.congty.vn" {...field('host')} />
          <NumberField
            label={t.port}
            required
            min={1}
            max={65535}
            name="port"
            value={values.port}
            onChange={(port) => set('port', port ?? 993)}
          />
        </Grid>
        <Switch label={t.secure} hint={t.secureHint} value={values.secure} onChange={(secure) => set('secure', secure)} />
        <SignIn values={values} field={field} set={set} mailbox={mailbox} />
        <Grid>
          <TextField label={t.folder} {...field('folder')} />
          <UnitField value={values.unitId} onChange={(unitId) => set('unitId', unitId)} />
        </Grid>
        <Switch label={t.enabled} value={values.enabled} onChange={(enabled) => set('enabled', enabled)} />
        <Trial of={trial} works={t.tryWorked} fails={t.tryFailed} />
      </Form>
    </Modal>
  )
}

const shownOf = ({ id: _, lastPolledAt: __, lastError: ___, trouble: ____, hasClientSecret: _____, ...rest }: Mailbox) => rest

type Fields = ReturnType<typeof useFields<typeof NEW>>

type SignInOf = Pick<Fields, 'values' | 'field' | 'set'> & { mailbox?: Mailbox }

function SignIn({ values, field, set, mailbox }: SignInOf) {
  const t = useText(words)
  const ways = [
    { value: 'password' as const, label: t.authPassword },
    { value: 'xoauth2' as const, label: t.authToken },
  ]
  const isKept = mailbox?.auth === values.auth
  return (
    <>
      <Grid>
        <TextField label={t.username} placeholder={values.address} {...field('username')} />
        <Select label={t.auth} value={values.auth} onChange={(auth) => auth && set('auth', auth)} options={ways} />
      </Grid>
      {values.auth === 'xoauth2' && <Client field={field} isSecretKept={isKept && mailbox.hasClientSecret} />}
      <TextField
        label={values.auth === 'xoauth2' ? t.refreshToken : t.secret}
        type="password"
        autoComplete="new-password"
        required={!isKept}
        hint={isKept ? t.secretKept : undefined}
        {...field('secret')}
      />
    </>
  )
}

/** Whom the provider knows us as, and where it gives access. */
function Client({ field, isSecretKept }: Pick<Fields, 'field'> & { isSecretKept: boolean }) {
  const t = useText(words)
  return (
    <>
      <TextField label={t.tokenUrl} required type="url" hint={t.tokenUrlHint} {...field('tokenUrl')} />
      <Grid>
        <TextField label={t.clientId} required autoComplete="off" {...field('clientId')} />
        <TextField
          label={t.clientSecret}
          type="password"
          autoComplete="new-password"
          hint={isSecretKept ? t.secretKept : undefined}
          {...field('clientSecret')}
        />
      </Grid>
    </>
  )
}

function UnitField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText(words)
  const units = useQuery(ask(listUnits, {}))
  const options = (units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return <Select label={t.unit} value={value} onChange={onChange} clearable placeholder={t.unitNobody} options={options} />
}

function Remove({ mailbox, onDone }: { mailbox: Mailbox; onDone: () => void }) {
  const t = useText(words)
  const remove = useMutation({
    ...tell(removeMailbox),
    onSuccess: () => {
      say(t.removed)
      onDone()
      return queries.invalidateQueries({ queryKey: ['channels'] })
    },
    onError: sayFailure,
  })
  const question = { title: t.removeTitle(mailbox.name), consequences: t.removeConsequences, verb: t.remove, danger: true }
  return (
    <Button
      label={t.remove}
      variant="danger"
      busy={remove.isPending}
      onClick={async () => {
        if (await confirm(question)) remove.mutate({ id: mailbox.id })
      }}
    />
  )
}
