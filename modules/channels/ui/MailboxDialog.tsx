import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { listUnits } from '#org/contract'
import { ask, tell } from '#web/api.ts'
import { Button, confirm, Form, Grid, Modal, Select, Switch, say, sayFailure, TextField, useFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { addMailbox, changeMailbox, removeMailbox, tryMailbox } from '../contract.ts'
import type { Mailbox } from './MailboxesCard.tsx'
import { type Server, ServerFields } from './ServerFields.tsx'
import { Trial } from './Trial.tsx'
import { words } from './words.ts'

const NEW = { name: '', address: '', folder: 'INBOX', unitId: null as string | null, enabled: true }
const NEW_SERVER: Server = {
  ...{ host: '', port: 993, security: 'tls', username: '', auth: 'password' },
  ...{ tokenUrl: '', clientId: '', clientSecret: '', secret: '' },
}
const PORTS = { tls: 993, starttls: 143 }

/** Adds or changes a mailbox; it can be tried before it is kept. */
export function MailboxDialog({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) {
  const t = useText(words)
  const { values, field, set } = useFields(mailbox ? shownOf(mailbox) : NEW)
  const server = useFields(mailbox ? serverOf(mailbox) : NEW_SERVER)
  const { security, ...at } = server.values
  const given = { ...values, ...at, secure: security === 'tls', username: at.username || values.address }
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
              disabledBecause={!at.host && t.hostFirst}
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
        <ServerFields
          fields={server}
          placeholder="imap.congty.vn"
          ports={PORTS}
          kept={mailbox}
          signsInAlways
          userHint={t.usernameAsAddress}
        />
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

const shownOf = ({ name, address, folder, unitId, enabled }: Mailbox) => ({ name, address, folder, unitId, enabled })
const serverOf = ({ host, port, secure, username, auth, tokenUrl, clientId }: Mailbox): Server => ({
  ...{ host, port, security: secure ? 'tls' : 'starttls', username, auth },
  ...{ tokenUrl, clientId, clientSecret: '', secret: '' },
})

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
