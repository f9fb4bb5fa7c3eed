import { IconAlertTriangle, IconMailOpened, IconSend } from '@tabler/icons-react'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { Banner, Button, Card, confirm, Form, Grid, Stack, say, sayFailure, TextField, Txt, useFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { changeSmtp, trySmtp } from '../contract.ts'
import { type Server, ServerFields } from './ServerFields.tsx'
import type { Settings } from './saving.ts'
import { Trial } from './Trial.tsx'
import { isCommon, MENDS, TROUBLES } from './troubles.ts'
import { words } from './words.ts'

const PORTS = { tls: 465, starttls: 587, none: 25 }
/** Sent once and never shown again. */
const TYPED = { secret: '', clientSecret: '' }

/** The server mail leaves through: tried with a real mail before it is kept. */
export function SmtpCard({ settings }: { settings: Settings }) {
  const t = useText(words)
  return (
    <Card title={t.smtp}>
      <Stack gap={14}>
        {settings.usesTestMailbox && (
          <Banner tint="nghe" icon={IconMailOpened} action={<Button size="sm" label={t.openTestMailbox} to="/hop-thu-thu" />}>
            {t.smtpTestMailbox}
          </Banner>
        )}
        {settings.waiting && <Waiting {...settings.waiting} />}
        <ServerForm settings={settings} />
      </Stack>
    </Card>
  )
}

function ServerForm({ settings }: { settings: Settings }) {
  const t = useText(words)
  const { hasSecret, hasClientSecret, ...server } = settings.smtp
  const fields = useFields<Server>({ ...server, ...TYPED })
  const { values, dirty, reset } = fields
  const save = useMutation({
    ...tell(changeSmtp),
    onSuccess: () => {
      reset({ ...values, ...TYPED })
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['channels'] })
    },
  })
  const trial = useMutation({ ...tell(trySmtp), onSuccess: undefined })
  const missing = values.host.trim() === '' && t.hostFirst
  const actions = (
    <>
      {!settings.usesTestMailbox && <BackToTest />}
      <Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={missing || (!dirty && t.saved)} />
    </>
  )
  const kept = hasSecret ? { auth: server.auth, hasClientSecret } : undefined
  return (
    <Form onSubmit={() => save.mutate(values)} error={save.error ?? trial.error} actions={actions}>
      <ServerFields fields={fields} placeholder="smtp.congty.vn" ports={PORTS} kept={kept} userHint={t.usernameNone} />
      <TestMail smtp={values} missing={missing} trial={trial} />
    </Form>
  )
}

type Trying = UseMutationResult<z.output<typeof trySmtp.reply>, Error, z.input<typeof trySmtp.input>>

/** Mail that waits for another try, and why. */
function Waiting({ many, said, trouble }: NonNullable<Settings['waiting']>) {
  const t = useText(words)
  const mends = MENDS[trouble]
  return (
    <Banner tint="son" icon={IconAlertTriangle}>
      <Stack gap={2}>
        <Txt weight={500}>{t.waiting(many, isCommon(trouble) ? t[TROUBLES[trouble]] : t.troubleSending)}</Txt>
        {mends && <Txt size={12}>{t[mends]}</Txt>}
        <Txt size={12} tone={3}>
          {said}
        </Txt>
      </Stack>
    </Banner>
  )
}

function TestMail({ smtp, missing, trial }: { smtp: Server; missing: string | false; trial: Trying }) {
  const t = useText(words)
  const [to, setTo] = useState('')
  return (
    <>
      <Grid columns="2fr auto">
        <TextField label={t.testTo} type="email" name="to" value={to} onChange={setTo} />
        <Stack justify="flex-end">
          <Button
            label={t.sendTest}
            icon={IconSend}
            busy={trial.isPending}
            disabledBecause={missing || (to.trim() === '' && t.testToFirst)}
            onClick={() => trial.mutate({ ...smtp, to: to.trim() })}
          />
        </Stack>
      </Grid>
      <Trial of={trial} works={t.testWorked} fails={t.testFailed} />
    </>
  )
}

function BackToTest() {
  const t = useText(words)
  const clear = useMutation({ ...tell(changeSmtp), onError: sayFailure })
  const question = { title: t.backToTestTitle, consequences: t.backToTestConsequences, verb: t.backToTest }
  return (
    <Button
      label={t.backToTest}
      variant="subtle"
      busy={clear.isPending}
      onClick={async () => {
        if (await confirm(question)) clear.mutate({ host: '', port: 587, security: 'starttls', username: '' })
      }}
    />
  )
}
